#include "rules/office_cover.h"

#include <algorithm>

namespace rules {
namespace {

constexpr std::string_view appointment_register = "appointment";
constexpr std::string_view vacancy_register = "vacancy";
constexpr std::string_view delegation_register = "delegation";

}  // namespace

const Tenures::Tenure* Tenures::on(const base::Date& day) const {
  const auto found = std::find_if(all_.begin(), all_.end(), [&](const Tenure& one) {
    return one.from && *one.from <= day && (!one.to || *one.to >= day);
  });
  return found == all_.end() ? nullptr : &*found;
}

OfficeCover::Appointments::Appointments(Binder binder)
    : holder(binder.person("holder")),
      capacity(binder.line("capacity")),
      from(binder.date("from")),
      to(binder.date("to")),
      proposed(binder.state("proposed")),
      in_force(binder.state("in_force")),
      ended(binder.state("ended")) {}

OfficeCover::Vacancies::Vacancies(Binder binder)
    : from(binder.date("from")), standing(binder.state("standing")) {}

OfficeCover::Delegations::Delegations(Binder binder)
    : delegate(binder.person("delegate")),
      given(binder.state("given")),
      in_force(binder.state("in_force")) {}

OfficeCover::OfficeCover(const registers::Packs& packs, Catalogue& catalogue)
    : appointments_(Binder(packs, appointment_register, catalogue)),
      vacancies_(Binder(packs, vacancy_register, catalogue)),
      delegations_(Binder(packs, delegation_register, catalogue)) {}

Tenures OfficeCover::holders(std::string_view capacity, const Lookup& lookup,
                             std::string_view without) const {
  Tenures found;
  for (const Seen& seen :
       lookup.by_value(appointment_register, appointments_.capacity.name, capacity)) {
    if (seen.reference == without) continue;
    const auto to = appointments_.to.day(seen.values);
    // One that was ended without a day ended on the day on which that was recorded.
    const bool holds = appointments_.in_force == seen.state ||
                       (appointments_.ended == seen.state && to.has_value());
    if (holds)
      found.add({seen.reference, appointments_.holder.reference(seen.values),
                 appointments_.from.day(seen.values), to});
  }
  return found;
}

Tenures OfficeCover::vacancies(const Lookup& lookup) const {
  Tenures found;
  for (const Seen& seen :
       lookup.by_value(vacancy_register, rules::state_field, vacancies_.standing.name))
    found.add({seen.reference, "", vacancies_.from.day(seen.values), std::nullopt});
  return found;
}

bool OfficeCover::is_or_will_be(std::string_view person, std::string_view capacity,
                                const Lookup& lookup) const {
  const std::vector<Seen> held =
      lookup.by_value(appointment_register, appointments_.holder.name, person);
  return std::any_of(held.begin(), held.end(), [&](const Seen& seen) {
    return appointments_.capacity.text(seen.values) == capacity &&
           (appointments_.in_force == seen.state || appointments_.proposed == seen.state);
  });
}

bool OfficeCover::is_or_will_be_delegate(std::string_view person, const Lookup& lookup) const {
  const std::vector<Seen> held =
      lookup.by_value(delegation_register, delegations_.delegate.name, person);
  return std::any_of(held.begin(), held.end(), [&](const Seen& seen) {
    return delegations_.given == seen.state || delegations_.in_force == seen.state;
  });
}

OfficeCover::Covers OfficeCover::covers(const Lookup& lookup, std::string_view without) const {
  return {holders(head_of_office, lookup, without), holders(deputy_of_office, lookup, without),
          vacancies(lookup)};
}

}  // namespace rules
