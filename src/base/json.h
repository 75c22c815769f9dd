#pragma once
// Writes JSON; reading it belongs to whoever needs it. Keys and strings are escaped (RFC 8259);
// `<` too, so that the text may stand inside an HTML page.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace base {

class JsonWriter {
 public:
  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);
  JsonWriter& text(std::string_view value);
  JsonWriter& number(std::int64_t value);
  JsonWriter& real(double value);   // shortest form that reads back the same; null when not finite
  JsonWriter& yes_no(bool value);
  JsonWriter& null();
  [[nodiscard]] std::string take();  // the text so far; the writer is empty afterwards

 private:
  void comma();
  std::string out_;
  std::vector<bool> has_item_;
  bool after_key_ = false;
};

}  // namespace base
