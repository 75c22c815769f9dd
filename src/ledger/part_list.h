#pragma once
// How the parts of an entry are kept (ENTRY_FORMAT 8): one list for its header, one for its fields,
// shorter than what is hashed, and read back to the byte. Salts come from one seed for a list,
// until a part of it is erased. The door writes such lists; rebuild, history and proofs read them;
// verify has a reader of its own.
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "ledger/leaf.h"

namespace ledger {

struct HeaderPart {
  std::string_view name, kind;
};
// ENTRY_FORMAT 3: every header has these parts, in this order.
inline constexpr std::array<HeaderPart, 14> header_form{{{".register", "name"},
                                                         {".record", "reference"},
                                                         {".parent", "reference"},
                                                         {".step", "name"},
                                                         {".state", "name"},
                                                         {".effective_at", "time"},
                                                         {".person", "reference"},
                                                         {".capacity", "name"},
                                                         {".grant", "entry"},
                                                         {".pack", "digest"},
                                                         {".act", "numbers"},
                                                         {".previous", "numbers"},
                                                         {".key", "bytes"},
                                                         {".request", "digest"}}};

// A part without a salt was erased: its value is then its digest, 32 bytes.
struct PartList {
  std::string seed;  // 16 bytes; empty once a part was erased, when each part has its own salt
  std::vector<Part> parts;
};
[[nodiscard]] bool is_erased(const Part& part);
// The digest of a part, whether it was erased or not.
[[nodiscard]] Hash kept_digest(const Part& part);

// A fresh seed, and the salts that come from it: pieces of 16 bytes of the ChaCha20 key stream
// whose key is the seed twice.
[[nodiscard]] PartList with_salts(std::vector<Part> parts, base::Random& random);
// The list without the salt and the value at `place`. The seed goes with them, since it would give
// the salt again; the other parts keep the salts they had.
[[nodiscard]] PartList with_erased(PartList list, std::size_t place);

// What stands beside a header in its row and need not be kept twice.
struct KeptBeside {
  base::Instant recorded_at;
  std::string_view idempotency;  // bytes; empty when the entry has none
};
// The parts of `list` are those of header_form; anything else is a bug of the caller's.
[[nodiscard]] std::string encode_header(const PartList& list, const KeptBeside& beside);
[[nodiscard]] std::string encode_fields(const PartList& list);
// Errors: corrupt.
[[nodiscard]] Result<PartList> decode_header(std::string_view bytes, const KeptBeside& beside);
[[nodiscard]] Result<PartList> decode_fields(std::string_view bytes);

}  // namespace ledger
