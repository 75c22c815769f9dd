// THE NEGATIVE CONTROL of the many-clients test on SQLite, loaded before the library by LD_PRELOAD:
// a transaction that ought to take the one writing place at once begins without it, so that two
// writers read the same head of the log. That test must find it out. (On PostgreSQL it puts a view
// in the place of the row that writers lock.)
#include <dlfcn.h>
#include <sqlite3.h>

#include <cstring>

namespace {

template <typename Function>
Function real(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" int sqlite3_prepare_v3(sqlite3* database, const char* sql, int length, unsigned flags,
                                  sqlite3_stmt** made, const char** rest) {
  constexpr int whole = 15;
  const auto prepare = real<decltype(&sqlite3_prepare_v3)>("sqlite3_prepare_v3");
  if (std::strncmp(sql, "BEGIN IMMEDIATE", whole) != 0) {
    return prepare(database, sql, length, flags, made, rest);
  }
  const int code = prepare(database, "BEGIN", -1, flags, made, nullptr);
  if (rest != nullptr) *rest = sql + whole;
  return code;
}

extern "C" int sqlite3_exec(sqlite3* database, const char* sql,
                            int (*row)(void*, int, char**, char**), void* context, char** said) {
  const bool takes_place = std::strncmp(sql, "BEGIN IMMEDIATE", 15) == 0;
  return real<decltype(&sqlite3_exec)>("sqlite3_exec")(database, takes_place ? "BEGIN" : sql, row,
                                                       context, said);
}
