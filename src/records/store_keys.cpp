#include "records/store_keys.h"

#include "base/hash.h"

namespace records {
namespace {

constexpr std::string_view origin = "plumbline/";
constexpr std::size_t id_digits = 32;

}  // namespace

base::Result<StoreKeys> StoreKeys::read(const std::filesystem::path& folder) {
  const auto file = folder / "log.key";
  ledger::SigningKey log_key = TRY(ledger::SigningKey::read(file));
  const std::string& name = log_key.name();
  if (!name.starts_with(origin) || name.size() != origin.size() + id_digits) {
    return base::Failure{base::ErrorKind::corrupt, "The log's key is not that of a Plumbline log.",
                         file.string()};
  }
  std::string store_id = name.substr(origin.size());
  const base::Key store_key = TRY(read_store_key(folder));
  return StoreKeys{std::move(log_key), store_key, row_seal_key(store_key), std::move(store_id)};
}

StoreKeys StoreKeys::make(base::Random& random) {
  std::string store_id = base::hex(random.bytes(id_digits / 2));
  ledger::SigningKey log_key = ledger::SigningKey::make(std::string(origin) + store_id, random);
  const base::Key store_key = base::new_key(random);
  return StoreKeys{std::move(log_key), store_key, row_seal_key(store_key), std::move(store_id)};
}

base::Result<void> StoreKeys::write(const std::filesystem::path& folder) const {
  TRY(log_key.write(folder / "log.key"));
  return write_store_key(folder, store_key);
}

}  // namespace records
