#include "http/target.h"

#include "base/text.h"

namespace http {
namespace {

base::Failure invalid(std::string what) {
  return base::Failure{base::ErrorKind::invalid, std::move(what), "request"};
}

bool has_encoded_slash(std::string_view path) {
  const std::string lower = base::lower_ascii(path);
  return lower.find("%2f") != std::string::npos || lower.find("%5c") != std::string::npos ||
         lower.find('\\') != std::string::npos;
}

bool has_control(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f) return true;
  }
  return false;
}

// Every segment but the last must hold something; none may be a dot segment.
bool has_plain_segments(std::string_view path) {
  const std::vector<std::string_view> segments = base::split(path.substr(1), '/');
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const std::string_view segment = segments[i];
    if (segment == "." || segment == "..") return false;
    if (segment.empty() && i + 1 < segments.size()) return false;
  }
  return true;
}

base::Result<std::string> decoded(std::string_view text) {
  std::optional<std::string> value = base::url_decoded(text, true);
  if (!value) return invalid("A percent escape is not one");
  if (value->find('\0') != std::string::npos) return invalid("Text holds a NUL");
  if (!base::is_utf8(*value)) return invalid("Text is not UTF-8");
  return std::move(*value);
}

}  // namespace

base::Result<Target> read_target(std::string_view target) {
  const std::size_t mark = target.find('?');
  const std::string_view path = target.substr(0, mark);
  if (!path.starts_with('/')) return invalid("The path does not begin with a slash");
  if (has_encoded_slash(path)) return invalid("The path holds an encoded slash");
  std::optional<std::string> plain = base::url_decoded(path, false);
  if (!plain) return invalid("A percent escape is not one");
  if (has_control(*plain)) return invalid("The path holds a control character");
  if (!base::is_utf8(*plain)) return invalid("The path is not UTF-8");
  if (!has_plain_segments(*plain)) return invalid("The path holds dot or empty segments");
  Target read;
  read.path = std::move(*plain);
  if (mark != std::string_view::npos) read.query = TRY(read_form(target.substr(mark + 1)));
  return read;
}

base::Result<std::vector<NameValue>> read_form(std::string_view text) {
  std::vector<NameValue> fields;
  while (!text.empty()) {
    const std::size_t end = text.find('&');
    const std::string_view pair = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (pair.empty()) continue;
    if (fields.size() == most_form_fields) return invalid("Too many fields");
    const std::size_t equals = pair.find('=');
    NameValue field;
    field.name = TRY(decoded(pair.substr(0, equals)));
    if (equals != std::string_view::npos) field.value = TRY(decoded(pair.substr(equals + 1)));
    fields.push_back(std::move(field));
  }
  return fields;
}

}  // namespace http
