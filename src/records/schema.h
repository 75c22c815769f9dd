#pragma once
// The tables of record.sqlite. Fixed ones hold the truth; derived ones are made from it by
// tables.cpp, at the door and by rebuild alike, and may be dropped at any time. Register tables are
// made from packs. Instants are integers (microseconds), days base::day_number.
//
// The truth
//   entry(number INTEGER PRIMARY KEY, recorded_at INTEGER, commitment BLOB, header BLOB,
//         record_key INTEGER, sealed BLOB, idempotency BLOB UNIQUE, erased BLOB)
//         as ENTRY_FORMAT 8 says; erased: the digests of the fields once their key is destroyed
//   tile, checkpoint             ledger/log.h
//   record_key(number INTEGER PRIMARY KEY, wrapped BLOB)
//         wrapped under the store key, bound to store id and number; row gone: disposed of
//   document(id BLOB PRIMARY KEY, record_key INTEGER, pieces INTEGER)
//   document_piece(document BLOB, piece INTEGER, sealed BLOB, PRIMARY KEY(document, piece))
//         64 KiB of plain bytes each
// Derived, for all registers
//   record(number INTEGER PRIMARY KEY, reference TEXT UNIQUE, register TEXT, parent INTEGER,
//          first_entry INTEGER, restricted INTEGER, writer TEXT, writer_capacity TEXT)
//         number is that of its record_key; indexes (parent, register, number) where there is a
//         parent, (register, number)
//   act(entry INTEGER PRIMARY KEY, record INTEGER, step TEXT, state TEXT, recorded_at INTEGER,
//       effective_at INTEGER, person TEXT, capacity TEXT, grant_entry INTEGER)
//         one line per entry; indexes (record, entry), (step, effective_at)
//   named(record INTEGER, relation TEXT, person TEXT, capacity TEXT, PRIMARY KEY(all four))
//         exactly authority::named_lines; parts have their parent's lines too, and their parent's
//         `restricted`, kept in step when the parent changes. "" person or capacity: any.
//         Indexes (capacity, person, record), (person, record)
//   word(word TEXT, record INTEGER, PRIMARY KEY(word, record))     open records
//   word_restricted(word, record …)       restricted ones; privileged text has none
//   link(target INTEGER, source INTEGER, field TEXT, since_entry INTEGER, until_entry INTEGER,
//        PRIMARY KEY(target, source, field, since_entry))
//         one line for each record that a field of `source` names (links_of, records/links.h),
//         kept when the field is changed, with the entry that changed it as until_entry; NULL while
//         it stands. Index (source, field)
//   resorted(record INTEGER, until_entry INTEGER, PRIMARY KEY(both))
//         one line for each entry after which a record has another sort key than before: whoever
//         asks for a list as at an entry before that finds the record in another place (list_then)
//   disposed(record INTEGER PRIMARY KEY, by_entry INTEGER)
//         records that were disposed of, and the entry that did it. They keep their lines in
//         `record` (restricted for ever) and `act`, and have none in any other table
//   erased_part(entry INTEGER, field TEXT, record INTEGER, by_entry INTEGER,
//               PRIMARY KEY(entry, field))
//         fields of entries that were erased by themselves, and the disposal's entry that did it
//   account, grants              access/grants.h
// Derived, one pair for each register NAME of the packs
//   NAME(record INTEGER PRIMARY KEY, since_entry INTEGER, state TEXT, restricted INTEGER,
//        f_FIELD …, k_FIELD …, set_by TEXT, seal BLOB)
//   NAME_past(record, since_entry, until_entry, the same columns, PRIMARY KEY(record, since_entry))
//         f_FIELD: TEXT canonical value, INTEGER for count, money and share; NULL when never set,
//         and for an INTEGER that was emptied
//         k_FIELD: the start of the folded sort key of a list column, '' when never set
//         until_entry: the entry that made the next version, so a version stood as at N when
//         since_entry <= N < until_entry
//         set_by: as register_rows.h says; NAME_past leaves long text to the entries
//           (left_to_entry)
//         seal: base::keyed_mark over all other columns (row_seal.h)
//         Indexes of NAME: (state, record); (k_FIELD, record) for each k_; (f_FIELD, record) for
//         each choice among the filters; (state, f_DUE, record) for each due field of a need line
//         or of a silence; the last two only where the field is set
// Derived, one for each reference set
//   set_NAME(edition_entry INTEGER, row INTEGER, column TEXT …, PRIMARY KEY(edition_entry, row))
//         index (edition_entry, KEY); rows in the order of the block, from 1
//   set_NAME_word(edition_entry, word, row)      words of the columns that setting "search" names
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "registers/packs.h"
#include "store/database.h"

namespace records {

[[nodiscard]] std::string_view fixed_tables();                            // the truth, made once
[[nodiscard]] std::string derived_tables(const registers::Packs& packs);  // as SQL
[[nodiscard]] std::string all_tables(const registers::Packs& packs);      // both
[[nodiscard]] std::vector<std::string> derived_table_names(const registers::Packs& packs);
[[nodiscard]] std::string table_of(const registers::Register& kind);      // quoted safely
[[nodiscard]] std::string past_table_of(const registers::Register& kind);
enum class ColumnUse { integer, text };
[[nodiscard]] ColumnUse column_use(registers::Kind kind);
// The columns of NAME, quoted, in the order of its seal (records/row_seal.h): record, since_entry,
// state, restricted, f_ of each field, k_ of each sorted field, set_by, and the seal last.
// NAME_past has the same, and until_entry, which its seal does not cover.
[[nodiscard]] std::string row_columns(const registers::Register& kind);
// Fields that have a k_ column: those in the list columns.
[[nodiscard]] std::vector<std::string> sorted_fields(const registers::Register& kind);

}  // namespace records
