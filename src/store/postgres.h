#pragma once
// How a PostgreSQL server is reached. Used by store/place.cpp alone; everything else meets a
// Database.
#include <memory>
#include <string>

#include "base/result.h"
#include "store/database.h"

namespace store {

// A schema of a PostgreSQL server, or with an empty schema an administrator's connection. The
// schema's connection is refused when its role could reach more than its own schemas, and when the
// server acknowledges before it has synced. Errors: unavailable, refused, not_found (no such
// schema).
struct ServerPlace {
  std::string connection;  // libpq's keywords and values
  std::string schema;      // small letters, digits and _
};
[[nodiscard]] Result<std::unique_ptr<Database>> open_postgres(const ServerPlace& place,
                                                              OpenMode mode,
                                                              Durability durability);
// An administrator's connection turned into that of another role: the same server, another name.
// `database` is plain. Errors: invalid, when it is not in libpq's keywords and values.
[[nodiscard]] Result<std::string> connection_as(const std::string& administrator,
                                                const std::string& database,
                                                const std::string& role,
                                                const std::string& password);

}  // namespace store
