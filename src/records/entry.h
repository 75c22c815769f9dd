#pragma once
// A Change made permanent: one record's share of an act, as docs/ENTRY_FORMAT.md says. The door
// turns acts into entries and entries into bytes; rebuild, verify, history and proofs turn bytes
// back into entries.
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/sealing.h"
#include "base/time.h"
#include "ledger/part_list.h"
#include "registers/value.h"
#include "store/database.h"

namespace records {

struct EntryField {
  std::string name;
  registers::Value value;
  bool erased = false;  // it was said, and erased by itself: the value is empty
};

struct Entry {
  std::int64_t number = 0;
  base::Instant recorded_at;
  std::string register_name, reference, parent, step, state;
  base::Instant effective_at;
  std::string person, capacity;
  std::string grant;  // the number of an entry, or "none: why"
  std::string pack;   // digest of the pack set, hex
  std::int64_t act_first = 0, act_entries = 1;
  std::vector<std::pair<std::string, std::int64_t>>
      previous;                 // fields set here, and the entry that last set them
  std::string key, request;     // hex; empty but in an act's first entry
  std::vector<EntryField> set;  // in the order of the register's fields
  std::int64_t record_key = 0;  // number of the record and of its key
  // Its fields were erased with the record's key: `set` is empty whatever it held.
  enum class Fields { whole, erased } fields = Fields::whole;
};

// The number of the grant's entry, -1 when the text names none.
[[nodiscard]] std::int64_t grant_entry_of(std::string_view grant_text);

// The parts, with fresh salts; documents give five parts each.
[[nodiscard]] ledger::PartList header_parts(const Entry& entry, base::Random& random);
[[nodiscard]] ledger::PartList field_parts(const Entry& entry, base::Random& random);
// What read_header() needs of a row of table `entry`, as the first columns of a SELECT.
inline constexpr std::string_view header_columns = "number, recorded_at, header, idempotency";
// Back from the row that stands ready; an erased part has an empty value. Errors: corrupt.
[[nodiscard]] base::Result<Entry> read_header(const store::Statement& row);
[[nodiscard]] base::Result<ledger::PartList> header_list(const store::Statement& row);
// Puts the five parts of a document together again; what was erased is there without its value.
// Errors: corrupt.
[[nodiscard]] base::Result<std::vector<EntryField>> read_fields(const ledger::PartList& list);
// The fields' part list, unsealed. Errors: corrupt.
[[nodiscard]] base::Result<ledger::PartList> unseal_fields(const base::Key& record_key,
                                                           std::string_view store_id,
                                                           std::int64_t number,
                                                           std::string_view sealed);

}  // namespace records
