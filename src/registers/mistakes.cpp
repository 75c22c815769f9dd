#include "registers/mistakes.h"

namespace registers {

std::string_view Mistakes::of(std::string_view field) const {
  for (const Slip& slip : slips_)
    if (slip.field == field) return slip.sentence;
  return "";
}

void Mistakes::take_all(const Mistakes& other, std::string_view prefix) {
  for (const Slip& slip : other.all()) add(std::string(prefix) + slip.field, slip.sentence);
}

}  // namespace registers
