#include "base/text.h"
#include "registers/kinds/kinds.h"

namespace registers::kinds {

// A file is received by the page and stored; what a form carries on is the stored file's canonical
// text.
Read read_document(std::string_view typed) {
  return canonical_or(Kind::document, std::string(base::trimmed(typed)),
                      "Choose the file again: it did not arrive whole");
}

}  // namespace registers::kinds
