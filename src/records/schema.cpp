#include "records/schema.h"

#include <algorithm>
#include <array>

#include "access/grants.h"
#include "ledger/log.h"

namespace records {
namespace {

using registers::Kind;
using registers::Register;

// Names that tables of ours have; a register of that name gets another table.
constexpr std::array<std::string_view, 17> taken_names{
    "entry", "tile",  "checkpoint", "record_key",      "document", "document_piece", "record",
    "act",   "named", "word",       "word_restricted", "account",  "link",
    "resorted", "known_as", "disposed", "erased_part"};

std::string in_quotes(std::string_view name) {
  std::string text = "\"";
  for (const char letter : name) {
    if (letter == '"') text += '"';
    text += letter;
  }
  return text + '"';
}

std::string plain_table_name(const Register& kind) {
  const bool taken = kind.name == "grants" || std::find(taken_names.begin(), taken_names.end(),
                                                        kind.name) != taken_names.end();
  return taken ? kind.name + "_register" : kind.name;
}

constexpr std::string_view common_tables = R"sql(
CREATE TABLE record (number INTEGER NOT NULL PRIMARY KEY, reference TEXT NOT NULL UNIQUE,
  register TEXT NOT NULL, parent INTEGER, first_entry INTEGER NOT NULL,
  restricted INTEGER NOT NULL, writer TEXT NOT NULL, writer_capacity TEXT NOT NULL);
CREATE INDEX record_by_parent ON record (parent, register, number) WHERE parent IS NOT NULL;
CREATE INDEX record_by_register ON record (register, number);
CREATE TABLE act (entry INTEGER NOT NULL PRIMARY KEY, record INTEGER NOT NULL,
  step TEXT NOT NULL, state TEXT NOT NULL, recorded_at INTEGER NOT NULL,
  effective_at INTEGER NOT NULL, person TEXT NOT NULL, capacity TEXT NOT NULL,
  grant_entry INTEGER NOT NULL);
CREATE INDEX act_by_record ON act (record, entry);
CREATE INDEX act_by_step ON act (step, effective_at);
CREATE TABLE named (record INTEGER NOT NULL, relation TEXT NOT NULL, person TEXT NOT NULL,
  capacity TEXT NOT NULL, given_by INTEGER NOT NULL, until INTEGER NOT NULL,
  PRIMARY KEY (record, relation, person, capacity, given_by)) WITHOUT ROWID;
CREATE INDEX named_by_capacity ON named (capacity, person, relation, record, until);
CREATE INDEX named_by_person ON named (person, relation, record, until);
CREATE TABLE word (word TEXT NOT NULL, record INTEGER NOT NULL,
  PRIMARY KEY (word, record)) WITHOUT ROWID;
CREATE TABLE word_restricted (word TEXT NOT NULL, record INTEGER NOT NULL,
  PRIMARY KEY (word, record)) WITHOUT ROWID;
CREATE TABLE link (target INTEGER NOT NULL, source INTEGER NOT NULL, field TEXT NOT NULL,
  since_entry INTEGER NOT NULL, until_entry INTEGER,
  PRIMARY KEY (target, source, field, since_entry)) WITHOUT ROWID;
CREATE INDEX link_by_source ON link (source, field);
CREATE TABLE resorted (record INTEGER NOT NULL, until_entry INTEGER NOT NULL,
  PRIMARY KEY (record, until_entry)) WITHOUT ROWID;
CREATE TABLE disposed (record INTEGER NOT NULL PRIMARY KEY, by_entry INTEGER NOT NULL);
CREATE TABLE erased_part (entry INTEGER NOT NULL, field TEXT NOT NULL, record INTEGER NOT NULL,
  by_entry INTEGER NOT NULL, PRIMARY KEY (entry, field)) WITHOUT ROWID;
)sql";

std::string column_definitions(const Register& kind) {
  std::string sql = "state TEXT NOT NULL, restricted INTEGER NOT NULL";
  for (const registers::Field& field : kind.fields) {
    sql += ", " + in_quotes("f_" + field.name);
    sql += column_use(field.kind) == ColumnUse::integer ? " INTEGER" : " TEXT";
  }
  for (const std::string& field : sorted_fields(kind)) {
    sql += ", " + in_quotes("k_" + field) + " TEXT NOT NULL";
  }
  return sql + ", set_by TEXT NOT NULL, seal BLOB NOT NULL";
}

// What lists sort by, filter by, and what falls due, the last two only where it is set. `columns`
// comes with its own commas.
std::string indexes_of(const Register& kind) {
  const std::string name = plain_table_name(kind);
  const std::string table = in_quotes(name);
  std::string sql;
  const auto index = [&](const std::string& by, const std::string& columns,
                         const std::string& set = {}) {
    sql += "CREATE INDEX " + in_quotes(name + "_by_" + by) + " ON " + table + " (" + columns + ")";
    if (!set.empty()) sql += " WHERE " + set + " IS NOT NULL";
    sql += ";\n";
  };
  index("state", "state, record");
  for (const std::string& field : sorted_fields(kind)) {
    index("k_" + field, in_quotes("k_" + field) + ", record");
  }
  for (const std::string& filter : kind.filters) {
    const registers::Field* field = kind.field(filter);
    if (field == nullptr || field->kind != Kind::choice) continue;
    const std::string column = in_quotes("f_" + filter);
    index("f_" + filter, column + ", record", column);
  }
  std::vector<std::string> due_fields;
  for (const registers::NeedLine& need : kind.needs) due_fields.push_back(need.due);
  for (const registers::Step& step : kind.steps) due_fields.push_back(step.silence_due);
  std::sort(due_fields.begin(), due_fields.end());
  due_fields.erase(std::unique(due_fields.begin(), due_fields.end()), due_fields.end());
  for (const std::string& due : due_fields) {
    if (kind.field(due) == nullptr) continue;
    const std::string column = in_quotes("f_" + due);
    index("due_" + due, "state, " + column + ", record", column);
  }
  // A need line with a condition is asked by state and the condition's value (records/needs.cpp).
  for (std::size_t line = 0; line < kind.needs.size(); ++line) {
    const registers::NeedLine& need = kind.needs[line];
    if (kind.field(need.when.field) == nullptr) continue;
    std::string columns = "state, " + in_quotes("f_" + need.when.field);
    if (kind.field(need.due) != nullptr) columns += ", " + in_quotes("f_" + need.due);
    index("need_" + std::to_string(line), columns + ", record");
  }
  return sql;
}

std::string register_tables(const Register& kind) {
  const std::string columns = column_definitions(kind);
  return "CREATE TABLE " + table_of(kind) +
         " (record INTEGER NOT NULL PRIMARY KEY, since_entry INTEGER NOT NULL, " + columns +
         ");\nCREATE TABLE " + past_table_of(kind) +
         " (record INTEGER NOT NULL, since_entry INTEGER NOT NULL, until_entry INTEGER NOT NULL, " +
         columns + ", PRIMARY KEY (record, since_entry));\n" + indexes_of(kind);
}

std::string set_tables(const registers::ReferenceSet& set) {
  const std::string table = in_quotes("set_" + set.name);
  std::string sql =
      "CREATE TABLE " + table + " (edition_entry INTEGER NOT NULL, row INTEGER NOT NULL";
  for (const registers::SetColumn& column : set.columns)
    sql += ", " + in_quotes(column.name) + " TEXT";
  sql += ", PRIMARY KEY (edition_entry, row));\n";
  sql += "CREATE INDEX " + in_quotes("set_" + set.name + "_by_key") + " ON " + table +
         " (edition_entry, " + in_quotes(set.key) + ");\n";
  return sql + "CREATE TABLE " + in_quotes("set_" + set.name + "_word") +
         " (edition_entry INTEGER NOT NULL, word TEXT NOT NULL, row INTEGER NOT NULL, "
         "PRIMARY KEY (edition_entry, word, row)) WITHOUT ROWID;\n";
}

}  // namespace

std::string_view fixed_tables() {
  static const std::string sql = std::string(R"sql(
CREATE TABLE entry (number INTEGER NOT NULL PRIMARY KEY, recorded_at INTEGER NOT NULL,
  commitment BLOB NOT NULL, header BLOB NOT NULL, record_key INTEGER NOT NULL,
  sealed BLOB NOT NULL, idempotency BLOB UNIQUE, erased BLOB);
CREATE TABLE record_key (number INTEGER NOT NULL PRIMARY KEY, wrapped BLOB NOT NULL);
CREATE TABLE document (id BLOB NOT NULL PRIMARY KEY, record_key INTEGER NOT NULL,
  pieces INTEGER NOT NULL);
CREATE TABLE document_piece (document BLOB NOT NULL, piece INTEGER NOT NULL, sealed BLOB NOT NULL,
  PRIMARY KEY (document, piece));
)sql") + std::string(ledger::log_tables());
  return sql;
}

std::string derived_tables(const registers::Packs& packs) {
  std::string sql(common_tables);
  sql += authority::access_tables();
  for (const Register& kind : packs.registers) sql += register_tables(kind);
  for (const registers::ReferenceSet& set : packs.sets) sql += set_tables(set);
  return sql;
}

std::string all_tables(const registers::Packs& packs) {
  return std::string(fixed_tables()) + derived_tables(packs);
}

std::vector<std::string> derived_table_names(const registers::Packs& packs) {
  std::vector<std::string> names{"record",          "act",  "named",   "word",
                                 "word_restricted", "link", "account", "grants",
                                 "resorted", "known_as", "disposed", "erased_part"};
  for (const Register& kind : packs.registers) {
    names.push_back(plain_table_name(kind));
    names.push_back(plain_table_name(kind) + "_past");
  }
  for (const registers::ReferenceSet& set : packs.sets) {
    names.push_back("set_" + set.name);
    names.push_back("set_" + set.name + "_word");
  }
  return names;
}

std::string table_of(const Register& kind) {
  return in_quotes(plain_table_name(kind));
}

std::string past_table_of(const Register& kind) {
  return in_quotes(plain_table_name(kind) + "_past");
}

ColumnUse column_use(Kind kind) {
  switch (kind) {
    case Kind::count:
    case Kind::money:
    case Kind::share:
      return ColumnUse::integer;
    case Kind::line:
    case Kind::prose:
    case Kind::date:
    case Kind::time:
    case Kind::yes_no:
    case Kind::choice:
    case Kind::person:
    case Kind::party:
    case Kind::record:
    case Kind::document:
    case Kind::source:
      return ColumnUse::text;
  }
  return ColumnUse::text;
}

std::string row_columns(const Register& kind) {
  std::string columns = "record, since_entry, state, restricted";
  for (const registers::Field& field : kind.fields) columns += ", " + in_quotes("f_" + field.name);
  for (const std::string& field : sorted_fields(kind)) columns += ", " + in_quotes("k_" + field);
  return columns + ", set_by, seal";
}

std::vector<std::string> sorted_fields(const Register& kind) {
  std::vector<std::string> names;
  for (const registers::ListColumn& column : kind.columns) {
    const registers::Field* field = kind.field(column.field);
    const bool known = std::find(names.begin(), names.end(), column.field) != names.end();
    if (field != nullptr && !field->secret && !known) names.push_back(column.field);
  }
  return names;
}

}  // namespace records
