#include "records/lookup.h"

#include "records/question.h"
#include "records/schema.h"

namespace records {
namespace {

using base::Result;
using registers::Register;
using rules::Seen;

// A rule sees every value, secret ones too: whoever shows something asks a Reader instead.
std::string selection(const Register& kind) {
  std::string sql = "SELECT r.reference, t.state";
  for (const registers::Field& field : kind.fields) sql += ", t." + field_column(field.name);
  return sql + " FROM " + table_of(kind) + " t JOIN record r ON r.number = t.record WHERE ";
}

Result<Seen> seen_from(const store::Rows& row, const Register& kind) {
  Seen seen{std::string(row->text(0)), kind.name, std::string(row->text(1)), {}};
  int column = 2;
  for (const registers::Field& field : kind.fields) {
    const int at = column++;
    if (row->is_null(at)) continue;
    std::string text = column_use(field.kind) == ColumnUse::integer
                           ? std::to_string(row->integer(at))
                           : std::string(row->text(at));
    seen.values.emplace(field.name,
                        TRY(registers::Value::from_canonical(field.kind, std::move(text))));
  }
  return seen;
}

Result<std::vector<Seen>> all_seen(store::Database& database, const Query& query,
                                   const Register& kind) {
  store::Rows rows = TRY(query.ask(database));
  std::vector<Seen> all;
  while (TRY(rows.next())) all.push_back(TRY(seen_from(rows, kind)));
  return all;
}

Result<const Register*> register_of(store::Database& database, const registers::Packs& packs,
                                    std::string_view reference) {
  store::Rows rows =
      TRY(store::query(database, "SELECT register FROM record WHERE reference = $1", {reference}));
  const Register* none = nullptr;
  return TRY(rows.next()) ? packs.find(rows->text(0)) : none;
}

}  // namespace

std::optional<Seen> StoreLookup::by_reference(std::string_view reference) const {
  const Result<const Register*> kind = register_of(database_, packs_, reference);
  if (!kind) failed_ = true;
  if (!kind || *kind == nullptr) return std::nullopt;
  Query query;
  query << selection(**kind) << "r.reference = " << query.bind(reference);
  Result<std::vector<Seen>> seen = all_seen(database_, query, **kind);
  if (!seen) failed_ = true;
  if (!seen || seen->empty()) return std::nullopt;
  return std::move(seen->front());
}

std::vector<Seen> StoreLookup::by_value(std::string_view register_name, std::string_view field,
                                        std::string_view canonical) const {
  const Register* kind = packs_.find(register_name);
  if (kind == nullptr) return {};
  Query query;
  query << selection(*kind);
  if (field == rules::parent_field)
    query << "r.parent = (SELECT number FROM record WHERE reference = " << query.bind(canonical)
          << ") AND r.register = " << sql_text(kind->name);
  else if (kind->field(field) != nullptr || field == rules::state_field)
    query << declared_condition(query, *kind, {std::string(field), {std::string(canonical)}});
  else
    return {};
  query << " ORDER BY t.record";
  Result<std::vector<Seen>> seen = all_seen(database_, query, *kind);
  if (!seen) failed_ = true;
  return seen ? std::move(*seen) : std::vector<Seen>();
}

}  // namespace records
