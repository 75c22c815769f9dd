#include "web/nameless.h"

#include <algorithm>
#include <set>

#include "base/hash.h"
#include "base/text.h"
#include "registers/typed.h"
#include "web/words.h"

namespace web {
namespace {

using registers::Field;
using registers::Register;
using registers::Step;
using registers::Value;

constexpr std::size_t key_bytes = 16, code_bytes = 10, code_letters = 16, group_letters = 4;
constexpr std::size_t most_name_letters = 200;

std::string form_key(const Visit& visit) {
  const std::string_view key = visit.request.form_value("key");
  if (key.size() == key_bytes * 2 && base::unhex(key)) return base::lower_ascii(key);
  return base::hex(visit.site.store.around().random.bytes(key_bytes));
}

// The sealed field's own words, or the sentence that says what is wrong with them.
std::string name_slip(const Field& field, const Answers& answers, std::string_view typed) {
  const bool asked = is_shown(field, answers.all);
  if (asked && typed.empty()) return field.needed_sentence;
  if (!asked && !typed.empty()) return say("raise.name_unasked");
  if (base::letters(typed) > most_name_letters) return say("raise.name_long");
  return "";
}

base::Result<std::string> sealed_name(Visit& visit, const Register& kind, const Field& field,
                                      const Answers& answers, std::string_view typed) {
  const auto seals =
      TRY(records::seals_held(visit.reader->database(), visit.packs(), visit.today()));
  if (!can_seal(seals)) return std::string();
  std::vector<base::SealKey> keys;
  base::SealFor people;
  const bool agreed = !field.alone_when.always() && field.alone_when.holds(answers.all);
  const auto& alone = visit.packs().seals.alone;
  for (const records::HeldSeal& one : seals) {
    keys.push_back(one.key);
    if (agreed && std::find(alone.begin(), alone.end(), one.capacity) != alone.end())
      people.alone.push_back(one.key.name);
  }
  people.holders = keys;
  return base::sealed_for_two(
      typed, records::seal_binding(visit.site.store.facts().store_id, kind, field), people,
      visit.site.store.around().random);
}

// The name leaves the form here, and goes on as a box.
base::Result<void> seal_name(Visit& visit, Filling& filling, Answers& answers) {
  const Field* field = filling.kind->sealed_field();
  if (field == nullptr) return {};
  const std::string typed(base::trimmed(filling.form.text(field->name)));
  answers.set.erase(field->name);
  const std::string slip = name_slip(*field, answers, typed);
  if (!slip.empty()) filling.form.mistakes.add(field->name, slip);
  if (typed.empty() || !slip.empty()) return {};
  std::string box = TRY(sealed_name(visit, *filling.kind, *field, answers, typed));
  if (box.empty()) filling.form.mistakes.add(field->name, say("raise.cannot_seal"));
  else answers.set.insert_or_assign(field->name, Value::line(std::move(box)));
  return {};
}

records::Change change_of(Visit& visit, const Filling& filling, const std::string& mark) {
  records::Change change;
  change.caller = authority::return_code_holder(mark);
  change.caller.now = visit.now;
  change.key = base::unhex(filling.key).value_or("");
  records::RecordChange record;
  record.register_name = filling.kind->name;
  record.step = filling.step->name;
  change.records.push_back(std::move(record));
  return change;
}

base::Result<records::Outcome> commit_nameless(Visit& visit, records::Change change) {
  visit.reader.reset();
  auto outcome = visit.site.store.commit(std::move(change));
  TRY(open_reader(visit));
  return outcome;
}

// What the door says, as a sentence for the whole form; "" when it is recorded.
std::string said_by(const records::Outcome& outcome) {
  if (std::holds_alternative<records::Receipt>(outcome)) return "";
  if (const auto* refusal = std::get_if<records::Refusal>(&outcome)) return refusal->reason;
  if (std::holds_alternative<records::NotKnown>(outcome)) return say("raise.not_known");
  return say("raise.not_recorded");
}

}  // namespace

const Register* nameless_register(const Visit& visit) {
  const Register* kind = visit.packs().find(visit.captured[0]);
  const bool open = kind != nullptr && kind->return_code &&
                    kind->step(kind->return_code->raise) != nullptr;
  return open ? kind : nullptr;
}

Filling nameless_filling(Visit& visit, const Register& kind) {
  Filling filling;
  filling.kind = &kind;
  filling.step = kind.step(kind.return_code->raise);
  filling.key = base::hex(visit.site.store.around().random.bytes(key_bytes));
  return filling;
}

void take_nameless(Visit& visit, Filling& filling) {
  filling.key = form_key(visit);
  for (const registers::FormPage& form_page : filling.step->pages)
    take_page(visit, filling, form_page, visit.request.form);
}

bool can_seal(const std::vector<records::HeldSeal>& seals) {
  std::set<std::string_view> people;
  for (const records::HeldSeal& one : seals) people.insert(one.key.owner);
  return people.size() >= 2;
}

std::string return_code_for(const Visit& visit, std::string_view form_key_hex) {
  const base::Key key = base::derived_key(visit.site.store.store_key(), "return codes");
  return base::base32(base::keyed_mark(key, form_key_hex).substr(0, code_bytes));
}

std::string code_in_groups(std::string_view code) {
  std::string text;
  for (std::size_t at = 0; at < code.size(); at += group_letters)
    text += (text.empty() ? "" : "-") + std::string(code.substr(at, group_letters));
  return text;
}

std::string code_as_kept(std::string_view typed) {
  std::string code;
  for (const char letter : typed) {
    const char upper = letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 32) : letter;
    // Base32 has neither: they are misread letters.
    const char meant = upper == '0' ? 'O' : upper == '1' ? 'I' : upper == '8' ? 'B' : upper;
    if ((meant >= 'A' && meant <= 'Z') || (meant >= '2' && meant <= '7')) code += meant;
    if (code.size() == code_letters) break;
  }
  return code;
}

base::Result<void> record_nameless(Visit& visit, Filling& filling, const std::string& code) {
  Answers answers = read_answers(*filling.kind, *filling.step, filling.form, "", {});
  filling.form.mistakes.take_all(answers.mistakes, "");
  TRY(seal_name(visit, filling, answers));
  const std::string mark = records::return_mark(visit.site.store.facts().store_id, code);
  const std::string& mark_field = filling.kind->return_code->mark;
  answers.set.insert_or_assign(mark_field, Value::line(mark));
  records::Change change = change_of(visit, filling, mark);
  change.records.front().set = answers.set;
  // Each slip of the form is told beside those that only the door knows: none of it is recorded.
  registers::Values all = answers.all;
  for (const auto& [name, value] : answers.set) all.insert_or_assign(name, value);
  const registers::Mistakes slips = registers::check_step(
      *filling.kind, *filling.step, all, answers.set, visit.today());
  for (const registers::Slip& slip : slips.all())
    if (filling.form.mistakes.of(slip.field).empty())
      filling.form.mistakes.add(slip.field, slip.sentence);
  if (!filling.form.mistakes.empty()) return {};
  const records::Outcome outcome = TRY(commit_nameless(visit, std::move(change)));
  if (const auto* mistakes = std::get_if<registers::Mistakes>(&outcome)) {
    filling.form.mistakes.take_all(*mistakes, "");
    return {};
  }
  // Sent twice: the box differs each time it is made, and the record is the same.
  if (std::holds_alternative<records::AlreadyRecorded>(outcome)) return {};
  const std::string said = said_by(outcome);
  if (!said.empty()) filling.form.mistakes.add("", said);
  return {};
}

base::Result<std::string> add_nameless_words(Visit& visit, const Register& kind,
                                             const std::string& reference,
                                             const std::string& code) {
  Filling filling = nameless_filling(visit, kind);
  filling.key = form_key(visit);
  filling.step = kind.step(kind.return_code->add);
  const std::vector<std::string> names =
      filling.step == nullptr ? std::vector<std::string>() : filling.step->fields();
  const Field* field = names.empty() ? nullptr : kind.field(names.front());
  if (field == nullptr) return say("raise.not_recorded");
  const registers::Read read =
      registers::read_typed(*field, std::string(visit.request.form_value("added")));
  if (!read.sentence.empty()) return read.sentence;
  if (!read.value || read.value->empty()) return field->needed_sentence;
  records::Change change = change_of(
      visit, filling, records::return_mark(visit.site.store.facts().store_id, code));
  change.records.front().reference = reference;
  change.records.front().set.insert_or_assign(field->name, *read.value);
  const records::Outcome outcome = TRY(commit_nameless(visit, std::move(change)));
  if (const auto* mistakes = std::get_if<registers::Mistakes>(&outcome))
    return mistakes->all().front().sentence;
  return said_by(outcome);
}

}  // namespace web
