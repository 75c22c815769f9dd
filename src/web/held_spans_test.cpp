#include "web/held_spans.h"

#include <doctest/doctest.h>

namespace {

using web::HeldSpan;

base::Date on(std::string_view text) { return *base::date_from_iso(text); }

HeldSpan held(std::string capacity, std::string_view from, std::string_view to = "") {
  HeldSpan span{"P-1", std::move(capacity), "AP-1", 1, on(from), std::nullopt, false};
  if (!to.empty()) span.to = on(to);
  return span;
}

registers::Packs packs() {
  registers::Packs made;
  made.capacities.resize(2);
  made.capacities[0].name = "cswo";
  made.capacities[1].name = "depute_cswo";
  return made;
}

std::string gaps(const std::vector<HeldSpan>& spans) {
  std::string text;
  for (const HeldSpan& gap :
       web::gaps_of_office(packs(), spans, {on("2025-01-01"), on("2026-12-31")}))
    text += base::iso(gap.from) + " to " + base::iso(*gap.to) + ";";
  return text;
}

}  // namespace

TEST_CASE("a day without a holder of the office is a gap, whoever deputises") {
  CHECK(gaps({}).empty());
  CHECK(gaps({held("cswo", "2025-04-01")}).empty());
  CHECK(gaps({held("cswo", "2025-04-01", "2026-05-03"), held("cswo", "2026-05-04")}).empty());
  CHECK(gaps({held("cswo", "2025-04-01", "2026-05-03"), held("cswo", "2026-05-05"),
              held("depute_cswo", "2025-04-01")}) == "2026-05-04 to 2026-05-04;");
  CHECK(gaps({held("cswo", "2025-04-01", "2026-05-03")}) == "2026-05-04 to 2026-12-31;");
}

TEST_CASE("spans that overlap leave no gap, and one taken away at once covers nothing") {
  CHECK(gaps({held("cswo", "2025-04-01", "2026-05-03"), held("cswo", "2025-06-01", "2025-07-01"),
              held("cswo", "2026-05-04")})
            .empty());
  CHECK(gaps({held("cswo", "2025-04-01", "2025-05-03"), held("cswo", "2025-05-04", "2025-05-03"),
              held("cswo", "2025-05-06")}) == "2025-05-04 to 2025-05-05;");
}
