#pragma once
// The Merkle tree of RFC 6962 section 2.1, kept as the tiles of C2SP tlog-tiles (256 hashes each).
// Pure arithmetic: hashes come from a HashReader, so the same code serves the database, a file of
// tiles and a test's list.
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/result.h"

namespace ledger {

using base::Hash;
using base::Result;

[[nodiscard]] Hash leaf_hash(std::string_view leaf);  // SHA-256(0x00 || leaf)
[[nodiscard]] Hash node_hash(const Hash& left,
                             const Hash& right);  // SHA-256(0x01 || left || right)
[[nodiscard]] Hash empty_root();                  // SHA-256 of nothing

// The right edge of a growing tree: enough to append and to tell the root. Copy it to be able to go
// back.
class Edge {
 public:
  [[nodiscard]] std::int64_t size() const { return size_; }
  void append(const Hash& leaf);
  [[nodiscard]] Hash root() const;
  // From the roots of the full subtrees of a tree of `size`, largest first: one for each bit of
  // size.
  [[nodiscard]] static Edge from_parts(std::int64_t size, std::vector<Hash> parts);
  [[nodiscard]] const std::vector<Hash>& parts() const { return parts_; }

 private:
  std::int64_t size_ = 0;
  std::vector<Hash> parts_;
};

// The hash of the full subtree of 2^level leaves that begins at leaf index * 2^level.
// Errors come from whoever reads.
using HashReader = std::function<Result<Hash>(int level, std::int64_t index)>;

[[nodiscard]] Result<Hash> root_at(std::int64_t size, const HashReader& read);
// RFC 6962 2.1.1: that leaf `index` stands in the tree of `size`. Errors: invalid unless 0 <= index
// < size.
[[nodiscard]] Result<std::vector<Hash>> inclusion_proof(std::int64_t index, std::int64_t size,
                                                        const HashReader& read);
// RFC 6962 2.1.2: that the tree of `size` only added to the tree of `older`.
// Errors: invalid unless 0 < older <= size.
[[nodiscard]] Result<std::vector<Hash>> consistency_proof(std::int64_t older, std::int64_t size,
                                                          const HashReader& read);
// RFC 9162 2.1.3.2 and 2.1.4.2, step by step. False, never a fault, for numbers that make no sense.
[[nodiscard]] bool inclusion_holds(std::int64_t index, std::int64_t size, const Hash& leaf,
                                   const std::vector<Hash>& proof, const Hash& root);
[[nodiscard]] bool consistency_holds(std::int64_t older, std::int64_t size, const Hash& older_root,
                                     const Hash& root, const std::vector<Hash>& proof);

}  // namespace ledger
