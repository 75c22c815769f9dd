#pragma once
// The annual report on screen: which years there are, one year's report as at a checkpoint, the
// records behind a figure, and the report as CSV and as a file. Listed by web/site_map.cpp; the
// figures are counted by reports/composer.h.
#include "web/visit.h"

namespace web {

// GET /report   the years one may open
[[nodiscard]] http::Response reports_page(Visit& visit);
// GET /report/annual/{year}?as_at=ENTRY
[[nodiscard]] http::Response annual_report_page(Visit& visit);
// GET /report/annual/{year}/figure/{name}?value=&as_at=, and /figure/{name}.csv: the records
// that a figure counts
[[nodiscard]] http::Response report_figure_page(Visit& visit);
// GET /report/annual/{year}/figures.csv
[[nodiscard]] http::Response annual_report_csv(Visit& visit);
// GET /report/annual/{year}/report.html   one file that stands alone
[[nodiscard]] http::Response annual_report_file(Visit& visit);

}  // namespace web
