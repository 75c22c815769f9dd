#include "web/uploads.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>

#include "base/text.h"
#include "web/words.h"
#include "web/zip_names.h"

namespace web {
namespace {

constexpr std::uint64_t most_bytes = 50u << 20;
constexpr std::uint64_t most_text_bytes = 5u << 20;
constexpr std::size_t looked_at = 64 * 1024;

struct Known {
  std::string_view ending, type;
};
constexpr std::array<Known, 11> known_types = {{
    {".pdf", "application/pdf"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".txt", "text/plain; charset=utf-8"},
    {".eml", "message/rfc822"},
    {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {".odt", "application/vnd.oasis.opendocument.text"},
    {".ods", "application/vnd.oasis.opendocument.spreadsheet"},
    {".csv", "text/csv; charset=utf-8"},
}};

std::string_view type_by_name(std::string_view name) {
  const std::string lower = base::lower_ascii(name);
  for (const Known& known : known_types)
    if (lower.ends_with(known.ending)) return known.type;
  return {};
}

std::string read_piece(const std::filesystem::path& path, std::uint64_t from, std::size_t count) {
  std::ifstream in(path, std::ios::binary);
  in.seekg(static_cast<std::streamoff>(from));
  std::string bytes(count, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(count));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  return bytes;
}

struct Ends {
  std::string first, last;
};

bool looks_like_mail(std::string_view first) {
  for (const std::string_view line : base::split(first, '\n')) {
    if (line.empty() || line == "\r") return false;
    const std::string name = base::lower_ascii(line.substr(0, line.find(':')));
    if (name == "from" || name == "received" || name == "message-id") return true;
  }
  return false;
}

bool is_text(const std::filesystem::path& path, std::uint64_t length) {
  if (length > most_text_bytes) return false;
  const std::string bytes = read_piece(path, 0, static_cast<std::size_t>(length));
  return base::is_utf8(bytes) && bytes.find('\0') == std::string::npos;
}

// An office file is a zip: which kind its parts say. One with macros has none.
struct Office {
  std::string_view type;
  bool macros = false;
};
std::optional<Office> office_type(const std::filesystem::path& path, std::uint64_t length,
                                  std::string_view first) {
  const std::optional<std::vector<std::string>> names = zip_names(path, length);
  if (!names) return std::nullopt;
  Office office;
  for (const std::string& name : *names) {
    const std::string lower = base::lower_ascii(name);
    if (lower.ends_with("vbaproject.bin") || lower.starts_with("basic/") ||
        lower.starts_with("scripts/"))
      office.macros = true;
    if (lower == "word/document.xml") office.type = known_types[6].type;
    if (lower == "xl/workbook.xml") office.type = known_types[7].type;
  }
  for (const std::size_t place : {8u, 9u})
    if (first.find("mimetype" + std::string(known_types[place].type)) != std::string_view::npos)
      office.type = known_types[place].type;
  return office;
}

// The type by content; empty when it is none of ours.
std::string_view type_by_content(const std::filesystem::path& path, std::uint64_t length,
                                 std::string_view named, const Ends& ends) {
  using namespace std::string_view_literals;
  const std::string_view first = ends.first;
  if (first.starts_with("%PDF-"))
    return ends.last.find("%%EOF") == std::string::npos ? ""sv : known_types[0].type;
  if (first.starts_with("\x89PNG\r\n\x1a\n")) return known_types[1].type;
  if (first.starts_with("\xFF\xD8\xFF")) return known_types[2].type;
  if (named == known_types[5].type && looks_like_mail(first)) return named;
  const bool text_name = named.starts_with("text/");
  if (text_name && is_text(path, length)) return named;
  return "";
}

// A second file hidden behind the first: a zip's directory at the end of what is no zip.
bool hides_a_zip(const Ends& ends) { return ends.last.find("PK\x05\x06") != std::string::npos; }

std::string kept_name(std::string_view name) {
  std::string kept = base::tidy_text(name);
  std::replace(kept.begin(), kept.end(), '\n', ' ');
  std::replace(kept.begin(), kept.end(), '/', '_');
  std::replace(kept.begin(), kept.end(), '\\', '_');
  // A long name is cut before its ending, which says what the file is.
  const std::size_t dot = std::min(kept.rfind('.'), kept.size());
  const std::string ending = kept.size() - dot <= 6 ? kept.substr(dot) : "";
  kept.resize(kept.size() - ending.size());
  return base::shortened(kept, 120 - ending.size()) + ending;
}

}  // namespace

CheckedUpload check_upload(const std::filesystem::path& path, std::string_view name,
                           std::uint64_t length) {
  CheckedUpload checked;
  checked.name = kept_name(name);
  const std::string_view named = type_by_name(checked.name);
  const auto complain = [&](std::string_view key) {
    checked.complaint = say(key, {checked.name});
    return checked;
  };
  if (length == 0) return complain("upload.empty");
  if (length > most_bytes) return complain("upload.large");
  if (named.empty()) return complain("upload.kind");
  const Ends ends{read_piece(path, 0, looked_at),
                  read_piece(path, length > looked_at ? length - looked_at : 0, looked_at)};
  if (ends.first.starts_with("PK\x03\x04")) {
    const std::optional<Office> office = office_type(path, length, ends.first);
    if (!office || office->type != named) return complain("upload.content");
    if (office->macros) return complain("upload.macros");
    checked.type = named;
    return checked;
  }
  if (type_by_content(path, length, named, ends) != named || hides_a_zip(ends))
    return complain("upload.content");
  checked.type = named;
  return checked;
}

}  // namespace web
