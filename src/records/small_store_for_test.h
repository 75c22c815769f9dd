#pragma once
// A small pack and a store of it, for the tests of this room: notes, some about one person, with
// points as their parts; people, capacities, and one reference set. Every text stands here, so that
// a test can be read on its own.
#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "records/change.h"
#include "records/council_store.h"
#include "records/editions.h"
#include "records/reader.h"
#include "registers/packs.h"

namespace records::testing {

std::vector<registers::PackText> small_pack_texts();  // small_pack_test.cpp

// A folder that goes when the test ends.
class TestFolder {
 public:
  TestFolder();
  ~TestFolder();
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// The clock stands at 2026-11-02T09:00:00Z; randomness is seeded, and no two stores of one run are
// alike.
class SmallStore {
 public:
  explicit SmallStore(std::vector<registers::PackText> texts = small_pack_texts());
  void open();  // again, after close()
  void close() { store.reset(); }
  [[nodiscard]] Surroundings around() { return {loaded.packs, rules, clock, *random}; }
  [[nodiscard]] std::filesystem::path file() const { return folder.path() / "record.sqlite"; }

  // A person with an account, and one who holds a capacity from 2026-01-01 on.
  std::string add_person(const std::string& name, const std::string& sign_in);
  authority::Caller appoint(const std::string& person, const std::string& capacity);

  [[nodiscard]] Change change(const authority::Caller& caller, const std::string& register_name,
                              const std::string& step, const std::string& reference,
                              registers::Values set);
  [[nodiscard]] Change new_note(const authority::Caller& caller, const std::string& title);
  Outcome commit(Change asked);  // fails the test on an error
  Receipt record(Change asked);  // fails the test unless it is recorded
  std::string write_file(const std::string& name, const std::string& bytes);
  // An edition of the set of things, its block as given.
  Receipt import_block(const std::string& block);

  TestFolder folder;
  registers::LoadedPacks loaded;
  rules::Catalogue rules;
  base::SetClock clock;
  std::unique_ptr<base::Random> random;
  std::unique_ptr<CouncilStore> store;
  authority::Caller chief, officer;  // appointed by open_with_people()
  void appoint_people();
};

// One integer of the store's database, read on a connection of its own; and a statement run on it,
// as an intruder would.
std::int64_t number_in(const std::filesystem::path& file, const std::string& sql);
std::string text_in(const std::filesystem::path& file, const std::string& sql);
void change_in(const std::filesystem::path& file, const std::string& sql);

}  // namespace records::testing
