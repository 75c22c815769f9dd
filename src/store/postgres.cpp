// PostgreSQL behind the seam of database.h: statements prepared and kept, values in binary, writes
// of a transaction sent together.
#include "store/postgres.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <unordered_map>
#include <utility>

#include "base/hash.h"
#include "base/text.h"
#include "store/postgres_rows.h"

namespace store {
namespace {

using base::ErrorKind;
using base::Failure;

constexpr std::string_view rows_at_a_time = "512";  // of a scan

class PostgresStatement final : public AnswerRows {
 public:
  PostgresStatement(Wire& wire, WaitingRows& waiting, std::string name, std::string sql)
      : wire_(wire), waiting_(waiting), name_(std::move(name)), sql_(std::move(sql)) {}

  // The server keeps the plan under our name for as long as the connection lives.
  Result<void> make_ready() {
    TRY(wire_.mend());
    if (made_on_ == wire_.opened()) return {};
    TRY(wire_.send_prepare(name_, sql_));
    const Answer described = TRY(wire_.answers());
    parameters_ = static_cast<std::size_t>(PQnparams(described.get()));
    std::vector<Oid> types;
    for (int i = 0; i < PQnparams(described.get()); ++i) {
      types.push_back(PQparamtype(described.get(), i));
    }
    insert_ = row_insert(sql_, std::move(types));
    made_on_ = wire_.opened();
    return {};
  }
  Result<void> start(std::span<const Parameter> parameters) override {
    reset();
    TRY(fits(parameters));
    TRY(waiting_.send_read_by(sql_));
    TRY(wire_.send(name_, SentParameters(parameters).all(), this));
    awaited_ = true;
    return {};
  }
  // Only now is the answer waited for: what was started meanwhile is answered with it.
  Result<bool> step() override {
    if (std::exchange(awaited_, false) && !has_answer()) {
      TRY(wire_.answers());
      if (!has_answer()) {
        return Failure{ErrorKind::unavailable,
                       "An earlier statement of this transaction failed.", sql_};
      }
    }
    return AnswerRows::step();
  }
  void reset() override {
    if (std::exchange(awaited_, false)) wire_.forget(*this);
    AnswerRows::reset();
  }
  Result<void> run(std::span<const Parameter> parameters) override {
    reset();
    TRY(fits(parameters));
    if (insert_ && wire_.in_transaction()) {
      waiting_.add(*insert_, parameters);
      return waiting_.full() ? waiting_.send() : Result<void>();
    }
    TRY(waiting_.send());
    TRY(wire_.send(name_, SentParameters(parameters).all()));
    if (wire_.in_transaction() && !wire_.full()) return {};
    static_cast<void>(TRY(wire_.answers()));
    return {};
  }

 private:
  Result<void> fits(std::span<const Parameter> parameters) {
    TRY(make_ready());
    if (parameters.size() == parameters_) return {};
    return Failure{ErrorKind::invalid, "A statement was given the wrong number of parameters.",
                   sql_};
  }

  Wire& wire_;
  WaitingRows& waiting_;
  std::string name_, sql_;
  std::optional<RowInsert> insert_;  // when rows of it may wait
  std::size_t parameters_ = 0;
  int made_on_ = 0;
  bool awaited_ = false;
};

// A cursor of the server, fetched some rows at a time.
class PostgresScan final : public AnswerRows {
 public:
  PostgresScan(Wire& wire, WaitingRows& waiting, std::string name)
      : wire_(wire), waiting_(waiting), name_(std::move(name)) {}
  PostgresScan(const PostgresScan&) = delete;
  PostgresScan& operator=(const PostgresScan&) = delete;
  ~PostgresScan() override {
    if (wire_.in_transaction() && !wire_.failed())
      static_cast<void>(wire_.send_text("CLOSE " + name_));
  }
  Result<void> open(std::string_view sql) {
    TRY(waiting_.send());
    static_cast<void>(
        TRY(wire_.ask_text("DECLARE " + name_ + " NO SCROLL CURSOR FOR " + std::string(sql))));
    return {};
  }
  Result<bool> step() override {
    if (TRY(AnswerRows::step())) return true;
    TRY(waiting_.send());
    take(TRY(wire_.ask_text("FETCH " + std::string(rows_at_a_time) + " FROM " + name_)));
    return AnswerRows::step();
  }
  Result<void> start(std::span<const Parameter>) override { return {}; }
  Result<void> run(std::span<const Parameter>) override { return {}; }

 private:
  Wire& wire_;
  WaitingRows& waiting_;
  std::string name_;
};

// Our statements that make tables, in this server's words. What stands in quotes is left alone.
std::string in_own_words(std::string_view sql) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> words{{
      {"INTEGER", "BIGINT"},
      {"BLOB", "BYTEA"},
      {"TEXT", "TEXT COLLATE \"C\""},
      {"WITHOUT", ""},
      {"ROWID", ""},
  }};
  std::string own, word;
  char quote = 0;
  const auto end_word = [&] {
    const auto* found = std::find_if(words.begin(), words.end(),
                                     [&](const auto& one) { return one.first == word; });
    own += found == words.end() ? std::string_view(word) : found->second;
    word.clear();
  };
  for (const char letter : sql) {
    if (quote == 0 && (std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_')) {
      word += letter;
      continue;
    }
    end_word();
    own += letter;
    if (quote == letter) {
      quote = 0;
    } else if (quote == 0 && (letter == '\'' || letter == '"')) {
      quote = letter;
    }
  }
  end_word();
  return own;
}

// What the server's own tables say of ours: columns, keys and indexes, and whatever else could make
// a table say or do something else than its columns tell.
constexpr std::string_view made_now = R"sql(
WITH ours AS (SELECT * FROM pg_class WHERE relnamespace = current_schema()::regnamespace)
SELECT coalesce(string_agg(line, E'\n' ORDER BY line COLLATE "C"), '') FROM (
  SELECT concat_ws(' ', 'relation', relname, relkind, relpersistence, relrowsecurity,
                   relowner = nspowner, relacl) AS line
    FROM ours JOIN pg_namespace n ON n.oid = relnamespace
  UNION ALL
  SELECT concat_ws(' ', 'column', relname, attnum, attname, format_type(atttypid, atttypmod),
                   attnotnull, attidentity, attgenerated, attcollation, attacl)
    FROM ours JOIN pg_attribute ON attrelid = ours.oid
   WHERE relkind = 'r' AND attnum > 0 AND NOT attisdropped
  UNION ALL
  SELECT concat_ws(' ', 'default', relname, adnum) FROM pg_attrdef JOIN ours ON ours.oid = adrelid
  UNION ALL
  SELECT concat_ws(' ', 'index', pg_get_indexdef(indexrelid))
    FROM pg_index JOIN ours ON ours.oid = indrelid
  UNION ALL
  SELECT concat_ws(' ', 'constraint', conrelid::regclass, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE connamespace = current_schema()::regnamespace
  UNION ALL
  SELECT concat_ws(' ', 'trigger', tgname, relname, tgenabled)
    FROM pg_trigger JOIN ours ON ours.oid = tgrelid
  UNION ALL
  SELECT concat_ws(' ', 'rule', rulename, relname) FROM pg_rewrite JOIN ours ON ours.oid = ev_class
  UNION ALL
  SELECT concat_ws(' ', 'policy', polname, relname) FROM pg_policy JOIN ours ON ours.oid = polrelid
  UNION ALL
  SELECT concat_ws(' ', 'function', proname)
    FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
  UNION ALL
  SELECT concat_ws(' ', 'writing place', place) FROM writer_place
) described)sql";

constexpr std::string_view own_tables =
    "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND "
    "tablename <> 'writer_place' ORDER BY tablename COLLATE \"C\"";

// Tables that have grown or changed by more than a tenth since the server last looked at them. It
// does so itself (autovacuum), but within minutes, and in those minutes reads whole tables.
constexpr std::string_view own_changed_tables =
    "SELECT quote_ident(relname) FROM pg_class WHERE relkind = 'r' AND "
    "relnamespace = current_schema()::regnamespace AND "
    "pg_stat_get_mod_since_analyze(oid) > 50 + greatest(reltuples, 0) / 10 "
    "ORDER BY relname COLLATE \"C\"";
constexpr std::string_view own_tables_quoted =
    "SELECT quote_ident(relname) FROM pg_class WHERE relkind = 'r' AND "
    "relnamespace = current_schema()::regnamespace ORDER BY relname COLLATE \"C\"";

// How a connection to a schema must find its server and its role.
struct Expected {
  std::string_view what, sql;
};
constexpr std::array<Expected, 8> expected_of_server{{
    {"the server must sync what it acknowledges (fsync, full_page_writes)",
     "SELECT current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on'"},
    {"the server must be PostgreSQL 15 or later",
     "SELECT current_setting('server_version_num')::int >= 150000"},
    {"the database must keep text in UTF-8", "SELECT current_setting('server_encoding') = 'UTF8'"},
    {"the role must not be able to do more than its own work (superuser, create roles or "
     "databases, bypass row security)",
     "SELECT NOT (rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication) "
     "FROM pg_roles WHERE rolname = current_user"},
    {"the role must be a member of no other role",
     "SELECT NOT EXISTS (SELECT 1 FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member "
     "WHERE r.rolname = session_user)"},
    {"no other role may use its schemas",
     "SELECT NOT EXISTS (SELECT 1 FROM pg_namespace n, aclexplode(n.nspacl) a WHERE "
     "n.nspowner = current_user::regrole AND a.grantee <> n.nspowner)"},
    {"no other role may become it, but for one that makes roles",
     "SELECT NOT EXISTS (SELECT 1 FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member "
     "WHERE m.roleid = current_user::regrole AND NOT (r.rolsuper OR r.rolcreaterole))"},
    {"the role may use no schema but its own, and make nothing in the one called public",
     "SELECT NOT EXISTS (SELECT 1 FROM pg_namespace WHERE nspowner <> current_user::regrole AND "
     "nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema' AND "
     "(has_schema_privilege(oid, 'CREATE') OR "
     "nspname <> 'public' AND has_schema_privilege(oid, 'USAGE')))"},
}};

class PostgresDatabase final : public Database {
 public:
  PostgresDatabase(std::string connection, std::string named, OpenMode mode)
      : wire_(std::move(connection), std::move(named)), mode_(mode) {}

  Result<void> open() { return wire_.open(); }

  // That the schema is there and is this role's own, on a server that keeps its word.
  Result<void> check() {
    const std::string schema = TRY(one_text("SELECT coalesce(current_schema(), '')"));
    if (schema.empty()) {
      return Failure{ErrorKind::not_found, "The database server has no such schema.",
                     wire_.named()};
    }
    for (const Expected& one : expected_of_server) {
      if (TRY(query_integer(*this, one.sql)) == 1) continue;
      return Failure{ErrorKind::refused,
                     "This database server cannot hold a record: " + std::string(one.what) + ".",
                     wire_.named()};
    }
    if (TRY(one_text("SELECT current_setting('synchronous_commit')")) != "off") return {};
    if (mode_ == OpenMode::read || relaxed_) return {};
    return Failure{ErrorKind::refused,
                   "This database server cannot hold a record: synchronous_commit is off.",
                   wire_.named()};
  }
  void relax() { relaxed_ = true; }

  Result<Statement*> prepare(std::string_view sql) override {
    auto found = statements_.find(sql);
    if (found == statements_.end()) {
      auto made =
          std::make_unique<PostgresStatement>(wire_, waiting_, next_name("s"), std::string(sql));
      TRY(made->make_ready());
      found = statements_.emplace(sql, std::move(made)).first;
    }
    return static_cast<Statement*>(found->second.get());
  }
  Result<Rows> scan(std::string_view sql) override {
    auto cursor = std::make_unique<PostgresScan>(wire_, waiting_, next_name("c"));
    TRY(cursor->open(sql));
    return Rows(std::move(cursor));
  }
  // One statement at a time: several at once have no answer each.
  Result<void> execute_script(std::string_view sql) override {
    TRY(waiting_.send());
    for (const std::string_view statement : base::split(sql, ';')) {
      if (base::trimmed(statement).empty()) continue;
      static_cast<void>(TRY(wire_.ask_text(in_own_words(statement))));
    }
    return {};
  }

  Result<void> begin_write() override {
    TRY(begin("BEGIN ISOLATION LEVEL READ COMMITTED"));
    auto taken = query_integer(*this, "SELECT place FROM writer_place FOR UPDATE");
    if (taken && *taken == 1) return {};
    rollback();
    if (!taken) return std::move(taken).failure();
    return Failure{ErrorKind::corrupt, "The schema was not made by Plumbline.", wire_.named()};
  }
  Result<void> begin_read() override {
    TRY(begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"));
    reading_ = true;
    return {};
  }
  Result<void> commit() override {
    commit_unknown_ = false;
    wire_.forget_warning();
    if (wire_.lost()) return not_committed();
    TRY(waiting_.send());
    auto done = wire_.ask_text("COMMIT");
    if (!done) {
      // The server's own refusal is certain; a broken connection says nothing.
      commit_unknown_ = wire_.broken();
      return std::move(done).failure();
    }
    if (std::string_view(PQcmdStatus(done->get())) != "COMMIT") return not_committed();
    wire_.transaction_ended();
    if (wire_.warning().empty()) return {};
    commit_unknown_ = true;
    return Failure{ErrorKind::unavailable,
                   "The copy on the other machine was not waited for. PostgreSQL says: " +
                       wire_.warning() + ".",
                   wire_.named()};
  }
  bool commit_unknown() const override { return commit_unknown_; }

  void rollback() override {
    const bool under_way = wire_.in_transaction() && !wire_.broken();
    // Nobody waits to hear that a moment of reading has ended.
    const bool quietly = reading_ && !wire_.failed();
    wire_.transaction_ended();
    waiting_.forget();
    wire_.drain();
    if (!under_way || wire_.broken()) return;
    if (quietly && wire_.send_text("ROLLBACK")) return wire_.leave_unanswered();
    static_cast<void>(wire_.ask_text("ROLLBACK"));
  }
  Result<void> savepoint() override {
    TRY(waiting_.send());
    return wire_.send_text("SAVEPOINT act");
  }
  Result<void> release_savepoint() override { return settled("RELEASE act"); }
  Result<void> undo_to_savepoint() override {
    waiting_.forget();  // savepoint() had sent what came before it
    wire_.drain();
    TRY(settled("ROLLBACK TO act"));
    return settled("RELEASE act");
  }
  bool transaction_lost() const override { return wire_.lost(); }
  bool must_undo() const override { return wire_.failed(); }

  Result<void> weigh_tables(Weigh which) override {
    std::string names;
    {
      const auto& wanted = which == Weigh::all ? own_tables_quoted : own_changed_tables;
      Rows rows = TRY(query(*this, wanted));
      while (TRY(rows.next())) names.append(names.empty() ? "" : ", ").append(rows->text(0));
    }
    return names.empty() ? Result<void>() : settled("ANALYZE " + names);
  }

  // Each table into a new file; the old ones are gone with the commit.
  Result<void> scrub() override {
    std::vector<std::string> names;
    {
      Rows rows = TRY(query(*this, own_tables_quoted));
      while (TRY(rows.next())) names.emplace_back(rows->text(0));
    }
    for (const std::string& name : names) TRY(settled("VACUUM (FULL) " + name));
    return {};
  }

  Result<std::string> integrity() override {
    return one_text(
        "SELECT coalesce((SELECT 'Index ' || c.relname || ' is not whole.' FROM pg_index i "
        "JOIN pg_class c ON c.oid = i.indexrelid WHERE NOT (i.indisvalid AND i.indisready) AND "
        "c.relnamespace = current_schema()::regnamespace LIMIT 1), '')");
  }
  Result<std::vector<std::string>> tables() override {
    std::vector<std::string> names;
    Rows rows = TRY(query(*this, own_tables));
    while (TRY(rows.next())) names.emplace_back(rows->text(0));
    return names;
  }
  Result<void> note_made_by(std::string_view script) override {
    const std::string schema = TRY(one_text("SELECT quote_ident(current_schema())"));
    return settled("COMMENT ON SCHEMA " + schema + " IS '" + TRY(marks_of(script)) + "'");
  }
  Result<bool> made_by(std::string_view script) override {
    const std::string noted = TRY(one_text(
        "SELECT coalesce(obj_description(current_schema()::regnamespace, 'pg_namespace'), '')"));
    return TRY(marks_of(script)) == noted;
  }

 private:
  struct SqlHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };

  std::string next_name(std::string_view letter) {
    return std::string(letter) + std::to_string(++names_given_);
  }
  Result<void> begin(std::string_view sql) {
    commit_unknown_ = reading_ = false;
    wire_.drain();
    TRY(wire_.mend());
    waiting_.forget();
    TRY(wire_.send_text(std::string(sql)));
    wire_.transaction_began();
    return {};
  }
  Result<void> settled(const std::string& sql) {
    TRY(waiting_.send());
    static_cast<void>(TRY(wire_.ask_text(sql)));
    return {};
  }
  Result<std::string> one_text(std::string_view sql) {
    Rows rows = TRY(query(*this, sql));
    return TRY(rows.next()) ? std::string(rows->text(0)) : std::string();
  }
  [[nodiscard]] Failure not_committed() {
    wire_.lose_transaction();
    return {ErrorKind::unavailable, "The transaction had failed and was not recorded.",
            wire_.named()};
  }
  // A digest of the script, and one of what stands.
  Result<std::string> marks_of(std::string_view script) {
    const std::string now = TRY(one_text(made_now));
    return base::hex(base::bytes_of(base::sha256(script))) + " " +
           base::hex(base::bytes_of(base::sha256(now)));
  }

  Wire wire_;  // before the statements, which use both
  WaitingRows waiting_{wire_};
  OpenMode mode_;
  bool relaxed_ = false;
  bool commit_unknown_ = false;
  bool reading_ = false;  // the transaction under way, or the last
  int names_given_ = 0;
  std::unordered_map<std::string, std::unique_ptr<PostgresStatement>, SqlHash, std::equal_to<>>
      statements_;
};

// A dead link is noticed within half a minute; a wait for the writing place ends after five
// seconds. A commit that waits for the copy elsewhere is never cut short by us.
std::string settings_of(const ServerPlace& place, OpenMode mode, Durability durability) {
  std::string words = place.connection +
                      " application_name=plumbline client_encoding=UTF8 connect_timeout=5"
                      " keepalives_idle=10 keepalives_interval=5 keepalives_count=3"
                      " tcp_user_timeout=20000";
  if (place.schema.empty()) return words;
  words += " options='-c search_path=" + place.schema +
           " -c lock_timeout=5s -c jit=off -c random_page_cost=1.1";
  // Plans are made once for each kept statement: ours name the index that leads by their shape, and
  // planning costs more than most of them do.
  words += " -c plan_cache_mode=force_generic_plan";
  // The writer's few statements find what they want by key, however small a table still is.
  if (mode != OpenMode::read) words += " -c enable_seqscan=off";
  if (durability == Durability::relaxed) words += " -c synchronous_commit=off";
  return words + "'";
}

}  // namespace

Result<std::unique_ptr<Database>> open_postgres(const ServerPlace& place, OpenMode mode,
                                                Durability durability) {
  const std::string named = place.schema.empty() ? "the database server" : place.schema;
  auto database =
      std::make_unique<PostgresDatabase>(settings_of(place, mode, durability), named, mode);
  if (durability == Durability::relaxed) database->relax();
  TRY(database->open());
  if (!place.schema.empty()) TRY(database->check());
  return std::unique_ptr<Database>(std::move(database));
}

}  // namespace store
