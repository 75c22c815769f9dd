#include <algorithm>
#include <map>
#include <set>

#include "base/hash.h"
#include "ledger/sound.h"
#include "records/comparing.h"
#include "records/documents.h"
#include "records/entry.h"
#include "records/keys_in_order.h"
#include "records/rebuilding.h"
#include "records/schema.h"
#include "records/upkeep.h"
#include "store/place.h"

namespace records {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;

constexpr char seeded_list = 1;  // ENTRY_FORMAT 8: nothing of it was erased
constexpr std::string_view document_part = ".sha256";  // stands in the list of each document

struct HeldDocument {
  std::int64_t entry, record_key;
  registers::Document document;
};

// One look at one moment of a store. The log comes first, by ledger/sound.h; what follows compares
// with what it says.
class Verification {
 public:
  Verification(store::Database& database, const StoreKeys& keys, const Surroundings& around)
      : database_(database),
        keys_(keys),
        around_(around),
        record_keys_(keys.store_key, keys.store_id),
        keys_in_order_(database, keys.store_key, keys.store_id) {}

  Result<VerifyReport> run() {
    const auto looked = look();
    if (!looked && looked.error().kind != ErrorKind::corrupt) return Failure(looked.error());
    if (!looked) complain(-1, damaged(looked.error()), Where::log);
    report_.sound = report_.findings.empty();
    return std::move(report_);
  }

  [[nodiscard]] static std::string damaged(const base::Error& error) {
    return "The file of the record is damaged: " + error.what;
  }

 private:
  enum class Where { log, rows };

  Result<void> look() {
    TRY(look_at_log());
    TRY(look_at_keys());
    TRY(look_at_documents());
    TRY(look_at_rows());
    TRY(look_at_schema());
    const std::string opinion = TRY(database_.integrity());
    if (!opinion.empty()) complain(-1, "The database says of its file: " + opinion, Where::rows);
    return {};
  }

  void complain(std::int64_t entry, std::string what, Where where) {
    report_.findings.push_back({entry, std::move(what), where == Where::log});
  }

  Result<void> look_at_log() {
    const auto open = [this](std::int64_t number, std::int64_t record_key,
                             std::string_view sealed) -> Result<std::string_view> {
      const auto found = keys_in_order_.of(record_key);
      if (!found && found.error().kind == ErrorKind::refused)
        keys_gone_.emplace(record_key, number);
      const base::Key key = TRY(found);
      keys_used_.insert(record_key);
      entry_binding_into(binding_, keys_.store_id, number);
      TRY(base::unseal_into(plain_, key, sealed, binding_));
      note_documents(number, record_key, plain_);
      note_erased_parts(number, plain_);
      return std::string_view(plain_);
    };
    const ledger::Soundness found =
        TRY(ledger::check_log(database_, keys_.log_key.verifier_text(), open));
    report_.entries = found.entries;
    report_.erased = found.erased;
    report_.checkpoints = found.checkpoints;
    report_.keys = found.keys;
    report_.unvouched_keys = found.unvouched_keys;
    report_.root = base::hex(base::bytes_of(found.root));
    for (const ledger::Finding& finding : found.findings) {
      complain(finding.entry, finding.what, Where::log);
    }
    return {};
  }

  // Whether the fields can be read is asked again when the rows are made anew; only documents are
  // wanted here, and few entries have one.
  void note_documents(std::int64_t number, std::int64_t record_key, std::string_view plain) {
    if (plain.find(document_part) == plain.npos) return;
    const auto list = ledger::decode_fields(plain);
    if (!list) return;  // the log's check says so
    const auto fields = read_fields(*list);
    if (!fields) {
      complain(number, "A field of the entry cannot be read: " + fields.error().what, Where::log);
      return;
    }
    for (const EntryField& field : *fields) {
      if (field.value.kind() != registers::Kind::document || field.value.empty()) continue;
      documents_.push_back({number, record_key, field.value.document()});
    }
  }

  // A list that has lost nothing begins with its seed.
  void note_erased_parts(std::int64_t number, std::string_view plain) {
    if (plain.empty() || plain.front() == seeded_list) return;
    const auto list = ledger::decode_fields(plain);
    if (!list) return;  // the log's check says so
    for (const ledger::Part& part : list->parts) {
      const bool whole = part.name.find('.') == std::string::npos;
      if (whole && ledger::is_erased(part)) parts_gone_.emplace(number, part.name);
    }
  }

  Result<void> look_at_keys() {
    auto rows =
        TRY(database_.scan("SELECT number, wrapped FROM record_key ORDER BY number"));
    while (TRY(rows.next())) {
      const std::int64_t number = rows->integer(0);
      if (rows->type(1) != store::Statement::ColumnType::blob) {
        complain(-1, "The key of record " + std::to_string(number) + " is not kept as bytes.",
                 Where::log);
      }
      if (keys_used_.contains(number)) continue;
      complain(-1, "The key of record " + std::to_string(number) + " belongs to no entry.",
               Where::log);
    }
    return {};
  }

  Result<void> look_at_documents() {
    std::set<std::string> known;
    for (const HeldDocument& held : documents_) {
      const auto key = record_keys_.of(database_, held.record_key);
      if (!key) continue;  // told already
      const DocumentPlace place{keys_.store_id, held.record_key, *key};
      const auto nothing = [](std::string_view) { return Result<void>(); };
      const auto read = read_document(database_, place, held.document, nothing);
      if (!read) {
        complain(held.entry, "Document " + held.document.id + ": " + read.error().what, Where::log);
      }
      known.insert(base::unhex(held.document.id).value_or(std::string()));
    }
    report_.documents = static_cast<std::int64_t>(known.size());
    TRY(look_for_strangers("SELECT id FROM document ORDER BY id", known));
    return look_for_strangers("SELECT DISTINCT document FROM document_piece ORDER BY document",
                              known);
  }

  Result<void> look_for_strangers(std::string_view sql, const std::set<std::string>& known) {
    auto rows = TRY(database_.scan(sql));
    while (TRY(rows.next())) {
      const bool bytes = rows->type(0) == store::Statement::ColumnType::blob;
      const std::string id(rows->bytes(0));
      if (bytes && known.contains(id)) continue;
      complain(-1, "Document " + base::hex(id) + " belongs to no entry.", Where::log);
    }
    return {};
  }

  Result<void> look_at_rows() {
    auto fresh = TRY(store::open_sqlite_in_memory());
    TRY(make_tables_to_fill(*fresh, around_.packs));
    TRY(fresh->begin_write());
    const auto rebuilt = write_all_rows(database_, *fresh, around_.packs, keys_, {});
    if (!rebuilt) {
      complain(-1, "The tables cannot be rebuilt: " + base::to_text(rebuilt.error()), Where::log);
      return {};
    }
    TRY(fresh->commit());
    for (Difference& difference :
         TRY(compare_tables(database_, *fresh, derived_table_names(around_.packs)))) {
      complain(difference.entry, std::move(difference.what), Where::rows);
    }
    report_.records = TRY(store::query_integer(*fresh, "SELECT count(*) FROM record"));
    return look_at_disposals(*fresh);
  }

  // A key goes with a disposal and with nothing else. Which records were disposed of is known from
  // the entries that say so, read for `fresh`.
  Result<void> look_at_disposals(store::Database& fresh) {
    auto rows = TRY(fresh.scan("SELECT record, by_entry FROM disposed ORDER BY record"));
    while (TRY(rows.next())) {
      const std::int64_t record = rows->integer(0);
      if (keys_used_.contains(record))
        complain(rows->integer(1),
                 "The key of record " + std::to_string(record) +
                     " is still here, although the record was disposed of.",
                 Where::log);
      keys_gone_.erase(record);
    }
    for (const auto& [record, entry] : keys_gone_)
      complain(entry,
               "The key of record " + std::to_string(record) +
                   " is gone, and no disposal in the record says so.",
               Where::log);
    return look_at_passages(fresh);
  }

  // The same for single fields. Of a record that went whole nothing can be asked any more.
  Result<void> look_at_passages(store::Database& fresh) {
    report_.erased_parts = std::ssize(parts_gone_);
    auto rows = TRY(fresh.scan(
        "SELECT e.entry, e.field, e.by_entry FROM erased_part e WHERE NOT EXISTS (SELECT 1 FROM "
        "disposed d WHERE d.record = e.record) ORDER BY e.entry, e.field"));
    while (TRY(rows.next())) {
      if (parts_gone_.erase({rows->integer(0), std::string(rows->text(1))}) != 0) continue;
      complain(rows->integer(2),
               "The field “" + std::string(rows->text(1)) + "” of entry " +
                   std::to_string(rows->integer(0)) + " is still here, although it was erased.",
               Where::log);
    }
    for (const auto& [entry, field] : parts_gone_)
      complain(entry,
               "The field “" + field +
                   "” of the entry is gone, and no disposal in the record says so.",
               Where::log);
    return {};
  }

  Result<void> look_at_schema() {
    if (TRY(tables_fit(database_, around_.packs))) return {};
    complain(-1, "The tables are not made as this program and its packs make them.", Where::rows);
    return {};
  }

  store::Database& database_;
  const StoreKeys& keys_;
  const Surroundings& around_;
  RecordKeys record_keys_;
  KeysInOrder keys_in_order_;
  VerifyReport report_;
  std::set<std::int64_t> keys_used_;
  std::map<std::int64_t, std::int64_t> keys_gone_;  // record → its first entry that was met
  std::set<std::pair<std::int64_t, std::string>> parts_gone_;  // entry, field
  std::vector<HeldDocument> documents_;
  std::string plain_, binding_;  // of the entry looked at
};

}  // namespace

Result<VerifyReport> verify(const std::filesystem::path& folder, const Surroundings& around) {
  if (!store::holds_store(folder)) {
    return Failure{ErrorKind::not_found, "There is no store in this folder.", folder.string()};
  }
  const StoreKeys keys = TRY(StoreKeys::read(folder));
  auto database = store::open_part(folder, store::Part::record, store::OpenMode::read);
  if (database) (*database)->will_read_all();
  const auto begun = database ? (*database)->begin_read() : Result<void>(Failure(database.error()));
  if (!begun && begun.error().kind == ErrorKind::corrupt) {
    VerifyReport report;
    report.findings.push_back({-1, Verification::damaged(begun.error()), true});
    return report;
  }
  if (!begun) return Failure(begun.error());
  TRY(ensure_not_moved(**database));
  auto report = Verification(**database, keys, around).run();
  (*database)->rollback();
  return report;
}

}  // namespace records
