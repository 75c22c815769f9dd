#pragma once
// The list of all that was erased, beside the store and beside each backup: so that a restore of a
// backup made before brings none of it back. Signed by the log's key; it names entries by number
// and commitment, and says no words. Used by backup, restore and the door.
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "records/council_store.h"
#include "records/passages.h"
#include "records/store_keys.h"
#include "store/database.h"

namespace records {

// As it stands in `database`, a signed note; "" when nothing was erased.
[[nodiscard]] base::Result<std::string> erased_list(store::Database& database,
                                                    const StoreKeys& keys);

// What of a list stands in `database` and was not erased there. A list of another store names
// nothing here. Errors: corrupt, when one of this store is not signed by its log.
struct ToErase {
  std::vector<std::string> records;  // references
  std::vector<Passage> passages;
};
[[nodiscard]] base::Result<ToErase> still_here(store::Database& database, const StoreKeys& keys,
                                               std::string_view list);

// Erases again in a store that was just restored, by one entry of the program's own that names them
// and says why; the files are written anew when it is served. Gives how many entries of lists were
// found here. `lists`: texts. Errors: as still_here(); whatever the disk says.
[[nodiscard]] base::Result<std::int64_t> erase_again(const std::filesystem::path& folder,
                                                     const Surroundings& around,
                                                     const std::vector<std::string>& lists);

}  // namespace records
