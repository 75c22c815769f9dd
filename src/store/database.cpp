#include "store/database.h"

namespace store {

Result<void> run(Database& database, std::string_view sql,
                 std::initializer_list<Parameter> parameters) {
  return run(database, sql, std::span(parameters.begin(), parameters.size()));
}

Result<void> run(Database& database, std::string_view sql,
                 std::span<const Parameter> parameters) {
  Statement* statement = TRY(database.prepare(sql));
  return statement->run(parameters);
}

Result<Rows> query(Database& database, std::string_view sql,
                   std::initializer_list<Parameter> parameters) {
  return query(database, sql, std::span(parameters.begin(), parameters.size()));
}

Result<Rows> query(Database& database, std::string_view sql,
                   std::span<const Parameter> parameters) {
  Statement* statement = TRY(database.prepare(sql));
  TRY(statement->start(parameters));
  return Rows(*statement);
}

Result<std::int64_t> query_integer(Database& database, std::string_view sql,
                                   std::initializer_list<Parameter> parameters,
                                   std::int64_t otherwise) {
  Rows rows = TRY(query(database, sql, parameters));
  if (!TRY(rows.next())) return otherwise;
  return rows->integer(0);
}

}  // namespace store
