#pragma once
// The tables of record.sqlite. Fixed ones hold the truth; derived ones are made from it by tables.cpp, at the door and by rebuild
// alike, and may be dropped at any time. Register tables are made from packs. Instants are integers (microseconds), days base::day_number.
//
// The truth
//   entry(number INTEGER PRIMARY KEY, leaf TEXT, header BLOB, digests BLOB, record_key INTEGER, sealed BLOB, idempotency BLOB UNIQUE)
//   tile, checkpoint                     ledger/log.h
//   record_key(number INTEGER PRIMARY KEY, wrapped BLOB)    wrapped under the store key, bound to store id and number; row gone: erased
//   document(id BLOB PRIMARY KEY, record_key INTEGER, pieces INTEGER)
//   document_piece(document BLOB, piece INTEGER, sealed BLOB, PRIMARY KEY(document, piece))   64 KiB of plain bytes each
// Derived, for all registers
//   record(number INTEGER PRIMARY KEY, reference TEXT UNIQUE, register TEXT, parent INTEGER, first_entry INTEGER, restricted INTEGER,
//          writer TEXT, writer_capacity TEXT)                number is that of its record_key
//   act(entry INTEGER PRIMARY KEY, record INTEGER, step TEXT, state TEXT, recorded_at INTEGER, effective_at INTEGER, person TEXT,
//       capacity TEXT, grant_entry INTEGER)                  one line per entry; indexed by (record, entry) and (step, effective_at)
//   named(record INTEGER, relation TEXT, person TEXT, capacity TEXT, PRIMARY KEY(record, relation, person, capacity)) WITHOUT ROWID
//                                                            who stands in a relation: the writer, parties, persons (see access/permission.h);
//                                                            exactly access::named_lines; children have their parent's lines too, and
//                                                            their parent's `restricted`, kept in step when the parent changes;
//                                                            index named_by_capacity (capacity, person, relation, record), named_by_person (person, relation, record)
//   word(word TEXT, record INTEGER, PRIMARY KEY(word, record)) WITHOUT ROWID           open records
//   word_restricted(word, record …)                                                    restricted ones; privileged text has none
//   account, grants                                          access/grants.h
// Derived, one pair for each register NAME of the packs
//   NAME(record INTEGER PRIMARY KEY, since_entry INTEGER, state TEXT, restricted INTEGER, f_FIELD … , k_FIELD …, set_by TEXT, seal BLOB)
//   NAME_past(record, since_entry, until_entry, the same columns, PRIMARY KEY(record, since_entry))
//        f_FIELD TEXT canonical value, NULL when never set (INTEGER for count, money, share); k_FIELD the folded sort key of list columns
//        k_FIELD NOT NULL, '' when the field was never set. Indexes of NAME: (state, record); (k_FIELD, record) for each k_; (f_FIELD, record)
//        for each choice field among the register's filters; (state, f_DUE, record) for each need line with a due field,
//        (state, f_WHEN, f_DUE, record) for each with a condition. NAME_past: (record, until_entry).
//        record: index (parent, register, number) and (register, number)
//        until_entry: the entry that made the next version, so a version stood as at N when since_entry <= N < until_entry
//        set_by "field entry" lines; seal base::keyed_mark over all other columns, under the key "row seal"
// Derived, one for each reference set
//   set_NAME(edition_entry INTEGER, row INTEGER, column TEXT …, PRIMARY KEY(edition_entry, row)), index on (edition_entry, KEY)
//   set_NAME_word(edition_entry, word, row) WITHOUT ROWID
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "registers/packs.h"
#include "store/database.h"

namespace records {

[[nodiscard]] std::string_view fixed_tables();                            // the truth, made once
[[nodiscard]] std::string derived_tables(const registers::Packs& packs);  // all of the derived ones, as SQL
[[nodiscard]] std::vector<std::string> derived_table_names(const registers::Packs& packs);
[[nodiscard]] std::string table_of(const registers::Register& kind);      // quoted safely
[[nodiscard]] std::string past_table_of(const registers::Register& kind);
enum class ColumnUse { integer, text };
[[nodiscard]] ColumnUse column_use(registers::Kind kind);
// The columns of NAME, quoted, in the order of its seal (records/row_seal.h): record, since_entry, state, restricted, f_ of each field,
// k_ of each sorted field, set_by, and the seal last. NAME_past has the same, and until_entry, which its seal does not cover.
[[nodiscard]] std::string row_columns(const registers::Register& kind);
// Fields that have a k_ column: those in the list columns.
[[nodiscard]] std::vector<std::string> sorted_fields(const registers::Register& kind);

}  // namespace records
