#pragma once
// Derived tables made anew from the entries. The same for a store that is rebuilt, one that adopts
// another pack set, a backup that is restored, and the copy in memory that verify compares with.
#include <cstdint>
#include <functional>

#include "base/result.h"
#include "records/register_rows.h"
#include "records/store_keys.h"
#include "registers/packs.h"
#include "store/database.h"

namespace records {

using RowsDone = std::function<void(std::int64_t done, std::int64_t all)>;

// Reads every entry of `truth` in order and writes its rows into `rows`, whose derived tables are
// empty. Both in a transaction of the caller's. Gives the number of entries. Errors: corrupt,
// naming the entry; unavailable.
[[nodiscard]] base::Result<std::int64_t> write_all_rows(store::Database& truth,
                                                        store::Database& rows,
                                                        const registers::Packs& packs,
                                                        const StoreKeys& keys,
                                                        const RowsDone& done);
// All tables of a database that has none.
[[nodiscard]] base::Result<void> make_all_tables(store::Database& database,
                                                 const registers::Packs& packs);
// Derived tables with the indexes that write_all_rows() needs; and the other indexes, for when it
// is done. The second notes what the tables were made by, and has the database weigh them.
[[nodiscard]] base::Result<void> make_tables_to_fill(store::Database& database,
                                                     const registers::Packs& packs);
[[nodiscard]] base::Result<void> make_late_indexes(store::Database& database,
                                                   const registers::Packs& packs);
// Drops whatever derived tables there are, and makes and fills new ones. Within a writing
// transaction of the caller's. Gives the number of entries. Errors: those of write_all_rows().
[[nodiscard]] base::Result<std::int64_t> renew_derived_tables(store::Database& database,
                                                              const registers::Packs& packs,
                                                              const StoreKeys& keys,
                                                              const RowsDone& done);
// Errors: refused, when the store was moved away from here (restore.cpp).
[[nodiscard]] base::Result<void> ensure_not_moved(store::Database& database);
// Whether the database has just the tables that these packs need.
[[nodiscard]] base::Result<bool> tables_fit(store::Database& database,
                                            const registers::Packs& packs);

}  // namespace records
