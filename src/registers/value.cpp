#include "registers/value.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"

namespace registers {
namespace {

struct NamedKind {
  Kind kind;
  std::string_view name;
};
constexpr std::array<NamedKind, 14> named_kinds{{{Kind::line, "line"},
                                                 {Kind::prose, "prose"},
                                                 {Kind::count, "count"},
                                                 {Kind::money, "money"},
                                                 {Kind::share, "share"},
                                                 {Kind::date, "date"},
                                                 {Kind::time, "time"},
                                                 {Kind::yes_no, "yes_no"},
                                                 {Kind::choice, "choice"},
                                                 {Kind::person, "person"},
                                                 {Kind::party, "party"},
                                                 {Kind::record, "record"},
                                                 {Kind::document, "document"},
                                                 {Kind::source, "source"}}};

bool is_lower_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

bool is_name(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_lower_or_digit(c) || c == '_' || c == '-'; });
}

bool is_source_id(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return is_lower_or_digit(c) || c == '_' || c == '-' || c == '.';
  });
}

bool is_reference(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return is_lower_or_digit(c) || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
  });
}

enum class Sign { never, allowed };

// Exactly one spelling per number: no plus, no leading zeros, no "-0".
bool is_number(std::string_view text, Sign sign) {
  if (sign == Sign::allowed && text.size() > 1 && text.front() == '-' && text != "-0")
    text.remove_prefix(1);
  if (text.empty() || text.size() > 19 || (text.size() > 1 && text.front() == '0')) return false;
  if (!std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return false;
  std::int64_t number = 0;
  return std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc{};
}

// False when a line has an unknown key, a key stands twice, or the parts contradict each other.
bool read_party(std::string_view text, Party& party) {
  for (const std::string_view line : base::split(text, '\n')) {
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos || space + 1 == line.size()) return false;
    const std::string_view key = line.substr(0, space);
    const std::string_view value = line.substr(space + 1);
    if (key == "body") {
      if (party.bodies.size() == 2 || !is_reference(value)) return false;
      party.bodies.emplace_back(value);
      continue;
    }
    std::string* target = key == "post"     ? &party.post
                          : key == "person" ? &party.person
                          : key == "minute" ? &party.minute
                                            : nullptr;
    if (target == nullptr || !target->empty()) return false;
    *target = value;
  }
  const int named = (party.post.empty() ? 0 : 1) + (party.person.empty() ? 0 : 1) +
                    (party.bodies.empty() ? 0 : 1);
  return named == 1 && (party.minute.empty() || !party.bodies.empty()) && is_name(party.post) &&
         is_reference(party.person) && base::is_utf8(party.minute);
}

bool is_lower_hex(std::string_view text, std::size_t length) {
  return text.size() == length && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

bool is_document(std::string_view text) {
  const std::vector<std::string_view> parts = base::split(text, '\n');
  return parts.size() == 5 && is_lower_hex(parts[0], 32) && base::is_utf8(parts[1]) &&
         base::is_utf8(parts[2]) && is_number(parts[3], Sign::never) &&
         is_lower_hex(parts[4], 64);
}

bool is_plain_text(std::string_view text) {
  return text.find('\0') == std::string_view::npos && base::is_utf8(text);
}

bool is_well_formed(Kind kind, std::string_view text) {
  switch (kind) {
    case Kind::line: return text.find('\n') == std::string_view::npos && is_plain_text(text);
    case Kind::prose: return is_plain_text(text);
    case Kind::count:
    case Kind::share: return is_number(text, Sign::never);
    case Kind::money: return is_number(text, Sign::allowed);
    case Kind::date: return base::date_from_iso(text).has_value();
    case Kind::time: return base::instant_from_iso(text).has_value();
    case Kind::yes_no: return text == "yes" || text == "no";
    case Kind::choice: return is_name(text);
    case Kind::person:
    case Kind::record: return is_reference(text);
    case Kind::party: {
      Party party;
      return read_party(text, party);
    }
    case Kind::document: return is_document(text);
    case Kind::source: return is_source_id(text);
  }
  return false;
}

}  // namespace

std::string_view name_of(Kind kind) {
  for (const NamedKind& named : named_kinds)
    if (named.kind == kind) return named.name;
  return "";
}

std::optional<Kind> kind_named(std::string_view name) {
  for (const NamedKind& named : named_kinds)
    if (named.name == name) return named.kind;
  return std::nullopt;
}

base::Result<Value> Value::from_canonical(Kind kind, std::string text) {
  if (!text.empty() && !is_well_formed(kind, text))
    return base::Failure{base::ErrorKind::corrupt,
                         "this is not a well-formed " + std::string(name_of(kind)),
                         base::shortened(text, 40)};
  return Value(kind, std::move(text));
}

Value Value::line(std::string text) { return {Kind::line, std::move(text)}; }
Value Value::prose(std::string text) { return {Kind::prose, std::move(text)}; }
Value Value::count(std::int64_t number) { return {Kind::count, std::to_string(number)}; }
Value Value::money(std::int64_t pence) { return {Kind::money, std::to_string(pence)}; }
Value Value::share(std::int64_t basis_points) {
  return {Kind::share, std::to_string(basis_points)};
}
Value Value::date(const base::Date& date) { return {Kind::date, base::iso(date)}; }
Value Value::time(base::Instant instant) { return {Kind::time, base::iso(instant)}; }
Value Value::yes_no(YesNo answer) { return {Kind::yes_no, answer == YesNo::yes ? "yes" : "no"}; }
Value Value::choice(std::string name) { return {Kind::choice, std::move(name)}; }
Value Value::person(std::string reference) { return {Kind::person, std::move(reference)}; }
Value Value::record(std::string reference) { return {Kind::record, std::move(reference)}; }
Value Value::source(std::string id) { return {Kind::source, std::move(id)}; }

Value Value::party(const Party& party) {
  std::string text;
  const auto add = [&text](std::string_view key, std::string_view value) {
    if (value.empty()) return;
    if (!text.empty()) text += '\n';
    text.append(key).append(" ").append(value);
  };
  add("post", party.post);
  add("person", party.person);
  for (const std::string& body : party.bodies) add("body", body);
  add("minute", party.minute);
  return {Kind::party, std::move(text)};
}

Value Value::document(const Document& document) {
  if (document.id.empty()) return {Kind::document, ""};
  return {Kind::document, document.id + "\n" + document.name + "\n" + document.type + "\n" +
                              std::to_string(document.length) + "\n" + document.sha256};
}

std::int64_t Value::number() const {
  std::int64_t number = 0;
  std::from_chars(text_.data(), text_.data() + text_.size(), number);
  return number;
}

std::optional<base::Date> Value::date() const { return base::date_from_iso(text_); }

std::optional<base::Instant> Value::time() const { return base::instant_from_iso(text_); }

Party Value::party() const {
  Party party;
  if (kind_ != Kind::party || text_.empty() || !read_party(text_, party)) return {};
  return party;
}

Document Value::document() const {
  if (kind_ != Kind::document || !is_document(text_)) return {};
  const std::vector<std::string_view> parts = base::split(text_, '\n');
  Document document{std::string(parts[0]), std::string(parts[1]), std::string(parts[2]), 0,
                    std::string(parts[4])};
  document.length = base::whole_number(parts[3]).value_or(0);
  return document;
}

const Value& value_of(const Values& values, std::string_view field) {
  static const Value empty;
  const auto found = values.find(field);
  return found == values.end() ? empty : found->second;
}

}  // namespace registers
