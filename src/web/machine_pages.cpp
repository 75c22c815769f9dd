// What machines ask of the site: files of the pages, health, whom to tell about a weakness.
#include "base/text.h"
#include "http/host.h"
#include "ledger/log.h"
#include "web/assets.h"
#include "web/help_pages.h"
#include "web/words.h"

namespace web {
namespace {

constexpr std::int64_t security_days = 180;  // RFC 9116 wants less than a year

http::Response file_of(const Asset& asset, const http::Request& request) {
  const bool gzip = !asset.gzip.empty() &&
                    request.header("accept-encoding").find("gzip") != std::string_view::npos;
  http::Response response;
  response.type = asset.type;
  response.body = gzip ? asset.gzip : asset.bytes;
  response.gzipped = gzip;
  response.caching = http::Caching::forever;
  return response;
}

}  // namespace

http::Response asset_file(Visit& visit) {
  return asset_named(visit.captured[0], visit.request);
}

http::Response asset_named(std::string_view name, const http::Request& request) {
  const Asset* asset = asset_by_hashed_name(name);
  if (asset == nullptr) return http::Response::text(say("missing.title") + "\n", 404);
  return file_of(*asset, request);
}

std::optional<http::Response> asset_at_once(std::string_view target,
                                            const http::Request& request) {
  constexpr std::string_view path = "/assets/";
  if (!target.starts_with(path)) return std::nullopt;
  const Asset* asset = asset_by_hashed_name(target.substr(path.size()));
  if (asset == nullptr) return std::nullopt;
  return file_of(*asset, request);
}

http::Response health_live(Visit&) { return http::Response::text("live\n"); }

// Ready to read, to prove and to record: the store opens, its newest checkpoint covers its last
// entry, and the disk keeps what it is given and has room.
http::Response health_ready(Visit& visit) {
  switch (visit.site.store.recording()) {
    case records::Recording::open: break;
    case records::Recording::held_up: return http::Response::text("not ready: recording\n", 503);
    case records::Recording::paused: return http::Response::text("not ready: paused\n", 503);
    case records::Recording::stopped: return http::Response::text("not ready: disk\n", 503);
  }
  if (!visit.site.store.awaited_recovery().empty())
    return http::Response::text("not ready: recovery\n", 503);
  if (!visit.site.store.has_room()) return http::Response::text("not ready: room\n", 503);
  const auto reader = visit.site.store.reader();
  if (!reader) return http::Response::text("not ready: store\n", 503);
  const auto checkpoint = ledger::newest_checkpoint((*reader)->database());
  if (!checkpoint || checkpoint->size < (*reader)->entries())
    return http::Response::text("not ready: log\n", 503);
  return http::Response::text("ready\n");
}

http::Response security_text(Visit& visit) {
  // The host as a browser sends it; anything else is not repeated to anybody.
  const std::string_view host = visit.request.header("host");
  const std::string site = "https://" + std::string(http::is_host_name(host) ? host : "localhost");
  const base::Instant expires{visit.now.micros + security_days * 24 * 3600 * 1'000'000};
  return http::Response::text("Contact: " + site + "/help\nExpires: " + base::iso(expires) +
                              "\nPreferred-Languages: en\nCanonical: " + site +
                              "/.well-known/security.txt\n");
}

}  // namespace web
