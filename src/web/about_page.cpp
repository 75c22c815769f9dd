#include "web/about_page.h"

#include <algorithm>

#include "base/text.h"
#include "web/listing.h"
#include "web/shown.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;
using registers::Field;
using registers::Register;

// Each source in its own line: what it is, how sure that is, and what it says.
Html sources_of(const Visit& visit, const Register& kind) {
  std::vector<Html> items;
  for (const std::string& id : kind.sources) {
    Html item = source_words(visit.packs(), id);
    const registers::Source* source = visit.packs().source(id);
    if (source != nullptr && !source->says.empty())
      item << "<br><span class=\"small\">" << Text{source->says} << "</span>";
    items.push_back(std::move(item));
  }
  if (items.empty()) return {};
  Html out;
  out << "<p class=\"small quiet\">" << Text{say("list.why_source")} << "</p>\n"
      << html::plain_list(items);
  return out;
}

std::string asked_when(const Register& kind, const Field& field) {
  if (field.computed) return say("about.computed");
  for (const registers::Step& step : kind.steps) {
    const std::vector<std::string> asked = step.fields();
    if (std::find(asked.begin(), asked.end(), field.name) == asked.end()) continue;
    return say("about.asked", {step.title});
  }
  return "";
}

Html meaning_of(const Register& kind, const Field& field) {
  Html out;
  out << "<p id=\"" << html::Attr{field.name} << "\">" << Text{field.label} << "</p>\n";
  if (!field.hint.empty()) out << html::paragraph(field.hint);
  std::vector<Html> choices;
  for (const registers::ChoiceOption& option : field.options) {
    Html choice;
    choice << Text{option.label};
    if (!option.hint.empty())
      choice << "<br><span class=\"quiet\">" << Text{option.hint} << "</span>";
    choices.push_back(std::move(choice));
  }
  if (!choices.empty()) out << html::bullets(choices);
  std::string words = asked_when(kind, field);
  if (field.needed == registers::Needed::yes)
    words += (words.empty() ? "" : " ") + say("about.needed");
  if (field.needed == registers::Needed::when)
    words += (words.empty() ? "" : " ") + say("about.needed_when");
  if (!words.empty()) out << "<p class=\"quiet\">" << Text{words} << "</p>\n";
  return out;
}

Html fields_of(const Register& kind) {
  std::vector<html::FactRow> rows;
  for (const Field& field : kind.fields)
    if (is_open_field(field) && field.retired.empty())
      rows.push_back({field.short_label, meaning_of(kind, field)});
  Html out;
  out << html::heading2(say("about.fields"), "fields") << html::fact_list(rows);
  return out;
}

Html steps_of(const Register& kind) {
  std::vector<Html> items;
  for (const registers::Step& step : kind.steps) {
    Html item;
    item << Text{step.title};
    const registers::State* after = kind.state(step.to);
    if (after != nullptr)
      item << " <span class=\"quiet\">" << Text{say("about.then", {after->title})} << "</span>";
    items.push_back(std::move(item));
  }
  Html out;
  out << html::heading2(say("about.steps"), "steps") << html::plain_list(items);
  return out;
}

}  // namespace

bool may_know(const Visit& visit, const Register& kind) {
  const Register* one = &kind;
  while (one != nullptr && !one->parent.empty()) one = visit.packs().find(one->parent);
  return one != nullptr && may_list(visit, *one);
}

std::string about_href(const Register& kind) { return "/about/" + kind.name; }

Html what_belongs_here(const Visit& visit, const Register& kind) {
  Html out;
  out << html::paragraph(kind.page.teach) << sources_of(visit, kind);
  return out;
}

Html about_register(const Visit& visit, const Register& kind) {
  Html content = what_belongs_here(visit, kind);
  content << "<p class=\"pages\">" << html::link_to(say("about.each_field"), about_href(kind))
          << "</p>\n";
  return html::details(say("about.summary", {kind.plural}), content);
}

http::Response about_page(Visit& visit) {
  const Register* kind = visit.packs().find(visit.captured[0]);
  if (kind == nullptr || !may_know(visit, *kind)) return not_found_page(visit);
  Html main;
  main << html::page_head({kind->title, say("about.caption"), ""})
       << what_belongs_here(visit, *kind) << fields_of(*kind) << steps_of(*kind);
  std::vector<html::Link> trail{home_link()};
  if (may_list(visit, *kind)) trail.push_back({kind->plural, list_href(*kind), false});
  return page(visit, {say("about.window", {kind->plural}), trail, "", false}, main);
}

}  // namespace web
