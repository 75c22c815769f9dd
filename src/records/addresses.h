#pragma once
// Where people get mail: an address that their record may hold, by the field that the packs name.
// Nobody is known or let in by it. Used by app/mail_sender.h and the page that tries mail out.
#include <map>
#include <string>

#include "base/result.h"
#include "records/reader.h"

namespace records {

// Person → address, for whoever has one. Errors: those of reading.
using Addresses = std::map<std::string, std::string, std::less<>>;
[[nodiscard]] base::Result<Addresses> addresses_of(Reader& reader);

}  // namespace records
