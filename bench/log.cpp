// How fast the log is checked on one core: every leaf, digest, tile and signature of a store, as
// `verify` does it, beside OpenSSL hashing the very same pieces from memory. Both in processor time
// of this one thread.
#include <openssl/evp.h>

#include <cstdio>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

#include "ledger/part_list.h"
#include "ledger/sound.h"
#include "records/entry.h"
#include "records/keys_in_order.h"
#include "records/record_keys.h"
#include "records/store_keys.h"
#include "store/place.h"

namespace {

using base::Failure;
using base::Result;

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

// All that is hashed, one after the other in one text, and where each piece ends.
struct Pieces {
  std::string bytes;
  std::vector<std::size_t> ends;

  void add(std::string_view piece) {
    bytes += piece;
    ends.push_back(bytes.size());
  }
};

// As long as what a part's digest takes (ENTRY_FORMAT 2): its tag and three lengths, and the part.
void add_part(Pieces& pieces, const ledger::Part& part) {
  std::string piece(26, 'p');
  piece += part.salt + part.name + part.kind + part.value;
  pieces.add(piece);
}

// Parts, the commitment over their digests, the leaf, and a node of the tree for each entry. Of all
// but the parts only the length counts here.
Result<Pieces> pieces_of(store::Database& database, const records::StoreKeys& keys) {
  records::RecordKeys record_keys(keys.store_key, keys.store_id);
  Pieces pieces;
  auto entries = TRY(database.scan(
      "SELECT number, recorded_at, header, idempotency, record_key, sealed FROM entry "
      "ORDER BY number"));
  while (TRY(entries.next())) {
    const ledger::PartList header = TRY(records::header_list(*entries.operator->()));
    for (const ledger::Part& part : header.parts) add_part(pieces, part);
    const base::Key key = TRY(record_keys.of(database, entries->integer(4)));
    const ledger::PartList fields = TRY(
        records::unseal_fields(key, keys.store_id, entries->integer(0), entries->bytes(5)));
    for (const ledger::Part& part : fields.parts) add_part(pieces, part);
    pieces.add(std::string(21 + 32 * (header.parts.size() + fields.parts.size()), 'c'));
    pieces.add(std::string(146, 'l'));
    pieces.add(std::string(65, 'n'));
  }
  return pieces;
}

double hashed_by_openssl(const Pieces& pieces) {
  EVP_MD* sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned seen = 0;
  EVP_DigestInit_ex2(context, sha256, nullptr);
  const double began = processor_seconds();
  std::size_t from = 0;
  for (const std::size_t end : pieces.ends) {
    EVP_DigestInit_ex2(context, nullptr, nullptr);
    EVP_DigestUpdate(context, pieces.bytes.data() + from, end - from);
    EVP_DigestFinal_ex(context, digest, nullptr);
    seen += digest[0];  // so that nothing is left out
    from = end;
  }
  const double seconds = processor_seconds() - began;
  EVP_MD_CTX_free(context);
  EVP_MD_free(sha256);
  return seen == 1 ? seconds + 1e-9 : seconds;
}

struct LogTimes {
  std::int64_t entries = 0, checkpoints = 0, pieces = 0;
  double log_seconds = 0, openssl_seconds = 0;
};

Result<LogTimes> measure(const std::filesystem::path& folder) {
  const records::StoreKeys keys = TRY(records::StoreKeys::read(folder));
  auto database = TRY(store::open_part(folder, store::Part::record, store::OpenMode::read));
  database->will_read_all();
  TRY(database->begin_read());
  LogTimes times;
  {
    const Pieces pieces = TRY(pieces_of(*database, keys));
    times.pieces = static_cast<std::int64_t>(pieces.ends.size());
    times.openssl_seconds = hashed_by_openssl(pieces);
  }
  records::KeysInOrder record_keys(*database, keys.store_key, keys.store_id);
  std::string plain, binding;
  const auto open = [&](std::int64_t number, std::int64_t record_key,
                        std::string_view sealed) -> Result<std::string_view> {
    const base::Key key = TRY(record_keys.of(record_key));
    records::entry_binding_into(binding, keys.store_id, number);
    TRY(base::unseal_into(plain, key, sealed, binding));
    return std::string_view(plain);
  };
  const double began = processor_seconds();
  const ledger::Soundness found =
      TRY(ledger::check_log(*database, keys.log_key.verifier_text(), open));
  times.log_seconds = processor_seconds() - began;
  database->rollback();
  times.entries = found.entries;
  times.checkpoints = found.checkpoints;
  if (found.findings.empty()) return times;
  return Failure{base::ErrorKind::corrupt, found.findings.front().what, folder.string()};
}

}  // namespace

int main(int count, char** words) {
  std::filesystem::path folder;
  for (int i = 1; i + 1 < count; ++i)
    if (std::strcmp(words[i], "--store") == 0) folder = words[i + 1];
  const auto times = measure(folder);
  if (!times) {
    std::fprintf(stderr, "%s\n", base::to_text(times.error()).c_str());
    return 1;
  }
  std::printf("{\"entries\":%lld,\"checkpoints\":%lld,\"pieces\":%lld,\"log_seconds\":%.6f,"
              "\"openssl_seconds\":%.6f}\n",
              static_cast<long long>(times->entries), static_cast<long long>(times->checkpoints),
              static_cast<long long>(times->pieces), times->log_seconds, times->openssl_seconds);
  return 0;
}
