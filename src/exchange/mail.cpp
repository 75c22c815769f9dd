#include "exchange/mail.h"

#include <optional>
#include <vector>

#include "base/text.h"
#include "exchange/mail_text.h"

namespace exchange {
namespace {

constexpr int deepest = 6;            // parts within parts
constexpr std::size_t most_parts = 50;
constexpr std::size_t most_text = 200'000;

struct MailHeader {
  std::string name, value;  // name in lower case, value unfolded
};

struct Entity {
  std::vector<MailHeader> headers;
  std::string_view body;
};

std::string_view without_cr(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// Headers up to the first empty line; lines that begin with white space go on the one before.
Entity parsed(std::string_view bytes) {
  Entity entity;
  std::size_t at = 0;
  while (at < bytes.size()) {
    std::size_t end = bytes.find('\n', at);
    if (end == std::string_view::npos) end = bytes.size();
    const std::string_view line = without_cr(bytes.substr(at, end - at));
    at = std::min(end + 1, bytes.size());
    if (line.empty()) break;
    if ((line[0] == ' ' || line[0] == '\t') && !entity.headers.empty()) {
      entity.headers.back().value += " " + std::string(base::trimmed(line));
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    entity.headers.push_back({base::lower_ascii(base::trimmed(line.substr(0, colon))),
                              std::string(base::trimmed(line.substr(colon + 1)))});
  }
  entity.body = bytes.substr(at);
  return entity;
}

std::string_view header(const Entity& entity, std::string_view name) {
  for (const MailHeader& one : entity.headers)
    if (one.name == name) return one.value;
  return {};
}

// "boundary" of 'multipart/mixed; boundary="abc"'.
std::string parameter(std::string_view value, std::string_view name) {
  for (const std::string_view piece : base::split(value, ';')) {
    const std::size_t equals = piece.find('=');
    if (equals == std::string_view::npos) continue;
    if (base::lower_ascii(base::trimmed(piece.substr(0, equals))) != name) continue;
    std::string_view text = base::trimmed(piece.substr(equals + 1));
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
      text = text.substr(1, text.size() - 2);
    return std::string(text);
  }
  return "";
}

std::vector<std::string_view> parts_of(std::string_view body, const std::string& boundary) {
  std::vector<std::string_view> parts;
  const std::string mark = "--" + boundary;
  std::optional<std::size_t> begin;
  std::size_t at = 0;
  while (at < body.size() && parts.size() < most_parts) {
    std::size_t end = body.find('\n', at);
    if (end == std::string_view::npos) end = body.size();
    const std::string_view line = without_cr(body.substr(at, end - at));
    if (line.starts_with(mark)) {
      if (begin) parts.push_back(body.substr(*begin, at - *begin));
      begin = std::min(end + 1, body.size());
      if (line.starts_with(mark + "--")) return parts;
    }
    at = end + 1;
  }
  // A message cut short has no closing mark; what there is still counts.
  if (begin && *begin < body.size()) parts.push_back(body.substr(*begin));
  return parts;
}

struct Found {
  std::optional<std::string> plain, html;
};

void find_text(const Entity& entity, int depth, Found& found) {
  const std::string_view type_header = header(entity, "content-type");
  const std::string type =
      base::lower_ascii(base::trimmed(type_header.substr(0, type_header.find(';'))));
  if (type.starts_with("multipart/") && depth < deepest) {
    const std::string boundary = parameter(type_header, "boundary");
    if (boundary.empty()) return;
    for (const std::string_view part : parts_of(entity.body, boundary))
      find_text(parsed(part), depth + 1, found);
    return;
  }
  const std::string disposition = base::lower_ascii(header(entity, "content-disposition"));
  if (disposition.starts_with("attachment")) return;
  const bool plain = type.empty() || type == "text/plain";
  if (!plain && type != "text/html") return;
  std::optional<std::string>& place = plain ? found.plain : found.html;
  if (place) return;
  place = to_utf8(decoded_body(entity.body, header(entity, "content-transfer-encoding")),
                  parameter(type_header, "charset"));
}

std::string tidy_body(std::string_view text) {
  std::string tidy = base::tidy_text(text.substr(0, most_text));
  // Cutting by bytes may have split a letter.
  while (!tidy.empty() && !base::is_utf8(tidy)) tidy.pop_back();
  return std::string(base::trimmed(tidy));
}

}  // namespace

base::Result<Mail> read_mail(std::string_view bytes) {
  const Entity message = parsed(bytes);
  const bool is_message = !header(message, "from").empty() || !header(message, "subject").empty() ||
                          !header(message, "received").empty();
  if (!is_message) {
    return base::Failure{base::ErrorKind::invalid,
                         "This file is not an e-mail message. Save the message as .eml and add "
                         "it again.",
                         "mail"};
  }
  Mail mail;
  mail.subject = decoded_header(header(message, "subject"));
  mail.from = decoded_header(header(message, "from"));
  mail.date = decoded_header(header(message, "date"));
  Found found;
  find_text(message, 0, found);
  if (found.plain) mail.text = tidy_body(*found.plain);
  else if (found.html) mail.text = tidy_body(without_tags(*found.html));
  return mail;
}

}  // namespace exchange
