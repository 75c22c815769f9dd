// What a story may check: what people see, what is hidden from them, what the log and the report
// say.
#include <algorithm>

#include "app/story_player.h"
#include "base/text.h"
#include "ledger/leaf.h"
#include "ledger/log.h"
#include "records/upkeep.h"
#include "reports/composer.h"

namespace app {

using base::ErrorKind;
using base::Failure;
using base::Result;

Result<void> StoryPlayer::keep_store(const StoryLine& line) {
  const std::string what = line.word(0);
  if (what == "clock") {
    TRY(records::write_due_silences(*store_));
    return {};
  }
  store_.reset();
  if (what == "rebuild") TRY(records::rebuild(place_.folder, around_, {}));
  const records::VerifyReport report = TRY(records::verify(place_.folder, around_));
  expect(report.sound, line,
         "expected a sound record" +
             (report.findings.empty() ? std::string{} : ": " + report.findings.front().what));
  return reopen();
}

// see LABEL state: words  ·  see LABEL FIELD: part of the value  ·  see LABEL finding: part
Result<void> StoryPlayer::see(const StoryLine& line) {
  auto reader = TRY(store_->reader());
  const std::string reference = TRY(reference_of(line.word(1)));
  auto found = reader->find(reference, caller_);
  if (!found) {
    expect(false, line, "cannot be read: " + found.error().what);
    return {};
  }
  const records::Row& row = *found;
  const std::string what = line.word(2);
  std::string seen;
  if (what == "state") {
    seen = registers::shown_state(*row.kind, row.state, row.values).title;
  } else if (what == "finding") {
    for (const rules::Finding& finding :
         TRY(reader->findings(row, base::london_date(clock_.now()))))
      seen += finding.sentence + "\n";
  } else {
    seen = registers::value_of(row.values, what).text();
  }
  const bool fits = line.text.empty() ? seen.empty() : base::contains(seen, line.text);
  expect(fits, line, "expected “" + line.text + "”, saw “" + seen + "”");
  return {};
}

// hidden LABEL: not found, not listed, not searched out, not in the history of what is new, its
// entry closed
Result<void> StoryPlayer::hidden(const StoryLine& line) {
  auto reader = TRY(store_->reader());
  const std::string reference = TRY(reference_of(line.word(1)));
  const auto found = reader->find(reference, caller_);
  expect(!found && found.error().kind == ErrorKind::not_found, line, "expected it not to be found");
  const registers::Register* kind =
      around_.packs.by_prefix(reference.substr(0, reference.find('-')));
  records::ListQuestion question;
  question.register_name = kind->name;
  question.most = 1000;
  const auto listed = reader->list(question, caller_);
  const auto is_it = [&](const records::Row& row) { return row.reference == reference; };
  expect(!listed || std::none_of(listed->rows.begin(), listed->rows.end(), is_it), line,
         "it stands in the list");
  for (const auto& news : TRY(reader->newest(200, caller_)))
    expect(news.reference != reference, line, "it stands among what is new");
  for (const std::string& typed : base::search_words(line.text)) {
    const auto searched = reader->search({{typed}, ""}, caller_);
    expect(!searched || std::none_of(searched->rows.begin(), searched->rows.end(), is_it), line,
           "search finds it");
  }
  return {};
}

// next LABEL has STEP  ·  next LABEL lacks STEP  ·  next LABEL absent STEP: part of the reason
Result<void> StoryPlayer::next_step(const StoryLine& line) {
  auto reader = TRY(store_->reader());
  const std::string reference = TRY(reference_of(line.word(1)));
  const records::Row row = TRY(reader->find(reference, caller_));
  const std::string wanted = line.word(3);
  bool has = false;
  std::string absent;
  for (const auto& step : TRY(reader->next_steps(row, caller_))) {
    if (step.step->name != wanted) continue;
    if (step.absent) {
      absent = step.why;
    } else {
      has = true;
    }
  }
  if (line.word(2) == "has") expect(has, line, "the step is not offered");
  if (line.word(2) == "lacks") expect(!has, line, "the step is offered");
  if (line.word(2) == "absent")
    expect(!has && !absent.empty() && base::contains(absent, line.text), line,
           "expected the step to be absent, with its reason; it says “" + absent + "”");
  return {};
}

// needs LABEL STEP  ·  needs nothing LABEL
Result<void> StoryPlayer::needs(const StoryLine& line) {
  auto reader = TRY(store_->reader());
  const bool nothing = line.word(1) == "nothing";
  const std::string reference = TRY(reference_of(line.word(nothing ? 2 : 1)));
  bool needed = false;
  for (const auto& need : TRY(reader->needs(caller_))) {
    if (need.row.reference == reference && (nothing || need.line->step == line.word(2)))
      needed = true;
  }
  expect(needed != nothing, line,
         nothing ? "it stands under what needs them" : "it does not stand under what needs them");
  return {};
}

// lacks REGISTER: words  ·  lacks nothing REGISTER
Result<void> StoryPlayer::lacks(const StoryLine& line) {
  auto reader = TRY(store_->reader());
  const bool nothing = line.word(1) == "nothing";
  const std::string name = line.word(nothing ? 2 : 1);
  if (around_.packs.find(name) == nullptr)
    return Failure{base::ErrorKind::invalid, "no register is called “" + name + "”", line.place()};
  std::string told;
  for (const auto& lack : TRY(reader->lacks(base::london_date(clock_.now()), caller_)))
    if (lack.kind->name == name) told += lack.what.sentence + "\n";
  expect(nothing ? told.empty() : !line.text.empty() && base::contains(told, line.text), line,
         "what they are told is missing: “" + told + "”");
  return {};
}

// search LABEL: words  ·  search nothing: words
Result<void> StoryPlayer::search(const StoryLine& line) {
  auto reader = TRY(store_->reader());
  const records::ListPage page = TRY(reader->search({base::search_words(line.text), ""}, caller_));
  if (line.word(1) == "nothing") {
    expect(page.rows.empty() && page.count == 0, line, "something was found");
    return {};
  }
  const std::string reference = TRY(reference_of(line.word(1)));
  const bool found = std::any_of(page.rows.begin(), page.rows.end(), [&](const records::Row& row) {
    return row.reference == reference;
  });
  expect(found, line, "it was not found");
  return {};
}

// history LABEL STEP capacity: cswo  ·  … person: label  ·  … happened: 2025-05-01T10:00  ·  …
// before FIELD: old value
Result<void> StoryPlayer::history(const StoryLine& line) {
  auto reader = TRY(store_->reader());
  const std::string reference = TRY(reference_of(line.word(1)));
  const auto lines = TRY(reader->history(reference, caller_));
  const std::string what = line.word(3);
  std::string seen;
  for (const records::HistoryLine& told : lines) {
    if (told.step != line.word(2)) continue;
    if (what == "capacity") seen += told.capacity + "\n";
    if (what == "person") seen += reader->person_name(told.person) + "\n";
    if (what == "grant") seen += told.grant_text + "\n";
    if (what == "happened") seen += base::long_time(told.effective_at) + "\n";
    if (what == "recorded") seen += base::long_time(told.recorded_at) + "\n";
    for (const auto& set : told.sets) {
      if (what == "before" && set.field == line.word(4)) seen += set.before.text() + "\n";
      if (what == "after" && set.field == line.word(4)) seen += set.after.text() + "\n";
    }
  }
  expect(!line.text.empty() && base::contains(seen, line.text), line,
         "expected “" + line.text + "”, the history says “" + seen + "”");
  return {};
}

// report 2025-26 says: text  ·  report 2025-26 lacks: text
Result<void> StoryPlayer::report(const StoryLine& line) {
  auto reader = TRY(store_->reader());
  const std::string page = TRY(
      reports::annual_document(*reader, around_.packs, store_->facts(), line.word(1), {}, caller_));
  const bool says = base::contains(page, line.text);
  if (line.word(2) == "says") expect(says, line, "the report does not say “" + line.text + "”");
  if (line.word(2) == "lacks") expect(!says, line, "the report says “" + line.text + "”");
  return {};
}

// leaves blind: every leaf has the same length and holds nothing but store, time and commitment
Result<void> StoryPlayer::leaves(const StoryLine& line) {
  auto reader = TRY(store_->reader());
  bool blind = reader->entries() > 0;
  constexpr int many = 256;
  for (std::int64_t first = 0; first < reader->entries(); first += many) {
    for (const std::string& leaf : TRY(
             ledger::read_leaves(reader->database(), store_->facts().store_id, first, many))) {
      const auto read = ledger::decode_leaf(leaf);
      blind = blind && leaf.size() == 145 && read && ledger::encode_leaf(*read) == leaf;
    }
  }
  expect(blind, line, "a leaf tells more than it may");
  return {};
}

}  // namespace app
