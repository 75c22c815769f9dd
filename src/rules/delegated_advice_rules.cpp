// Whoever acts by a delegation of some of the office's decisions acts within it (row O6). What lies
// outside is refused while it can wait: the program stops a breach before it happens. What is
// urgent, or has happened already, is recorded, marked and told (principles 1 and 2). LentPart
// that a delegation names in words only people can compare: each is told.
#include "rules/binder.h"

namespace rules {
namespace {

constexpr std::string_view lending_source = "cswo_guidance_2016.delegation";

enum class LentPart { all, adults, children, justice, named };
enum class Area { adults, children, justice, several };

struct LentFields {
  explicit LentFields(Binder binder)
      : decisions(binder.choice<LentPart>("decisions",
                                           {"all", "adults", "children", "justice", "named"})) {}
  ChoiceField<LentPart> decisions;
};

struct GivenFields {
  explicit GivenFields(Binder binder)
      : area(binder.choice<Area>("area", {"adults", "children", "justice", "several"})),
        urgent(binder.yes_no("urgent")),
        outside(binder.line("outside_delegation")),
        give(binder.step("give")),
        give_shown(binder.step("give_shown")),
        of_the_office({binder.step("show"), binder.step("add"), binder.step("correct"),
                       binder.step("withdraw"), binder.step("review")}) {}
  ChoiceField<Area> area;
  YesNoField urgent;
  LineField outside;
  BoundName give, give_shown;
  std::vector<BoundName> of_the_office;  // beside giving it: the rest is done by whom it names

  [[nodiscard]] bool gives(std::string_view step) const {
    return give == step || give_shown == step;
  }
  [[nodiscard]] bool is_of_the_office(std::string_view step) const {
    for (const BoundName& one : of_the_office)
      if (one == step) return true;
    return gives(step);
  }
};

std::string_view words_of(LentPart decisions) {
  switch (decisions) {
    case LentPart::all: return "all decisions";
    case LentPart::adults: return "decisions about adults";
    case LentPart::children: return "decisions about children";
    case LentPart::justice: return "decisions in justice";
    case LentPart::named: return "decisions named in it";
  }
  return "";
}

std::string_view words_of(Area area) {
  switch (area) {
    case Area::adults: return "about adults";
    case Area::children: return "about children";
    case Area::justice: return "about justice";
    case Area::several: return "about more than one part of social work";
  }
  return "";
}

bool covers(LentPart decisions, Area area) {
  return (decisions == LentPart::adults && area == Area::adults) ||
         (decisions == LentPart::children && area == Area::children) ||
         (decisions == LentPart::justice && area == Area::justice);
}

// Recorded all the same, with what the record says of it from then on.
Verdict recorded_outside(const GivenFields& fields, std::string said) {
  Verdict verdict;
  verdict.computed[fields.outside.name] = registers::Value::line(said);
  verdict.outside = std::move(said);
  return verdict;
}

Verdict within(const GivenFields& fields, LentPart decisions, const Act& act) {
  const std::string by =
      "delegation " + act.grant + ", which is for " + std::string(words_of(decisions));
  if (decisions == LentPart::named)
    return fields.gives(act.step.name) ? recorded_outside(fields, "By " + by) : Verdict{};
  const std::optional<Area> area = fields.area.choice(act.after);
  if (area && covers(decisions, *area)) return {};
  if (!area && fields.give == act.step.name) {
    Verdict verdict;
    verdict.mistakes.add(fields.area.name, "Choose which part of social work it is about: you act "
                                           "by " + by);
    return verdict;
  }
  const std::string about =
      area ? "this is " + std::string(words_of(*area)) : "this says no part of social work";
  const bool waits = act.happened == Act::Happened::now && !fields.urgent.is_yes(act.after);
  if (fields.gives(act.step.name) && !waits)
    return recorded_outside(fields, "Outside " + by + "; " + about);
  return refusal("You act by " + by + "; " + about + ".",
                 "Ask the Chief Social Work Officer. What cannot wait is marked urgent: it is "
                 "recorded as outside your delegation, and told to the Chief Social Work Officer "
                 "and the Monitoring Officer.",
                 lending_source);
}

}  // namespace

void add_delegated_advice_rules(const registers::Packs& packs, Catalogue& catalogue);

void add_delegated_advice_rules(const registers::Packs& packs, Catalogue& catalogue) {
  const LentFields grant(Binder(packs, "delegation", catalogue));
  const GivenFields fields(Binder(packs, "advice", catalogue));
  catalogue.add("advice_is_within_the_delegation",
                [grant, fields](const Act& act, const Lookup& lookup) -> Verdict {
                  if (act.grant.empty() || !fields.is_of_the_office(act.step.name)) return {};
                  const std::optional<Seen> given = lookup.by_reference(act.grant);
                  if (!given || given->register_name != "delegation") return {};
                  const auto decisions = grant.decisions.choice(given->values);
                  if (!decisions || *decisions == LentPart::all) return {};
                  return within(fields, *decisions, act);
                });
}

}  // namespace rules
