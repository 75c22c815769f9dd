// roles.toml: the capacities in which people act, names for several of them, the audiences of
// bodies, and what forbids whatever else permits.
#include <algorithm>
#include <array>

#include "registers/pack_file.h"

namespace registers {
namespace {

constexpr std::array<std::string_view, denials_known> denial_names = {
    "runs_the_service", "named_people_only", "legal_advice_apart", "unseen",
    "only_prepares",    "program",           "own_bodies",         "comments",
    "to_confirm"};

void read_capacities(PackTable& all, Packs& packs) {
  for (const PackTable::Named& one : all.named_tables("capacity")) {
    PackTable table = all.table_in("capacity", one.name);
    Capacity capacity{one.name, table.needed_text("title"), "yes"};
    if (table.one_of("sees_content", {"yes", "no"}) == "no") capacity.sees_content = "no";
    if (table.one_of("signs", {"yes", "no"}) == "no") capacity.signs = "no";
    if (table.one_of("emergency", {"yes", "no"}) == "yes") capacity.emergency = "yes";
    capacity.answers_to = table.name("answers_to", Naming::audience);
    packs.capacities.push_back(std::move(capacity));
    table.finish();
  }
}

void read_groups(PackTable& all, Packs& packs) {
  for (const PackTable::Named& one : all.named_tables("group")) {
    PackTable table = all.table_in("group", one.name);
    packs.groups.push_back(
        {one.name, table.needed_text("title"), table.names("who", Naming::capacity)});
    table.finish();
  }
  for (const PackTable::Named& one : all.named_tables("audience")) {
    PackTable table = all.table_in("audience", one.name);
    packs.audiences.push_back({one.name, table.needed_text("title"),
                               table.names("who", Naming::capacity), table.texts("bodies")});
    table.finish();
  }
}

// One that is left out would open something without a word: all must stand.
void read_denials(PackTable& all, Packs& packs) {
  PackTable table = all.table("deny");
  for (std::size_t i = 0; i < denial_names.size(); ++i)
    packs.denials.push_back({static_cast<Denial>(i), table.needed_text(denial_names[i])});
  table.finish();
}

// Who is told who opened what is restricted.
void read_overseers(PackTable& all, Packs& packs) {
  if (!all.has("oversight")) return;
  PackTable table = all.table("oversight");
  packs.overseers = table.names("who", Naming::capacity);
  table.finish();
}

// Who is told how the nightly look at the record went.
void read_soundness(PackTable& all, Packs& packs) {
  if (!all.has("soundness")) return;
  PackTable table = all.table("soundness");
  packs.soundness.told = table.names("told", Naming::capacity);
  packs.soundness.when_failed = table.names("when_failed", Naming::capacity);
  table.finish();
}

// Who may still record what cannot wait when their last day has passed, and for how long.
void read_to_confirm(PackTable& all, Packs& packs) {
  if (!all.has("to_confirm")) return;
  PackTable table = all.table("to_confirm");
  packs.to_confirm.days = static_cast<std::int64_t>(table.count("days"));
  packs.to_confirm.who = table.names("who", Naming::capacity);
  table.finish();
}

void read_seals(PackTable& all, Packs& packs) {
  if (!all.has("seals")) return;
  PackTable table = all.table("seals");
  packs.seals.who = table.names("who", Naming::capacity);
  packs.seals.alone = table.names("alone", Naming::capacity);
  if (packs.seals.who.size() < 2)
    table.fault(table.line(), "seals.who: it takes two people, so name two capacities or more");
  table.finish();
}

}  // namespace

std::string_view name_of(Denial denial) {
  return denial_names.at(static_cast<std::size_t>(denial));
}

void read_roles(const TomlNode& root, const std::string& file, Packs& packs, PackNotes& notes) {
  PackTable all(root, {file, "", ""}, notes);
  read_capacities(all, packs);
  read_groups(all, packs);
  read_denials(all, packs);
  read_overseers(all, packs);
  read_soundness(all, packs);
  read_to_confirm(all, packs);
  read_seals(all, packs);
  all.finish();
}

void write_out_groups(Packs& packs) {
  for (Permit& permit : packs.permits) {
    std::vector<std::string> who;
    const auto add = [&](const std::string& name) {
      if (std::find(who.begin(), who.end(), name) == who.end()) who.push_back(name);
    };
    for (const std::string& name : permit.who) {
      const auto group = std::find_if(packs.groups.begin(), packs.groups.end(),
                                      [&](const Group& one) { return one.name == name; });
      if (group == packs.groups.end())
        add(name);
      else
        std::for_each(group->who.begin(), group->who.end(), add);
    }
    permit.who = std::move(who);
  }
}

}  // namespace registers
