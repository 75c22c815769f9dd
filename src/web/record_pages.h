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

// GET /record/{reference}/links: every record that names this one, a page at a time
[[nodiscard]] http::Response record_links_page(Visit& visit);

// As at which entry a record's page was asked for: ?as_at=ENTRY, or a day, or the three boxes of
// the small form.
struct AskedMoment {
  std::optional<std::int64_t> entry;  // none: now
  std::optional<base::Date> day;      // at whose end
  std::string go_to;                  // the form was sent: the address of what it asks for
  std::string typed, mistake;
};
[[nodiscard]] AskedMoment asked_moment(Visit& visit);
[[nodiscard]] http::Response not_yet_page(Visit& visit, const records::Row& now);
// "You are reading this as it stood …"; empty for the record as it stands.
[[nodiscard]] html::Html as_at_banner(const View& view, const AskedMoment& asked);
[[nodiscard]] html::Html as_at_form(const Visit& visit, const AskedMoment& asked);

// What the record names, what names it, and where the year's report counts it; empty for none.
[[nodiscard]] html::Html touches_of(Visit& visit, const View& view);
// What happened to the record and its parts, oldest first, with what stood before and after.
[[nodiscard]] html::Html history_of(Visit& visit, const View& view);
// What its readers say of the record, apart from it; empty for a register without comments.
[[nodiscard]] html::Html comments_of(Visit& visit, const View& view);
// What stands after a comment was recorded or withdrawn; empty when the entry is none of them.
[[nodiscard]] html::Html comment_receipt(const View& view, std::int64_t entry);
// What may be done next, by whom; with steps that the law takes away and why.
[[nodiscard]] base::Result<html::Html> next_steps_of(Visit& visit, const View& view);

}  // namespace web
