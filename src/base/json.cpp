#include "base/json.h"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "base/text.h"

namespace base {
namespace {

void append_code(std::string& out, unsigned char letter) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += "\\u00";
  out.push_back(digits[letter >> 4]);
  out.push_back(digits[letter & 15]);
}

void append_escaped(std::string& out, char letter) {
  switch (letter) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: append_code(out, static_cast<unsigned char>(letter));
  }
}

bool stands_as_it_is(char letter) {
  const auto code = static_cast<unsigned char>(letter);
  return code >= 0x20 && code != 0x7f && letter != '"' && letter != '\\' && letter != '<';
}

void append_text(std::string& out, std::string_view value) {
  // Text that is not UTF-8 would make the whole document unreadable: its high bytes are spelt as
  // if each were a Latin-1 letter.
  const bool sound = is_utf8(value);
  out.push_back('"');
  std::size_t plain = 0;
  for (std::size_t at = 0; at < value.size(); ++at) {
    if (stands_as_it_is(value[at]) && (sound || static_cast<signed char>(value[at]) >= 0)) continue;
    out.append(value.substr(plain, at - plain));
    append_escaped(out, value[at]);
    plain = at + 1;
  }
  out.append(value.substr(plain));
  out.push_back('"');
}

}  // namespace

void JsonWriter::comma() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (has_item_.empty()) return;
  if (has_item_.back()) out_.push_back(',');
  has_item_.back() = true;
}

JsonWriter& JsonWriter::begin_object() {
  comma();
  out_.push_back('{');
  has_item_.push_back(false);
  return *this;
}

JsonWriter& JsonWriter::end_object() {
  has_item_.pop_back();
  out_.push_back('}');
  return *this;
}

JsonWriter& JsonWriter::begin_array() {
  comma();
  out_.push_back('[');
  has_item_.push_back(false);
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  has_item_.pop_back();
  out_.push_back(']');
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  comma();
  append_text(out_, name);
  out_.push_back(':');
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::text(std::string_view value) {
  comma();
  append_text(out_, value);
  return *this;
}

JsonWriter& JsonWriter::number(std::int64_t value) {
  comma();
  out_ += std::to_string(value);
  return *this;
}

JsonWriter& JsonWriter::real(double value) {
  if (!std::isfinite(value)) return null();
  comma();
  std::array<char, 40> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out_.append(digits.data(), end);
  return *this;
}

JsonWriter& JsonWriter::yes_no(bool value) {
  comma();
  out_ += value ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::null() {
  comma();
  out_ += "null";
  return *this;
}

std::string JsonWriter::take() {
  has_item_.clear();
  after_key_ = false;
  return std::exchange(out_, {});
}

}  // namespace base
