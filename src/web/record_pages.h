#pragma once
// Pages of single records: the record itself, its files, and the proofs of its entries. Listed by
// web/site_map.cpp.
#include "web/record_view.h"
#include "web/visit.h"

namespace web {

// GET /record/{reference}?receipt=ENTRY
[[nodiscard]] http::Response record_page(Visit& visit);
// GET /record/{reference}/history.csv
[[nodiscard]] http::Response record_history_csv(Visit& visit);
// GET /record/{reference}/file/{field}: always a download
[[nodiscard]] http::Response record_file(Visit& visit);
// GET /proof/{entry}, and /record/{reference}/proof/{entry}
[[nodiscard]] http::Response proof_page(Visit& visit);
[[nodiscard]] http::Response record_proof_page(Visit& visit);
// GET /proof/{entry}/text: the same as one text file, to check elsewhere
[[nodiscard]] http::Response proof_text(Visit& visit);

// What happened to the record and its parts, oldest first, with what stood before and after.
[[nodiscard]] html::Html history_of(Visit& visit, const View& view);
// What may be done next, by whom; with steps that the law takes away and why.
[[nodiscard]] base::Result<html::Html> next_steps_of(Visit& visit, const View& view);

}  // namespace web
