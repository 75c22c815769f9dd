#pragma once
// What people ask of the door in a run, chosen by the dice: most of it sensible, some of it not. Whether
// an act may be recorded is the door's to say; here it is only asked.
#include <string>
#include <vector>

#include "records/change.h"
#include "simulation/dice.h"
#include "simulation/town.h"

namespace simulation {

struct Deed {
  std::string name;
  records::Change change;
  bool must_be_refused = false;  // nobody may do this
};

class Deeds {
 public:
  Deeds(const Town& town, Dice& dice, base::Random& random)
      : town_(town), dice_(dice), random_(random) {}
  // `advices`: references of advice recorded so far; `today` in London.
  [[nodiscard]] Deed next(const std::vector<std::string>& advices, const base::Date& today);
  // The same form with other words in it.
  [[nodiscard]] records::Change altered(records::Change change);

 private:
  using Values = registers::Values;
  [[nodiscard]] Deed give(const base::Date& today);
  [[nodiscard]] Deed by_cswo(const std::string& step, const std::string& reference, Values set);
  [[nodiscard]] Deed decide(const std::string& reference, const base::Date& today);
  [[nodiscard]] Deed forbidden(const std::vector<std::string>& advices);
  [[nodiscard]] Deed later(const std::string& reference, const base::Date& today);
  [[nodiscard]] Deed with_paper();
  [[nodiscard]] std::string words(const std::string& about);

  const Town& town_;
  Dice& dice_;
  base::Random& random_;
};

}  // namespace simulation
