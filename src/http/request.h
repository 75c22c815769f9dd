#pragma once
// One HTTP request as the pages see it: parsed, bounded, decoded. Made by http/server.cpp; read by
// web/.
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace http {

enum class Method { get, head, post, other };

struct NameValue {
  std::string name, value;
};

// An uploaded file. The bytes are in a temporary file that goes away with the request.
struct Upload {
  std::string field;
  std::string file_name;  // as sent, path stripped, control characters removed; never trusted
  std::string declared_type;
  std::filesystem::path path;  // empty when the person chose no file
  std::uint64_t length = 0;    // bytes
};

struct Request {
  Method method = Method::get;
  std::string path;                // decoded, begins with "/", no dot segments
  std::vector<NameValue> query;    // decoded, in order
  std::vector<NameValue> headers;  // names in lower case
  std::vector<NameValue> form;     // urlencoded or multipart text fields, decoded, UTF-8 checked
  std::vector<Upload> uploads;
  std::string body;  // raw body when it is neither of the two form types
  std::string peer;  // address of the connection, e.g. 127.0.0.1
  std::string id;    // for the log: 16 hex digits, ours
  std::string store;  // for the log: whose pages were asked for; set by whoever chooses that

  [[nodiscard]] std::string_view header(std::string_view lower_name) const;  // "" when absent
  // The cookie that Response::set_cookie made under this name ("__Host-" may be left out); "" when
  // absent.
  [[nodiscard]] std::string_view cookie(std::string_view short_name) const;
  [[nodiscard]] std::string_view query_value(std::string_view name) const;  // first, "" when absent
  [[nodiscard]] std::string_view form_value(std::string_view name) const;   // first, "" when absent
  [[nodiscard]] bool has_form(std::string_view name) const;
  [[nodiscard]] const Upload* upload(std::string_view field) const;  // null when absent or empty
};

}  // namespace http
