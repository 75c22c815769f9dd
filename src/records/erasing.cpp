#include "records/erasing.h"

#include <algorithm>
#include <map>

#include "base/hash.h"
#include "records/entry.h"

namespace records {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;
using Numbers = std::set<std::int64_t>;

constexpr std::size_t place_of_request = 13;  // in ledger::header_form

// A row of table `entry`, as far as erasing needs it.
struct Held {
  base::Instant recorded_at;
  std::string header, idempotency, sealed;
  std::int64_t act_first = 0;
};

Result<Held> held_entry(store::Database& database, std::int64_t number) {
  auto rows = TRY(store::query(
      database,
      "SELECT number, recorded_at, header, idempotency, sealed FROM entry WHERE number = $1",
      {number}));
  if (!TRY(rows.next()))
    return Failure{ErrorKind::corrupt, "An entry that a record names is missing.",
                   "entry " + std::to_string(number)};
  Held held{{rows->integer(1)}, std::string(rows->bytes(2)), std::string(rows->bytes(3)),
            std::string(rows->bytes(4))};
  held.act_first = TRY(read_header(*rows.operator->())).act_first;
  return held;
}

// The digest of the act as it was asked for holds no salt: it would tell a short value to whoever
// tries them all. It goes like a field does.
Result<void> erase_request(store::Database& database, std::int64_t number) {
  const Held held = TRY(held_entry(database, number));
  const ledger::KeptBeside beside{held.recorded_at, held.idempotency};
  ledger::PartList list = TRY(ledger::decode_header(held.header, beside));
  if (ledger::is_erased(list.parts[place_of_request])) return {};
  const std::string header =
      ledger::encode_header(ledger::with_erased(std::move(list), place_of_request), beside);
  return store::run(database, "UPDATE entry SET header = $2 WHERE number = $1",
                    {number, store::Blob{header}});
}

Result<void> drop_document(store::Database& database, std::string_view id_hex) {
  const auto id = base::unhex(id_hex);
  if (!id) return Failure{ErrorKind::corrupt, "A document's id cannot be read.", ""};
  TRY(store::run(database, "DELETE FROM document_piece WHERE document = $1", {store::Blob{*id}}));
  return store::run(database, "DELETE FROM document WHERE id = $1", {store::Blob{*id}});
}

Result<std::vector<std::int64_t>> entries_of(store::Database& database, std::int64_t record) {
  auto rows = TRY(
      store::query(database, "SELECT entry FROM act WHERE record = $1 ORDER BY entry", {record}));
  std::vector<std::int64_t> entries;
  while (TRY(rows.next())) entries.push_back(rows->integer(0));
  return entries;
}

bool is_document(const ledger::Part& part) {
  return part.kind == registers::name_of(registers::Kind::document) && !ledger::is_erased(part) &&
         !part.value.empty();
}

class Erasing {
 public:
  Erasing(store::Database& database, RecordKeys& keys, std::string_view store_id)
      : database_(database), keys_(keys), store_id_(store_id) {}

  Result<Taken> run(const Numbers& records) {
    for (const std::int64_t record : records) {
      const base::Key key = TRY(keys_.of(database_, record));
      for (const std::int64_t entry : TRY(entries_of(database_, record))) TRY(erase(entry, key));
      TRY(store::run(database_, "DELETE FROM record_key WHERE number = $1", {record}));
      ++taken_.records;
    }
    for (const std::int64_t entry : requests_) TRY(erase_request(database_, entry));
    keys_.forget();
    return taken_;
  }

 private:
  Result<void> erase(std::int64_t number, const base::Key& key) {
    const Held held = TRY(held_entry(database_, number));
    const ledger::PartList fields = TRY(unseal_fields(key, store_id_, number, held.sealed));
    std::string digests;
    for (const ledger::Part& part : fields.parts) {
      digests += base::bytes_of(ledger::kept_digest(part));
      if (!is_document(part)) continue;
      TRY(drop_document(database_, part.value));
      ++taken_.documents;
    }
    const std::string nothing;
    TRY(store::run(database_, "UPDATE entry SET sealed = $2, erased = $3 WHERE number = $1",
                   {number, store::Blob{nothing}, store::Blob{digests}}));
    requests_.insert(held.act_first);
    ++taken_.entries;
    return {};
  }

  store::Database& database_;
  RecordKeys& keys_;
  std::string_view store_id_;
  Taken taken_;
  Numbers requests_;  // first entries of the acts, which hold the digest of what was asked
};

// Fields of one record after another: each record is read whole and sealed whole again.
class ErasingPassages {
 public:
  ErasingPassages(store::Database& database, RecordKeys& keys, const NewKeys& with)
      : database_(database), keys_(keys), with_(with) {}

  Result<Taken> run(const std::vector<Passage>& passages) {
    std::map<std::int64_t, FieldsOf> of_record;
    for (const Passage& one : passages) {
      const std::int64_t record = TRY(store::query_integer(
          database_, "SELECT record FROM act WHERE entry = $1", {one.entry}));
      if (record == 0)
        return Failure{ErrorKind::corrupt, "A disposal names an entry that is not there.",
                       line_of(one)};
      of_record[record][one.entry].insert(one.field);
    }
    for (const auto& [record, fields] : of_record) TRY(renew(record, fields));
    for (const std::int64_t entry : requests_) TRY(erase_request(database_, entry));
    keys_.forget();
    return taken_;
  }

 private:
  using FieldsOf = std::map<std::int64_t, std::set<std::string, std::less<>>>;  // by entry

  Result<void> renew(std::int64_t record, const FieldsOf& fields) {
    const base::Key old_key = TRY(keys_.of(database_, record));
    const base::Key new_key = base::new_key(with_.random);
    for (const std::int64_t entry : TRY(entries_of(database_, record))) {
      const auto lost = fields.find(entry);
      TRY(seal_again(entry, {old_key, new_key}, lost == fields.end() ? nullptr : &lost->second));
    }
    TRY(seal_documents_again(record, {old_key, new_key}));
    const std::string wrapped =
        wrap_record_key(with_.store_key, with_.store_id, record, new_key, with_.random);
    TRY(store::run(database_, "UPDATE record_key SET wrapped = $2 WHERE number = $1",
                   {record, store::Blob{wrapped}}));
    ++taken_.records;
    return {};
  }

  struct OldAndNew {
    const base::Key& from;
    const base::Key& to;
  };

  Result<void> seal_again(std::int64_t number, const OldAndNew& keys,
                          const std::set<std::string, std::less<>>* lost) {
    const Held held = TRY(held_entry(database_, number));
    ledger::PartList list = TRY(unseal_fields(keys.from, with_.store_id, number, held.sealed));
    bool erased = false;
    for (std::size_t place = 0; place < list.parts.size() && lost != nullptr; ++place) {
      const ledger::Part& part = list.parts[place];
      const std::string_view whole = part.name;
      const bool goes = lost->contains(whole.substr(0, whole.find('.')));
      if (!goes || ledger::is_erased(part)) continue;
      if (is_document(part)) {
        TRY(drop_document(database_, part.value));
        ++taken_.documents;
      }
      list = ledger::with_erased(std::move(list), place);
      erased = true;
    }
    if (erased) {
      requests_.insert(held.act_first);
      ++taken_.entries;
    }
    const std::string sealed =
        base::seal(keys.to, ledger::encode_fields(list), entry_binding(with_.store_id, number),
                   with_.random);
    return store::run(database_, "UPDATE entry SET sealed = $2 WHERE number = $1",
                      {number, store::Blob{sealed}});
  }

  Result<void> seal_documents_again(std::int64_t record, const OldAndNew& keys) {
    std::map<std::string, std::int64_t> pieces;  // by id
    {
      auto rows = TRY(store::query(
          database_, "SELECT id, pieces FROM document WHERE record_key = $1", {record}));
      while (TRY(rows.next())) pieces.emplace(rows->bytes(0), rows->integer(1));
    }
    for (const auto& [id, count] : pieces)
      for (std::int64_t piece = 0; piece < count; ++piece)
        TRY(seal_piece_again(id, piece, keys));
    return {};
  }

  Result<void> seal_piece_again(const std::string& id, std::int64_t piece,
                                const OldAndNew& keys) {
    const std::string binding = piece_binding(with_.store_id, base::hex(id), piece);
    std::string plain;
    {
      auto rows = TRY(store::query(
          database_, "SELECT sealed FROM document_piece WHERE document = $1 AND piece = $2",
          {store::Blob{id}, piece}));
      if (!TRY(rows.next()))
        return Failure{ErrorKind::corrupt, "A piece of a document is missing.", base::hex(id)};
      plain = TRY(base::unseal(keys.from, rows->bytes(0), binding));
    }
    const std::string sealed = base::seal(keys.to, plain, binding, with_.random);
    return store::run(database_,
                      "UPDATE document_piece SET sealed = $3 WHERE document = $1 AND piece = $2",
                      {store::Blob{id}, piece, store::Blob{sealed}});
  }

  store::Database& database_;
  RecordKeys& keys_;
  const NewKeys& with_;
  Taken taken_;
  Numbers requests_;
};

}  // namespace

Result<Taken> erase_records(store::Database& database, RecordKeys& keys, std::string_view store_id,
                            const Numbers& records) {
  return Erasing(database, keys, store_id).run(records);
}

Result<Taken> erase_passages(store::Database& database, RecordKeys& keys, const NewKeys& with,
                             const std::vector<Passage>& passages) {
  return ErasingPassages(database, keys, with).run(passages);
}

}  // namespace records
