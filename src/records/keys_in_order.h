#pragma once
// The keys of records for whoever reads all entries in their order, such as verify and rebuild:
// keys are read ahead with one statement, since asking for each by itself costs more than
// unwrapping it.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "records/record_keys.h"

namespace records {

class KeysInOrder {
 public:
  // Both outlive it; the database stands within one transaction.
  KeysInOrder(store::Database& database, const base::Key& store_key, std::string store_id)
      : database_(database),
        store_key_(store_key),
        store_id_(std::move(store_id)),
        known_(most_known) {}
  // Errors: refused when there is none: whether the record was disposed of is the caller's to ask;
  // corrupt when it cannot be unwrapped.
  [[nodiscard]] base::Result<base::Key> of(std::int64_t number);

 private:
  [[nodiscard]] base::Result<base::Key> from_database(std::int64_t number);

  store::Database& database_;
  const base::Key& store_key_;
  std::string store_id_;
  std::optional<store::Rows> ahead_;  // in order of number
  bool ended_ = false;
  std::int64_t read_to_ = -1;
  // Records are added to while they are young: their keys are met again soon, or hardly ever.
  static constexpr std::size_t most_known = 4096;
  struct Known {
    std::int64_t number = -1;
    base::Key key{};
  };
  std::vector<Known> known_;  // each at its number, modulo their count
};

}  // namespace records
