// The door against a bare program: 64 callers give advice through CouncilStore::commit; then a loop
// without any of our judgement, hashing or encryption writes the very same rows, in batches of the
// same size, into a copy of the same store. Prints both rates and their ratio; capability 1 asks
// for at least half.
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "access/grants.h"
#include "base/text.h"
#include "records/council_store.h"
#include "registers/packs.h"
#include "store/database.h"

namespace {

using base::Failure;
using base::Result;
using registers::Value;

struct Asked {
  int callers = 64;
  int acts_each = 200;
  bool json = false;
  std::filesystem::path folder = std::filesystem::temp_directory_path();
};

struct Ground {
  registers::LoadedPacks loaded = registers::load_packs(registers::embedded_pack_texts());
  rules::Catalogue rules = rules::bind_rules(loaded.packs);
  std::unique_ptr<base::Clock> clock = base::system_clock();
  std::unique_ptr<base::Random> random = base::system_random();
  [[nodiscard]] records::Surroundings around() const {
    return {loaded.packs, rules, *clock, *random};
  }
};

// Time on the wall and on the processors, of all threads together.
struct Spent {
  double seconds = 0, cpu_seconds = 0;
};
class Watch {
 public:
  [[nodiscard]] Spent spent() const {
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start_;
    return {wall.count(), static_cast<double>(std::clock() - cpu_start_) / CLOCKS_PER_SEC};
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::clock_t cpu_start_ = std::clock();
};

records::Change change_of(const authority::Caller& caller, const char* register_name,
                          const char* step, std::string reference, registers::Values set,
                          base::Random& random) {
  records::Change change;
  change.caller = caller;
  change.key = random.bytes(16);
  records::RecordChange record;
  record.register_name = register_name;
  record.step = step;
  record.reference = std::move(reference);
  record.set = std::move(set);
  change.records.push_back(std::move(record));
  return change;
}

Result<records::Receipt> recorded(records::CouncilStore& store, records::Change change) {
  const records::Outcome outcome = TRY(store.commit(std::move(change)));
  if (const auto* receipt = std::get_if<records::Receipt>(&outcome)) return *receipt;
  return Failure{base::ErrorKind::refused, "an act of the bench was not recorded", "door"};
}

// Who administers the store: two people, as the genesis left them.
Result<std::vector<authority::Caller>> administrators(const std::filesystem::path& file,
                                                      const Ground& ground) {
  auto database = TRY(store::open_sqlite(file, store::OpenMode::read, store::Durability::full));
  const base::Date today = base::london_date(ground.clock->now());
  std::vector<authority::Caller> callers;
  for (const authority::Holder& holder :
       TRY(authority::holders_on(*database, "administrator", today))) {
    callers.push_back({holder.person, holder.name, holder.held, {}});
  }
  if (callers.size() == 2) return callers;
  return Failure{base::ErrorKind::not_found, "the store has not two administrators", "grants"};
}

// One person becomes Chief Social Work Officer.
Result<authority::Caller> appoint(records::CouncilStore& store, const Ground& ground) {
  const auto by = TRY(administrators(store.folder() / "record.sqlite", ground));
  const auto person = TRY(recorded(
      store, change_of(by[0], "person", "add", "",
                       {{"name", Value::line("Ishbel Carnochan")}, {"sign_in", Value::line("i.c")}},
                       *ground.random)));
  const base::Date from{2020, 1, 1};
  const auto proposed = TRY(recorded(store, change_of(by[0], "appointment", "propose", "",
                                                      {{"holder", Value::person(person.reference)},
                                                       {"capacity", Value::line("cswo")},
                                                       {"from", Value::date(from)}},
                                                      *ground.random)));
  const auto confirmed = TRY(recorded(
      store, change_of(by[1], "appointment", "confirm", proposed.reference, {}, *ground.random)));
  authority::Caller caller;
  caller.person = person.reference;
  caller.held = {"cswo", confirmed.first_entry, from, {}};
  return caller;
}

records::Change advice(const authority::Caller& caller, int number, base::Random& random) {
  registers::Party to;
  to.post = "director";
  return change_of(
      caller, "advice", "give", "",
      {{"question", Value::line("Should the day service move to the new hall? (matter " +
                                std::to_string(number) + ")")},
       {"advice", Value::prose("Move it once the ramp is finished. Until then keep two days.")},
       {"why", Value::prose("Eleven of thirty people use a wheelchair and the hall has steps.")},
       {"to", Value::party(to)},
       {"about", Value::choice("services")}},
      random);
}

// What all callers together needed. A caller that fails stops.
Spent through_the_door(records::CouncilStore& store, const authority::Caller& caller,
                       const Asked& asked, const Ground& ground) {
  const Watch watch;
  std::vector<std::thread> threads;
  for (int i = 0; i < asked.callers; ++i) {
    threads.emplace_back([&, i] {
      for (int act = 0; act < asked.acts_each; ++act) {
        const auto receipt =
            recorded(store, advice(caller, i * asked.acts_each + act, *ground.random));
        if (receipt) continue;
        std::fprintf(stderr, "door_bench: %s\n", base::to_text(receipt.error()).c_str());
        return;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  return watch.spent();
}

// One row as it was written, and where it goes.
struct Cell {
  store::Statement::ColumnType type;
  std::int64_t number;
  std::string bytes;
};
struct Row {
  const std::string* insert;
  std::int64_t entry;  // that made it
  std::vector<Cell> cells;
};
using Batches = std::map<std::int64_t, std::vector<Row>>;  // by the size of the log after it

std::string insert_text(const std::string& table, int columns) {
  std::string sql = "INSERT INTO " + table + " VALUES (";
  for (int i = 1; i <= columns; ++i) sql += (i == 1 ? "$" : ", $") + std::to_string(i);
  sql += ")";
  return table == "tile"
             ? sql + " ON CONFLICT (level, position) DO UPDATE SET hashes = excluded.hashes"
             : sql;
}

class BareProgram {
 public:
  // Reads every row that entries from `first` on made; `entry_of` is an SQL expression over the
  // table's columns.
  Result<void> read(store::Database& database, std::int64_t first) {
    {
      auto rows = TRY(store::query(
          database, "SELECT size FROM checkpoint WHERE size > $1 ORDER BY size", {first}));
      while (TRY(rows.next())) batches_[rows->integer(0)];
    }
    const std::string of_record = "(SELECT first_entry FROM record r WHERE r.number = t.";
    TRY(read_table(database, "record_key", of_record + "number)", first));
    TRY(read_table(database, "entry", "t.number", first));
    TRY(read_table(database, "record", "t.first_entry", first));
    TRY(read_table(database, "act", "t.entry", first));
    TRY(read_table(database, "advice", "t.since_entry", first));
    TRY(read_table(database, "word", of_record + "record)", first));
    TRY(read_table(database, "named", of_record + "record)", first));
    TRY(read_table(database, "checkpoint", "t.size - 1", first));
    TRY(read_tiles(database, first));
    // Act by act, as any program would that gets them one after the other.
    for (auto& [size, rows] : batches_) {
      std::stable_sort(rows.begin(), rows.end(),
                       [](const Row& a, const Row& b) { return a.entry < b.entry; });
    }
    return {};
  }

  // What the same rows take without anything else.
  Result<Spent> write(store::Database& database) {
    std::vector<store::Parameter> parameters;
    const Watch watch;
    for (const auto& [size, rows] : batches_) {
      TRY(database.begin_write());
      for (const Row& row : rows) {
        parameters.clear();
        for (const Cell& cell : row.cells) parameters.push_back(parameter_of(cell));
        TRY(store::run(database, *row.insert, parameters));
      }
      TRY(database.commit());
    }
    return watch.spent();
  }

  [[nodiscard]] std::size_t batches() const { return batches_.size(); }

 private:
  static store::Parameter parameter_of(const Cell& cell) {
    using Type = store::Statement::ColumnType;
    if (cell.type == Type::integer) return cell.number;
    if (cell.type == Type::text) return std::string_view(cell.bytes);
    if (cell.type == Type::blob) return store::Blob{cell.bytes};
    return {};
  }

  static Row row_of(const store::Statement& found, int columns, const std::string& insert) {
    Row row{&insert, found.integer(columns), {}};
    for (int column = 0; column < columns; ++column) {
      row.cells.push_back(
          {found.type(column), found.integer(column), std::string(found.bytes(column))});
    }
    return row;
  }

  Result<void> read_table(store::Database& database, const std::string& table,
                          const std::string& entry_of, std::int64_t first) {
    auto rows = TRY(store::query(
        database, "SELECT t.*, " + entry_of + " FROM " + table + " t WHERE " + entry_of + " >= $1",
        {first}));
    while (TRY(rows.next())) {
      const int columns = rows->columns() - 1;
      const std::string& insert =
          inserts_.try_emplace(table, insert_text(table, columns)).first->second;
      const auto batch = batches_.upper_bound(rows->integer(columns));
      if (batch == batches_.end()) continue;
      batch->second.push_back(row_of(*rows.operator->(), columns, insert));
    }
    return {};
  }

  // The newest tile of level 0 as each batch left it: the door writes it again with every batch.
  Result<void> read_tiles(store::Database& database, std::int64_t first) {
    const std::string& insert = inserts_.try_emplace("tile", insert_text("tile", 3)).first->second;
    for (auto& [size, batch] : batches_) {
      for (std::int64_t position = first / 256; position * 256 < size; ++position) {
        auto rows = TRY(store::query(
            database, "SELECT hashes FROM tile WHERE level = 0 AND position = $1", {position}));
        if (!TRY(rows.next())) break;
        const auto width =
            static_cast<std::size_t>(std::min<std::int64_t>(256, size - position * 256));
        using Type = store::Statement::ColumnType;
        batch.push_back(Row{&insert,
                            size - 1,
                            {{Type::integer, 0, ""},
                             {Type::integer, position, ""},
                             {Type::blob, 0, std::string(rows->bytes(0).substr(0, width * 32))}}});
      }
      first = size;
    }
    return {};
  }

  std::map<std::string, std::string> inserts_;
  Batches batches_;
};

struct Measured {
  int acts = 0;
  std::size_t batches = 0;
  Spent door, bare;
};

Result<Measured> measure(const Asked& asked, const std::filesystem::path& folder,
                         const Ground& ground) {
  records::Genesis genesis;
  genesis.council = "Bench Council";
  genesis.administrator_name = "Morag Tulloch";
  genesis.administrator_sign_in = "m.t";
  genesis.second_name = "Alasdair Petrie";
  genesis.second_sign_in = "a.p";
  TRY(records::make_store({folder, ""}, genesis, ground.around()));
  const auto file = folder / "record.sqlite";
  const auto copy = folder / "bare.sqlite";
  Measured measured;
  std::int64_t first = 0;
  authority::Caller caller;
  {
    auto store = TRY(records::CouncilStore::open(folder, ground.around(), records::Opening::write));
    caller = TRY(appoint(*store, ground));
    auto database = TRY(store::open_sqlite(file, store::OpenMode::read, store::Durability::full));
    first = TRY(store::query_integer(*database, "SELECT count(*) FROM entry"));
  }
  std::error_code failed;  // closed by all, the store is one file
  std::filesystem::copy_file(file, copy, failed);
  if (failed) return base::Failure{base::ErrorKind::unavailable, failed.message(), copy.string()};
  {
    auto store = TRY(records::CouncilStore::open(folder, ground.around(), records::Opening::write));
    measured.door = through_the_door(*store, caller, asked, ground);
  }
  BareProgram bare;
  {
    auto database = TRY(store::open_sqlite(file, store::OpenMode::read, store::Durability::full));
    measured.acts = static_cast<int>(
        TRY(store::query_integer(*database, "SELECT count(*) FROM entry")) - first);
    TRY(bare.read(*database, first));
  }
  measured.batches = bare.batches();
  auto database = TRY(store::open_sqlite(copy, store::OpenMode::write, store::Durability::full));
  measured.bare = TRY(bare.write(*database));
  return measured;
}

Asked read_arguments(int count, char** arguments) {
  Asked asked;
  for (int i = 1; i < count; ++i) {
    const bool last = i + 1 == count;
    if (std::strcmp(arguments[i], "--json") == 0) {
      asked.json = true;
    } else if (!last && std::strcmp(arguments[i], "--callers") == 0) {
      asked.callers = static_cast<int>(base::whole_number(arguments[++i]).value_or(64));
    } else if (!last && std::strcmp(arguments[i], "--acts") == 0) {
      asked.acts_each = static_cast<int>(base::whole_number(arguments[++i]).value_or(200));
    } else if (!last && std::strcmp(arguments[i], "--dir") == 0) {
      asked.folder = arguments[++i];
    } else {
      std::printf("door_bench [--callers 64] [--acts EACH] [--dir FOLDER] [--json]\n");
      std::exit(2);
    }
  }
  return asked;
}

}  // namespace

int main(int count, char** arguments) {
  const Asked asked = read_arguments(count, arguments);
  const Ground ground;
  const auto folder = asked.folder / ("plumbline-door-bench-" + std::to_string(::getpid()));
  const auto measured = measure(asked, folder, ground);
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
  if (!measured) {
    std::fprintf(stderr, "door_bench: %s\n", base::to_text(measured.error()).c_str());
    return 2;
  }
  const double acts = measured->acts;
  const double door = acts / measured->door.seconds;
  const double bare = acts / measured->bare.seconds;
  const char* words =
      asked.json ? "{\"acts\":%d,\"batches\":%zu,\"door_per_second\":%.0f,\"door_cpu_us\":%.0f,"
                   "\"bare_per_second\":%.0f,\"bare_cpu_us\":%.0f,\"ratio\":%.3f}\n"
                 : "%d acts in %zu batches\n"
                   "through the door  %8.0f a second, %4.0f us of processor an act\n"
                   "bare program      %8.0f a second, %4.0f us of processor an act\n"
                   "ratio             %8.3f\n";
  std::printf(words, measured->acts, measured->batches, door,
              measured->door.cpu_seconds / acts * 1e6, bare,
              measured->bare.cpu_seconds / acts * 1e6, door / bare);
  return 0;
}
