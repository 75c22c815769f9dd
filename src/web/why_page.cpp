#include "web/why_page.h"

#include <algorithm>
#include <map>

#include "access/why.h"
#include "base/text.h"
#include "web/as_at.h"
#include "web/looks_pages.h"
#include "web/record_view.h"
#include "web/shown.h"
#include "web/why_asked.h"
#include "web/words.h"

namespace web {
namespace {

using authority::Why;
using html::Html;
using html::Text;
using registers::Register;
using registers::Step;

// One person in one of their capacities, about one record.
struct Asking {
  const WhyAsked& asked;
  authority::Reasons& reasons;
  authority::Holding holding;
  authority::Caller caller;
  records::Stands stands;
  authority::Standing standing;
  std::string who;  // “you”, or their name
  std::map<std::string, records::Refusal, std::less<>> refusals = {};  // by step: what rules say
};

std::string spaced(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

Html answer_word(bool yes) {
  return html::state_word(say(yes ? "why.yes" : "why.no"),
                          yes ? html::Tone::good : html::Tone::plain);
}

// Which other record names them, and until when. What the asker may not open is not named.
Html given_words(Visit& visit, const records::Naming& naming) {
  Html out;
  if (!naming.given_by.empty() && visit.reader->find(naming.given_by, visit.who()))
    out << " " << Text{say("why.given_by")} << " "
        << html::link_to(naming.given_by, record_href(naming.given_by)) << ".";
  if (naming.until != 0)
    out << " " << Text{say("why.until", {base::long_time(base::Instant{naming.until})})};
  return out;
}

// As what the record names them; whoever may not read the record is not told as what.
void add_relations(Visit& visit, const Asking& one, const std::vector<std::string>& relations,
                   Html& out) {
  for (const std::string& relation : relations) {
    const bool listed = relation == authority::needs_to_know_relation;
    if (listed)
      out << " " << Text{say("why.needs_to_know", {one.who})};
    else if (one.asked.row)
      out << " " << Text{say("why.named_as", {one.who, spaced(relation)})};
    else
      out << " " << Text{say("why.named", {one.who})};
    for (const records::Naming& naming : one.stands.names)
      if (naming.relation == relation) out << given_words(visit, naming);
  }
}

void add_rule(const registers::DenyRule* rule, Html& out) {
  if (rule != nullptr) out << " " << Text{say("why.rule", {rule->sentence})};
}

std::string listed_to_read(Visit& visit, const Register& kind, const authority::Standing& stands) {
  std::string titles;
  for (const registers::Capacity& capacity : visit.packs().capacities) {
    const auto reading = authority::reading_of(visit.packs(), kind, capacity.name);
    if (!(stands.restricted ? reading.restricted : reading.open)) continue;
    titles += (titles.empty() ? "" : ", ") + capacity.title;
  }
  return titles;
}

// Acts that would open it: those of the registers that name more readers of a record.
std::string opening_steps(const registers::Packs& packs) {
  std::string titles;
  for (const Register& kind : packs.registers)
    for (const Step& step : kind.steps)
      if (kind.names && step.from.empty())
        titles += (titles.empty() ? "“" : ", “") + step.title + "”";
  return titles;
}

// What would make it possible.
void add_ways(Visit& visit, const Register& kind, const authority::Standing& standing, Html& out) {
  const std::string listed = listed_to_read(visit, kind, standing);
  if (!listed.empty()) out << "<br>" << Text{say("why.read_by", {listed})};
  if (standing.restricted && !authority::is_privileged(visit.packs(), kind))
    out << " " << Text{say("why.opened_by", {opening_steps(visit.packs())})};
}

Html reading_words(Visit& visit, Asking& one, const Register& kind) {
  const Why why = one.reasons.reading(kind, one.caller, one.standing);
  Html out = answer_word(why.may);
  if (why.by_capacity) {
    const bool apart = authority::is_privileged(visit.packs(), kind);
    out << " " << Text{say(apart                      ? "why.listed_apart"
                           : one.standing.restricted ? "why.listed_restricted"
                                                     : "why.listed_open",
                           {kind.plural})};
  }
  for (const std::string& name : why.audiences)
    if (const auto* audience = visit.packs().audience(name); audience != nullptr)
      out << " " << Text{say("why.put_to", {audience->title})};
  add_relations(visit, one, why.relations, out);
  if (why.may) return out;
  if (why.forbidden_by == nullptr) out << " " << Text{say("why.nothing_opens", {one.who})};
  add_rule(why.forbidden_by, out);
  add_ways(visit, kind, one.standing, out);
  return out;
}

// The record itself, then what belongs to it and is read by lines of its own: it says what such a
// part would be to them, and never whether there is one.
Html classes_of(Visit& visit, Asking& one) {
  const Register& kind = *one.asked.kept.kind;
  std::vector<html::FactRow> rows;
  rows.push_back({say("why.the_record"), reading_words(visit, one, kind)});
  for (const Register* child : visit.packs().children_of(kind.name)) {
    const bool apart = authority::is_privileged(visit.packs(), *child) &&
                       !authority::is_privileged(visit.packs(), kind);
    if (apart) rows.push_back({child->plural, reading_words(visit, one, *child)});
  }
  const bool keeps_secrets = std::any_of(kind.fields.begin(), kind.fields.end(),
                                         [](const auto& field) { return !is_open_field(field); });
  if (keeps_secrets) {
    Html nobody = answer_word(false);
    nobody << " " << Text{say("why.secret")};
    rows.push_back({say("why.secrets"), nobody});
  }
  return html::fact_list(rows);
}

// Whose step it is, in the record's own words.
std::string takers_words(Visit& visit, const records::Row& row, const Step& step) {
  std::vector<std::string> named;
  for (const registers::Permit& permit : visit.packs().permits) {
    if (permit.register_name != row.kind->name || permit.act != step.name) continue;
    for (const std::string& who : permit.who) {
      std::string words = standing_words(visit, row, who);
      if (!words.empty() && std::find(named.begin(), named.end(), words) == named.end())
        named.push_back(std::move(words));
    }
  }
  std::string words;
  for (const std::string& one : named) words += (words.empty() ? "" : ", ") + one;
  return words;
}

bool leads_from(const Step& step, std::string_view state) {
  return std::find(step.from.begin(), step.from.end(), state) != step.from.end();
}

std::string states_words(const Register& kind, const Step& step) {
  std::string words;
  for (const std::string& name : step.from)
    words += (words.empty() ? "“" : ", “") + kind.state(name)->title + "”";
  return words;
}

struct Answer {
  std::string word;
  html::Tone tone = html::Tone::plain;
  Html why;
};

// What rules say to each step that could be taken now, as it would be sent with nothing filled in.
// Asked of the door itself, which records nothing, and of oneself alone: a rule may look at what
// another person would not tell whoever asks.
base::Result<void> ask_rules(Visit& visit, Asking& one) {
  if (!one.asked.about_self || one.asked.entry || !one.asked.row) return {};
  visit.reader.reset();  // a preview takes a reading connection of its own
  for (const Step& step : one.asked.row->kind->steps) {
    if (!leads_from(step, one.asked.row->state)) continue;
    records::Change change;
    change.caller = one.caller;
    records::RecordChange asked;
    asked.register_name = one.asked.row->kind->name;
    asked.step = step.name;
    asked.reference = one.asked.reference;
    change.records.push_back(std::move(asked));
    const auto preview = visit.site.store.preview(change);
    if (!preview) continue;
    if (const auto* refusal = std::get_if<records::Refusal>(&preview->outcome))
      one.refusals.emplace(step.name, *refusal);
  }
  return open_reader(visit);
}

void add_refusal(Visit& visit, const std::string& reason, const std::string& source,
                 const std::string& possible, Html& out) {
  out << " " << Text{as_sentence(reason)};
  if (!source.empty())
    out << " <span class=\"quiet\">" << source_words(visit.packs(), source) << "</span>";
  if (!possible.empty()) out << "<br>" << Text{say("refused.possible")} << " " << Text{possible};
}

Answer allowed_answer(Visit& visit, const Asking& one, const Step& step, const Why& why) {
  Answer answer{say("why.yes"), html::Tone::good, {}};
  if (why.by_capacity) answer.why << Text{say("why.step_listed")};
  add_relations(visit, one, why.relations, answer.why);
  const auto refused = one.refusals.find(step.name);
  if (refused == one.refusals.end()) return answer;
  const records::Refusal& refusal = refused->second;
  answer.word = say("why.not_now");
  answer.tone = html::Tone::warn;
  add_refusal(visit, refusal.reason, refusal.source, refusal.possible, answer.why);
  return answer;
}

// In the order in which the door asks (records/judge.cpp): leave, the record's state, the law.
Answer step_answer(Visit& visit, Asking& one, const records::Row& row, const Step& step) {
  const Why why = one.reasons.taking(*row.kind, step.name, one.caller, one.standing);
  Answer answer{say("why.no"), html::Tone::plain, {}};
  if (!why.may) {
    if (why.forbidden_by == nullptr) answer.why << Text{say("why.step_not_listed")};
    add_rule(why.forbidden_by, answer.why);
    const std::string takers = takers_words(visit, row, step);
    if (!takers.empty()) answer.why << "<br>" << Text{say("why.step_for", {takers})};
    return answer;
  }
  if (!leads_from(step, row.state)) {
    answer.word = say("why.not_now");
    answer.why << Text{say("why.state",
                           {registers::shown_state(*row.kind, row.state, row.values).title,
                            states_words(*row.kind, step)})};
    return answer;
  }
  if (!step.absent_when.always() && step.absent_when.holds(row.values)) {
    add_refusal(visit, step.absent_why, step.absent_source, "", answer.why);
    return answer;
  }
  const bool own = !step.not_by.empty() &&
                   registers::value_of(row.values, step.not_by).text() == one.asked.person;
  if (own) {
    answer.why << Text{say("why.own_doing")};
    return answer;
  }
  return allowed_answer(visit, one, step, why);
}

Html steps_of(Visit& visit, Asking& one) {
  if (!one.asked.then) return {};
  const records::Row& row = *one.asked.then;
  html::Table table;
  table.caption =
      say("why.steps", {capacity_title(visit.packs(), one.holding.held.capacity)});
  for (const char* heading : {"why.step", "why.may", "why.why"})
    table.columns.push_back({say(heading), html::Column::Align::left, ""});
  for (const Step& step : row.kind->steps) {
    if (step.from.empty() || !step.silence_due.empty()) continue;
    const Answer answer = step_answer(visit, one, row, step);
    Html title;
    title << Text{step.title};
    table.rows.push_back({title, html::state_word(answer.word, answer.tone), answer.why});
  }
  return table.rows.empty() ? Html() : html::table(table);
}

// Since when they hold it, and by which entry.
Html held_words(Visit& visit, const Asking& one) {
  const authority::Held& held = one.holding.held;
  Html out;
  out << "<p>";
  out << Text{held.to ? say("why.held_to", {base::long_date(held.from), base::long_date(*held.to)})
                      : say("why.held", {base::long_date(held.from)})}
      << " ";
  if (!one.holding.reference.empty() && visit.reader->find(one.holding.reference, visit.who()))
    out << html::link_to(one.holding.reference, record_href(one.holding.reference)) << ", ";
  out << Text{entry_words(held.grant_entry)} << ".";
  if (held.standing == authority::Held::Standing::lately)
    out << " " << Text{say("why.lately")};
  if (!one.asked.entry && one.asked.about_self &&
      held.grant_entry == visit.who().held.grant_entry)
    out << " " << Text{say("why.acting")};
  out << "</p>\n";
  return out;
}

base::Result<Html> capacity_section(Visit& visit, authority::Reasons& reasons,
                                    const WhyAsked& asked, const authority::Holding& holding) {
  Asking one{asked, reasons, holding, acting_by(visit, asked, holding), {}, {},
             asked.about_self ? say("why.you") : visit.reader->person_name(asked.person)};
  const auto stands = TRY(visit.reader->stands_to(asked.reference, one.caller, asked.entry));
  Html out;
  out << html::heading2(capacity_title(visit.packs(), holding.held.capacity));
  if (!stands) {
    out << html::paragraph(say("why.not_there"));
    return out;
  }
  one.stands = *stands;
  one.standing.restricted = stands->restricted;
  for (const records::Naming& naming : stands->names)
    one.standing.relations.push_back(naming.relation);
  TRY(ask_rules(visit, one));
  out << held_words(visit, one) << classes_of(visit, one) << steps_of(visit, one);
  return out;
}

// Whoever oversees access asks about another person, and about a day that has passed.
Html asking_form(Visit& visit, const WhyAsked& asked) {
  if (!visit.packs().oversees(visit.who().held.capacity)) return {};
  const auto accounts = authority::accounts(visit.reader->database());
  if (!accounts) return {};
  html::Question person;
  person.id = person.name = "person";
  person.label = say("why.whom");
  person.value = asked.person;
  std::vector<html::Choice> people;
  for (const authority::Account& one : *accounts) people.push_back({one.person, one.name, ""});
  Html fields;
  fields << html::select(person, people)
         << day_question(visit, say("why.day"), asked.typed, asked.mistake)
         << html::button(say("why.ask"), html::Button::second);
  Html out;
  out << html::heading2(say("why.another"), "another") << html::paragraph(say("why.another_what"))
      << html::form(why_href(asked.reference), html::Sends::get, fields);
  return out;
}

Html lead_of(Visit& visit, const WhyAsked& asked) {
  const std::string who = visit.reader->person_name(asked.person);
  Html out;
  out << "<p>";
  if (asked.entry)
    out << Text{say("why.about_then", {who, base::long_date(asked.day)})};
  else
    out << Text{say(asked.about_self ? "why.about_you" : "why.about",
                    {who, base::long_date(asked.day)})};
  out << " " << html::link_to(say("may.link"), "/who-may/" + asked.kept.kind->name) << "</p>\n";
  return out;
}

}  // namespace

std::string why_href(std::string_view reference) { return record_href(reference) + "/why"; }

http::Response why_page(Visit& visit) {
  auto asked = asked_why(visit);
  if (!asked) return fault_page(visit, asked.error());
  if (asked->row) note_opened(visit, *asked->row);
  if (asked->kept.kind->comments) return http::Response::see_other(why_href(asked->kept.parent));
  const std::string caption = capitalised(asked->kept.kind->one) + " " + asked->reference;
  Html main;
  if (!asked->mistake.empty()) main << html::error_summary({{"as_at", asked->mistake}});
  main << html::page_head({say(asked->about_self ? "why.title_you" : "why.title"), caption,
                           asked->row ? record_title(visit, *asked->row) : std::string()})
       << lead_of(visit, *asked);
  if (!asked->row) main << html::inset(html::paragraph(say("why.closed_to_you")));
  const auto holdings = held_then(visit, *asked);
  if (!holdings) return fault_page(visit, holdings.error());
  authority::Reasons reasons(visit.packs());
  for (const authority::Holding& holding : *holdings) {
    const auto section = capacity_section(visit, reasons, *asked, holding);
    if (!section) return fault_page(visit, section.error());
    main << *section;
  }
  if (holdings->empty()) main << html::inset(html::paragraph(say("why.holds_nothing")));
  main << asking_form(visit, *asked);
  std::vector<html::Link> trail{home_link()};
  if (asked->row) trail.push_back({asked->reference, record_href(asked->reference), false});
  return page(visit,
              {say("why.window", {asked->reference}), trail, "", !asked->mistake.empty()}, main,
              asked->mistake.empty() ? 200 : 422);
}

}  // namespace web
