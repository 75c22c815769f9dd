#include "simulation/planting.h"

#include "store/database.h"

namespace simulation {
namespace {

// What somebody who has the file may do to it.
const char* sql_of(Plant plant) {
  switch (plant) {
    case Plant::gap:
      return "DELETE FROM entry WHERE number = (SELECT max(number) / 2 FROM entry)";
    case Plant::leaf:
      return "UPDATE entry SET commitment = zeroblob(32) "
             "WHERE number = (SELECT max(number) / 2 FROM entry)";
    case Plant::doubled_key:
      return "CREATE TABLE other AS SELECT * FROM entry; DROP TABLE entry; "
             "ALTER TABLE other RENAME TO entry; "
             "UPDATE entry SET idempotency = (SELECT max(idempotency) FROM entry) "
             "WHERE number = (SELECT min(number) FROM entry WHERE idempotency IS NOT NULL)";
    case Plant::forgotten_keys:
      return "UPDATE entry SET idempotency = NULL";
    case Plant::row:
      return "UPDATE advice SET state = 'withdrawn' "
             "WHERE record = (SELECT min(record) FROM advice)";
    case Plant::grant:
      return "INSERT INTO grants SELECT 1, reference, (SELECT max(person) FROM account), capacity, "
             "from_day, to_day, last_entry FROM grants WHERE capacity = 'cswo'";
    case Plant::none:
    case Plant::no_syncs:
    case Plant::early_answer:
    case Plant::clock_order:
    case Plant::unseen_step: return nullptr;
  }
  return nullptr;
}

}  // namespace

Invariant found_by(Plant plant) {
  switch (plant) {
    case Plant::no_syncs:
    case Plant::early_answer: return Invariant::acknowledged;
    case Plant::gap: return Invariant::contiguous;
    case Plant::leaf: return Invariant::root;
    case Plant::doubled_key: return Invariant::keys;
    case Plant::forgotten_keys: return Invariant::receipts;
    case Plant::clock_order: return Invariant::times;
    case Plant::row: return Invariant::rows;
    case Plant::grant: return Invariant::permission;
    case Plant::unseen_step: return Invariant::clock;
    case Plant::none: break;
  }
  return Invariant::behaviour;
}

bool plant(Plant plant, const std::filesystem::path& folder) {
  const char* sql = sql_of(plant);
  if (sql == nullptr) return false;
  auto database = store::open_sqlite(folder / "record.sqlite", store::OpenMode::write,
                                     store::Durability::full);
  return database && (*database)->execute_script(sql).has_value();
}

const std::vector<Plant>& all_plants() {
  static const std::vector<Plant> all = {
      Plant::no_syncs, Plant::early_answer, Plant::gap,  Plant::leaf,  Plant::doubled_key,
      Plant::forgotten_keys, Plant::clock_order, Plant::row, Plant::grant, Plant::unseen_step};
  return all;
}

const char* name_of(Plant plant) {
  switch (plant) {
    case Plant::none: return "none";
    case Plant::no_syncs: return "no_syncs";
    case Plant::early_answer: return "early_answer";
    case Plant::gap: return "gap";
    case Plant::leaf: return "leaf";
    case Plant::doubled_key: return "doubled_key";
    case Plant::forgotten_keys: return "forgotten_keys";
    case Plant::clock_order: return "clock_order";
    case Plant::row: return "row";
    case Plant::grant: return "grant";
    case Plant::unseen_step: return "unseen_step";
  }
  return "";
}

}  // namespace simulation
