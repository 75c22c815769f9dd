#pragma once
// What people held, as far as the caller may read of it, and the days on which nobody held the
// office. Plain days, for held_page.cpp to draw.
#include <optional>
#include <string>
#include <vector>

#include "access/grants.h"
#include "web/visit.h"

namespace web {

struct HeldSpan {
  std::string person;     // empty: nobody held it
  std::string capacity, reference;
  std::int64_t entry = -1;
  base::Date from;
  std::optional<base::Date> to;      // last day
  bool delegated = false;            // by a register other than that of appointments
};

// In the order of the packs' capacities, then by day. person: "" for everybody. Errors:
// unavailable.
[[nodiscard]] base::Result<std::vector<HeldSpan>> held_spans(Visit& visit,
                                                             std::string_view person);
// The capacity that the packs name first is the office: each run of days within these on which
// nobody held it, from the first day on which somebody did.
struct DaysBetween {
  base::Date first, last;
};
[[nodiscard]] std::vector<HeldSpan> gaps_of_office(const registers::Packs& packs,
                                                   const std::vector<HeldSpan>& spans,
                                                   const DaysBetween& within);

}  // namespace web
