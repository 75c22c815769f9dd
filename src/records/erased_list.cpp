#include "records/erased_list.h"

#include <set>

#include "base/hash.h"
#include "base/text.h"
#include "ledger/note.h"
#include "records/asked_act.h"
#include "records/commit.h"
#include "records/key_change.h"
#include "store/place.h"

namespace records {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;

constexpr std::string_view list_line = "plumbline-erased-v1";
constexpr std::string_view key_word = "key ";
constexpr std::size_t header_lines = 2;

// The number of the record that an entry belongs to, when it is the very entry that was meant; 0:
// the log took another way there, or has not come so far.
Result<std::int64_t> record_of(store::Database& database, std::string_view entry,
                               std::string_view commitment) {
  const auto number = base::whole_number(entry);
  const auto bytes = base::unhex(commitment);
  if (!number || !bytes)
    return Failure{ErrorKind::corrupt, "A list of what was erased cannot be read.", ""};
  return store::query_integer(
      database,
      "SELECT a.record FROM act a JOIN entry e ON e.number = a.entry WHERE a.entry = $1 AND "
      "e.commitment = $2 AND NOT EXISTS (SELECT 1 FROM disposed d WHERE d.record = a.record)",
      {*number, store::Blob{*bytes}});
}

Result<std::string> reference_of(store::Database& database, std::int64_t record) {
  auto rows =
      TRY(store::query(database, "SELECT reference FROM record WHERE number = $1", {record}));
  if (!TRY(rows.next()))
    return Failure{ErrorKind::corrupt, "A record is missing.", std::to_string(record)};
  return std::string(rows->text(0));
}

// The key that signed a list: the one in force here, or one that it vouched for afterwards, by the
// notes in the list.
Result<std::string> key_of_list(const std::vector<std::string_view>& lines, std::string key) {
  for (const std::string_view line : lines) {
    if (!line.starts_with(key_word)) continue;
    const auto note = base::unbase64(line.substr(key_word.size()));
    if (!note)
      return Failure{ErrorKind::corrupt, "A list of what was erased cannot be read.", ""};
    const auto change = ledger::open_key_change(*note, key);
    if (change) key = change->after;  // else one of before, or one that nobody vouched for
  }
  return key;
}

Result<void> add_listed(store::Database& database, std::string_view line, ToErase& found) {
  if (line.starts_with(key_word)) return {};
  const auto words = base::split(line, ' ');
  const bool whole = words.size() == 3 && words[0] == "record";
  const bool part = words.size() == 4 && words[0] == "field";
  if (!whole && !part)
    return Failure{ErrorKind::corrupt, "A list of what was erased cannot be read.", ""};
  const std::int64_t record = TRY(record_of(database, words[1], words[2]));
  if (record == 0) return {};
  std::string reference = TRY(reference_of(database, record));
  if (whole) {
    found.records.push_back(std::move(reference));
    return {};
  }
  const std::int64_t entry = *base::whole_number(words[1]);
  if (TRY(store::query_integer(database,
                               "SELECT 1 FROM erased_part WHERE entry = $1 AND field = $2",
                               {entry, words[3]})) == 0)
    found.passages.push_back({std::move(reference), entry, std::string(words[3])});
  return {};
}

// What was asked for once in another store's life is an act of this one's program now.
Result<PlannedAct> act_of(const registers::Packs& packs, const Surroundings& around,
                          const std::set<std::string>& records,
                          const std::set<std::string>& passages) {
  const registers::Register* kind = packs.disposing();
  const registers::Step* step = kind == nullptr ? nullptr : kind->step(kind->disposes->again);
  if (step == nullptr)
    return Failure{ErrorKind::invalid, "No register can erase again what was erased before.",
                   "packs"};
  PlannedRecord planned;
  planned.kind = kind;
  planned.step = step;
  planned.state = step->to;
  const auto set = [&](const std::string& field, registers::Value value) {
    planned.set.insert_or_assign(field, value);
    planned.after.insert_or_assign(field, std::move(value));
  };
  const auto lines = [](const std::set<std::string>& all) {
    std::string text;
    for (const std::string& one : all) text += (text.empty() ? "" : "\n") + one;
    return registers::Value::prose(std::move(text));
  };
  if (!records.empty()) set(kind->disposes->records, lines(records));
  if (!passages.empty()) set(kind->disposes->passages, lines(passages));
  // Some of them may have been restricted: nobody may learn of them by this list.
  const registers::Condition& restricted = kind->restricted_when;
  if (const registers::Field* field = kind->field(restricted.field))
    set(field->name, TRY(registers::Value::from_canonical(field->kind, restricted.is.front())));
  PlannedAct act{authority::operator_caller("a backup was restored"), around.clock.now(), {}};
  act.records.push_back(std::move(planned));
  return act;
}

}  // namespace

Result<std::string> erased_list(store::Database& database, const StoreKeys& keys) {
  std::string lines;
  auto records = TRY(store::query(
      database,
      "SELECT r.first_entry, e.commitment FROM disposed d JOIN record r ON r.number = d.record "
      "JOIN entry e ON e.number = r.first_entry ORDER BY r.first_entry"));
  while (TRY(records.next()))
    lines += "record " + std::to_string(records->integer(0)) + " " +
             base::hex(records->bytes(1)) + "\n";
  auto parts = TRY(store::query(
      database,
      "SELECT p.entry, e.commitment, p.field FROM erased_part p JOIN entry e ON e.number = p.entry "
      "ORDER BY p.entry, p.field"));
  while (TRY(parts.next()))
    lines += "field " + std::to_string(parts->integer(0)) + " " + base::hex(parts->bytes(1)) +
             " " + std::string(parts->text(2)) + "\n";
  if (lines.empty()) return lines;
  // So that a copy made before a change of key can follow.
  for (const auto& one : TRY(key_changes(database, keys.store_key, keys.store_id)))
    lines += std::string(key_word) + base::base64(one.note) + "\n";
  return keys.log_key.sign(std::string(list_line) + "\n" + keys.store_id + "\n" + lines);
}

Result<ToErase> still_here(store::Database& database, const StoreKeys& keys,
                           std::string_view list) {
  ToErase found;
  const auto whole = base::split(list, '\n');
  if (whole.size() < header_lines || whole[0] != list_line)
    return Failure{ErrorKind::corrupt, "A list of what was erased cannot be read.", ""};
  if (whole[1] != keys.store_id) return found;
  const std::string key = TRY(key_of_list(whole, keys.log_key.verifier_text()));
  const auto opened = ledger::open_note(list, key);
  if (!opened)
    return Failure{ErrorKind::corrupt,
                   "A list of what was erased is not signed by this log, nor by a key that it "
                   "vouched for.",
                   opened.error().where};
  const std::string& text = *opened;
  const auto lines = base::split(text, '\n');
  for (std::size_t i = header_lines; i < lines.size(); ++i)
    if (!lines[i].empty()) TRY(add_listed(database, lines[i], found));
  return found;
}

Result<std::int64_t> erase_again(const std::filesystem::path& folder, const Surroundings& around,
                                 const std::vector<std::string>& lists) {
  const StoreKeys keys = TRY(StoreKeys::read(folder));
  std::set<std::string> records, passages;
  {
    auto database = TRY(store::open_part(folder, store::Part::record, store::OpenMode::read));
    for (const std::string& list : lists) {
      const ToErase found = TRY(still_here(*database, keys, list));
      records.insert(found.records.begin(), found.records.end());
      for (const Passage& one : found.passages) passages.insert(line_of(one));
    }
  }
  const auto count = std::ssize(records) + std::ssize(passages);
  if (count == 0) return 0;
  // Opened once as usual, so that this program's packs are in force.
  { const auto opened = TRY(CouncilStore::open(folder, around, Opening::write)); }
  const RowTexts texts(around.packs);
  auto database = TRY(store::open_part(folder, store::Part::record, store::OpenMode::write));
  Recorder recorder(std::move(database), around, keys, texts, {});
  const PlannedAct act = TRY(act_of(around.packs, around, records, passages));
  const std::string key = stored_key("", around.random.bytes(16));
  const base::Hash request = base::sha256(around.random.bytes(16));
  TRY(recorder.record_unjudged(act, key, base::hex(base::bytes_of(request))));
  return count;
}

}  // namespace records
