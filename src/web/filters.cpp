#include "web/filters.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "http/target.h"
#include "web/listing.h"
#include "web/words.h"

namespace web {
namespace {

using authority::KeptFilter;
using html::Html;
using html::Text;
using html::Url;

constexpr std::size_t most_name_letters = 60;
constexpr std::size_t most_query_bytes = 1000;
constexpr std::string_view register_lists = "/r/";
constexpr std::string_view filters_id = "filters";

std::string filter_href(const KeptFilter& filter) { return "/filter/" + filter.id; }

std::vector<KeptFilter> kept_filters(Visit& visit) {
  return visit.site.desk.filters_of(visit.who().person, visit.who().held.capacity);
}

base::Result<KeptFilter> filter_asked(Visit& visit) {
  return visit.site.desk.filter(visit.captured[0], visit.who().person,
                                visit.who().held.capacity);
}

// Whether a path is that of a list that this capacity may open: nothing else is kept, or gone to.
bool is_list(const Visit& visit, std::string_view path) {
  if (path == "/services" || path == "/search") return true;
  if (!path.starts_with(register_lists)) return false;
  const registers::Register* kind = visit.packs().find(path.substr(register_lists.size()));
  return kind != nullptr && may_list(visit, *kind);
}

// What a list is asked for, written anew: the place in its pages is no part of it.
std::optional<std::string> clean_query(std::string_view path, std::string_view query) {
  if (query.size() > most_query_bytes) return std::nullopt;
  const auto target = http::read_target(std::string(path) + std::string(query));
  if (!target || target->path != path) return std::nullopt;
  std::string clean;
  for (const http::NameValue& one : target->query) {
    if (one.value.empty() || one.name == "after" || one.name == "begun_at" || one.name == "page")
      continue;
    clean += clean.empty() ? "?" : "&";
    clean += base::url_encoded(one.name) + "=" + base::url_encoded(one.value);
  }
  return clean;
}

bool is_same(const KeptFilter& filter, const ListAddress& here) {
  return filter.path == here.path && filter.query == here.query;
}

// What is wrong with a name, as a sentence; "" when nothing is.
std::string name_mistake(Visit& visit, const KeptFilter& named) {
  if (named.name.empty()) return say("filter.no_name");
  if (base::letters(named.name) > most_name_letters)
    return say("filter.long_name", {std::to_string(most_name_letters)});
  for (const KeptFilter& other : kept_filters(visit))
    if (other.id != named.id && other.path == named.path && other.name == named.name)
      return say("filter.same_name");
  return "";
}

// A name as it is kept: one line.
std::string name_typed(const Visit& visit) {
  std::string name(base::trimmed(visit.request.form_value("name")));
  std::replace_if(
      name.begin(), name.end(), [](char letter) { return letter >= 0 && letter < ' '; }, ' ');
  return name;
}

html::Question name_question(const KeptFilter& filter, std::string_view mistake) {
  html::Question question;
  question.id = filter.id.empty() ? "filter-name" : "name-" + filter.id;
  question.name = "name";
  question.label = say("filter.name");
  question.value = filter.name;
  question.mistake = mistake;
  return question;
}

Html form_to_keep(Visit& visit, const KeptFilter& filter, std::string_view mistake) {
  Html fields;
  fields << token_field(visit) << html::hidden("path", filter.path)
         << html::hidden("query", filter.query) << "<div class=\"search\">"
         << html::text_input(name_question(filter, mistake))
         << html::button(say("filter.keep"), html::Button::second) << "</div>\n";
  return html::form("/filters", html::Sends::post, fields);
}

// A name that does not do: the form again, with what was typed.
http::Response keep_again(Visit& visit, const KeptFilter& filter, const std::string& mistake) {
  Html main = html::error_summary({{"filter-name", mistake}});
  main << html::page_head({say("filter.keep_title"), "", ""})
       << form_to_keep(visit, filter, mistake) << "<p>"
       << html::link_to(say("filter.back"), filter.path + filter.query) << "</p>\n";
  return page(visit, {say("filter.keep_title"), {home_link()}, "", true}, main, 422);
}

std::string list_name(const Visit& visit, const KeptFilter& filter) {
  if (filter.path == "/services") return say("menu.services");
  if (filter.path == "/search") return say("menu.search");
  const registers::Register* kind =
      visit.packs().find(std::string_view(filter.path).substr(register_lists.size()));
  return kind == nullptr ? "" : kind->plural;
}

Html filter_row(Visit& visit, const KeptFilter& filter, std::string_view typed,
                std::string_view mistake) {
  Html out;
  out << "<h2>" << html::link_to(filter.name, filter_href(filter)) << "</h2>\n<p class=\"quiet\">"
      << Text{list_name(visit, filter)} << "</p>\n";
  KeptFilter shown = filter;
  if (!mistake.empty()) shown.name = typed;
  Html fields;
  fields << token_field(visit) << "<div class=\"search\">"
         << html::text_input(name_question(shown, mistake))
         << html::button(say("filter.rename"), html::Button::second) << "</div>\n";
  out << html::form(filter_href(filter) + "/rename", html::Sends::post, fields);
  Html removal;
  removal << token_field(visit)
          << html::button(say("filter.remove", {filter.name}), html::Button::plain_link);
  out << html::form(filter_href(filter) + "/remove", html::Sends::post, removal);
  return out;
}

http::Response all_filters(Visit& visit, std::string_view id, std::string_view typed,
                           const std::string& mistake) {
  std::vector<Html> rows;
  for (const KeptFilter& filter : kept_filters(visit)) {
    if (!is_list(visit, filter.path)) continue;
    const bool meant = filter.id == id;
    rows.push_back(filter_row(visit, filter, meant ? typed : "", meant ? mistake : ""));
  }
  Html main;
  if (!mistake.empty()) main << html::error_summary({{"name-" + std::string(id), mistake}});
  main << html::page_head({say("filter.title"), "", say("filter.lead")});
  if (rows.empty()) {
    main << html::empty_place(say("filter.none"), html::paragraph(say("filter.none_what")));
  } else {
    main << html::plain_list(rows);
  }
  const bool mistaken = !mistake.empty();
  return page(visit, {say("filter.title"), {home_link()}, "", mistaken}, main,
              mistaken ? 422 : 200);
}

Html links_above(const std::vector<KeptFilter>& kept, const ListAddress& here) {
  Html links;
  int count = 0;
  for (const KeptFilter& filter : kept) {
    if (filter.path != here.path) continue;
    links << (count++ > 0 ? Html(" · ") : Html()) << "<a href=\"" << Url{filter_href(filter)}
          << "\"" << (is_same(filter, here) ? Html(" aria-current=\"true\"") : Html()) << ">"
          << Text{filter.name} << "</a>";
  }
  if (count == 0) return {};
  Html out;
  out << "<nav class=\"pages\" id=\"" << html::Attr{filters_id}
      << "\" tabindex=\"-1\" aria-label=\"" << html::Attr{say("filter.title")} << "\"><p>"
      << Text{say("filter.yours")} << " " << links << " · "
      << html::link_to(say("filter.change"), "/filters") << "</p></nav>\n";
  return out;
}

Html form_below(Visit& visit, const std::vector<KeptFilter>& kept, const ListAddress& here) {
  if (here.query.empty()) return {};
  for (const KeptFilter& filter : kept)
    if (is_same(filter, here)) return {};
  KeptFilter fresh;
  fresh.path = here.path;
  fresh.query = here.query;
  return html::details(say("filter.keep_this"), form_to_keep(visit, fresh, ""));
}

}  // namespace

FiltersHere filters_here(Visit& visit, const ListAddress& here) {
  const std::vector<KeptFilter> kept = kept_filters(visit);
  return {links_above(kept, here), form_below(visit, kept, here)};
}

Html filters_on_home(Visit& visit) {
  std::vector<Html> items;
  for (const KeptFilter& filter : kept_filters(visit)) {
    if (!is_list(visit, filter.path)) continue;
    Html item = html::link_to(filter.name, filter_href(filter));
    item << "<br><span class=\"quiet\">" << Text{list_name(visit, filter)} << "</span>";
    items.push_back(std::move(item));
  }
  if (items.empty()) return {};
  items.push_back(html::link_to(say("filter.change"), "/filters"));
  return html::side_section(say("filter.title"), html::plain_list(items));
}

http::Response filters_page(Visit& visit) { return all_filters(visit, "", "", ""); }

http::Response keep_filter(Visit& visit) {
  KeptFilter filter;
  filter.person = visit.who().person;
  filter.capacity = visit.who().held.capacity;
  filter.name = name_typed(visit);
  filter.path = visit.request.form_value("path");
  if (!is_list(visit, filter.path)) return not_found_page(visit);
  const auto query = clean_query(filter.path, visit.request.form_value("query"));
  if (!query) return not_found_page(visit);
  filter.query = *query;
  const std::string mistake = name_mistake(visit, filter);
  if (!mistake.empty()) return keep_again(visit, filter, mistake);
  const auto kept = visit.site.desk.keep_filter(filter);
  if (!kept && kept.error().kind == base::ErrorKind::conflict)
    return keep_again(visit, filter,
                      say("filter.too_many", {std::to_string(authority::most_kept_filters)}));
  if (!kept) return fault_page(visit, kept.error());
  return http::Response::see_other(filter.path + filter.query + "#" + std::string(filters_id));
}

http::Response open_filter(Visit& visit) {
  const auto filter = filter_asked(visit);
  if (!filter) return fault_page(visit, filter.error());
  if (!is_list(visit, filter->path)) return not_found_page(visit);
  return http::Response::see_other(filter->path + filter->query + "#found");
}

http::Response rename_filter(Visit& visit) {
  auto filter = filter_asked(visit);
  if (!filter) return fault_page(visit, filter.error());
  filter->name = name_typed(visit);
  const std::string mistake = name_mistake(visit, *filter);
  if (!mistake.empty()) return all_filters(visit, filter->id, filter->name, mistake);
  const auto kept = visit.site.desk.keep_filter(*filter);
  if (!kept) return fault_page(visit, kept.error());
  return http::Response::see_other("/filters");
}

http::Response remove_filter(Visit& visit) {
  const auto filter = filter_asked(visit);
  if (!filter) return fault_page(visit, filter.error());
  visit.site.desk.drop_filter(filter->id, filter->person, filter->capacity);
  return http::Response::see_other("/filters");
}

}  // namespace web
