#include "base/text.h"
#include "registers/kinds/kinds.h"

namespace registers::kinds {

Read read_source(std::string_view typed) {
  return canonical_or(Kind::source, std::string(base::trimmed(typed)),
                      "Choose a source from the list");
}

}  // namespace registers::kinds
