#include "records/store_keys.h"

#include <optional>

#include "base/hash.h"
#include "ledger/log.h"
#include "store/place.h"

namespace records {
namespace {

constexpr std::string_view origin = "plumbline/";
constexpr std::size_t id_digits = 32;

// The key that waits, if the newest checkpoint is signed by it; else none.
base::Result<std::optional<ledger::SigningKey>> waiting_key_in_force(
    const std::filesystem::path& folder) {
  std::optional<ledger::SigningKey> none;
  std::error_code unknown;
  if (!std::filesystem::exists(next_log_key(folder), unknown)) return none;
  auto waiting = ledger::SigningKey::read(next_log_key(folder));
  if (!waiting) return none;
  auto database = store::open_part(folder, store::Part::record, store::OpenMode::read);
  if (!database) return none;  // whoever opens it next says why
  const auto newest = ledger::newest_checkpoint(**database);
  const std::string verifier = waiting->verifier_text();
  if (!newest || !ledger::open_checkpoint(newest->note, verifier)) return none;
  return std::optional(*std::move(waiting));
}

base::Result<ledger::SigningKey> log_key_in(const std::filesystem::path& folder) {
  auto waiting = TRY(waiting_key_in_force(folder));
  if (waiting) return *std::move(waiting);
  return ledger::SigningKey::read(folder / "log.key");
}

}  // namespace

std::filesystem::path next_log_key(const std::filesystem::path& folder) {
  return folder / "log.key.next";
}

base::Result<void> settle_log_key(const std::filesystem::path& folder) {
  const auto waiting = TRY(waiting_key_in_force(folder));
  if (!waiting) return {};
  TRY(waiting->write(folder / "log.key"));
  std::error_code gone;
  std::filesystem::remove(next_log_key(folder), gone);
  return {};
}

base::Result<StoreKeys> StoreKeys::read(const std::filesystem::path& folder) {
  const auto file = folder / "log.key";
  ledger::SigningKey log_key = TRY(log_key_in(folder));
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
