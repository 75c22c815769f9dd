#include "web/log_pages.h"

#include "base/hash.h"
#include "base/log.h"
#include "base/text.h"
#include "ledger/leaf.h"
#include "ledger/log.h"
#include "records/key_change.h"
#include "records/key_use.h"
#include "web/tile_path.h"
#include "web/words.h"

namespace web {
namespace {

constexpr std::int64_t six_hours = 6LL * 3600 * 1'000'000;
constexpr std::string_view key_field = "key_digest";  // of the register that keeps auditors' keys

http::Response nothing_here() { return http::Response::text(say("log.nothing") + "\n", 404); }

http::Response bytes(std::string body) {
  http::Response response = http::Response::text(std::move(body));
  response.type = "application/octet-stream";
  return response;
}

enum class Reach { fixed_hours, everything };

// The day's first use of a key is recorded before it is answered. Where it cannot be, as when a
// disk is full, the auditor reads all the same, and the program's log says so.
void note_use(Visit& visit, const registers::Register& kind, const std::string& reference) {
  const auto noted = records::is_use_noted(visit.reader->database(), reference, visit.now);
  if (noted && *noted) return;
  visit.reader.reset();  // nobody waits for the writer with a reader in hand
  const auto written = records::note_key_use(visit.site.store, kind.name, reference);
  if (!written)
    base::log(base::LogLevel::warning, "key_use_not_noted", {{"why", written.error().what}});
}

// An auditor's key is known by its digest only; one that was withdrawn is none.
Reach reach_by_key(Visit& visit) {
  constexpr std::string_view scheme = "Bearer ";
  std::string_view header = visit.request.header("authorization");
  if (!header.starts_with(scheme)) return Reach::fixed_hours;
  header.remove_prefix(scheme.size());
  const std::string digest = base::hex(base::bytes_of(base::sha256(base::trimmed(header))));
  for (const registers::Register& kind : visit.packs().registers) {
    if (!kind.internal || kind.field(key_field) == nullptr) continue;
    const std::string holder = visit.reader->secret_holder(kind.name, key_field, digest);
    if (holder.empty()) continue;
    note_use(visit, kind, holder);
    return Reach::everything;
  }
  return Reach::fixed_hours;
}

// With a reader that sees what the use of a key has written.
base::Result<Reach> reach_of(Visit& visit) {
  const Reach reach = reach_by_key(visit);
  if (!visit.reader) TRY(open_reader(visit));
  return reach;
}

// How much of the log this visitor may see, by the checkpoint that tells it.
base::Result<ledger::IssuedCheckpoint> seen_checkpoint(Visit& visit,
                                                       const base::Result<Reach>& reach) {
  if (!reach) return base::Failure(reach.error());
  if (*reach == Reach::everything) return ledger::newest_checkpoint(visit.reader->database());
  return ledger::newest_checkpoint(visit.reader->database(), last_fixed_hour(visit.now));
}

base::Result<std::vector<records::RecordedKeyChange>> changes_of_key(Visit& visit) {
  const records::CouncilStore& store = visit.site.store;
  return records::key_changes(visit.reader->database(), store.store_key(), store.facts().store_id);
}

http::Response bundle(Visit& visit, const TilePath& tile) {
  const auto leaves =
      ledger::read_leaves(visit.reader->database(), visit.site.store.facts().store_id,
                          tile.position * 256, tile.width);
  if (!leaves || leaves->size() != static_cast<std::size_t>(tile.width)) return nothing_here();
  std::string body;
  for (const std::string& leaf : *leaves) {
    body += static_cast<char>(leaf.size() >> 8);
    body += static_cast<char>(leaf.size() & 0xff);
    body += leaf;
  }
  return bytes(std::move(body));
}

}  // namespace

base::Instant last_fixed_hour(base::Instant now) {
  return {now.micros - now.micros % six_hours};
}

http::Response log_checkpoint(Visit& visit) {
  const auto checkpoint = seen_checkpoint(visit, reach_of(visit));
  if (!checkpoint) return nothing_here();
  return http::Response::text(checkpoint->note);
}

// That of the checkpoint which this visitor sees.
http::Response log_verifier(Visit& visit) {
  const auto checkpoint = seen_checkpoint(visit, reach_of(visit));
  const auto changes = changes_of_key(visit);
  if (!changes) return nothing_here();
  const std::string& newest = visit.site.store.facts().log_key;
  const std::int64_t size = checkpoint ? checkpoint->size : 0;
  return http::Response::text(records::key_at(*changes, newest, size) + "\n");
}

// Every change of the log's key within the checkpoint that this visitor sees, oldest first: each as
// its keys signed it, with an empty line between two.
http::Response log_keys(Visit& visit) {
  const auto checkpoint = seen_checkpoint(visit, reach_of(visit));
  const auto changes = changes_of_key(visit);
  if (!checkpoint || !changes) return nothing_here();
  std::string text;
  for (const records::RecordedKeyChange& one : *changes) {
    if (one.change.entry >= checkpoint->size) break;
    text += (text.empty() ? "" : "\n") + one.note;
  }
  return http::Response::text(std::move(text));
}

http::Response log_tile(Visit& visit) {
  const auto tile = tile_path(visit.captured);
  if (!tile) return nothing_here();
  const auto reach = reach_of(visit);
  if (tile->level < 0 && reach && *reach != Reach::everything)
    return http::Response::text(say("log.key") + "\n", 403);
  const auto checkpoint = seen_checkpoint(visit, reach);
  if (!checkpoint || !tree_has(*tile, checkpoint->size)) return nothing_here();
  if (tile->level < 0) return bundle(visit, *tile);
  auto hashes =
      ledger::read_tile(visit.reader->database(), tile->level, tile->position, tile->width);
  return hashes ? bytes(*std::move(hashes)) : nothing_here();
}

}  // namespace web
