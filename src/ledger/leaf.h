#pragma once
// The bytes of an entry: its parts, their digests, the commitment over them, and the blind leaf
// that the tree holds. docs/ENTRY_FORMAT.md is the definition; this file and it change together,
// and never after release.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"

namespace ledger {

using base::Hash;
using base::Result;

// One named value of an entry. Header parts have names that begin with "."; fields are named as in
// their register.
struct Part {
  std::string salt;  // 16 bytes
  std::string name;
  std::string kind;
  std::string value;
};

// A salt of another length than 16, a name or kind of 65,536 bytes or more: a bug of the caller's.
[[nodiscard]] Hash part_digest(const Part& part);
[[nodiscard]] Hash commitment(const std::vector<Hash>& digests);

struct Leaf {
  std::string store_id;  // 32 lower-case hex digits
  base::Instant recorded_at;
  Hash commitment{};
};
[[nodiscard]] std::string encode_leaf(const Leaf& leaf);         // 145 bytes
[[nodiscard]] Result<Leaf> decode_leaf(std::string_view bytes);  // errors: corrupt

}  // namespace ledger
