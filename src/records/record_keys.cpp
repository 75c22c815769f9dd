#include "records/record_keys.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/files.h"
#include "base/hash.h"
#include "base/text.h"

namespace records {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;

constexpr std::size_t most_known = 4096;
constexpr unsigned owner_only = 0077;  // no bit of these may be set

std::string key_binding(std::string_view store_id, std::int64_t number) {
  return std::string(store_id) + ":" + std::to_string(number);
}

Result<base::Key> key_of_bytes(std::string_view bytes, const std::string& where) {
  base::Key key{};
  if (bytes.size() != key.size()) {
    return Failure{ErrorKind::corrupt, "A key has not the length that it must have.", where};
  }
  std::copy(bytes.begin(), bytes.end(), key.begin());
  return key;
}

}  // namespace

Result<base::Key> read_store_key(const std::filesystem::path& folder) {
  const auto file = folder / "store.key";
  const std::string where = file.string();
  const std::string text = TRY(base::read_file(file, 1024));
  if ((TRY(base::mode_bits(file)) & owner_only) != 0) {
    return Failure{ErrorKind::refused,
                   "The store's key can be read by others. Set its mode to 0600, and think about "
                   "who may have read it.",
                   where};
  }
  const auto bytes = base::unhex(base::trimmed(text));
  if (!bytes) return Failure{ErrorKind::corrupt, "The store's key is not 64 hex digits.", where};
  return key_of_bytes(*bytes, where);
}

Result<void> write_store_key(const std::filesystem::path& folder, const base::Key& key) {
  const std::string bytes(key.begin(), key.end());
  return base::write_file(folder / "store.key", base::hex(bytes) + "\n", base::FileMode::secret);
}

std::string wrap_record_key(const base::Key& store_key, std::string_view store_id,
                            std::int64_t number, const base::Key& key, base::Random& random) {
  const std::string bytes(key.begin(), key.end());
  return base::seal(store_key, bytes, key_binding(store_id, number), random);
}

Result<base::Key> record_key(store::Database& database, const base::Key& store_key,
                             std::string_view store_id, std::int64_t number) {
  auto rows =
      TRY(store::query(database, "SELECT wrapped FROM record_key WHERE number = $1", {number}));
  if (!TRY(rows.next())) {
    const bool disposed = TRY(store::query_integer(
        database, "SELECT 1 FROM disposed WHERE record = $1", {number}));
    const std::string where = "key of record " + std::to_string(number);
    if (disposed) return Failure{ErrorKind::refused, "The record was disposed of.", where};
    return Failure{ErrorKind::corrupt, "The key of a record is missing.", where};
  }
  return unwrap_record_key(store_key, store_id, number, rows->bytes(0));
}

Result<base::Key> unwrap_record_key(const base::Key& store_key, std::string_view store_id,
                                    std::int64_t number, std::string_view wrapped) {
  const auto where = [&] { return "key of record " + std::to_string(number); };
  auto bytes = base::unseal(store_key, wrapped, key_binding(store_id, number));
  if (!bytes)
    return Failure{ErrorKind::corrupt, "The key of a record cannot be unwrapped.", where()};
  return key_of_bytes(*bytes, where());
}

std::string entry_binding(std::string_view store_id, std::int64_t number) {
  std::string binding;
  entry_binding_into(binding, store_id, number);
  return binding;
}

void entry_binding_into(std::string& binding, std::string_view store_id, std::int64_t number) {
  binding.assign("entry:").append(store_id).append(":");
  std::array<char, 24> digits;
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  binding.append(digits.data(), written.ptr);
}

std::string piece_binding(std::string_view store_id, std::string_view document_id,
                          std::int64_t piece) {
  return "piece:" + std::string(store_id) + ":" + std::string(document_id) + ":" +
         std::to_string(piece);
}

Result<base::Key> RecordKeys::of(store::Database& database, std::int64_t number) {
  if (const auto found = known_.find(number); found != known_.end()) return found->second;
  const base::Key key = TRY(record_key(database, store_key_, store_id_, number));
  put(number, key);
  return key;
}

Result<void> RecordKeys::put_wrapped(std::int64_t number, std::string_view wrapped) {
  if (!knows(number)) put(number, TRY(unwrap_record_key(store_key_, store_id_, number, wrapped)));
  return {};
}

void RecordKeys::put(std::int64_t number, const base::Key& key) {
  if (known_.size() >= most_known) known_.clear();
  known_[number] = key;
}

}  // namespace records
