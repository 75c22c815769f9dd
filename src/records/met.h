#pragma once
// What one moment of a store has been asked already. A page asks for the same record, name or part
// in many places, and while the moment lasts the answer stays the same. Used by the reader's own
// files.
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "access/caller.h"
#include "registers/register.h"

namespace records {

// The line of table record: number and register.
struct Known {
  std::int64_t number = 0;
  const registers::Register* kind = nullptr;
};

struct PartLine {
  std::int64_t number = 0;
  std::string reference;
  const registers::Register* kind = nullptr;
};

// What depends on who asks.
struct MetByCaller {
  std::set<std::int64_t> readable;                     // records that were found for them
  std::map<std::int64_t, std::vector<PartLine>> parts;  // those that they may read, by record
  std::map<std::string, bool, std::less<>> open;       // references: whether they may read it
};

struct Met {
  std::map<std::string, std::optional<Known>, std::less<>> known;  // none: nobody has the reference
  std::map<std::string, std::string, std::less<>> people, titles;
  // By person and capacity: nothing else of a caller bears on reading within one moment.
  std::map<std::pair<std::string, std::string>, MetByCaller> callers;
  [[nodiscard]] MetByCaller& by(const authority::Caller& caller) {
    return callers[{caller.person, caller.held.capacity}];
  }
};

}  // namespace records
