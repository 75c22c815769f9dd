// One record, its parts, its names and its documents.
#include "access/grants.h"
#include "base/hash.h"
#include "records/documents.h"
#include "records/links.h"
#include "records/reading.h"
#include "records/schema.h"

namespace records {
namespace {

using base::Result;
using registers::Register;

// Rows of a register that the caller may read. As they stood: whoever may not read a record now
// reads none of its versions.
void select_readable(Query& query, const Moment& moment, const Register& kind, const Caller& caller,
                     std::optional<std::int64_t> as_at) {
  query << "SELECT " << row_selection(kind) << " FROM " << standing_rows(query, kind, as_at)
        << row_joins() << " WHERE "
        << may_read_condition(query, moment.packs, kind, caller, {"t.record", "r.restricted"});
}

// Only what the office keeps of itself (people, bodies, appointments) is named to everybody; the
// reference itself where there is no such name.
std::string title_of_office(Moment& moment, std::string_view reference) {
  std::string name(reference);
  const auto known = known_record(moment, reference);
  constexpr std::string_view public_class = "office";
  if (!known || !*known || (*known)->kind->record_class != public_class) return name;
  const Register& kind = *(*known)->kind;
  const registers::Field* title = kind.field(kind.page.title_field);
  if (title == nullptr || title->secret) return name;
  Query query;
  query << "SELECT t." << field_column(title->name) << " FROM " << table_of(kind)
        << " t WHERE t.restricted = 0 AND t.record = " << query.bind((*known)->number);
  auto rows = query.ask(moment.database);
  if (!rows) return name;
  const auto found = rows->next();
  if (!found || !*found || (*rows)->text(0).empty()) return name;
  return std::string((*rows)->text(0));
}

// What is not there is asked for as what is closed: of the register that its reference names, and a
// number that no record has. How long the answer takes then tells neither from the other.
Known known_or_none(const Moment& moment, const std::optional<Known>& known,
                    std::string_view reference) {
  if (known) return *known;
  const Register* kind = moment.packs.by_prefix(reference.substr(0, reference.find('-')));
  return {-1, kind == nullptr ? &moment.packs.registers.front() : kind};
}

}  // namespace

Result<Row> find_record(Moment& moment, std::string_view reference, const Caller& caller,
                        std::optional<std::int64_t> as_at) {
  const Known known =
      known_or_none(moment, TRY(known_record(moment, reference)), reference);
  TRY(ask_ahead(moment, known.number, caller));
  Query query;
  select_readable(query, moment, *known.kind, caller, as_at);
  query << " AND t.record = " << query.bind(known.number);
  store::Rows rows = TRY(query.ask(moment.database));
  if (!TRY(rows.next())) return no_such_record();
  Row row = TRY(row_from(rows, *known.kind, moment, SealCheck::checked));
  TRY(drop_closed(moment, caller, row));
  moment.met.by(caller).readable.insert(known.number);
  return row;
}

Result<std::vector<Row>> children_of(Moment& moment, std::string_view parent,
                                     std::string_view register_name, const Caller& caller,
                                     std::optional<std::int64_t> as_at) {
  const std::optional<Known> known = TRY(known_record(moment, parent));
  const Register* kind = moment.packs.find(register_name);
  if (!known || kind == nullptr) return std::vector<Row>();
  Query query;
  select_readable(query, moment, *kind, caller, as_at);
  query << " AND t.record IN (SELECT number FROM record WHERE parent = "
        << query.bind(known->number) << " AND register = " << sql_text(kind->name)
        << ") ORDER BY t.record";
  std::vector<Row> rows = TRY(rows_from(moment, query, *kind));
  TRY(drop_closed(moment, caller, rows));
  return rows;
}

Result<std::vector<PartLine>> readable_parts(Moment& moment, std::int64_t record,
                                             const Caller& caller) {
  auto& met = moment.met.by(caller).parts;
  if (const auto known = met.find(record); known != met.end()) return known->second;
  store::Rows rows = TRY(rows_of_parts(moment, record, caller));
  std::vector<PartLine> parts;
  while (TRY(rows.next())) {
    const Register* kind = moment.packs.find(rows->text(2));
    if (kind != nullptr) parts.push_back({rows->integer(0), std::string(rows->text(1)), kind});
  }
  met.emplace(record, parts);
  return parts;
}

// Most records have parts of few registers, and one look tells of which.
Result<Reader::Parts> parts_of_record(Moment& moment, std::string_view reference,
                                      const Caller& caller, std::optional<std::int64_t> as_at) {
  Reader::Parts parts;
  const std::optional<Known> known = TRY(known_record(moment, reference));
  if (!known) return parts;
  for (const PartLine& part : TRY(readable_parts(moment, known->number, caller))) {
    const std::string& name = part.kind->name;
    if (!parts.contains(name))
      parts[name] = TRY(children_of(moment, reference, name, caller, as_at));
  }
  return parts;
}

// Posts and bodies are public within the store: what is open of a small register, by its title.
Result<std::vector<Row>> standing_records(Moment& moment, std::string_view register_name) {
  const Register* kind = moment.packs.find(register_name);
  if (kind == nullptr || kind->privileged) return std::vector<Row>();
  Query query;
  query << "SELECT " << row_selection(*kind) << " FROM " << standing_rows(query, *kind, {})
        << row_joins() << " WHERE t.restricted = 0 AND r.restricted = 0 ORDER BY ";
  for (const std::string& field : sorted_fields(*kind))
    if (field == kind->page.title_field) query << "t.\"k_" << field << "\", ";
  query << "t.record";
  return rows_from(moment, query, *kind);
}

std::string name_of_person(Moment& moment, std::string_view reference) {
  const auto met = moment.met.people.find(reference);
  if (met != moment.met.people.end()) return met->second;
  const auto account = authority::account_of(moment.database, reference);
  const std::string name = account && *account ? (*account)->name : std::string(reference);
  if (account) moment.met.people.emplace(reference, name);
  return name;
}

std::string title_of_record(Moment& moment, std::string_view reference) {
  const auto met = moment.met.titles.find(reference);
  if (met != moment.met.titles.end()) return met->second;
  std::string title = name_of_person(moment, reference);
  if (title == reference) title = title_of_office(moment, reference);
  moment.met.titles.emplace(reference, title);
  return title;
}

std::string secret_holder_of(Moment& moment, std::string_view register_name,
                             std::string_view field, std::string_view text) {
  const Register* kind = moment.packs.find(register_name);
  const registers::Field* secret = kind == nullptr ? nullptr : kind->field(field);
  if (secret == nullptr || !secret->secret || text.empty()) return std::string();
  std::vector<std::string> states;
  for (const registers::Step& step : kind->steps)
    if (step.from.empty()) states.push_back(step.to);
  Query query;
  query << "SELECT t." << field_column(field) << ", r.reference FROM " << table_of(*kind)
        << " t JOIN record r ON r.number = t.record WHERE t.state IN (" << sql_list(states) << ")";
  auto rows = query.ask(moment.database);
  if (!rows) return std::string();
  std::string found;  // every row is compared, so that the time taken tells nothing
  for (auto more = rows->next(); more && *more; more = rows->next())
    if (base::equal_in_constant_time((*rows)->text(0), text)) found = (*rows)->text(1);
  return found;
}

Result<registers::Document> read_document_of(
    Moment& moment, const DocumentAsked& asked, const Caller& caller,
    const std::function<Result<void>(std::string_view)>& piece) {
  const Row row = TRY(find_record(moment, asked.reference, caller, asked.as_at));
  const registers::Value& value = registers::value_of(row.values, asked.field);
  if (value.empty() || value.kind() != registers::Kind::document)
    return base::Failure{base::ErrorKind::not_found, "There is no such document."};
  const registers::Document document = value.document();
  const auto id = base::unhex(document.id);
  if (!id) return base::Failure{base::ErrorKind::corrupt, "The document’s id cannot be read."};
  const std::int64_t number = TRY(store::query_integer(
      moment.database, "SELECT record_key FROM document WHERE id = $1", {store::Blob{*id}}, -1));
  if (number < 0) return base::Failure{base::ErrorKind::not_found, "There is no such document."};
  const base::Key key = TRY(moment.keys.of(moment.database, number));
  const std::string& store_id = moment.store.facts().store_id;
  TRY(read_document(moment.database, DocumentPlace{store_id, number, key}, document, piece));
  return document;
}

}  // namespace records
