#include "base/text.h"
#include "registers/kinds/kinds.h"

namespace registers::kinds {

// A reference; whether there is such a person is asked at the door.
Read read_person(std::string_view typed) {
  return canonical_or(Kind::person, std::string(base::trimmed(typed)),
                      "Choose a person from the list");
}

}  // namespace registers::kinds
