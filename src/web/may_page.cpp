#include "web/may_page.h"

#include <algorithm>
#include <map>

#include "access/who_may.h"
#include "base/text.h"
#include "web/held_page.h"
#include "web/shown.h"
#include "web/words.h"

namespace web {
namespace {

using authority::WhoMay;
using html::Html;
using html::Text;
using registers::Register;

bool is_told(const Register& kind) { return !kind.internal && !kind.comments; }

std::string named(const registers::Packs& packs, const std::vector<std::string>& capacities) {
  std::string titles;
  for (const std::string& one : capacities)
    titles += (titles.empty() ? "" : ", ") + authority::title_of_capacity(packs, one);
  return titles;
}

std::string act_title(const Register& kind, const std::string& act) {
  if (const registers::Step* step = kind.step(act); step != nullptr) return step->title;
  if (act == "read") return say("may.read");
  return say(act == "read_restricted" ? "may.read_restricted" : "may.read_privileged");
}

std::string states_of(const Register& kind, const std::string& act) {
  const registers::Step* step = kind.step(act);
  if (step == nullptr) return say("may.any_state");
  if (step->from.empty()) return say("may.new");
  std::string titles;
  for (const std::string& name : step->from)
    titles += (titles.empty() ? "" : ", ") + kind.state(name)->title;
  return titles;
}

// Most capacities may do a thing in the same way: then those that may not are fewer to read.
Html capacities_words(const registers::Packs& packs, const WhoMay& may,
                      const std::vector<std::string>& these) {
  Html out;
  std::vector<std::string> others;
  for (const auto& line : may.lines)
    if (std::find(these.begin(), these.end(), line.capacity) == these.end())
      others.push_back(line.capacity);
  if (others.size() > 8 || these.size() < others.size())
    out << Text{named(packs, these)};
  else
    out << Text{say("may.all_but", {named(packs, others)})};
  return out;
}

// “yes” first, then each “if …” with the capacities for which it holds.
Html who_words(const registers::Packs& packs, const WhoMay& may, std::size_t act) {
  std::map<std::string, std::vector<std::string>> by_words;
  std::vector<std::string> always;
  for (const auto& line : may.lines) {
    const authority::Allowed& allowed = line.by_act[act];
    if (allowed.always)
      always.push_back(line.capacity);
    else if (!allowed.relations.empty())
      by_words[authority::in_words(packs, allowed)].push_back(line.capacity);
  }
  std::vector<Html> items;
  if (!always.empty()) items.push_back(Html() << Text{named(packs, always)});
  for (const auto& [words, capacities] : by_words) {
    Html item;
    item << Text{capitalised(words)} << ": <span class=\"quiet\">"
         << capacities_words(packs, may, capacities) << "</span>";
    items.push_back(item);
  }
  if (items.empty()) return Html() << Text{say("may.nobody")};
  if (items.size() == 1) return items.front();
  return html::bullets(items);
}

Html table_of_register(const registers::Packs& packs, const Register& kind) {
  const WhoMay may = authority::who_may(packs, kind);
  html::Table table;
  table.caption = say("may.caption", {kind.plural});
  table.shows = html::Table::Caption::heard;
  for (const char* heading : {"may.act", "may.while", "may.who"})
    table.columns.push_back({say(heading), html::Column::Align::left, ""});
  for (std::size_t act = 0; act < may.acts.size(); ++act)
    table.rows.push_back({Html() << Text{act_title(kind, may.acts[act])},
                          Html() << Text{states_of(kind, may.acts[act])},
                          who_words(packs, may, act)});
  return html::table(table);
}

Html rules_of(const registers::Packs& packs) {
  std::vector<Html> items;
  for (const registers::DenyRule& rule : packs.denials)
    items.push_back(Html() << Text{rule.sentence});
  for (const Register& kind : packs.registers)
    if (kind.grants && !kind.grants->within.empty())
      items.push_back(Html() << Text{kind.grants->within});
  Html out = html::heading2(say("may.rules"));
  out << html::bullets(items);
  return out;
}

Html registers_of(const registers::Packs& packs) {
  std::vector<Html> items;
  for (const Register& kind : packs.registers)
    if (is_told(kind)) items.push_back(html::link_to(kind.plural, "/who-may/" + kind.name));
  Html out = html::heading2(say("may.registers"));
  out << html::plain_list(items);
  return out;
}

// Members of bodies, by the kinds of body and the posts that answer to them.
Html audiences_of(const registers::Packs& packs) {
  std::vector<html::FactRow> rows;
  for (const registers::Audience& audience : packs.audiences) {
    std::vector<std::string> posts;
    for (const registers::Capacity& one : packs.capacities)
      if (one.answers_to == audience.name) posts.push_back(one.name);
    Html value;
    value << Text{named(packs, audience.who)} << "<br><span class=\"quiet\">"
          << Text{say("may.answers", {named(packs, posts)})} << "</span>";
    rows.push_back({audience.title, value});
  }
  Html out = html::heading2(say("may.audiences"));
  out << html::fact_list(rows);
  return out;
}

}  // namespace

http::Response who_may_page(Visit& visit) {
  const registers::Packs& packs = visit.packs();
  Html main = html::page_head({say("may.title"), "", say("may.lead")});
  main << registers_of(packs) << rules_of(packs) << audiences_of(packs)
       << html::heading2(say("may.overseers"))
       << html::paragraph(say("may.overseers_what", {named(packs, packs.overseers)}))
       << html::heading2(say("may.soundness"))
       << html::paragraph(say("may.soundness_what", {named(packs, packs.soundness.told),
                                                     named(packs, packs.soundness.when_failed)}));
  if (!packs.to_confirm.who.empty())
    main << html::heading2(say("may.lately"))
         << html::paragraph(say("may.lately_what", {std::to_string(packs.to_confirm.days),
                                                    named(packs, packs.to_confirm.who)}));
  if (may_see_held(visit))
    main << "<p>" << html::link_to(say("held.title"), "/capacities") << "</p>\n";
  return page(visit, {say("may.title"), {home_link()}, "", false}, main);
}

http::Response who_may_register_page(Visit& visit) {
  const Register* kind = visit.packs().find(visit.captured[0]);
  if (kind == nullptr || !is_told(*kind)) return not_found_page(visit);
  Html main = html::page_head({kind->plural, say("may.title"), ""});
  main << html::paragraph(say("may.what")) << table_of_register(visit.packs(), *kind);
  const auto opening = authority::who_may(visit.packs(), *kind).opening;
  if (!opening.empty()) {
    const authority::Allowed those{false, opening};
    main << html::paragraph(say("may.opening", {authority::in_words(visit.packs(), those)}));
  }
  const std::vector<html::Link> trail{home_link(), {say("may.title"), "/who-may", false}};
  return page(visit, {say("may.window", {kind->plural}), trail, "", false}, main);
}

}  // namespace web
