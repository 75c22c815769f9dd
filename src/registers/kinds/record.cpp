#include "base/text.h"
#include "registers/kinds/kinds.h"

namespace registers::kinds {

// A reference; whether there is such a record is asked at the door.
Read read_record(std::string_view typed) {
  return canonical_or(Kind::record, std::string(base::trimmed(typed)),
                      "Enter the record’s reference, like AD-2026-014");
}

}  // namespace registers::kinds
