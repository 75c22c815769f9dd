#include "http/response.h"

#include "base/text.h"

namespace http {
namespace {

bool is_cookie_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte > 0x20 && byte < 0x7f && c != '"' && c != ',' && c != ';' && c != '\\';
}

// A name for old readers: ASCII letters, digits and a few marks; everything else becomes "_".
std::string ascii_file_name(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    const bool keeps = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                       c == '-' || c == '.' || c == ' ';
    plain += keeps ? c : '_';
  }
  return plain.empty() ? "file" : plain;
}

std::string cookie_text(std::string_view name, std::string_view value, int max_age_seconds,
                        std::string_view same_site) {
  std::string cookie(name);
  if (!cookie.starts_with("__Host-")) cookie.insert(0, "__Host-");
  cookie += '=';
  // Our cookie values are base64url or digits; a byte that could end the cookie is a bug of ours.
  for (const char c : value) ENSURE(is_cookie_byte(c));
  cookie += value;
  cookie += "; Path=/; Secure; HttpOnly; SameSite=";
  cookie += same_site;
  cookie += "; Max-Age=";
  cookie += std::to_string(value.empty() ? 0 : max_age_seconds);
  return cookie;
}

}  // namespace

Response Response::page(std::string html, int status) {
  Response response;
  response.status = status;
  response.body = std::move(html);
  return response;
}

Response Response::text(std::string body, int status) {
  Response response;
  response.status = status;
  response.type = "text/plain; charset=utf-8";
  response.body = std::move(body);
  return response;
}

Response Response::see_other(std::string location) {
  Response response = text("See " + location + "\n", 303);
  response.headers.push_back({"Location", std::move(location)});
  return response;
}

Response Response::download(std::string bytes, std::string file_name, std::string type) {
  Response response;
  response.type = std::move(type);
  response.body = std::move(bytes);
  response.headers.push_back(
      {"Content-Disposition", "attachment; filename=\"" + ascii_file_name(file_name) +
                                  "\"; filename*=UTF-8''" + base::url_encoded(file_name)});
  return response;
}

void Response::set_cookie(std::string_view name, std::string_view value, int max_age_seconds) {
  headers.push_back({"Set-Cookie", cookie_text(name, value, max_age_seconds, "Strict")});
}

void Response::set_lax_cookie(std::string_view name, std::string_view value, int max_age_seconds) {
  headers.push_back({"Set-Cookie", cookie_text(name, value, max_age_seconds, "Lax")});
}

}  // namespace http
