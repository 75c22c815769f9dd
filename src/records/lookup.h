#pragma once
// The two questions that a rule may ask of the store (FORMAT 20), answered from the register tables
// of one connection: within the door's transaction they see the acts before them; for a Reader they
// see its moment. Used by the door and by reader findings.
#include <optional>
#include <string_view>
#include <vector>

#include "registers/packs.h"
#include "rules/rule.h"
#include "store/database.h"

namespace records {

class StoreLookup : public rules::Lookup {
 public:
  // Borrows both. What cannot be read is as if it were not there; the fault is kept for who asks.
  StoreLookup(store::Database& database, const registers::Packs& packs)
      : database_(database), packs_(packs) {}
  [[nodiscard]] std::optional<rules::Seen> by_reference(std::string_view reference) const override;
  [[nodiscard]] std::vector<rules::Seen> by_value(std::string_view register_name,
                                                  std::string_view field,
                                                  std::string_view canonical) const override;
  [[nodiscard]] bool failed() const { return failed_; }  // a fault of the database hid an answer

 private:
  store::Database& database_;
  const registers::Packs& packs_;
  mutable bool failed_ = false;
};

}  // namespace records
