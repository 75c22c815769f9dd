#include "web/provider_groups.h"

#include <algorithm>
#include <set>

#include "access/provider.h"
#include "base/log.h"
#include "records/lookup.h"
#include "web/words.h"

namespace web {
namespace {

using registers::Register;
using registers::Value;

struct GroupProposal {
  std::string capacity, group;
};

const Register* appointing_register(const registers::Packs& packs) {
  const auto found =
      std::find_if(packs.registers.begin(), packs.registers.end(), [](const Register& kind) {
        return kind.grants && !kind.grants->propose.empty();
      });
  return found == packs.registers.end() ? nullptr : &*found;
}

// Whatever became of an earlier one, refused or ended, people decided it: no group asks again.
std::vector<GroupProposal> new_proposals(Visit& visit, const Register& kind,
                                         const std::string& person,
                                         const std::vector<std::string>& groups) {
  const records::StoreLookup lookup(visit.reader->database(), visit.packs());
  std::set<std::string> known;
  for (const rules::Seen& one : lookup.by_value(kind.name, kind.grants->person, person))
    known.insert(registers::value_of(one.values, kind.grants->capacity).text());
  std::vector<GroupProposal> all;
  if (lookup.failed()) return all;
  const auto& proposes = visit.site.provider->settings().groups;
  for (const std::string& group : groups) {
    const auto found = proposes.find(group);
    if (found != proposes.end() && known.insert(found->second).second)
      all.push_back({found->second, group});
  }
  return all;
}

records::Change change_for(Visit& visit, const Register& kind, const std::string& person,
                           const GroupProposal& proposal) {
  const registers::Grants& grants = *kind.grants;
  records::RecordChange record;
  record.register_name = kind.name;
  record.step = grants.propose;
  record.set.insert_or_assign(grants.person, Value::person(person));
  record.set.insert_or_assign(grants.capacity, Value::line(proposal.capacity));
  record.set.insert_or_assign(grants.from, Value::date(visit.today()));
  if (!grants.reason.empty())
    record.set.insert_or_assign(
        grants.reason,
        Value::line(say("provider.group", {visit.site.provider->settings().name,
                                           proposal.group.substr(0, 80)})));
  records::Change change;
  change.caller = authority::operator_caller("group of the council's sign-in");
  change.key = visit.site.store.around().random.bytes(16);
  change.records.push_back(std::move(record));
  return change;
}

void log_proposal(const Visit& visit, std::string_view what, std::string why) {
  base::log(base::LogLevel::warning, what,
            {{"store", visit.request.store}, {"why", std::move(why)},
             {"request", visit.request.id}});
}

}  // namespace

void propose_by_groups(Visit& visit, const std::string& person,
                       const std::vector<std::string>& groups) {
  const Register* kind = appointing_register(visit.packs());
  if (kind == nullptr || groups.empty() || visit.site.provider->settings().groups.empty()) return;
  for (const GroupProposal& proposal : new_proposals(visit, *kind, person, groups)) {
    records::Change change = change_for(visit, *kind, person, proposal);
    visit.reader.reset();
    const auto outcome = visit.site.store.commit(std::move(change));
    if (!outcome)
      log_proposal(visit, "group_not_proposed", outcome.error().what);
    else if (const auto* refusal = std::get_if<records::Refusal>(&*outcome))
      log_proposal(visit, "group_not_proposed", refusal->reason);
    else if (!std::holds_alternative<records::Receipt>(*outcome))
      log_proposal(visit, "group_not_proposed", "it does not fit: " + proposal.capacity);
    if (const auto opened = open_reader(visit); !opened) return;
  }
}

}  // namespace web
