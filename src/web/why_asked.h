#pragma once
// What the page “Why may I” is asked: about which record, whom and which day, and what they held
// then. Used by why_page.cpp alone.
#include <optional>
#include <string>
#include <vector>

#include "access/grants.h"
#include "web/visit.h"

namespace web {

struct WhyAsked {
  std::string reference, person;
  bool about_self = true;
  std::optional<records::Row> row;     // when whoever asks may read it
  std::optional<records::Row> then;    // the same as it stood that day
  records::Reader::Kept kept;
  base::Date day;
  std::optional<std::int64_t> entry;   // the last of that day; none: now
  std::string typed, mistake;          // of the day
};

// Errors: not_found, the same for what is missing and what the caller may ask nothing about.
[[nodiscard]] base::Result<WhyAsked> asked_why(Visit& visit);
// What the person held on the day, as was recorded by then; today those with capacities that ended
// lately and still record what cannot wait.
[[nodiscard]] base::Result<std::vector<authority::Holding>> held_then(Visit& visit,
                                                                      const WhyAsked& asked);
// Whoever acts by the holding. On a day that has passed: as that day began, so that what was open
// for a part of it counts.
[[nodiscard]] authority::Caller acting_by(const Visit& visit, const WhyAsked& asked,
                                          const authority::Holding& holding);

}  // namespace web
