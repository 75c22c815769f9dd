#include "simulation/witness.h"

#include "records/asked_act.h"
#include "records/entry.h"

namespace simulation {
namespace {

using base::Result;

// One entry of an act that was acknowledged: there, of that act, and with its row.
Result<std::string> look_at(store::Database& database, const Told& told, std::int64_t number) {
  const std::string name = "entry " + std::to_string(number) + " of " + told.reference;
  records::Entry entry;
  {
    auto rows = TRY(store::query(
        database, "SELECT number, recorded_at, header, idempotency FROM entry WHERE number = $1",
        {number}));
    if (!TRY(rows.next())) return "LOST: " + name + " is gone";
    entry = TRY(records::read_header(*rows.operator->()));
    if (number == told.first && rows->bytes(3) != told.key) return "LOST: " + name + " is another";
  }
  if (entry.act_first != told.first || entry.act_entries != told.entries) {
    return "HALF: " + name + " says that it is of another act";
  }
  const bool first = number == told.first;
  if (first && (entry.reference != told.reference || entry.step != told.step ||
                entry.register_name != told.register_name)) {
    return "LOST: " + name + " says something else";
  }
  const std::int64_t rows = TRY(store::query_integer(
      database, "SELECT count(*) FROM act a JOIN record r ON r.number = a.record "
                "WHERE a.entry = $1 AND r.reference = $2",
      {number, std::string_view(entry.reference)}));
  if (rows != 1) return "HALF: " + name + " has no row";
  return std::string();
}

}  // namespace

void Witness::hears(const records::Change& asked, const records::Receipt& receipt) {
  const records::RecordChange& first = asked.records.front();
  told_.push_back({records::stored_key(asked.caller.person, asked.key), first.register_name,
                   first.step, receipt.reference, receipt.first_entry, receipt.entries});
}

Result<std::vector<std::string>> Witness::compare(store::Database& database,
                                                  std::size_t from) const {
  std::vector<std::string> wrong;
  for (std::size_t i = from; i < told_.size(); ++i) {
    for (std::int64_t at = 0; at < told_[i].entries; ++at) {
      std::string said = TRY(look_at(database, told_[i], told_[i].first + at));
      if (!said.empty()) wrong.push_back(std::move(said));
    }
  }
  return wrong;
}

}  // namespace simulation
