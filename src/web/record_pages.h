#pragma once
// Pages of records: the list of a register, one record, its proof, its files.
#include "web/visit.h"

namespace web {

[[nodiscard]] http::Response list_page(Visit& visit);          // GET /r/{register}
[[nodiscard]] http::Response list_csv(Visit& visit);           // GET /r/{register}/csv
[[nodiscard]] http::Response record_page(Visit& visit);        // GET /record/{reference}
[[nodiscard]] http::Response record_file(Visit& visit);        // GET /record/{reference}/file/{field}
[[nodiscard]] http::Response proof_page(Visit& visit);         // GET /proof/{entry}
[[nodiscard]] http::Response proof_text(Visit& visit);         // GET /proof/{entry}/text

}  // namespace web
