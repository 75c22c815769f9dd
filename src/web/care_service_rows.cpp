#include "web/care_service_rows.h"

#include "base/text.h"
#include "base/time.h"
#include "exchange/care_import.h"
#include "web/words.h"

namespace web {
namespace {

constexpr std::size_t most_of_a_council = 5000;

// Which year a column's window is, for the newest (“complaints”) and the one before
// (“complaints_before”).
std::string requirement_in(std::string_view answer, std::string_view year) {
  if (year.empty()) return say("requirement.unknown");
  if (answer == "yes") return say("requirement.yes", {year});
  if (answer == "no") return say("requirement.no", {year});
  return say("requirement.not_inspected", {year});
}

}  // namespace

CareServiceRows::CareServiceRows(records::SetRows found) : found_(std::move(found)) {
  for (std::size_t i = 0; i < found_.columns.size(); ++i) at_.emplace(found_.columns[i], i);
}

std::string_view CareServiceRows::of(std::size_t row, std::string_view column) const {
  const auto at = at_.find(column);
  return at == at_.end() ? std::string_view() : std::string_view(found_.rows[row][at->second]);
}

base::Result<Editions> editions_asked(Visit& visit) {
  Editions editions;
  editions.all = TRY(records::editions(*visit.reader, exchange::care_services_set));
  editions.shown = editions.all.empty() ? 0 : editions.all.size() - 1;
  const std::string_view asked = visit.request.query_value("of");
  for (std::size_t i = 0; i < editions.all.size(); ++i) {
    if (editions.all[i].reference == asked) editions.shown = i;
  }
  return editions;
}

base::Result<CareServiceRows> council_rows(Visit& visit, const records::Edition& edition,
                                           const CouncilAsked& council, std::string_view words) {
  records::SetQuestion question;
  question.set = exchange::care_services_set;
  question.edition = edition.reference;
  if (council.ours()) {
    question.where = {{"council_code", visit.site.store.facts().council_code}};
  } else {
    question.where = {{"council", council.name}};
  }
  question.words = base::search_words(words, 12);
  question.sort = "name";
  question.most = most_of_a_council;
  return CareServiceRows(TRY(records::set_rows(*visit.reader, visit.packs(), question)));
}

std::string grade_words(std::string_view grade) {
  return say(grade.empty() ? "grade.none" : "grade." + std::string(grade));
}

std::string grade_range(std::string_view lowest, std::string_view highest) {
  if (lowest.empty()) return say("grade.none");
  return lowest == highest ? std::string(lowest) : say("grade.range", {lowest, highest});
}

std::string requirement_words(const CareServiceRows& rows, std::size_t row) {
  const std::string_view now = rows.of(row, "requirements");
  const std::string newest = requirement_in(now, rows.of(row, "year"));
  const std::string_view year_before = rows.of(row, "year_before");
  // The newest year may have opened only weeks ago: then the one before says more.
  if (!now.empty() || year_before.empty()) return newest;
  return requirement_in(rows.of(row, "requirements_before"), year_before);
}

std::string complaint_words(const CareServiceRows& rows, std::size_t row) {
  std::string words;
  const auto add = [&](std::string_view count, std::string_view year) {
    if (count.empty() || count == "0") return;
    const std::string one = say("complaint.in", {count, year});
    words = words.empty() ? one : say("complaint.and", {words, one});
  };
  add(rows.of(row, "complaints"), rows.of(row, "year"));
  add(rows.of(row, "complaints_before"), rows.of(row, "year_before"));
  return words.empty() ? say("complaint.none") : words;
}

std::string day_words(std::string_view iso) {
  if (iso.empty()) return say("service.not_inspected");
  const auto date = base::date_from_iso(iso);
  return date ? base::long_date(*date) : std::string(iso);
}

html::Html text_html(std::string_view text) {
  html::Html out;
  out << html::Text{text};
  return out;
}

std::string service_href(std::string_view number) {
  return "/services/" + base::url_encoded(number);
}

html::Html source_note(const records::Edition& edition) {
  html::Html out = html::heading2(say("services.source_title"));
  out << "<p class=\"small\">"
      << html::Text{say("services.source", {base::long_date(edition.date)})}
      << "</p>\n<p class=\"small\">" << html::Text{say("services.says_not")} << "</p>\n";
  return out;
}

std::optional<http::Response> closed_services(Visit& visit) {
  if (exchange::may_read_editions(visit.packs(), visit.who())) return {};
  Refused refused;
  refused.title = say("services.closed_title");
  refused.reason = say("services.closed");
  refused.possible = say("services.closed_possible");
  return refused_page(visit, refused);
}

}  // namespace web
