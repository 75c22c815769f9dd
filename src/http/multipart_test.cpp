#include "http/multipart.h"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "base/files.h"

namespace http {
namespace {

namespace fs = std::filesystem;

// A folder that goes away with the test.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / "plumbline-multipart-test") {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string part(const std::string& disposition, const std::string& content) {
  return "--XX\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
}

// Reads `body` in pieces of `piece` bytes.
base::Result<Request> read(const std::string& body, const fs::path& folder, std::size_t piece,
                           std::uint64_t text_bytes = 1000) {
  const auto random = base::seeded_random("multipart");
  MultipartReader reader("XX", MultipartLimits{text_bytes, 2, folder}, *random);
  for (std::size_t at = 0; at < body.size(); at += piece) {
    TRY(reader.take(std::string_view(body).substr(at, piece)));
  }
  Request request;
  TRY(reader.finish(request));
  return request;
}

TEST_CASE("parts are read alike however the bytes arrive") {
  const Folder folder;
  const std::string content("a\r\n--XY\r\n-\0--X", 15);
  const std::string body = part("name=\"a\"", "one\r\ntwo") + part("name=\"empty\"", "") +
                           part("name=\"f\"; filename=\"C:\\x\\letter.eml\"", content) +
                           part("name=\"g\"; filename=\"\"", "") + "--XX--\r\n";
  for (std::size_t piece = 1; piece <= body.size(); ++piece) {
    CAPTURE(piece);
    auto request = read(body, folder.path(), piece);
    REQUIRE(request);
    CHECK(request->form_value("a") == "one\r\ntwo");
    CHECK(request->has_form("empty"));
    CHECK(request->form_value("empty").empty());
    const Upload* upload = request->upload("f");
    REQUIRE(upload != nullptr);
    CHECK(upload->file_name == "letter.eml");
    CHECK(upload->length == content.size());
    CHECK(*base::read_file(upload->path) == content);
    CHECK(*base::mode_bits(upload->path) == 0600);
    CHECK(request->upload("g") == nullptr);
    CHECK(request->uploads.size() == 2);
    remove_uploads(*request);
    CHECK(fs::is_empty(folder.path()));
  }
}

TEST_CASE("what is not multipart, or over a limit, is refused and leaves no file") {
  const Folder folder;
  const std::string file = part("name=\"f\"; filename=\"x\"", "content");
  const std::string end = "--XX--\r\n";
  const std::string wrong[] = {
      "",
      "--XX--",  // right so far, checked below as the one good body
      part("name=\"a\"", "x"),
      "--XX\r\n\r\nx\r\n" + end,
      "--XX\r\nContent-Disposition: form-data\r\n\r\nx\r\n" + end,
      "--XX\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n" + end,
      "--XX\r\nno colon\r\n\r\nx\r\n" + end,
      "--XXjunk\r\n" + end,
      part("name=\"a\"", "\xff") + end,
      part("name=\"a\"", std::string("a\0b", 3)) + end,
      part("name=\"a\"", std::string(1001, 'a')) + end,
      "--XX\r\nX: " + std::string(9000, 'a') + "\r\n\r\n" + end,
      std::string(9000, 'a'),
      file + file + file + end,
      file + "--XX\r\nContent-Disposition: form-data; name=\"a",
  };
  for (const std::string& body : wrong) {
    CAPTURE(body.substr(0, 60));
    const bool is_good = body == "--XX--";
    CHECK(read(body, folder.path(), 7).has_value() == is_good);
    CHECK(fs::is_empty(folder.path()));
  }
}

TEST_CASE("file names lose their path and their control characters") {
  const Folder folder;
  const std::pair<const char*, const char*> names[] = {{"/etc/passwd", "passwd"},
                                                       {"..\\..\\a.txt", "a.txt"},
                                                       {"a\tb.txt", "ab.txt"},
                                                       {"..", ".."},
                                                       {"a%22b.txt", "a\"b.txt"},
                                                       {"caf\xe9.txt", "caf\u00e9.txt"},
                                                       {"d\u00e9j\u00e0", "d\u00e9j\u00e0"}};
  for (const auto& [sent, kept] : names) {
    auto request = read(part("name=\"f\"; filename=\"" + std::string(sent) + "\"", "x") + "--XX--",
                        folder.path(), 1000);
    REQUIRE(request);
    CHECK(request->uploads[0].file_name == kept);
    // Whatever the name, the file lies in our folder under a name of ours.
    CHECK(request->uploads[0].path.parent_path() == folder.path());
    remove_uploads(*request);
  }
}

}  // namespace
}  // namespace http
