#include "web/list_asking.h"

#include "base/text.h"
#include "web/as_at.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;
using registers::Register;

std::vector<html::Choice> filter_choices(const Register& kind, const std::string& filter) {
  std::vector<html::Choice> choices{{"", say("list.all"), ""}};
  if (filter == "state") {
    for (const registers::State& state : kind.states)
      choices.push_back({state.name, state.title, ""});
    return choices;
  }
  const registers::Field* field = kind.field(filter);
  if (field == nullptr) return choices;
  for (const registers::ChoiceOption& option : field->options)
    choices.push_back({option.name, option.label, ""});
  if (field->kind == registers::Kind::yes_no) {
    choices.push_back({"yes", say("shown.yes"), ""});
    choices.push_back({"no", say("shown.no"), ""});
  }
  return choices;
}

std::string filter_label(const Register& kind, std::string_view filter) {
  const registers::Field* field = kind.field(filter);
  return field == nullptr ? say("list.state") : field->short_label;
}

std::string choice_words(const Register& kind, const std::string& filter, std::string_view value) {
  for (const html::Choice& choice : filter_choices(kind, filter))
    if (choice.value == value) return choice.label;
  return std::string(value);
}

std::string sort_words(const Register& kind, const AskedList& asked) {
  for (const registers::ListColumn& column : kind.columns)
    if (column.field == asked.question.sort)
      return say(asked.question.descending ? "list.said_down" : "list.said_up", {column.heading});
  return "";
}

Html kept_but(const AskedList& asked, std::initializer_list<std::string_view> left_out) {
  Html fields;
  for (const auto& [name, value] : asked.kept) {
    bool leave = false;
    for (const std::string_view one : left_out) leave = leave || name == one;
    if (!leave) fields << html::hidden(name, value);
  }
  return fields;
}

}  // namespace

std::string to_found(std::string href) { return std::move(href) + "#" + std::string(found_id); }

Html found_heading(std::string_view words) {
  Html out;
  out << "<h2 id=\"" << html::Attr{found_id} << "\" class=\"found\" tabindex=\"-1\">" << Text{words}
      << "</h2>\n";
  return out;
}

Html filter_form(Visit& visit, const Register& kind, const AskedList& asked) {
  Html fields;
  for (const std::string& filter : kind.filters) {
    html::Question question;
    question.id = "filter-" + filter;
    question.name = filter;
    question.label = filter_label(kind, filter);
    question.value = visit.request.query_value(filter);
    fields << html::select(question, filter_choices(kind, filter));
  }
  html::Question words;
  words.id = "filter-words";
  words.name = "words";
  words.label = say("list.words");
  words.value = visit.request.query_value("words");
  fields << html::text_input(words);
  for (const auto& [name, value] : asked.kept)
    if (name == "sort" || name == "order" || name == "as_at") fields << html::hidden(name, value);
  Html box;
  box << "<div class=\"search\">" << fields << html::button(say("list.show"), html::Button::second)
      << "</div>\n";
  return html::form(to_found(list_href(kind)), html::Sends::get, box);
}

std::string asked_words(Visit& visit, const Register& kind, const AskedList& asked) {
  std::string text;
  const auto add = [&](const std::string& sentence) {
    if (!sentence.empty()) text += (text.empty() ? "" : " ") + sentence;
  };
  for (const auto& [filter, value] : asked.question.filters)
    add(say("list.said", {filter_label(kind, filter), choice_words(kind, filter, value)}));
  const std::string_view words = visit.request.query_value("words");
  if (!words.empty()) add(say("list.said_words", {base::trimmed(words)}));
  add(sort_words(kind, asked));
  return text;
}

Html then_banner(const Register& kind, const AskedList& asked) {
  if (!asked.question.as_at) return {};
  const std::string moment =
      asked.day ? say("list.then_day", {base::long_date(*asked.day)})
                : say("list.then_entry", {base::grouped(*asked.question.as_at)});
  Html out;
  out << "<div class=\"then\"><p><strong>" << Text{moment} << "</strong> "
      << html::link_to(say("list.then_now"),
                       to_found(list_href(kind) + asked.query_with("as_at", "")))
      << "</p>\n<p>" << Text{say("list.then_what")} << "</p></div>\n";
  return out;
}

Html then_form(Visit& visit, const Register& kind, const AskedList& asked) {
  Html fields;
  fields << day_question(visit, say("list.then_label"), asked.typed_day, asked.mistake)
         << kept_but(asked, {"as_at"})
         << html::button(say("list.then_show"), html::Button::second);
  const Html form = html::form(to_found(list_href(kind)), html::Sends::get, fields);
  return asked.mistake.empty() ? html::details(say("list.then_choose"), form) : form;
}

}  // namespace web
