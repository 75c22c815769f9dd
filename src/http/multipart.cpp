#include "http/multipart.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <optional>

#include "base/hash.h"
#include "base/text.h"
#include "http/target.h"

namespace http {
namespace {

constexpr std::size_t most_part_header_bytes = 8 * 1024;

base::Failure bad_form(std::string what) {
  return base::Failure{base::ErrorKind::invalid, std::move(what), "multipart body"};
}

// Browsers write a quote or a line end inside a name as %22, %0D and %0A; nothing else is escaped.
std::string unquoted(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view escape = text.substr(i, 3);
    if (escape == "%22" || escape == "%0D" || escape == "%0A") {
      if (escape == "%22") plain += '"';
      i += 2;
    } else {
      plain += text[i];
    }
  }
  return plain;
}

// The quoted value of ATTRIBUTE="" in a Content-Disposition; empty optional when it is not there.
std::optional<std::string> attribute(std::string_view value, std::string_view name) {
  std::size_t at = 0;
  while ((at = value.find(name, at)) != std::string_view::npos) {
    const bool starts = at > 0 && (value[at - 1] == ' ' || value[at - 1] == ';');
    const std::string_view rest = value.substr(at + name.size());
    if (starts && rest.starts_with("=\"")) {
      const std::size_t end = rest.find('"', 2);
      if (end == std::string_view::npos) return std::nullopt;
      return unquoted(rest.substr(2, end - 2));
    }
    at += name.size();
  }
  return std::nullopt;
}

// The last part of whatever path the browser sent, without control characters, at most 200 bytes.
std::string plain_file_name(std::string_view sent) {
  const std::size_t slash = sent.find_last_of("/\\");
  const std::string_view last = slash == std::string_view::npos ? sent : sent.substr(slash + 1);
  std::string name;
  for (const char c : last) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7f) name += c;
  }
  if (!base::is_utf8(name)) name = base::from_windows_1252(name);
  while (name.size() > 255 || !base::is_utf8(name)) name.pop_back();
  return name;
}

// Made anew with mode 0600, so that nobody else on the machine can read or replace it.
bool create_secret(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return false;
  return ::close(file) == 0;
}

}  // namespace

MultipartReader::MultipartReader(std::string_view boundary, MultipartLimits limits,
                                 base::Random& random)
    : delimiter_("\r\n--" + std::string(boundary)), limits_(std::move(limits)), random_(random) {
  // The first delimiter has no line end before it; with one put there, all are alike.
  waiting_ = "\r\n";
}

MultipartReader::~MultipartReader() {
  Request left;
  left.uploads = std::move(uploads_);
  left.uploads.push_back(upload_);
  file_.close();
  remove_uploads(left);
}

base::Result<void> MultipartReader::take(std::string_view bytes) {
  waiting_ += bytes;
  while (TRY(step())) {
  }
  return {};
}

base::Result<void> MultipartReader::finish(Request& request) {
  if (state_ != State::after) return bad_form("The body ends before its last boundary");
  request.form = std::move(fields_);
  request.uploads = std::move(uploads_);
  uploads_.clear();
  return {};
}

// One step of understanding; false when more bytes are needed.
base::Result<bool> MultipartReader::step() {
  if (at_boundary_) return step_after_boundary();
  switch (state_) {
    case State::before: {
      // Nothing of ours stands before the first delimiter; a little is allowed, as the standard
      // says.
      const std::size_t at = waiting_.find(delimiter_);
      if (at == std::string::npos) {
        if (waiting_.size() > most_part_header_bytes)
          return bad_form("No boundary where one belongs");
        return false;
      }
      waiting_.erase(0, at + delimiter_.size());
      at_boundary_ = true;
      return true;
    }
    case State::headers:
      return step_headers();
    case State::body:
      return step_body();
    case State::after:
      waiting_.clear();
      return false;
  }
  return false;
}

base::Result<bool> MultipartReader::step_after_boundary() {
  const std::size_t blanks = std::min(waiting_.find_first_not_of(" \t"), waiting_.size());
  if (blanks > 100) return bad_form("A boundary is followed by blanks");
  const std::string_view rest = std::string_view(waiting_).substr(blanks);
  if (rest.size() < 2) return false;
  if (blanks == 0 && rest.starts_with("--")) {
    state_ = State::after;
  } else if (rest.starts_with("\r\n")) {
    state_ = State::headers;
  } else {
    return bad_form("A boundary is not followed by a line end");
  }
  waiting_.erase(0, blanks + 2);
  at_boundary_ = false;
  return true;
}

base::Result<bool> MultipartReader::step_headers() {
  const std::size_t end = waiting_.find("\r\n\r\n");
  if (end == std::string::npos || end > most_part_header_bytes) {
    if (waiting_.size() > most_part_header_bytes) return bad_form("The head of a part is too long");
    return false;
  }
  TRY(begin_part(std::string_view(waiting_).substr(0, end)));
  waiting_.erase(0, end + 4);
  state_ = State::body;
  return true;
}

base::Result<bool> MultipartReader::step_body() {
  const std::size_t at = waiting_.find(delimiter_);
  if (at != std::string::npos) {
    TRY(add_to_part(std::string_view(waiting_).substr(0, at)));
    TRY(end_part());
    waiting_.erase(0, at + delimiter_.size());
    at_boundary_ = true;
    return true;
  }
  // All but what may be the beginning of a delimiter belongs to the part.
  if (waiting_.size() < delimiter_.size()) return false;
  const std::size_t sure = waiting_.size() - delimiter_.size() + 1;
  TRY(add_to_part(std::string_view(waiting_).substr(0, sure)));
  waiting_.erase(0, sure);
  return false;
}

base::Result<void> MultipartReader::begin_part(std::string_view headers) {
  if (fields_.size() + uploads_.size() >= most_form_fields) return bad_form("Too many parts");
  std::string disposition;
  std::string type;
  while (!headers.empty()) {
    const std::size_t end = headers.find("\r\n");
    const std::string_view line = headers.substr(0, end);
    headers.remove_prefix(end == std::string_view::npos ? headers.size() : end + 2);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos)
      return bad_form("A part's head holds a line without a colon");
    const std::string name = base::lower_ascii(line.substr(0, colon));
    if (name == "content-disposition") disposition = base::trimmed(line.substr(colon + 1));
    if (name == "content-type") type = base::trimmed(line.substr(colon + 1));
  }
  if (!base::lower_ascii(disposition).starts_with("form-data")) {
    return bad_form("A part is not form data");
  }
  std::optional<std::string> name = attribute(disposition, "name");
  if (!name || !base::is_utf8(*name)) return bad_form("A part has no name");
  const std::optional<std::string> file_name = attribute(disposition, "filename");
  field_ = {};
  upload_ = {};
  part_is_file_ = file_name.has_value();
  if (!part_is_file_) {
    field_.name = std::move(*name);
    return {};
  }
  upload_.field = std::move(*name);
  upload_.file_name = plain_file_name(*file_name);
  upload_.declared_type = type.substr(0, 200);
  return {};
}

// A file chosen that is empty is a file of no bytes; where none was chosen there is no name, and no
// file.
base::Result<void> MultipartReader::begin_file() {
  if (uploads_.size() >= limits_.files) return bad_form("Too many files");
  const std::filesystem::path path = limits_.folder / ("upload-" + base::hex(random_.bytes(16)));
  if (!create_secret(path)) {
    return base::Failure{base::ErrorKind::unavailable, "An upload cannot be written",
                         path.string()};
  }
  upload_.path = path;
  file_.open(path, std::ios::binary | std::ios::out | std::ios::in);
  return {};
}

base::Result<void> MultipartReader::add_to_part(std::string_view bytes) {
  if (bytes.empty()) return {};
  if (!part_is_file_) {
    text_bytes_ += bytes.size();
    if (text_bytes_ > limits_.text_bytes) return bad_form("The text of the form is too long");
    field_.value += bytes;
    return {};
  }
  if (upload_.path.empty()) TRY(begin_file());
  upload_.length += bytes.size();
  file_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file_) {
    return base::Failure{base::ErrorKind::unavailable, "An upload cannot be written",
                         upload_.path.string()};
  }
  return {};
}

base::Result<void> MultipartReader::end_part() {
  if (!part_is_file_) {
    const bool plain = base::is_utf8(field_.value) && field_.value.find('\0') == std::string::npos;
    if (!plain) return bad_form("Text of the form is not UTF-8");
    fields_.push_back(std::move(field_));
    return {};
  }
  if (upload_.path.empty() && !upload_.file_name.empty()) TRY(begin_file());
  if (file_.is_open()) {
    file_.close();
    if (!file_) {
      return base::Failure{base::ErrorKind::unavailable, "An upload cannot be written",
                           upload_.path.string()};
    }
  }
  uploads_.push_back(std::move(upload_));
  upload_ = {};
  return {};
}

void remove_uploads(Request& request) {
  for (Upload& upload : request.uploads) {
    if (upload.path.empty()) continue;
    std::error_code ignored;
    std::filesystem::remove(upload.path, ignored);
    upload.path.clear();
  }
}

}  // namespace http
