// Two voices side by side, neither smaller: who spoke, in which capacity and when, then what they
// said (principle 19).
#include <algorithm>

#include "access/permission.h"
#include "base/text.h"
#include "web/erased_note.h"
#include "web/record_view.h"
#include "web/shown.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;
using registers::Field;
using registers::Register;
using registers::Step;
using registers::Value;

// The act in which a voice spoke: the step it names, or the last that set its first field.
const records::HistoryLine* spoken_in(const View& view, const registers::Voice& voice) {
  std::string step = voice.at_step;
  if (step.empty() && voice.by.starts_with("step:"))
    step = voice.by.substr(5, voice.by.find('.') - 5);
  if (!step.empty()) return last_taken(view, step);
  const records::HistoryLine* found = nullptr;
  for (const records::HistoryLine& line : view.history)
    for (const auto& set : line.sets)
      if (line.reference == view.row.reference && set.field == voice.by) found = &line;
  return found;
}

bool speaks_now(const View& view, const registers::Voice& voice) {
  if (view.about_to == nullptr) return false;
  if (view.about_to->decides == voice.by && !voice.by.empty()) return true;
  return voice.by.starts_with("step:" + view.about_to->name + ".");
}

std::string speaker(Visit& visit, const View& view, const registers::Voice& voice) {
  const Field* field = view.row.kind->field(voice.by);
  if (field != nullptr) {
    const Value& value = registers::value_of(view.row.values, field->name);
    if (field->kind == registers::Kind::party) return shown_party(visit, value.party());
    return shown_text(visit, *view.row.kind, *field, value);
  }
  if (speaks_now(view, voice)) return capacity_title(visit.packs(), view.capacity);
  const records::HistoryLine* line = spoken_in(view, voice);
  return capacity_title(visit.packs(),
                        line == nullptr ? view.row.writer_capacity : line->capacity);
}

Html by_line(Visit& visit, const View& view, const registers::Voice& voice) {
  Html out;
  out << "<b>" << Text{speaker(visit, view, voice)} << "</b>";
  const Field* field = view.row.kind->field(voice.by);
  if (field == nullptr) {
    out << Text{say("record.in_that_capacity")};
  } else if (field->kind == registers::Kind::party) {
    const std::string minute =
        shown_minute(registers::value_of(view.row.values, field->name).party());
    if (!minute.empty()) out << ", " << Text{minute};
  }
  out << "<br>";
  const records::HistoryLine* line = spoken_in(view, voice);
  if (speaks_now(view, voice)) {
    out << Text{say("record.not_recorded_yet")};
  } else if (line != nullptr) {
    out << Text{base::long_time(line->effective_at)};
  }
  return out;
}

// What this voice says of one part: the part itself for who named it, the answer for who answered.
std::string part_words(Visit& visit, const records::Row& row, const Step* answering) {
  const Register& child = *row.kind;
  const auto text_of = [&](std::string_view name) {
    const Field* field = child.field(name);
    return field == nullptr ? std::string()
                            : shown_text(visit, child, *field,
                                         registers::value_of(row.values, field->name));
  };
  const std::string title = child.columns.empty() ? row.reference
                                                  : text_of(child.columns.front().field);
  if (answering == nullptr) return title;
  std::string answer;
  for (const std::string& name : answering->fields()) answer += text_of(name);
  return answer.empty() ? "" : say("record.part_answer", {title, answer});
}

// The step by which the second voice answers the parts that the first one named.
const Step* answering_step(const Register& kind, const Register& child) {
  for (const Step& step : kind.steps)
    if (step.children_of == child.name && !step.children_step.empty())
      return child.step(step.children_step);
  return nullptr;
}

enum class Turn { first, second };

Html parts_of_voice(Visit& visit, const View& view, const std::string& name, Turn turn) {
  const auto rows = view.parts.find(name);
  const Register* child = visit.packs().find(name);
  if (child == nullptr || rows == view.parts.end()) return {};
  const Step* answering = turn == Turn::second ? answering_step(*view.row.kind, *child) : nullptr;
  std::vector<Html> items;
  for (const records::Row& row : rows->second) {
    const std::string words = part_words(visit, row, answering);
    if (words.empty()) continue;
    Html item;
    item << Text{words};
    items.push_back(item);
  }
  if (items.empty()) return {};
  std::string title = child->title;
  if (answering != nullptr && !answering->fields().empty()) {
    const Field* field = child->field(answering->fields().front());
    if (field != nullptr) title = field->short_label;
  }
  Html out;
  out << "<h3 class=\"sub\">" << Text{title} << "</h3>\n" << html::bullets(items);
  return out;
}

Html body_of(Visit& visit, const View& view, const registers::Voice& voice, Turn turn,
             const AfterField& after) {
  Html out;
  bool first = true;
  for (const std::string& name : voice.fields) {
    const Field* field = view.row.kind->field(name);
    if (field == nullptr) continue;
    Html value = shown_value(visit, *view.row.kind, *field,
                             registers::value_of(view.row.values, name), view.row.reference);
    if (value.empty()) value = erased_note(visit, view, name);
    if (value.empty()) continue;
    // The first thing said needs no heading: the voice's own title is it.
    if (!first) out << "<h3 class=\"sub\">" << Text{field->short_label} << "</h3>\n";
    out << value << after(name);
    first = false;
  }
  for (const std::string& child : voice.children) out << parts_of_voice(visit, view, child, turn);
  return out;
}

html::Voice voice_of(Visit& visit, const View& view, const registers::Voice& voice, Turn turn,
                     const AfterField& after) {
  html::Voice drawn;
  drawn.title = voice.title;
  const bool spoken = speaks_now(view, voice) || spoken_in(view, voice) != nullptr;
  if (spoken || turn == Turn::first) drawn.body = body_of(visit, view, voice, turn, after);
  if (spoken || !drawn.body.empty()) {
    drawn.by = by_line(visit, view, voice);
  }
  // Somebody who decides as advised need say no more than that.
  if (spoken && drawn.body.empty()) drawn.body << "<p>" << state_of(view.row) << "</p>\n";
  if (!spoken && drawn.body.empty()) {
    drawn.by << Text{say("record.not_yet")};
    drawn.body << "<p>" << Text{voice.empty} << "</p>\n";
  }
  return drawn;
}

}  // namespace

Html voices_of(Visit& visit, const View& view, const AfterField& after) {
  const std::vector<registers::Voice>& voices = view.row.kind->page.voices;
  if (voices.size() != 2) return {};
  return html::voices(voice_of(visit, view, voices[0], Turn::first, after),
                      voice_of(visit, view, voices[1], Turn::second, after));
}

std::string standing_words(Visit& visit, const records::Row& row, std::string_view who) {
  if (visit.packs().capacity(who) != nullptr) return capacity_title(visit.packs(), who);
  if (who == "writer") return capacity_title(visit.packs(), row.writer_capacity);
  const bool clerk = who == "clerk_of_body";
  for (const registers::Relation& relation : row.kind->relations) {
    if (!clerk && relation.name != who) continue;
    const Value& value = registers::value_of(row.values, relation.field);
    if (value.empty()) continue;
    if (value.kind() == registers::Kind::person) {
      const Field* field = row.kind->field(relation.field);
      return field == nullptr ? "" : field->short_label;  // a post, not a name (principle 17)
    }
    if (value.kind() != registers::Kind::party) continue;
    const registers::Party party = value.party();
    if (clerk && !party.bodies.empty())
      return say("record.clerk_of", {shown_party(visit, party)});
    if (!clerk) return shown_party(visit, party);
  }
  return "";
}

// The members to whose bodies an open record was put.
std::vector<std::string> audiences_of(Visit& visit, const records::Row& row) {
  std::vector<std::string> titles;
  if (row.restricted) return titles;
  authority::BodyKinds kinds;
  for (const std::string& reference : authority::bodies_named(*row.kind, row.values)) {
    const auto body = visit.reader->find(reference, visit.who());
    if (!body || body->kind->body_kind.empty()) continue;
    kinds.emplace(reference, registers::value_of(body->values, body->kind->body_kind).text());
  }
  for (const authority::NamedLine& line :
       authority::named_lines(visit.packs(), *row.kind, row.values, kinds, {}))
    if (const registers::Audience* audience = visit.packs().audience(line.relation))
      titles.push_back(audience->title);
  return titles;
}

std::vector<std::string> readers_of(Visit& visit, const records::Row& row) {
  std::vector<std::string> readers;
  const auto add = [&](const std::string& words) {
    if (!words.empty() && std::find(readers.begin(), readers.end(), words) == readers.end())
      readers.push_back(words);
  };
  for (const registers::Capacity& capacity : visit.packs().capacities) {
    const authority::Reading reading =
        authority::reading_of(visit.packs(), *row.kind, capacity.name);
    if (row.restricted ? reading.restricted : reading.open) add(capacity.title);
  }
  for (const std::string& audience : audiences_of(visit, row)) add(audience);
  add(standing_words(visit, row, "writer"));
  for (const registers::Relation& relation : row.kind->relations)
    add(standing_words(visit, row, relation.name));
  add(standing_words(visit, row, "clerk_of_body"));
  return readers;
}

}  // namespace web
