#include "http/request.h"

#include "base/text.h"

namespace http {
namespace {

std::string_view first_value(const std::vector<NameValue>& pairs, std::string_view name) {
  for (const NameValue& pair : pairs) {
    if (pair.name == name) return pair.value;
  }
  return {};
}

}  // namespace

std::string_view Request::header(std::string_view lower_name) const {
  return first_value(headers, lower_name);
}

std::string_view Request::cookie(std::string_view short_name) const {
  // Only a cookie that this very host set over a secure connection: others may be planted by a
  // neighbour.
  std::string name(short_name);
  if (!name.starts_with("__Host-")) name.insert(0, "__Host-");
  for (const NameValue& header : headers) {
    if (header.name != "cookie") continue;
    std::string_view rest = header.value;
    while (!rest.empty()) {
      const std::size_t end = rest.find(';');
      const std::string_view pair = base::trimmed(rest.substr(0, end));
      const std::size_t equals = pair.find('=');
      if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
        return pair.substr(equals + 1);
      }
      rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
  }
  return {};
}

std::string_view Request::query_value(std::string_view name) const {
  return first_value(query, name);
}

std::string_view Request::form_value(std::string_view name) const {
  return first_value(form, name);
}

bool Request::has_form(std::string_view name) const {
  for (const NameValue& pair : form) {
    if (pair.name == name) return true;
  }
  return false;
}

const Upload* Request::upload(std::string_view field) const {
  for (const Upload& upload : uploads) {
    if (upload.field == field && !upload.path.empty()) return &upload;
  }
  return nullptr;
}

}  // namespace http
