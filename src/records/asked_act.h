#pragma once
// An act as asked for, made ready in the thread of whoever asks, so that the one writer has less to
// do: values checked to be well formed, documents measured, the idempotency key as stored and the
// digest of what is asked.
#include <string>

#include "base/random.h"
#include "base/result.h"
#include "records/change.h"

namespace records {

struct AskedAct {
  Change change;
  std::string key;      // 16 bytes, as entry.idempotency holds it (ENTRY_FORMAT 3)
  std::string request;  // SHA-256 of the act as asked for, hex
};

// Errors: invalid when a value is not well formed, a document too long or missing; not_found for a
// file that has gone.
[[nodiscard]] base::Result<AskedAct> ask(Change change, base::Random& random);

// SHA-256(person || 0x00 || the form's 16 bytes), first 16 bytes.
[[nodiscard]] std::string stored_key(std::string_view person, std::string_view form_key);
// The form's bytes for what the clock does: SHA-256(record || 0x00 || clock || 0x00 || due time),
// first 16.
[[nodiscard]] std::string clock_key(std::string_view reference, std::string_view clock,
                                    std::string_view due);

}  // namespace records
