#include "web/csv_answer.h"

#include <algorithm>

#include "base/text.h"
#include "exchange/csv.h"
#include "web/shown.h"

namespace web {
namespace {

using registers::Kind;

constexpr std::string_view utf_8_mark = "\xEF\xBB\xBF";
constexpr std::string_view csv_type = "text/csv; charset=utf-8";

std::string csv_lines(const std::vector<std::vector<std::string>>& rows) {
  std::string lines;
  for (const std::vector<std::string>& row : rows) lines += exchange::csv_line(row);
  return lines;
}

std::string two_digits(std::int64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

// Pounds and pence, for a column that adds up.
std::string plain_pounds(std::int64_t pence) {
  const std::int64_t whole = pence < 0 ? -pence : pence;
  return (pence < 0 ? "-" : "") + std::to_string(whole / 100) + "." + two_digits(whole % 100);
}

}  // namespace

std::string csv_time(base::Instant time) {
  constexpr std::size_t to_seconds = 19;
  return base::iso(time).substr(0, to_seconds) + "Z";
}

std::string csv_text(Visit& visit, const registers::Register& kind, const registers::Field& field,
                     const registers::Value& value) {
  if (value.empty() || !is_open_field(field)) return "";
  switch (field.kind) {
    case Kind::date:
      return value.text();
    case Kind::time:
      return value.time() ? csv_time(*value.time()) : "";
    case Kind::count:
      return std::to_string(value.number());
    case Kind::money:
      return plain_pounds(value.number());
    case Kind::line:
    case Kind::prose:
    case Kind::share:
    case Kind::yes_no:
    case Kind::choice:
    case Kind::person:
    case Kind::party:
    case Kind::record:
    case Kind::document:
    case Kind::source:
      break;
  }
  return shown_text(visit, kind, field, value);
}

http::Response csv_file(const std::vector<std::string>& headings,
                        const std::vector<std::vector<std::string>>& rows,
                        std::string_view name) {
  return csv_answer({}, {headings, rows, "", ""}, name);
}

CsvPlace csv_place(const Visit& visit) {
  const std::int64_t newest = visit.reader->entries() - 1;
  const auto begun = base::whole_number(visit.request.query_value("begun_at"));
  if (!begun || *begun < 0) return {true, newest, ""};
  return {false, std::min(*begun, newest), std::string(visit.request.query_value("after"))};
}

http::Response csv_answer(const CsvPlace& place, const CsvPiece& piece, std::string_view name) {
  std::string lines;
  if (place.begins) lines += std::string(utf_8_mark) + exchange::csv_line(piece.headings);
  lines += csv_lines(piece.rows);
  http::Response response =
      http::Response::download(std::move(lines), std::string(name) + ".csv", std::string(csv_type));
  if (piece.next.empty()) return response;
  const bool has_query = piece.again.find('?') != std::string::npos;
  response.rest_at = piece.again + (has_query ? "&" : "?") + "after=" +
                     base::url_encoded(piece.next) + "&begun_at=" + std::to_string(place.as_at);
  return response;
}

}  // namespace web
