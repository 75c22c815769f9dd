#pragma once
// What somebody outside the store has been told, and whether the store still says so. Every receipt is
// kept here; after each power cut the record is compared with all of them.
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "records/change.h"
#include "store/database.h"

namespace simulation {

struct Told {
  std::string key;  // as the record holds it
  std::string register_name, step, reference;
  std::int64_t first = 0, entries = 1;
};

class Witness {
 public:
  void hears(const records::Change& asked, const records::Receipt& receipt);
  [[nodiscard]] const std::vector<Told>& told() const { return told_; }
  void forget() { told_.clear(); }
  // Sentences; those of acts that are gone begin with "LOST", of acts that are not whole with "HALF".
  // From the receipt with number `from` on.
  [[nodiscard]] base::Result<std::vector<std::string>> compare(store::Database& database,
                                                               std::size_t from) const;

 private:
  std::vector<Told> told_;
};

}  // namespace simulation
