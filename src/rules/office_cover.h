#pragma once
// Who holds the office on a day, by the records of appointments and vacancies. Used by the rules
// that keep the office from standing empty unseen (row O1), and by those about delegation. What is
// proposed, refused or taken away holds nothing; what was ended holds until its last day.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "rules/binder.h"

namespace rules {

inline constexpr std::string_view head_of_office = "cswo";
inline constexpr std::string_view deputy_of_office = "depute_cswo";
inline constexpr std::string_view integration_chief_officer = "chief_officer_ijb";

// The appointments to one capacity, or the vacancies, as one Lookup answered.
class Tenures {
 public:
  struct Tenure {
    std::string reference, person;
    std::optional<base::Date> from, to;
  };
  void add(Tenure tenure) { all_.push_back(std::move(tenure)); }
  [[nodiscard]] const Tenure* on(const base::Date& day) const;

 private:
  std::vector<Tenure> all_;
};

class OfficeCover {
 public:
  OfficeCover(const registers::Packs& packs, Catalogue& catalogue);

  // `without`: the reference of an appointment that is left out; "" for none.
  [[nodiscard]] Tenures holders(std::string_view capacity, const Lookup& lookup,
                                std::string_view without = "") const;
  [[nodiscard]] Tenures vacancies(const Lookup& lookup) const;
  // Whether this person is appointed to a capacity, or proposed for it.
  [[nodiscard]] bool is_or_will_be(std::string_view person, std::string_view capacity,
                                   const Lookup& lookup) const;

  // Whether decisions of the office are delegated to this person, or will be once they accept.
  [[nodiscard]] bool is_or_will_be_delegate(std::string_view person, const Lookup& lookup) const;

  // All that covers the office, asked of the store once for any number of days.
  struct Covers {
    Tenures heads, deputies, vacancies;
    [[nodiscard]] bool on(const base::Date& day) const {
      return heads.on(day) != nullptr || deputies.on(day) != nullptr ||
             vacancies.on(day) != nullptr;
    }
  };
  [[nodiscard]] Covers covers(const Lookup& lookup, std::string_view without = "") const;

 private:
  struct Appointments {
    explicit Appointments(Binder binder);
    PersonField holder;
    LineField capacity;
    DateField from, to;
    BoundName proposed, in_force, ended;
  };
  struct Vacancies {
    explicit Vacancies(Binder binder);
    DateField from;
    BoundName standing;
  };
  struct Delegations {
    explicit Delegations(Binder binder);
    PersonField delegate;
    BoundName given, in_force;
  };
  Appointments appointments_;
  Vacancies vacancies_;
  Delegations delegations_;
};

}  // namespace rules
