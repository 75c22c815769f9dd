#include "app/story_player.h"

#include <algorithm>

#include "base/sealed_box.h"
#include "base/text.h"
#include "records/stored.h"
#include "registers/typed.h"

namespace app {

using base::ErrorKind;
using base::Failure;
using base::Result;

namespace {

Failure slip(const StoryLine& line, std::string what) {
  return Failure{ErrorKind::invalid, std::move(what), line.place()};
}

std::optional<base::Instant> instant_from(const std::string& day, const std::string& time) {
  const auto date = base::date_from_iso(day);
  if (!date || time.size() != 5) return std::nullopt;
  const auto hour = base::whole_number(time.substr(0, 2));
  const auto minute = base::whole_number(time.substr(3, 2));
  if (!hour || !minute) return std::nullopt;
  return base::from_london({*date, static_cast<int>(*hour), static_cast<int>(*minute), 0});
}

bool expects(const StoryLine* next, std::string_view what) {
  return next != nullptr && next->word(0) == "expect" && next->word(1) == what;
}

}  // namespace

StoryPlayer::StoryPlayer(const records::NewStore& place, const registers::Packs& packs,
                         const rules::Catalogue& rules)
    : place_(place),
      clock_(base::from_london({{2025, 4, 1}, 8, 0, 0})),
      random_(base::seeded_random("a story is told the same way every time")),
      around_{packs, rules, clock_, *random_} {}

Result<StoryTold> StoryPlayer::play(const std::vector<StoryLine>& story,
                                    const records::NewStore& place,
                                    const registers::Packs& packs, const rules::Catalogue& rules) {
  StoryPlayer player(place, packs, rules);
  for (std::size_t line = 0; line < story.size(); ++line) {
    const StoryLine* next = line + 1 < story.size() ? &story[line + 1] : nullptr;
    TRY(player.tell(story[line], next));
  }
  return player.told_;
}

Result<void> StoryPlayer::tell(const StoryLine& line, const StoryLine* next) {
  const std::string first = line.word(0);
  if (first == "council") return begin(line);
  if (store_ == nullptr) return slip(line, "a story begins with “council NAME”");
  if (first == "at") {
    const auto instant = instant_from(line.word(1), line.word(2));
    if (!instant) return slip(line, "expected “at 2025-04-07 09:30”");
    set_time(*instant);
    return {};
  }
  if (first == "as") {
    caller_ = TRY(caller_as(line.word(1), line.word(2)));
    return {};
  }
  if (first == "person") return person(line);
  if (first == "appoint") return appoint(line);
  if (first == "new" || first == "do") return act(line, next);
  if (first == "again") return again(line, next);
  if (first == "expect") return {};  // read by the act before it
  if (first == "verify" || first == "rebuild" || first == "clock") return keep_store(line);
  if (first == "see") return see(line);
  if (first == "hidden") return hidden(line);
  if (first == "next") return next_step(line);
  if (first == "needs") return needs(line);
  if (first == "lacks") return lacks(line);
  if (first == "search") return search(line);
  if (first == "history") return history(line);
  if (first == "report") return report(line);
  if (first == "leaves") return leaves(line);
  return slip(line, "no story begins a line with “" + first + "”");
}

// council Ardmorran Council: S12999901
Result<void> StoryPlayer::begin(const StoryLine& line) {
  records::Genesis genesis;
  for (std::size_t place = 1; place < line.words.size(); ++place) {
    genesis.council += (place == 1 ? "" : " ") + line.words[place];
  }
  genesis.council_code = line.text;
  genesis.demonstration = true;
  genesis.administrator_name = "Morag Tulloch";
  genesis.administrator_sign_in = "morag.tulloch";
  genesis.second_name = "Alasdair Petrie";
  genesis.second_sign_in = "alasdair.petrie";
  TRY(records::make_store(place_, genesis, around_));
  TRY(reopen());
  auto reader = TRY(store_->reader());
  for (const authority::Account& account : TRY(authority::accounts(reader->database()))) {
    if (account.sign_in == genesis.administrator_sign_in) labels_["admin"] = account.person;
    if (account.sign_in == genesis.second_sign_in) labels_["second"] = account.person;
  }
  return {};
}

Result<void> StoryPlayer::reopen() {
  store_.reset();
  store_ = TRY(records::CouncilStore::open(place_.folder, around_, records::Opening::write));
  return {};
}

void StoryPlayer::set_time(base::Instant instant) {
  clock_.set(instant);
  caller_.now = instant;
}

// person ishbel: Ishbel Carnochan
Result<void> StoryPlayer::person(const StoryLine& line) {
  StoryLine full = line;
  full.fields.insert(full.fields.begin(), {"name", line.text});
  const bool named = std::any_of(line.fields.begin(), line.fields.end(),
                                 [](const auto& field) { return field.first == "sign_in"; });
  if (!named) {
    std::string sign_in = base::folded(line.text);
    std::replace(sign_in.begin(), sign_in.end(), ' ', '.');
    full.fields.emplace_back("sign_in", sign_in);
  }
  records::Change change;
  change.caller = TRY(caller_as("admin", "administrator"));
  change.key = random_->bytes(16);
  change.records.push_back(TRY(change_from(full, "person", "add")));
  auto outcome = TRY(store_->commit(change));
  TRY(check_outcome(outcome, line, nullptr));
  if (const auto* receipt = std::get_if<records::Receipt>(&outcome))
    labels_[line.word(1)] = receipt->reference;
  return {};
}

// appoint ishbel cswo 2025-04-01 [2026-05-03]
Result<void> StoryPlayer::appoint(const StoryLine& line) {
  const registers::Register* kind = around_.packs.appointing();
  if (kind == nullptr) return slip(line, "no register gives capacities");
  StoryLine proposal = line;
  proposal.fields.insert(
      proposal.fields.begin(),
      {{"holder", line.word(1)}, {"capacity", line.word(2)}, {"from", line.word(3)}});
  if (line.words.size() > 4) proposal.fields.emplace_back("to", line.word(4));
  records::Change propose;
  propose.caller = TRY(caller_as("admin", "administrator"));
  propose.key = random_->bytes(16);
  propose.records.push_back(TRY(change_from(proposal, kind->name, "propose")));
  auto outcome = TRY(store_->commit(propose));
  const auto* receipt = std::get_if<records::Receipt>(&outcome);
  if (receipt == nullptr) return check_outcome(outcome, line, nullptr);
  labels_[line.word(1) + "/" + line.word(2)] = receipt->reference;
  records::Change confirm;
  confirm.caller = TRY(caller_as("second", "administrator"));
  confirm.key = random_->bytes(16);
  records::RecordChange step;
  step.register_name = kind->name;
  step.step = "confirm";
  step.reference = receipt->reference;
  confirm.records.push_back(std::move(step));
  outcome = TRY(store_->commit(confirm));
  return check_outcome(outcome, line, nullptr);
}

// new LABEL REGISTER STEP [in PARENT], or: do LABEL STEP
Result<void> StoryPlayer::act(const StoryLine& line, const StoryLine* next) {
  const bool fresh = line.word(0) == "new";
  records::Change change;
  change.caller = caller_;
  change.key = random_->bytes(16);
  std::string register_name = line.word(2);
  std::string step = line.word(3);
  std::string reference;
  if (!fresh) {
    reference = TRY(reference_of(line.word(1)));
    step = line.word(2);
    const auto* kind = around_.packs.by_prefix(reference.substr(0, reference.find('-')));
    if (kind == nullptr) return slip(line, "no register has references like " + reference);
    register_name = kind->name;
  }
  records::RecordChange main = TRY(change_from(line, register_name, step));
  main.reference = reference;
  if (fresh && line.word(4) == "in") main.parent_reference = TRY(reference_of(line.word(5)));
  change.records.push_back(std::move(main));
  for (const StoryLine& part : line.parts) {
    if (part.word(0) == "happened") {
      const auto instant = instant_from(part.word(1), part.word(2));
      if (!instant) return slip(part, "expected “+ happened 2025-04-07 09:30”");
      change.effective_at = *instant;
      continue;
    }
    records::RecordChange child = TRY(change_from(part, part.word(0), part.word(1)));
    if (part.words.size() > 2) {
      const auto place = base::whole_number(part.word(2));
      auto reader = TRY(store_->reader());
      const auto rows = TRY(reader->children(reference, part.word(0), caller_));
      if (!place || *place < 1 || static_cast<std::size_t>(*place) > rows.size())
        return slip(part, "there is no such part");
      child.reference = rows[static_cast<std::size_t>(*place - 1)].reference;
    } else if (fresh) {
      child.parent = 0;
    } else {
      child.parent_reference = reference;
    }
    change.records.push_back(std::move(child));
  }
  last_ = change;
  auto tried = store_->commit(std::move(change));
  if (expects(next, "missing")) {
    expect(!tried && tried.error().kind == ErrorKind::not_found, line,
           "expected it not to be there for them");
    return {};
  }
  auto outcome = TRY(std::move(tried));
  if (const auto* receipt = std::get_if<records::Receipt>(&outcome); receipt != nullptr && fresh) {
    labels_[line.word(1)] = receipt->reference;
  }
  if (const auto* receipt = std::get_if<records::Receipt>(&outcome); receipt != nullptr) {
    labels_[line.word(1) + "/" + step] = std::to_string(receipt->first_entry);
    TRY(label_beside(line.word(1), *receipt));
  }
  return check_outcome(outcome, line, next);
}

// What the door added to an act by itself is called LABEL/beside.
Result<void> StoryPlayer::label_beside(const std::string& label,
                                       const records::Receipt& receipt) {
  if (receipt.entries < 2) return {};
  auto reader = TRY(store_->reader());
  std::string last = TRY(records::reference_of_entry(
      reader->database(), receipt.first_entry + receipt.entries - 1));
  for (const registers::Register& kind : around_.packs.registers)
    if (kind.unconfirmed && last.starts_with(kind.prefix + "-"))
      labels_[label + "/beside"] = std::move(last);
  return {};
}

// again: the same form sent a second time. again FIELD: VALUE sends it with other content.
Result<void> StoryPlayer::again(const StoryLine& line, const StoryLine* next) {
  if (!last_) return slip(line, "nothing was done before");
  records::Change change = *last_;
  if (!line.fields.empty()) {
    const auto* kind = around_.packs.find(change.records.front().register_name);
    const registers::Values other = TRY(values_from(line, *kind));
    for (const auto& [name, value] : other) change.records.front().set[name] = value;
  }
  auto outcome = TRY(store_->commit(std::move(change)));
  if (expects(next, "repeated")) {
    const auto* receipt = std::get_if<records::Receipt>(&outcome);
    expect(receipt != nullptr && receipt->repeated, line, "expected the first receipt again");
    return {};
  }
  return check_outcome(outcome, line, next);
}

Result<void> StoryPlayer::check_outcome(const records::Outcome& outcome, const StoryLine& line,
                                        const StoryLine* next) {
  if (expects(next, "mistake")) {
    const auto* mistakes = std::get_if<registers::Mistakes>(&outcome);
    const bool held = mistakes != nullptr && !mistakes->of(next->word(2)).empty() &&
                      base::contains(mistakes->of(next->word(2)), next->text);
    expect(held, line, "expected a mistake at " + next->word(2) + ": " + next->text);
    return {};
  }
  if (expects(next, "refused")) {
    const auto* refusal = std::get_if<records::Refusal>(&outcome);
    expect(refusal != nullptr && base::contains(refusal->reason, next->text), line,
           "expected a refusal: " + next->text +
               (refusal != nullptr ? "; it said: " + refusal->reason : ""));
    return {};
  }
  if (expects(next, "already")) {
    expect(std::holds_alternative<records::AlreadyRecorded>(outcome), line,
           "expected “already recorded”");
    return {};
  }
  std::string why = "expected it to be recorded";
  if (const auto* refusal = std::get_if<records::Refusal>(&outcome))
    why += "; refused: " + refusal->reason;
  if (const auto* mistakes = std::get_if<registers::Mistakes>(&outcome)) {
    for (const registers::Slip& told : mistakes->all())
      why += "; " + told.field + ": " + told.sentence;
  }
  expect(std::holds_alternative<records::Receipt>(outcome), line, why);
  return {};
}

Result<records::RecordChange> StoryPlayer::change_from(const StoryLine& line,
                                                       const std::string& register_name,
                                                       const std::string& step) {
  const registers::Register* kind = around_.packs.find(register_name);
  if (kind == nullptr) return slip(line, "there is no register “" + register_name + "”");
  if (kind->step(step) == nullptr)
    return slip(line, "register " + register_name + " has no step “" + step + "”");
  records::RecordChange change;
  change.register_name = register_name;
  change.step = step;
  change.set = TRY(values_from(line, *kind));
  return change;
}

// A story seals for two keys that nobody has: what it shows is where the words are not.
Result<std::string> StoryPlayer::sealed_words(std::string_view words) {
  std::vector<base::SealKey> keys;
  for (const char* owner : {"P-1", "P-2"})
    keys.push_back({std::string("SK-") + owner, owner, base::new_seal_pair(*random_).public_half});
  return base::sealed_for_two(words, "a story", {keys}, *random_);
}

Result<registers::Values> StoryPlayer::values_from(const StoryLine& line,
                                                   const registers::Register& kind) {
  registers::Values values;
  for (const auto& [name, written] : line.fields) {
    const registers::Field* field = kind.field(name);
    if (field == nullptr)
      return slip(line, "register " + kind.name + " has no field “" + name + "”");
    if (field->sealed) {
      values[name] = registers::Value::line(TRY(sealed_words(written)));
      continue;
    }
    const std::string typed = TRY(typed_from(*field, written));
    registers::Read read = registers::read_typed(*field, typed);
    if (!read.value) return slip(line, name + ": " + read.sentence);
    values[name] = std::move(*read.value);
  }
  return values;
}

// In long text, @LABEL is the reference of what has that label, and @LABEL/STEP the number of the
// entry by which that step was last taken there; the list of a disposal has one reference to a
// line, where a story parts them by spaces.
std::string StoryPlayer::with_references(const std::string& written) const {
  if (written.find('@') == written.npos) return written;
  std::string text;
  for (const std::string_view word : base::split(written, ' ')) {
    const auto label =
        word.starts_with('@') ? labels_.find(std::string(word.substr(1))) : labels_.end();
    const bool new_line = label != labels_.end() && word.find('/') == word.npos;
    text += text.empty() ? "" : new_line ? "\n" : " ";
    text += label == labels_.end() ? std::string(word) : label->second;
  }
  return text;
}

// A story writes dates as 2025-04-07, people and bodies by their labels; a person would have typed
// otherwise.
Result<std::string> StoryPlayer::typed_from(const registers::Field& field,
                                            const std::string& written) {
  using registers::Kind;
  if (field.kind == Kind::date) {
    const auto date = base::date_from_iso(written);
    if (!date) return Failure{ErrorKind::invalid, "expected a date like 2025-04-07", field.name};
    return std::to_string(date->day) + "\n" + std::to_string(date->month) + "\n" +
           std::to_string(date->year);
  }
  if (field.kind == Kind::person || field.kind == Kind::record) {
    const auto label = labels_.find(written);
    return label == labels_.end() ? written : label->second;
  }
  if (field.kind == Kind::prose) return with_references(written);
  if (field.kind != Kind::party) return written;
  std::string lines;
  for (const std::string_view piece : base::split(written, ',')) {
    const std::string_view item = base::trimmed(piece);
    const std::size_t space = item.find(' ');
    if (space == std::string_view::npos)
      return Failure{ErrorKind::invalid, "expected “post NAME” or “body LABEL, minute TEXT”",
                     field.name};
    const std::string key(item.substr(0, space));
    std::string value(item.substr(space + 1));
    if (key == "body" || key == "person") value = TRY(reference_of(value));
    lines += (lines.empty() ? "" : "\n") + key + " " + value;
  }
  return lines;
}

Result<authority::Caller> StoryPlayer::caller_as(const std::string& label,
                                                 const std::string& capacity) {
  // as nobody CODE: whoever gives no name, with the mark of their return code
  if (label == "nobody") return authority::return_code_holder(capacity);
  authority::Caller caller;
  caller.person = TRY(reference_of(label));
  auto reader = TRY(store_->reader());
  caller.name = reader->person_name(caller.person);
  caller.held.capacity = capacity;
  caller.now = clock_.now();
  for (const authority::Held& held : TRY(authority::held_on(reader->database(), caller.person,
                                                            base::london_date(clock_.now())))) {
    if (held.capacity == capacity) caller.held = held;
  }
  if (caller.held.grant_entry < 0) {
    for (const authority::Held& held :
         TRY(authority::lately_held(reader->database(), store_->around().packs, caller.person,
                                    base::london_date(clock_.now()))))
      if (held.capacity == capacity) caller.held = held;
  }
  if (caller.held.grant_entry < 0) caller.no_grant = "not appointed";
  return caller;
}

Result<std::string> StoryPlayer::reference_of(const std::string& label) const {
  const auto found = labels_.find(label);
  if (found == labels_.end())
    return Failure{ErrorKind::invalid, "nothing is called “" + label + "” in this story"};
  return found->second;
}

void StoryPlayer::expect(bool held, const StoryLine& line, const std::string& what) {
  ++told_.checks;
  if (!held) told_.failures.push_back(line.place() + ": " + what);
}

}  // namespace app
