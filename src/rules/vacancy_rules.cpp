// An uncovered day of the office is impossible to miss (row O1). A vacancy is filled by an
// appointment, not by saying so; and whoever may record one is told of every day of the next weeks
// on which nobody holds the office, whether anybody recorded that or not.
#include "base/time.h"
#include "rules/binder.h"
#include "rules/office_cover.h"

namespace rules {
namespace {

constexpr std::string_view one_officer = "sw1968.s3";
constexpr std::string_view formal_deputies = "cswo_guidance_2016.deputies";
constexpr int days_looked_ahead = 28;

struct VacancyFields {
  explicit VacancyFields(Binder binder)
      : until(binder.date("until")),
        fill(binder.step("fill")),
        standing(binder.state("standing")) {}
  DateField until;
  BoundName fill, standing;
};

Verdict fill(const VacancyFields& fields, const OfficeCover& cover, const Act& act,
             const Lookup& lookup) {
  const auto until = fields.until.day(act.after);
  if (!until) return {};
  const base::Date day = base::plus_days(*until, 1);
  if (cover.holders(head_of_office, lookup).on(day) != nullptr) return {};
  return refusal("No appointment to Chief Social Work Officer is in force on " +
                     base::long_date(day) + ".",
                 "Have the appointment confirmed first, or correct the last day.", one_officer);
}

std::vector<Finding> uncovered_days(const OfficeCover& cover, const base::Date& today,
                                    const Lookup& lookup) {
  const OfficeCover::Covers covers = cover.covers(lookup);
  for (int ahead = 0; ahead <= days_looked_ahead; ++ahead) {
    const base::Date day = base::plus_days(today, ahead);
    if (covers.on(day)) continue;
    const std::string when = ahead == 0 ? std::string("Today") : "On " + base::long_date(day);
    return {{when + " nobody holds the office of Chief Social Work Officer: no appointment to it, "
                    "no deputy’s appointment and no vacancy is recorded for that day.",
             std::string(one_officer), ahead == 0 ? "stop" : "warn"}};
  }
  if (covers.heads.on(today) == nullptr && covers.vacancies.on(today) == nullptr)
    return {{"Today nobody holds the office of Chief Social Work Officer. A deputy’s appointment "
             "is in force; that the office is vacant is not recorded.",
             std::string(formal_deputies), "warn"}};
  return {};
}

std::vector<Finding> still_vacant(const VacancyFields& fields, const OfficeCover& cover,
                                  const Seen& seen, const base::Date& today,
                                  const Lookup& lookup) {
  if (!(fields.standing == seen.state) ||
      cover.holders(head_of_office, lookup).on(today) == nullptr)
    return {};
  return {{"An appointment to Chief Social Work Officer is in force today, and this vacancy is not "
           "recorded as filled.",
           std::string(one_officer), "warn"}};
}

}  // namespace

void add_vacancy_rules(const registers::Packs& packs, Catalogue& catalogue);

void add_vacancy_rules(const registers::Packs& packs, Catalogue& catalogue) {
  const VacancyFields fields(Binder(packs, "vacancy", catalogue));
  const OfficeCover cover(packs, catalogue);
  catalogue.add("vacancy_is_filled_by_an_appointment",
                [fields, cover](const Act& act, const Lookup& lookup) -> Verdict {
                  if (fields.fill == act.step.name) return fill(fields, cover, act, lookup);
                  return {};
                });
  catalogue.add_finding("vacancy", [fields, cover](const Seen& seen, const base::Date& today,
                                                   const Lookup& lookup) {
    return still_vacant(fields, cover, seen, today, lookup);
  });
  catalogue.add_lack("vacancy", [cover](const base::Date& today, const Lookup& lookup) {
    return uncovered_days(cover, today, lookup);
  });
}

}  // namespace rules
