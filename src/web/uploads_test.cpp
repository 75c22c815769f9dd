#include "web/uploads.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <vector>

#include "base/random.h"

namespace {

using namespace std::string_literals;

class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& bytes)
      : path_(std::filesystem::temp_directory_path() /
              ("plumbline-upload-" + base::random_letters(*base::system_random(), 12))) {
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  ~TemporaryFile() { std::filesystem::remove(path_); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::string little(std::uint64_t number, int width) {
  std::string bytes;
  for (int i = 0; i < width; ++i) bytes += static_cast<char>(number >> (8 * i) & 0xff);
  return bytes;
}

// A zip with stored, empty parts of these names.
std::string zip_of(const std::vector<std::string>& names) {
  std::string files, directory;
  for (const std::string& name : names) {
    directory += "PK\x01\x02"s + std::string(24, '\0') + little(name.size(), 2) +
                 std::string(12, '\0') + little(files.size(), 4) + name;
    files += "PK\x03\x04"s + std::string(22, '\0') + little(name.size(), 2) + little(0, 2) + name;
  }
  return files + directory + "PK\x05\x06"s + std::string(4, '\0') + little(names.size(), 2) +
         little(names.size(), 2) + little(directory.size(), 4) + little(files.size(), 4) +
         little(0, 2);
}

web::CheckedUpload check(const std::string& name, const std::string& bytes) {
  const TemporaryFile file(bytes);
  return web::check_upload(file.path(), name, bytes.size());
}

bool is_taken(const std::string& name, const std::string& bytes) {
  return check(name, bytes).complaint.empty();
}

const std::string pdf = "%PDF-1.7\n1 0 obj\n%%EOF\n";
const std::string png = "\x89PNG\r\n\x1a\n" + std::string(40, 'x');
const std::string jpeg = "\xFF\xD8\xFF\xE0" + std::string(40, 'x');

}  // namespace

TEST_CASE("files of the kinds that are welcome are taken, by their content") {
  CHECK(check("Paper.pdf", pdf).type == "application/pdf");
  CHECK(check("plan.PNG", png).type == "image/png");
  CHECK(check("photo.jpg", jpeg).type == "image/jpeg");
  CHECK(check("note.txt", "Plain text, à and £.\n").type == "text/plain; charset=utf-8");
  CHECK(check("mail.eml", "Received: by x\r\nFrom: a@b\r\n\r\nHello").type == "message/rfc822");
  CHECK(
      check("letter.docx", zip_of({"[Content_Types].xml", "word/document.xml"})).complaint.empty());
  CHECK(check("sheet.xlsx", zip_of({"[Content_Types].xml", "xl/workbook.xml"})).complaint.empty());
}

TEST_CASE("a name that says otherwise than the content is refused") {
  CHECK_FALSE(is_taken("paper.pdf", png));
  CHECK_FALSE(is_taken("photo.png", jpeg));
  CHECK_FALSE(is_taken("letter.docx", zip_of({"xl/workbook.xml"})));
  CHECK_FALSE(is_taken("letter.docx", pdf));
  CHECK_FALSE(is_taken("note.txt", "\0\1\2"s));
  CHECK_FALSE(is_taken("note.txt", "\xFF\xFE latin"));
  CHECK_FALSE(is_taken("mail.eml", "<html><script>alert(1)</script></html>"));
}

TEST_CASE("kinds that are not welcome, and nothing at all, are refused") {
  for (const char* name : {"run.exe", "page.html", "page.svg", "old.doc", "files.zip", "noname",
                           "paper.pdf.exe"})
    CHECK_FALSE(is_taken(name, pdf));
  CHECK_FALSE(is_taken("empty.pdf", ""));
  CHECK(check("empty.pdf", "").complaint.find("empty") != std::string::npos);
}

TEST_CASE("macros and files behind files are refused") {
  CHECK_FALSE(is_taken("letter.docx", zip_of({"word/document.xml", "word/vbaProject.bin"})));
  CHECK(check("letter.docx", zip_of({"word/document.xml", "word/vbaProject.bin"}))
            .complaint.find("macros") != std::string::npos);
  CHECK_FALSE(is_taken("photo.jpg", jpeg + zip_of({"a.txt"})));
  CHECK_FALSE(is_taken("paper.pdf", pdf + zip_of({"a.txt"})));
  CHECK_FALSE(is_taken("letter.docx", zip_of({"word/document.xml"}).substr(0, 40)));
}

TEST_CASE("a file's name carries no path and no line ends") {
  const web::CheckedUpload checked = check("../../etc/\npasswd.pdf", pdf);
  CHECK(checked.name.find('/') == std::string::npos);
  CHECK(checked.name.find('\n') == std::string::npos);
  const web::CheckedUpload longer = check(std::string(500, 'a') + ".pdf", pdf);
  CHECK(longer.complaint.empty());
  CHECK(longer.name.ends_with(".pdf"));
}

TEST_CASE("more than fifty megabytes are refused without being read") {
  const TemporaryFile file(pdf);
  CHECK(web::check_upload(file.path(), "paper.pdf", (50u << 20) + 1).complaint.find("50 MB") !=
        std::string::npos);
}
