#pragma once
// What is sealed, and who opens it: keys in force, the boxes that records hold, openings; and the
// record that a return code leads to. It reads what no page may show (boxes, halves of keys), for
// the pages of sealing and opening alone (web/raise_pages.cpp, web/seal_pages.cpp).
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/sealed_box.h"
#include "registers/packs.h"
#include "rules/rule.h"
#include "store/database.h"

namespace records {

// Registers by what they are, not by their names. Null: the packs have none.
[[nodiscard]] const registers::Register* sealing_key_register(const registers::Packs& packs);
[[nodiscard]] const registers::Register* seal_opening_register(const registers::Packs& packs);

// The key of somebody who today holds a capacity that may open seals, and that capacity.
struct HeldSeal {
  base::SealKey key;
  std::string capacity;
};
// Errors: unavailable, corrupt.
[[nodiscard]] base::Result<std::vector<HeldSeal>> seals_held(store::Database& database,
                                                             const registers::Packs& packs,
                                                             const base::Date& today);
// A person's own keys, in use or not: what was sealed with an ended key still opens by it.
struct OwnSeal {
  std::string name, public_half, locked;
  bool in_use = false;
};
[[nodiscard]] base::Result<std::vector<OwnSeal>> own_seals(store::Database& database,
                                                           const registers::Packs& packs,
                                                           std::string_view person);
// The record with this mark of a return code, with every value. None: nobody has the code.
[[nodiscard]] base::Result<std::optional<rules::Seen>> by_return_mark(
    store::Database& database, const registers::Packs& packs, const registers::Register& kind,
    std::string_view mark);
// The record itself, with its boxes.
[[nodiscard]] base::Result<std::optional<rules::Seen>> with_seals(store::Database& database,
                                                                  const registers::Packs& packs,
                                                                  std::string_view reference);
[[nodiscard]] base::Result<std::vector<rules::Seen>> openings_of(store::Database& database,
                                                                 const registers::Packs& packs,
                                                                 std::string_view reference);
// What a box is bound to, so that it opens nowhere else.
[[nodiscard]] std::string seal_binding(std::string_view store_id, const registers::Register& kind,
                                       const registers::Field& field);
// As kept: SHA-256 of the code with the store it belongs to, hex.
[[nodiscard]] std::string return_mark(std::string_view store_id, std::string_view code);

}  // namespace records
