// The only file that knows Boost.JSON.
#include "base/json_reader.h"

#include <boost/json/basic_parser_impl.hpp>

#include <cmath>

namespace base {
namespace {

namespace json = boost::json;

constexpr std::size_t longest_json = 1u << 20;
constexpr std::size_t deepest_json = 32;
constexpr double exact_whole = 9'007'199'254'740'992.0;

// What the parser calls as it reads. Each value goes into the list or object that stands open.
class Builder {
 public:
  static constexpr std::size_t max_object_size = 10'000;
  static constexpr std::size_t max_array_size = 100'000;
  static constexpr std::size_t max_key_size = 10'000;
  static constexpr std::size_t max_string_size = longest_json;

  bool on_document_begin(json::error_code&) { return true; }
  bool on_document_end(json::error_code&) { return true; }
  bool on_object_begin(json::error_code&) { return begin(JsonValue::Kind::object); }
  bool on_object_end(std::size_t, json::error_code&) { return end(); }
  bool on_array_begin(json::error_code&) { return begin(JsonValue::Kind::list); }
  bool on_array_end(std::size_t, json::error_code&) { return end(); }
  bool on_key_part(json::string_view part, std::size_t, json::error_code&) {
    return hold(part);
  }
  // A name that stands already is a fault.
  bool on_key(json::string_view part, std::size_t, json::error_code& fault) {
    hold(part);
    if (open_.back().value.at(held_) != nullptr) {
      fault = json::error::syntax;
      return false;
    }
    open_.back().name = std::move(held_);
    held_.clear();
    return true;
  }
  bool on_string_part(json::string_view part, std::size_t, json::error_code&) {
    return hold(part);
  }
  bool on_string(json::string_view part, std::size_t, json::error_code&) {
    hold(part);
    JsonValue value;
    value.kind = JsonValue::Kind::text;
    value.text = std::move(held_);
    held_.clear();
    return put(std::move(value));
  }
  bool on_number_part(json::string_view, json::error_code&) { return true; }
  bool on_int64(std::int64_t number, json::string_view, json::error_code&) {
    return put_number(number);
  }
  bool on_uint64(std::uint64_t, json::string_view, json::error_code&) {
    return put_number(std::nullopt);
  }
  bool on_double(double number, json::string_view, json::error_code&) {
    const bool is_whole = std::trunc(number) == number && std::abs(number) < exact_whole;
    return put_number(is_whole ? std::optional(static_cast<std::int64_t>(number)) : std::nullopt);
  }
  bool on_bool(bool yes, json::error_code&) {
    JsonValue value;
    value.kind = JsonValue::Kind::yes_no;
    value.yes = yes;
    return put(std::move(value));
  }
  bool on_null(json::error_code&) { return put(JsonValue{}); }
  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }

  JsonValue whole;

 private:
  struct Open {
    JsonValue value;
    std::string name;  // of the member being read
  };
  bool hold(json::string_view part) {
    held_.append(part.data(), part.size());
    return true;
  }
  bool begin(JsonValue::Kind kind) {
    Open open;
    open.value.kind = kind;
    open_.push_back(std::move(open));
    return true;
  }
  bool end() {
    JsonValue done = std::move(open_.back().value);
    open_.pop_back();
    return put(std::move(done));
  }
  bool put_number(std::optional<std::int64_t> number) {
    JsonValue value;
    value.kind = JsonValue::Kind::number;
    value.whole = number;
    return put(std::move(value));
  }
  bool put(JsonValue value) {
    if (open_.empty()) {
      whole = std::move(value);
    } else if (open_.back().value.kind == JsonValue::Kind::list) {
      open_.back().value.items.push_back(std::move(value));
    } else {
      open_.back().value.members.emplace_back(std::move(open_.back().name), std::move(value));
    }
    return true;
  }

  std::vector<Open> open_;
  std::string held_;
};

}  // namespace

const JsonValue* JsonValue::at(std::string_view name) const {
  for (const auto& [key, value] : members)
    if (key == name) return &value;
  return nullptr;
}

std::string_view JsonValue::text_at(std::string_view name) const {
  const JsonValue* found = at(name);
  return found != nullptr && found->kind == Kind::text ? std::string_view(found->text) : "";
}

std::optional<std::int64_t> JsonValue::whole_at(std::string_view name) const {
  const JsonValue* found = at(name);
  return found == nullptr ? std::nullopt : found->whole;
}

std::optional<JsonValue> read_json(std::string_view text) {
  if (text.size() > longest_json) return std::nullopt;
  json::parse_options options;
  options.max_depth = deepest_json;
  json::basic_parser<Builder> parser(options);
  json::error_code fault;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), fault);
  if (fault || read != text.size() || !parser.done()) return std::nullopt;
  return std::move(parser.handler().whole);
}

}  // namespace base
