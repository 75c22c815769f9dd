#pragma once
// Which records a record names in its fields, and who may see that it does. Table `link` is made of
// links_of(), at the door and by rebuild alike; readers follow it backwards. What names a record
// that the caller may not read is, for that caller, a field that was never set (principle 8).
#include <string>
#include <vector>

#include "records/question.h"
#include "registers/register.h"

namespace records {

// The references that this value of this field names, each once: the record of a record field, the
// bodies of a party, and the person to whom a register gives capacities. Other people who are named
// are not linked: nobody’s records are gathered under their name (principles 16 and 17).
[[nodiscard]] std::vector<std::string> links_of(const registers::Register& kind,
                                                const registers::Field& field,
                                                const registers::Value& value);

// Takes out what names a closed record. Asks the database only when something names a record.
// Errors: unavailable.
[[nodiscard]] base::Result<void> drop_closed(Moment& moment, const authority::Caller& caller,
                                             std::vector<Row>& rows);
[[nodiscard]] base::Result<void> drop_closed(Moment& moment, const authority::Caller& caller,
                                             std::vector<HistoryLine>& lines);
[[nodiscard]] base::Result<void> drop_closed(Moment& moment, const authority::Caller& caller,
                                             Row& row);
[[nodiscard]] base::Result<bool> is_open_to(Moment& moment, const authority::Caller& caller,
                                            const std::string& reference);

}  // namespace records
