// How the tests of this room make a store and act in it.
#include <unistd.h>

#include <atomic>
#include <fstream>

#include "base/hash.h"
#include "records/small_store_for_test.h"
#include "store/database.h"

namespace records::testing {
namespace {

using registers::Value;

std::string next_folder_name() {
  static std::atomic<int> count = 0;
  return "plumbline-records-" + std::to_string(::getpid()) + "-" + std::to_string(++count);
}

}  // namespace

TestFolder::TestFolder() : path_(std::filesystem::temp_directory_path() / next_folder_name()) {
  std::filesystem::remove_all(path_);
  std::filesystem::create_directories(path_);
}

TestFolder::~TestFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

SmallStore::SmallStore(std::vector<registers::PackText> texts)
    : loaded(registers::load_packs(texts)),
      clock(*base::instant_from_iso("2026-11-02T09:00:00Z")),
      random(base::seeded_random(next_folder_name())) {
  REQUIRE(registers::to_text(loaded.faults) == "");
  Genesis genesis;
  genesis.council = "Ardmorran Council";
  genesis.council_code = "S12999901";
  genesis.administrator_name = "Morag Tulloch";
  genesis.administrator_sign_in = "morag";
  genesis.second_name = "Alasdair Petrie";
  genesis.second_sign_in = "alasdair";
  const auto made = make_store({folder.path(), ""}, genesis, around());
  REQUIRE_MESSAGE(made.has_value(), base::to_text(made.error()));
  open();
}

void SmallStore::open() {
  auto opened = CouncilStore::open(folder.path(), around(), Opening::write);
  REQUIRE_MESSAGE(opened.has_value(), base::to_text(opened.error()));
  store = std::move(*opened);
}

std::string SmallStore::add_person(const std::string& name, const std::string& sign_in) {
  return record(change(authority::operator_caller("test"), "person", "add", "",
                       {{"name", Value::line(name)}, {"sign_in", Value::line(sign_in)}}))
      .reference;
}

authority::Caller SmallStore::appoint(const std::string& person, const std::string& capacity) {
  const base::Date from{2026, 1, 1};
  const authority::Caller by = authority::operator_caller("test");
  const Receipt proposed = record(change(by, "appointment", "propose", "",
                                         {{"holder", Value::person(person)},
                                          {"capacity", Value::line(capacity)},
                                          {"from", Value::date(from)}}));
  const Receipt confirmed = record(change(by, "appointment", "confirm", proposed.reference, {}));
  authority::Caller caller;
  caller.person = person;
  caller.name = person;
  caller.held = {capacity, confirmed.first_entry, from, {}};
  return caller;
}

void SmallStore::appoint_people() {
  chief = appoint(add_person("Ishbel Carnochan", "ishbel"), "chief");
  officer = appoint(add_person("Donald Macrae", "donald"), "officer");
}

Change SmallStore::change(const authority::Caller& caller, const std::string& register_name,
                          const std::string& step, const std::string& reference,
                          registers::Values set) {
  Change asked;
  asked.caller = caller;
  asked.key = random->bytes(16);
  RecordChange record;
  record.register_name = register_name;
  record.step = step;
  record.reference = reference;
  record.set = std::move(set);
  asked.records.push_back(std::move(record));
  return asked;
}

Change SmallStore::new_note(const authority::Caller& caller, const std::string& title) {
  registers::Party to;
  to.post = "officer";
  return change(caller, "note", "write", "",
                {{"title", Value::line(title)}, {"to", Value::party(to)}});
}

Outcome SmallStore::commit(Change asked) {
  auto outcome = store->commit(std::move(asked));
  REQUIRE_MESSAGE(outcome.has_value(), base::to_text(outcome.error()));
  return std::move(*outcome);
}

Receipt SmallStore::record(Change asked) {
  const Outcome outcome = commit(std::move(asked));
  if (const auto* mistakes = std::get_if<registers::Mistakes>(&outcome)) {
    for (const registers::Slip& slip : mistakes->all())
      MESSAGE(slip.field << ": " << slip.sentence);
  }
  if (const auto* refusal = std::get_if<Refusal>(&outcome)) MESSAGE(refusal->reason);
  REQUIRE(std::holds_alternative<Receipt>(outcome));
  return std::get<Receipt>(outcome);
}

std::string SmallStore::write_file(const std::string& name, const std::string& bytes) {
  const std::filesystem::path path = folder.path() / name;
  std::ofstream(path, std::ios::binary) << bytes;
  return path.string();
}

Receipt SmallStore::import_block(const std::string& block) {
  Change asked = change(authority::operator_caller("test"), "edition", "import", "",
                        {{"reference_set", Value::line("things")},
                         {"edition_date", Value::date({2026, 10, 31})},
                         {"block", Value::document({std::string(32, '0'), "block.txt", "text/plain",
                                                    0, std::string(64, '0')})}});
  asked.records.front().document_files.push_back(write_file("block.txt", block));
  return record(std::move(asked));
}

std::int64_t number_in(const std::filesystem::path& file, const std::string& sql) {
  auto database = store::open_sqlite(file, store::OpenMode::read, store::Durability::full);
  REQUIRE_MESSAGE(database.has_value(), base::to_text(database.error()));
  const auto number = store::query_integer(**database, sql);
  REQUIRE_MESSAGE(number.has_value(), base::to_text(number.error()));
  return *number;
}

std::string text_in(const std::filesystem::path& file, const std::string& sql) {
  auto database = store::open_sqlite(file, store::OpenMode::read, store::Durability::full);
  REQUIRE(database.has_value());
  auto rows = store::query(**database, sql);
  REQUIRE_MESSAGE(rows.has_value(), base::to_text(rows.error()));
  const auto there = rows->next();
  REQUIRE(there.has_value());
  return *there ? std::string((*rows)->text(0)) : std::string();
}

void change_in(const std::filesystem::path& file, const std::string& sql) {
  auto database = store::open_sqlite(file, store::OpenMode::write, store::Durability::full);
  REQUIRE(database.has_value());
  const auto changed = (*database)->execute_script(sql);
  REQUIRE_MESSAGE(changed.has_value(), base::to_text(changed.error()));
}

}  // namespace records::testing
