// import and report: published files in, reports out.
#include <unistd.h>

#include <cstdio>

#include "app/commands.h"
#include "base/files.h"
#include "base/text.h"
#include "exchange/care_import.h"
#include "records/reader.h"
#include "reports/composer.h"

namespace app {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;

// A bar on a terminal, nothing into a file or a pipe.
void draw_progress(std::int64_t done, std::int64_t all) {
  if (all <= 0 || isatty(STDERR_FILENO) == 0) return;
  constexpr std::int64_t width = 40;
  const std::int64_t filled = width * done / all;
  std::string bar(static_cast<std::size_t>(filled), '#');
  bar.append(static_cast<std::size_t>(width - filled), ' ');
  std::fprintf(stderr, "\r[%s] %3lld %%", bar.c_str(), static_cast<long long>(100 * done / all));
  if (done >= all) std::fprintf(stderr, "\n");
}

Result<exchange::ImportReport> import_file(const Import& asked, const Tools& tools) {
  if (asked.set != "care-services") {
    return Failure{ErrorKind::invalid, "there is no set of that name; there is care-services",
                   asked.set};
  }
  exchange::ImportOptions options;
  options.file_name = asked.file.filename().string();
  if (asked.dry_run) options.doing = exchange::ImportOptions::Doing::only_look;
  if (!asked.edition.empty()) {
    options.edition = base::date_from_iso(asked.edition);
    if (!options.edition) {
      return Failure{ErrorKind::invalid, "the edition is a date like 2026-05-31", asked.edition};
    }
  }
  std::string bytes = TRY(base::read_file(asked.file, exchange::most_import_bytes));
  auto store =
      TRY(records::CouncilStore::open(asked.store, tools.around(), records::Opening::write));
  return exchange::import_care_services(*store, authority::operator_caller("command line"),
                                        std::move(bytes), options, draw_progress);
}

Result<std::string> report_page(const Report& asked, const Tools& tools) {
  if (asked.name != "annual") {
    return Failure{ErrorKind::invalid, "there is no report of that name; there is annual",
                   asked.name};
  }
  auto store =
      TRY(records::CouncilStore::open(asked.store, tools.around(), records::Opening::read));
  auto reader = TRY(store->reader());
  std::optional<std::int64_t> as_at;
  if (asked.as_at >= 0) as_at = asked.as_at;
  return reports::annual_document(*reader, tools.packs, store->facts(), asked.year, as_at,
                                  authority::operator_caller("command line"));
}

}  // namespace

int run(const Import& asked, const Tools& tools) {
  const auto report = import_file(asked, tools);
  if (!report) return say_error(report.error(), asked.output);
  const std::string said = asked.output == Output::json ? exchange::report_json(*report)
                                                        : exchange::report_text(*report);
  std::printf("%s\n", std::string(base::trimmed(said)).c_str());
  return 0;
}

int run(const Report& asked, const Tools& tools) {
  const auto page = report_page(asked, tools);
  if (!page) return say_error(page.error(), Output::words);
  const auto written = base::write_file(asked.output, *page, base::FileMode::readable);
  if (!written) return say_error(written.error(), Output::words);
  std::printf("The report of %s is in %s.\n", asked.year.c_str(), asked.output.c_str());
  return 0;
}

}  // namespace app
