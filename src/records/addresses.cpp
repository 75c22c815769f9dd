#include "records/addresses.h"

namespace records {

base::Result<Addresses> addresses_of(Reader& reader) {
  Addresses all;
  for (const registers::Register& kind : reader.packs().registers) {
    if (!kind.accounts || kind.accounts->address.empty()) continue;
    for (const Row& row : TRY(reader.standing(kind.name))) {
      const std::string address = registers::value_of(row.values, kind.accounts->address).text();
      if (!address.empty() && row.state == kind.accounts->state) all[row.reference] = address;
    }
  }
  return all;
}

}  // namespace records
