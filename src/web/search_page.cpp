#include "base/text.h"
#include "web/filters.h"
#include "web/list_asking.h"
#include "web/shown.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;

Html search_box(std::string_view words) {
  html::Question question;
  question.id = "words";
  question.name = "words";
  question.label = say("search.label");
  question.hint = say("search.hint");
  question.value = words;
  Html box;
  box << "<div class=\"search\">" << html::text_input(question)
      << html::button(say("search.button")) << "</div>\n";
  return html::form(to_found("/search"), html::Sends::get, box);
}

Html found_line(Visit& visit, const records::Row& row) {
  Html out;
  out << record_link(visit, row) << "<br><span class=\"quiet\">"
      << Text{capitalised(row.kind->one)} << " " << html::reference(row.reference) << ", "
      << Text{base::long_date(base::london_date(row.recorded_at))} << "</span> " << state_of(row);
  return out;
}

std::string count_words(const records::ListPage& found) {
  if (found.more_than_count) return say("list.more_than", {base::grouped(found.count)});
  if (found.count == 1) return say("search.one");
  return say("list.count", {base::grouped(found.count)});
}

Html results(Visit& visit, std::string_view words, const records::ListPage& found) {
  Html out;
  if (found.rows.empty()) {
    out << found_heading(say("search.nothing")) << html::paragraph(say("search.nothing_what"));
    return out;
  }
  out << found_heading(count_words(found));
  std::vector<Html> lines;
  for (const records::Row& row : found.rows) lines.push_back(found_line(visit, row));
  out << html::plain_list(lines);
  const std::string asked = "?words=" + base::url_encoded(words);
  out << "<nav class=\"pages\" aria-label=\"" << html::Attr{say("list.pages")} << "\">";
  if (!found.next.empty())
    out << html::link_to(say("list.next_page"),
                         to_found("/search" + asked + "&after=" + base::url_encoded(found.next)));
  out << html::link_to(say("list.csv"), "/search.csv" + asked) << "</nav>\n";
  return out;
}

}  // namespace

http::Response search_page(Visit& visit) {
  const std::string_view words = visit.request.query_value("words");
  const std::string query = words.empty() ? "" : "?words=" + base::url_encoded(words);
  const FiltersHere kept = filters_here(visit, {"/search", query});
  Html main;
  main << html::page_head({say("search.title"), "", ""}) << kept.above << search_box(words);
  const std::vector<std::string> folded = base::search_words(words, most_search_words);
  if (!folded.empty()) {
    // A reference typed whole opens its record.
    const std::string reference(base::trimmed(words));
    if (visit.reader->find(reference, visit.who()))
      return http::Response::see_other(record_href(reference));
    const auto found =
        visit.reader->search({folded, std::string(visit.request.query_value("after"))},
                             visit.who());
    if (!found) return fault_page(visit, found.error());
    main << results(visit, words, *found) << kept.below;
  } else if (!words.empty()) {
    main << "<p>" << Text{say("search.too_short")} << "</p>\n";
  }
  return page(visit, {say("search.title"), {home_link()}, "/search", false}, main);
}

}  // namespace web
