#include "http/shared.h"

#include <filesystem>
#include <utility>

#include "base/hash.h"

namespace http {

Shared::Shared(ServerLimits with, Answer page, AtOnce known)
    : limits(std::move(with)),
      answer(std::move(page)),
      at_once(std::move(known)),
      counts(limits.connections, limits.connections_each),
      random(base::system_random()),
      pool(static_cast<std::size_t>(limits.pool_threads), limits.waiting) {
  std::uint64_t start = 0;
  for (const char c : random->bytes(8)) start = (start << 8) | static_cast<unsigned char>(c);
  next_id_ = start;
  if (!limits.upload_folder.empty()) return;
  std::error_code none;
  limits.upload_folder = std::filesystem::temp_directory_path(none).string();
}

// The mixing steps of SplitMix64 (Steele, Lea, Flood 2014): distinct in, distinct out.
std::string Shared::fresh_id() {
  std::uint64_t mixed = (next_id_ += 0x9e3779b97f4a7c15ull);
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ull;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebull;
  mixed ^= mixed >> 31;
  std::string bytes;
  for (int i = 0; i < 8; ++i) bytes += static_cast<char>((mixed >> (8 * i)) & 0xff);
  return base::hex(bytes);
}

}  // namespace http
