#include "records/reader.h"

#include <utility>

#include "records/lookup.h"
#include "records/reader_make.h"
#include "records/reading.h"

namespace records {
namespace {

using base::Result;

// The contract of reader.h over one leased connection. Everything is read within one transaction,
// so that a page's parts belong together; it has begun with the lease and ends with it.
class LeasedReader : public Reader {
 public:
  LeasedReader(ReaderLease lease, const CouncilStore& store)
      : lease_(std::move(lease)), moment_(*lease_.database, store) {}
  ~LeasedReader() override {
    moment_.ahead.give_up();
    lease_.database->rollback();  // nothing was written; this only ends the moment
    lease_.give_back(std::move(lease_.database));
  }
  LeasedReader(const LeasedReader&) = delete;
  LeasedReader& operator=(const LeasedReader&) = delete;

  Result<Row> find(std::string_view reference, const Caller& caller,
                   std::optional<std::int64_t> as_at) override {
    return find_record(moment_, reference, caller, as_at);
  }
  Result<ListPage> list(const ListQuestion& question, const Caller& caller) override {
    return list_records(moment_, question, caller);
  }
  Result<std::vector<Row>> children(std::string_view parent, std::string_view register_name,
                                    const Caller& caller,
                                    std::optional<std::int64_t> as_at) override {
    return children_of(moment_, parent, register_name, caller, as_at);
  }
  Result<Parts> parts(std::string_view reference, const Caller& caller,
                      std::optional<std::int64_t> as_at) override {
    return parts_of_record(moment_, reference, caller, as_at);
  }
  Result<LinkPage> links_to(std::string_view reference, const LinkQuestion& question,
                            const Caller& caller) override {
    return links_to_record(moment_, reference, question, caller);
  }
  Result<std::vector<HistoryLine>> history(std::string_view reference,
                                           const Caller& caller) override {
    return history_of(moment_, reference, caller);
  }
  Result<ListPage> search(const SearchQuestion& question, const Caller& caller) override {
    return search_records(moment_, question, caller);
  }
  Result<Proof> proof(std::int64_t entry, const Caller& caller) override {
    return proof_of(moment_, entry, caller);
  }
  Result<std::vector<HistoryLine>> newest(std::size_t most, const Caller& caller) override {
    return newest_lines(moment_, most, caller);
  }
  Result<Tally> tally(const TallyQuestion& question, const Caller& caller) override {
    return tally_of(moment_, question, caller);
  }
  Result<TallyPage> tally_records(const TallyQuestion& question, const TallyPlace& place,
                                  const Caller& caller) override {
    return tallied_records(moment_, question, place, caller);
  }
  Result<std::optional<Kept>> kept_as(std::string_view reference) override {
    return kept_as_of(moment_, reference);
  }
  Result<std::string> named_by(std::string_view reference, const Caller& caller) override {
    return named_by_of(moment_, reference, caller);
  }
  Result<std::optional<Stands>> stands_to(std::string_view reference, const Caller& caller,
                                          std::optional<std::int64_t> as_at) override {
    return stands_to_record(moment_, reference, caller, as_at);
  }
  Result<std::vector<NextStep>> next_steps(const Row& row, const Caller& caller) override {
    return next_steps_of(moment_, row, caller);
  }
  std::vector<const registers::Step*> first_steps(const registers::Register& kind,
                                                  const Caller& caller) override {
    return first_steps_of(moment_, kind, caller);
  }
  Result<std::vector<Need>> needs(const Caller& caller) override {
    return needs_of(moment_, caller);
  }
  Result<std::vector<rules::Finding>> findings(const Row& row, const base::Date& today) override;
  Result<std::vector<Lack>> lacks(const base::Date& today, const Caller& caller) override;
  std::string person_name(std::string_view reference) override {
    return name_of_person(moment_, reference);
  }
  std::string title_of(std::string_view reference) override {
    return title_of_record(moment_, reference);
  }
  Result<std::vector<Row>> standing(std::string_view register_name) override {
    return standing_records(moment_, register_name);
  }
  std::string secret_holder(std::string_view register_name, std::string_view field,
                            std::string_view text) override {
    return secret_holder_of(moment_, register_name, field, text);
  }
  std::int64_t entries() override { return entries_in(moment_); }
  std::int64_t entry_before(base::Instant instant) override {
    return last_entry_before(moment_, instant);
  }
  store::Database& database() override { return *lease_.database; }
  const registers::Packs& packs() override { return moment_.packs; }
  Result<registers::Document> document(
      std::string_view reference, std::string_view field, const Caller& caller,
      const std::function<Result<void>(std::string_view)>& piece,
      std::optional<std::int64_t> as_at) override {
    return read_document_of(moment_, {reference, field, as_at}, caller, piece);
  }

 private:
  ReaderLease lease_;
  Moment moment_;
};

Result<std::vector<rules::Finding>> LeasedReader::findings(const Row& row,
                                                           const base::Date& today) {
  const StoreLookup lookup(moment_.database, moment_.packs);
  const rules::Seen seen{row.reference, row.kind->name, row.state, row.values};
  std::vector<rules::Finding> found = moment_.store.around().rules.findings(seen, today, lookup);
  if (lookup.failed())
    return base::Failure{base::ErrorKind::unavailable,
                         "What follows from this record could not be looked up. Try again."};
  return found;
}

Result<std::vector<Reader::Lack>> LeasedReader::lacks(const base::Date& today,
                                                      const Caller& caller) {
  const StoreLookup lookup(moment_.database, moment_.packs);
  const rules::Catalogue& rules = moment_.store.around().rules;
  std::vector<Lack> all;
  for (const registers::Register& kind : moment_.packs.registers) {
    if (!rules.knows_lacks_of(kind.name)) continue;
    const std::vector<const registers::Step*> steps = first_steps_of(moment_, kind, caller);
    if (steps.empty()) continue;
    for (rules::Finding& what : rules.lacks(kind.name, today, lookup))
      all.push_back({&kind, steps.front(), std::move(what)});
  }
  if (lookup.failed())
    return base::Failure{base::ErrorKind::unavailable,
                         "What is missing today could not be looked up. Try again."};
  return all;
}

}  // namespace

Result<std::unique_ptr<Reader>> make_reader(ReaderLease lease, const CouncilStore& store) {
  const Result<void> begun = lease.database->begin_read();
  if (!begun) {
    lease.give_back(std::move(lease.database));
    return base::Failure(begun.error());
  }
  return std::unique_ptr<Reader>(std::make_unique<LeasedReader>(std::move(lease), store));
}

}  // namespace records
