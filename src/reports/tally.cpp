#include "reports/tally.h"

#include <algorithm>

#include "ledger/log.h"

namespace reports {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;
using records::Reader;
using registers::Condition;
using registers::Register;
using registers::TallyFigure;

bool is_in(const std::vector<std::string>& values, std::string_view value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

// The values of the field that decides about restriction which leave a record open; "" among them.
std::vector<std::string> open_values(const Register& kind) {
  std::vector<std::string> open;
  const auto add = [&](const std::string& value) {
    if (!is_in(kind.restricted_when.is, value)) open.push_back(value);
  };
  add("");
  if (const registers::Field* field = kind.field(kind.restricted_when.field)) {
    for (const registers::ChoiceOption& option : field->options) add(option.name);
  }
  return open;
}

bool asks_only(const Condition& when, const std::vector<std::string>& values) {
  return std::all_of(when.is.begin(), when.is.end(),
                     [&](const std::string& value) { return is_in(values, value); });
}

// Narrows a figure to open records where it can; where it cannot, the figure counts people.
Counts narrow(const Register& kind, const TallyFigure& declared, Figure& figure) {
  if (kind.restricted_when.always()) return Counts::open_records;
  const std::vector<std::string> open = open_values(kind);
  if (declared.when.always()) {
    figure.question.when = {kind.restricted_when.field, open};
    return Counts::open_records;
  }
  if (declared.when.field == kind.restricted_when.field)
    return asks_only(declared.when, open) ? Counts::open_records : Counts::people;
  if (!declared.by.empty()) return Counts::people;
  // One number under another condition: counted by the field that decides, and only the open values
  // taken.
  figure.question.by = kind.restricted_when.field;
  figure.taken = open;
  return Counts::open_records;
}

std::string label_of(const Register& kind, const std::string& by, const std::string& value) {
  if (by == "state") {
    const registers::State* state = kind.state(value);
    return state == nullptr ? value : state->title;
  }
  if (value.empty()) return "Not recorded here";
  // What the record's own pages say of a record with this value, when its pack has words for it.
  for (const registers::StateWord& word : kind.state_words) {
    if (word.when.field == by && word.when.is == std::vector<std::string>{value}) return word.title;
  }
  const registers::Field* field = kind.field(by);
  return field == nullptr ? value : registers::choice_label(*field, value);
}

// The values in the order of the pack; those it does not name (nothing recorded) last.
std::vector<std::string> values_in_order(const Register& kind, const std::string& by,
                                         const records::Tally& tally) {
  std::vector<std::string> order;
  if (by == "state") {
    for (const registers::State& state : kind.states) order.push_back(state.name);
  } else if (const registers::Field* field = kind.field(by)) {
    for (const registers::ChoiceOption& option : field->options) order.push_back(option.name);
  }
  std::vector<std::string> values;
  for (const std::string& value : order) {
    if (tally.by_value.contains(value)) values.push_back(value);
  }
  for (const auto& [value, count] : tally.by_value) {
    if (!is_in(order, value)) values.push_back(value);
  }
  return values;
}

void take_counts(const Register& kind, const TallyFigure& declared, const records::Tally& tally,
                 Figure& figure) {
  std::vector<std::int64_t> counts;
  std::int64_t whole = 0;
  if (!declared.by.empty()) {
    for (const std::string& value : values_in_order(kind, declared.by, tally)) {
      figure.parts.push_back({value, label_of(kind, declared.by, value), {}});
      counts.push_back(tally.by_value.at(value));
      whole += counts.back();
    }
  } else {
    for (const auto& [value, count] : tally.by_value) {
      if (figure.taken.empty() || is_in(figure.taken, value)) whole += count;
    }
    if (tally.by_value.empty()) whole = tally.total;
  }
  if (figure.counts == Counts::open_records) {
    figure.whole = exactly(whole);
    for (std::size_t i = 0; i < counts.size(); ++i) figure.parts[i].shown = exactly(counts[i]);
    return;
  }
  const ShownParts shown = suppressed(counts.empty() ? std::vector<std::int64_t>{whole} : counts);
  figure.whole = shown.whole;
  for (std::size_t i = 0; i < counts.size(); ++i) figure.parts[i].shown = shown.parts[i];
}

// The last checkpoint before the month began. A number that could be asked for at every hour would
// tell by its steps when something about one person was written down.
Result<CountedAt> published_by(Reader& reader, base::Instant instant) {
  base::LondonTime month;
  month.date = base::london_date(instant);
  month.date.day = 1;
  auto checkpoint = ledger::newest_checkpoint(reader.database(), base::from_london(month));
  if (!checkpoint && checkpoint.error().kind == ErrorKind::not_found) return CountedAt{};
  const ledger::IssuedCheckpoint issued = TRY(std::move(checkpoint));
  CountedAt at;
  at.entry = issued.size - 1;
  at.tree_size = issued.size;
  at.issued_at = issued.issued_at;
  return at;
}

// The root, from the note's third line: base64 of 32 bytes. The note was signed by us and is
// checked by `verify`.
std::optional<base::Hash> root_of(std::string_view note) {
  for (int line = 0; line < 2; ++line) {
    const std::size_t end = note.find('\n');
    if (end == std::string_view::npos) return {};
    note.remove_prefix(end + 1);
  }
  const auto bytes = base::unbase64(note.substr(0, note.find('\n')));
  return bytes ? base::hash_of(*bytes) : std::nullopt;
}

}  // namespace

Result<Figure> count(Reader& reader, const registers::Packs& packs, const TallyFigure& declared,
                     const Counting& counting, const authority::Caller& caller) {
  const Register* kind = packs.find(declared.register_name);
  if (kind == nullptr || kind->privileged)
    return Failure{ErrorKind::not_found, "a figure counts a register that no report may count",
                   declared.name};
  Figure figure;
  figure.name = declared.name;
  figure.sentence = declared.sentence;
  figure.question.register_name = declared.register_name;
  figure.question.by = declared.by;
  figure.question.when = declared.when;
  figure.question.dated_step = declared.dated;
  figure.question.from = counting.year.first;
  figure.question.to = counting.year.last;
  figure.counts = narrow(*kind, declared, figure);
  figure.counted_at = figure.counts == Counts::open_records ? counting.at : counting.published;
  if (figure.counted_at.entry < 0) {
    figure.whole = {ShownCount::How::not_shown, 0};
    return figure;
  }
  figure.question.as_at = figure.counted_at.entry;
  const records::Tally tally = TRY(reader.tally(figure.question, caller));
  take_counts(*kind, declared, tally, figure);
  return figure;
}

Result<Reader::TallyPage> records_behind(Reader& reader, const Figure& figure,
                                         const BehindWhat& what,
                                         const authority::Caller& caller) {
  if (figure.counted_at.entry < 0) return Reader::TallyPage();
  Reader::TallyPlace place{figure.taken, what.cursor, what.most};
  if (what.value) {
    place.values = {std::string(*what.value)};
  } else if (place.values.empty()) {
    for (const FigurePart& part : figure.parts) place.values.push_back(part.value);
  }
  return reader.tally_records(figure.question, place, caller);
}

Result<Counting> counting_at(Reader& reader, const base::FinancialYear& year,
                             std::optional<std::int64_t> as_at) {
  const std::int64_t entry = as_at.value_or(reader.entries() - 1);
  if (entry < 0 || entry >= reader.entries())
    return Failure{ErrorKind::not_found, "the record has no entry of this number",
                   std::to_string(entry)};
  const ledger::IssuedCheckpoint checkpoint = TRY(ledger::checkpoint_of(reader.database(), entry));
  const auto root = root_of(checkpoint.note);
  if (!root)
    return Failure{ErrorKind::corrupt, "a checkpoint of the log cannot be read",
                   std::to_string(entry)};
  Counting counting;
  counting.year = year;
  counting.at = {entry, checkpoint.size, *root, checkpoint.issued_at};
  counting.published = TRY(published_by(reader, checkpoint.issued_at));
  return counting;
}

}  // namespace reports
