#pragma once
// The log as others check it: checkpoint, verifier key, hash tiles, and bundles of entries for who
// has an auditor's key. Source: docs/ENTRY_FORMAT.md section 6, C2SP tlog-tiles; principle 8.
#include "web/visit.h"

namespace web {

[[nodiscard]] http::Response log_checkpoint(Visit& visit);  // GET /log/checkpoint
[[nodiscard]] http::Response log_verifier(Visit& visit);    // GET /log/vkey
[[nodiscard]] http::Response log_keys(Visit& visit);        // GET /log/keys
[[nodiscard]] http::Response log_tile(Visit& visit);        // GET /log/tile/…
// 00:00, 06:00, 12:00 or 18:00 UTC, the last one before an instant.
[[nodiscard]] base::Instant last_fixed_hour(base::Instant now);

}  // namespace web
