#pragma once
// Entry → rows: the one function that writes derived tables, used by the door for each entry and by
// rebuild for all of them. It never judges: what an entry says is what stands.
#include <cstdint>
#include <string>
#include <vector>

#include "access/permission.h"
#include "base/result.h"
#include "base/sealing.h"
#include "records/entry.h"
#include "records/gathered_words.h"
#include "records/passages.h"
#include "records/record_keys.h"
#include "records/register_rows.h"
#include "registers/packs.h"
#include "store/database.h"

namespace records {

// What table writing needs of its store; all of it outlives the Tables.
struct TableGround {
  const registers::Packs& packs;
  const RowTexts& texts;
  const base::Key& seal_key;
  const std::string& store_id;
};

// Whether the record of an entry is known to begin with it; if not, that is looked up.
enum class EntryMakes { new_record, perhaps_new_record };

class Tables {
 public:
  // Rows go to `rows`; documents (the blocks of reference sets) are read from `truth`, which may be
  // the same database.
  Tables(store::Database& rows, store::Database& truth, RecordKeys& keys, const TableGround& ground)
      : rows_(rows),
        truth_(truth),
        keys_(keys),
        ground_(ground),
        register_rows_(rows, ground.texts, ground.seal_key) {}

  // Errors: corrupt when the entry does not fit what stands; unavailable. Rows may be half written
  // then: undo the savepoint.
  [[nodiscard]] base::Result<void> write(const Entry& entry, EntryMakes makes);
  // For whoever writes all entries: words are gathered from now on, and it is the caller who has
  // the last of them written. Nothing that writes tables reads words.
  void gather_words(GatheredWords& into) { gathered_ = &into; }

 private:
  struct Place {  // a record's line in table `record`, as it was before the entry
    std::int64_t number = 0, parent = 0;  // parent 0: none
    bool exists = false, restricted = false, parent_restricted = false;
    std::string writer, writer_capacity;
  };
  [[nodiscard]] base::Result<Place> place_of(const Entry& entry, EntryMakes makes);
  [[nodiscard]] base::Result<void> write_record(const Entry& entry, const Place& place);
  [[nodiscard]] base::Result<void> write_act(const Entry& entry);
  [[nodiscard]] base::Result<void> write_row(const registers::Register& kind, const Entry& entry,
                                             const Place& place);

  // tables_named.cpp
  [[nodiscard]] base::Result<void> write_named(const registers::Register& kind, std::int64_t record,
                                               const Place& place, const registers::Values& values);
  [[nodiscard]] base::Result<void> name_parts_again(std::int64_t record);
  [[nodiscard]] base::Result<void> write_names(const registers::Register& kind, std::int64_t record,
                                               const StoredRow& after);
  [[nodiscard]] base::Result<void> add_line(std::int64_t record, const authority::NamedLine& line,
                                            std::int64_t given_by);
  [[nodiscard]] base::Result<void> restrict_record(std::int64_t record);
  [[nodiscard]] base::Result<void> restrict_parts(std::int64_t record);
  // tables_disposed.cpp
  [[nodiscard]] base::Result<void> write_erased(const Entry& entry);
  [[nodiscard]] base::Result<void> write_disposal(const registers::Register& kind,
                                                  const Entry& entry, const StoredRow& after);
  [[nodiscard]] base::Result<void> dispose_of(std::int64_t record);
  [[nodiscard]] base::Result<void> write_passages(const std::vector<Passage>& passages,
                                                  std::int64_t by_entry);
  [[nodiscard]] base::Result<void> empty_passage(const registers::Register& kind,
                                                 std::int64_t record, const Passage& passage);
  [[nodiscard]] base::Result<void> sort_again(const registers::Register& kind, std::int64_t record,
                                              const std::vector<RegisterRows::Version>& versions);
  // Whether a list puts the two in different places.
  [[nodiscard]] bool sorts_elsewhere(const registers::Register& kind, const StoredRow& before,
                                     const StoredRow& after) const;
  // tables_words.cpp
  [[nodiscard]] base::Result<void> write_words(const registers::Register& kind, std::int64_t record,
                                               const StoredRow* before, const StoredRow& after);
  [[nodiscard]] base::Result<void> change_words(WordTable table, WordChange change,
                                                const std::vector<std::string>& words,
                                                std::int64_t record);
  // tables_links.cpp
  [[nodiscard]] base::Result<void> write_links(const registers::Register& kind, const Entry& entry,
                                               const Place& place);
  // tables_people.cpp
  [[nodiscard]] base::Result<void> write_grant(const registers::Register& kind, const Entry& entry,
                                               const StoredRow& after);
  [[nodiscard]] base::Result<void> write_account(const registers::Register& kind,
                                                 const Entry& entry, const StoredRow& after);
  [[nodiscard]] base::Result<void> write_identity(const registers::Register& kind,
                                                  const Entry& entry, const StoredRow& after);
  // tables_sets.cpp
  [[nodiscard]] base::Result<void> write_set(const registers::Register& kind, const Entry& entry);

  store::Database& rows_;
  store::Database& truth_;
  RecordKeys& keys_;
  const TableGround& ground_;
  RegisterRows register_rows_;
  GatheredWords* gathered_ = nullptr;
};

}  // namespace records
