// What a caller may do with a record now: lifecycle, permission, and the steps that the law takes
// away.
#include <algorithm>

#include "access/permission.h"
#include "records/reading.h"

namespace records {
namespace {

using base::Result;
using registers::Step;

bool leads_from(const Step& step, std::string_view state) {
  return std::find(step.from.begin(), step.from.end(), state) != step.from.end();
}

// Whose own doing it is does not judge it.
bool is_about_self(const Step& step, const Row& row, const Caller& caller) {
  return !step.not_by.empty() && !caller.person.empty() &&
         registers::value_of(row.values, step.not_by).text() == caller.person;
}

}  // namespace

Result<std::vector<std::string>> relations_in(Moment& moment, std::int64_t record,
                                              const Caller& caller) {
  store::Rows rows = TRY(rows_of_relations(moment, record));
  std::vector<std::string> relations;
  while (TRY(rows.next())) {
    const authority::NamedLine line{std::string(rows->text(0)), std::string(rows->text(1)),
                                    std::string(rows->text(2)), rows->integer(3)};
    if (!authority::stands_in(moment.packs, line, caller)) continue;
    if (relations.empty() || relations.back() != line.relation) relations.push_back(line.relation);
  }
  return relations;
}

Result<std::vector<Reader::NextStep>> next_steps_of(Moment& moment, const Row& row,
                                                    const Caller& caller) {
  const std::optional<Known> known = TRY(known_record(moment, row.reference));
  if (!known || row.kind == nullptr) return no_such_record();
  authority::Standing standing;
  standing.restricted = row.restricted;
  standing.relations = TRY(relations_in(moment, known->number, caller));
  std::vector<Reader::NextStep> steps;
  for (const Step& step : row.kind->steps) {
    if (!leads_from(step, row.state) || is_about_self(step, row, caller)) continue;
    // A step that the law takes away is told to everyone who reads the record, not only to whom it
    // would have been open.
    if (!step.absent_when.always() && step.absent_when.holds(row.values))
      steps.push_back({&step, true, step.absent_why, step.absent_source});
    else if (authority::may_take(moment.packs, *row.kind, step.name, caller, standing))
      steps.push_back({&step, false, "", ""});
  }
  return steps;
}

std::vector<const Step*> first_steps_of(Moment& moment, const registers::Register& kind,
                                        const Caller& caller) {
  authority::Standing standing;
  standing.exists = false;
  std::vector<const Step*> steps;
  for (const Step& step : kind.steps)
    if (step.from.empty() && authority::may_take(moment.packs, kind, step.name, caller, standing))
      steps.push_back(&step);
  return steps;
}

}  // namespace records
