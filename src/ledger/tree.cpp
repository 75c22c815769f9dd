#include "ledger/tree.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace ledger {
namespace {

// One running hash a thread: a tree of any size costs no allocation a node.
base::Sha256& node_hasher() {
  thread_local base::Sha256 hash;
  return hash;
}

// The largest power of two smaller than count, as RFC 6962 splits a tree. count > 1.
std::int64_t split_of(std::int64_t count) {
  return static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(count - 1)));
}

int level_of(std::int64_t power) {
  return std::countr_zero(static_cast<std::uint64_t>(power));
}

bool is_power(std::int64_t count) {
  return std::has_single_bit(static_cast<std::uint64_t>(count));
}

// MTH(D[begin:end]) where begin is a multiple of the largest power of two in the range.
Result<Hash> range_root(std::int64_t begin, std::int64_t end, const HashReader& read) {
  const std::int64_t count = end - begin;
  if (is_power(count)) {
    const int level = level_of(count);
    return read(level, begin >> level);
  }
  const std::int64_t middle = begin + split_of(count);
  const Hash left = TRY(range_root(begin, middle, read));
  const Hash right = TRY(range_root(middle, end, read));
  return node_hash(left, right);
}

}  // namespace

Hash leaf_hash(std::string_view leaf) {
  return node_hasher().add(std::string_view("\0", 1)).add(leaf).finish();
}

Hash node_hash(const Hash& left, const Hash& right) {
  std::array<char, 65> bytes;
  bytes[0] = 1;
  std::copy(left.begin(), left.end(), bytes.begin() + 1);
  std::copy(right.begin(), right.end(), bytes.begin() + 33);
  return node_hasher().add(std::string_view(bytes.data(), bytes.size())).finish();
}

Hash empty_root() {
  return base::sha256({});
}

void Edge::append(const Hash& leaf) {
  // Each low bit that is set stands for a full subtree that the new one completes to twice its
  // size.
  Hash grown = leaf;
  for (std::int64_t rest = size_; (rest & 1) != 0; rest >>= 1) {
    grown = node_hash(parts_.back(), grown);
    parts_.pop_back();
  }
  parts_.push_back(grown);
  ++size_;
}

Hash Edge::root() const {
  if (parts_.empty()) return empty_root();
  Hash root = parts_.back();
  for (auto part = parts_.rbegin() + 1; part != parts_.rend(); ++part)
    root = node_hash(*part, root);
  return root;
}

Edge Edge::from_parts(std::int64_t size, std::vector<Hash> parts) {
  ENSURE(size >= 0);
  ENSURE(std::popcount(static_cast<std::uint64_t>(size)) == static_cast<int>(parts.size()));
  Edge edge;
  edge.size_ = size;
  edge.parts_ = std::move(parts);
  return edge;
}

Result<Hash> root_at(std::int64_t size, const HashReader& read) {
  if (size < 0) return base::Failure{base::ErrorKind::invalid, "A tree has no negative size."};
  if (size == 0) return empty_root();
  return range_root(0, size, read);
}

Result<std::vector<Hash>> inclusion_proof(std::int64_t index, std::int64_t size,
                                          const HashReader& read) {
  if (index < 0 || index >= size) {
    return base::Failure{base::ErrorKind::invalid, "The tree of this size has no such leaf."};
  }
  // RFC 6962 2.1.1 from the top down; the path is wanted from the leaf up.
  std::vector<Hash> path;
  std::int64_t begin = 0;
  std::int64_t end = size;
  while (end - begin > 1) {
    const std::int64_t middle = begin + split_of(end - begin);
    if (index < middle) {
      path.push_back(TRY(range_root(middle, end, read)));
      end = middle;
    } else {
      path.push_back(TRY(range_root(begin, middle, read)));
      begin = middle;
    }
  }
  std::reverse(path.begin(), path.end());
  return path;
}

Result<std::vector<Hash>> consistency_proof(std::int64_t older, std::int64_t size,
                                            const HashReader& read) {
  if (older <= 0 || older > size) {
    return base::Failure{base::ErrorKind::invalid, "The older tree must be within the newer."};
  }
  // RFC 6962 2.1.2: SUBPROOF(m, D[n], b) from the top down. `begin` > 0 or older < end of the
  // range says that the older tree's root is not this subtree's, so its hash must be given.
  std::vector<Hash> proof;
  std::int64_t begin = 0;
  std::int64_t end = size;
  while (end != older) {
    const std::int64_t middle = begin + split_of(end - begin);
    if (older <= middle) {
      proof.push_back(TRY(range_root(middle, end, read)));
      end = middle;
    } else {
      proof.push_back(TRY(range_root(begin, middle, read)));
      begin = middle;
    }
  }
  if (begin > 0) proof.push_back(TRY(range_root(begin, end, read)));
  std::reverse(proof.begin(), proof.end());
  return proof;
}

bool inclusion_holds(std::int64_t index, std::int64_t size, const Hash& leaf,
                     const std::vector<Hash>& proof, const Hash& root) {
  if (index < 0 || index >= size) return false;  // step 1
  auto fn = static_cast<std::uint64_t>(index);   // step 2
  auto sn = static_cast<std::uint64_t>(size - 1);
  Hash r = leaf;                 // step 3
  for (const Hash& p : proof) {  // step 4
    if (sn == 0) return false;   // 4a
    if ((fn & 1) != 0 || fn == sn) {
      r = node_hash(p, r);
      while ((fn & 1) == 0 && fn != 0) {
        fn >>= 1;
        sn >>= 1;
      }
    } else {
      r = node_hash(r, p);
    }
    fn >>= 1;
    sn >>= 1;
  }
  return sn == 0 && r == root;  // step 5
}

bool consistency_holds(std::int64_t older, std::int64_t size, const Hash& older_root,
                       const Hash& root, const std::vector<Hash>& proof) {
  if (older <= 0 || older > size) return false;
  if (older == size) return proof.empty() && older_root == root;
  if (proof.empty()) return false;  // step 1
  auto next = proof.begin();
  auto fn = static_cast<std::uint64_t>(older - 1);  // step 3
  auto sn = static_cast<std::uint64_t>(size - 1);
  while ((fn & 1) != 0) {  // step 4
    fn >>= 1;
    sn >>= 1;
  }
  // Step 2: a full older tree is itself the first hash, and is not sent.
  Hash fr = is_power(older) ? older_root : *next++;  // step 5
  Hash sr = fr;
  for (; next != proof.end(); ++next) {  // step 6
    if (sn == 0) return false;           // 6a
    if ((fn & 1) != 0 || fn == sn) {
      fr = node_hash(*next, fr);
      sr = node_hash(*next, sr);
      while ((fn & 1) == 0 && fn != 0) {
        fn >>= 1;
        sn >>= 1;
      }
    } else {
      sr = node_hash(sr, *next);
    }
    fn >>= 1;
    sn >>= 1;
  }
  return fr == older_root && sr == root && sn == 0;  // step 7
}

}  // namespace ledger
