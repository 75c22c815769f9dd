#pragma once
// What a test program needs to open a store as the product does: the packs built in, the rules, a
// clock, randomness. Used by the programs of this folder; stops the program when the packs do not
// fit.
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "base/random.h"
#include "base/time.h"
#include "records/council_store.h"
#include "registers/packs.h"
#include "rules/rule.h"

namespace faults {

struct Ground {
  registers::Packs packs;
  rules::Catalogue rules;
  std::unique_ptr<base::Clock> clock = base::system_clock();
  std::unique_ptr<base::Random> random = base::system_random();
  [[nodiscard]] records::Surroundings around() const { return {packs, rules, *clock, *random}; }
};

inline Ground ground() {
  registers::LoadedPacks loaded = registers::load_packs(registers::embedded_pack_texts());
  Ground made;
  made.packs = std::move(loaded.packs);
  made.rules = rules::bind_rules(made.packs);
  if (loaded.faults.empty() && made.rules.faults().empty()) return made;
  std::fprintf(stderr, "the packs do not fit\n");
  std::exit(2);
}

}  // namespace faults
