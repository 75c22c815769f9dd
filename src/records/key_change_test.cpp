// The log's key changed by an entry, killed at every step of it, and replaced when it is lost.
#include "records/key_change.h"

#include "access/password.h"
#include "ledger/log.h"
#include "records/small_store_for_test.h"
#include "records/store_keys.h"
#include "records/upkeep.h"
#include "store/database.h"

using namespace records;
using namespace records::testing;
using registers::Value;

namespace {

namespace fs = std::filesystem;

VerifyReport report_of(const fs::path& folder, const Surroundings& around) {
  auto report = verify(folder, around);
  REQUIRE_MESSAGE(report.has_value(), base::to_text(report.error()));
  for (const auto& finding : report->findings) FAIL_CHECK(finding.what);
  return *std::move(report);
}

std::string key_in(const fs::path& folder) {
  auto keys = StoreKeys::read(folder);
  REQUIRE_MESSAGE(keys.has_value(), base::to_text(keys.error()));
  return keys->log_key.verifier_text();
}

ledger::KeyChange rotated(SmallStore& small) {
  auto changed = rotate_log_key(small.folder.path(), small.around(), {});
  REQUIRE_MESSAGE(changed.has_value(), base::to_text(changed.error()));
  return *std::move(changed);
}

std::string newest_note(const fs::path& folder) {
  auto database = store::open_sqlite(folder / "record.sqlite", store::OpenMode::read,
                                     store::Durability::full);
  return ledger::newest_checkpoint(**database).value().note;
}

void add_with_password(SmallStore& small, const std::string& name, const std::string& sign_in) {
  const std::string verifier =
      authority::password_verifier("quiet-harbour-" + sign_in, authority::PasswordCost::least)
          .value();
  const std::string person = small.add_person(name, sign_in);
  small.record(small.change(authority::operator_caller("test"), "person", "set_password", person,
                            {{"password", Value::line(verifier)}}));
  static_cast<void>(small.appoint(person, "chief"));
}

}  // namespace

TEST_CASE("a key changes by an entry that both keys sign, and the log goes on with the new one") {
  SmallStore small;
  small.appoint_people();
  const std::string first = key_in(small.folder.path());
  const std::string before = newest_note(small.folder.path());
  small.close();
  const ledger::KeyChange one = rotated(small);
  CHECK(one.before == first);
  CHECK(one.after == key_in(small.folder.path()));
  const std::string at = newest_note(small.folder.path());
  CHECK(ledger::open_checkpoint(at, one.before).value().size == one.entry + 1);
  CHECK(ledger::open_checkpoint(at, one.after).value().size == one.entry + 1);
  const ledger::KeyChange two = rotated(small);
  CHECK(two.before == one.after);
  small.open();
  small.record(small.new_note(small.chief, "After"));
  CHECK(ledger::open_checkpoint(newest_note(small.folder.path()), two.after).has_value());
  CHECK_FALSE(ledger::open_checkpoint(newest_note(small.folder.path()), one.after).has_value());
  CHECK(ledger::open_checkpoint(before, first).has_value());
  CHECK_FALSE(fs::exists(next_log_key(small.folder.path())));

  const auto report = report_of(small.folder.path(), small.around());
  CHECK(report.keys == 3);
  CHECK(report.unvouched_keys.empty());
  auto reader = small.store->reader().value();
  const auto all = key_changes(reader->database(), small.store->store_key(),
                               small.store->facts().store_id)
                       .value();
  REQUIRE(all.size() == 2);
  CHECK(ledger::open_key_change(all[0].note, first).value().after == one.after);
  CHECK_FALSE(ledger::open_key_change(all[0].note, two.after).has_value());
  CHECK(key_at(all, two.after, one.entry) == first);
  CHECK(key_at(all, two.after, one.entry + 1) == one.after);
  CHECK(key_at(all, two.after, two.entry + 9) == two.after);
}

TEST_CASE("killed at any step of a change, the store opens with the old key or the new") {
  SmallStore small;
  small.appoint_people();
  small.close();
  const std::string before = key_in(small.folder.path());
  int old_keys = 0, new_keys = 0;
  std::vector<std::unique_ptr<TestFolder>> killed;
  DoorSeams seams;
  seams.at_step = [&](DoorStep) {
    auto copy = std::make_unique<TestFolder>();
    fs::copy(small.folder.path(), copy->path(),
             fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    killed.push_back(std::move(copy));
  };
  REQUIRE(rotate_log_key(small.folder.path(), small.around(), std::move(seams)).has_value());
  const std::string after = key_in(small.folder.path());
  for (const auto& copy : killed) {
    const std::string key = key_in(copy->path());
    CHECK((key == before || key == after));
    ++(key == before ? old_keys : new_keys);
    CHECK(report_of(copy->path(), small.around()).entries > 0);
    REQUIRE(CouncilStore::open(copy->path(), small.around(), Opening::write).has_value());
    CHECK(key_in(copy->path()) == key);
    REQUIRE(rotate_log_key(copy->path(), small.around(), {}).has_value());
    CHECK(report_of(copy->path(), small.around()).keys == (key == before ? 2 : 3));
  }
  CHECK(old_keys >= 4);
  CHECK(new_keys >= 1);
}

TEST_CASE("a program that began before the change records nothing by the old key") {
  SmallStore small;
  small.appoint_people();
  rotated(small);
  auto late = small.store->commit(small.new_note(small.chief, "Late"));
  REQUIRE_FALSE(late.has_value());
  CHECK(late.error().what.find("key was changed") != std::string::npos);
  small.close();
  small.open();
  small.record(small.new_note(small.chief, "Again"));
  CHECK(report_of(small.folder.path(), small.around()).keys == 2);
}

TEST_CASE("the same form sent again after a change of key gets its first receipt") {
  SmallStore small;
  small.appoint_people();
  Change asked = small.new_note(small.chief, "Once");
  const Receipt first = small.record(asked);
  small.close();
  rotated(small);
  small.open();
  const Receipt again = small.record(asked);
  CHECK(again.first_entry == first.first_entry);
  CHECK(again.root == first.root);
}

TEST_CASE("a lost key is replaced by two people, and verify says what that is worth") {
  SmallStore small;
  small.appoint_people();
  add_with_password(small, "Una Begg", "una");
  add_with_password(small, "Iain Rae", "iain");
  small.close();
  const std::string before = key_in(small.folder.path());
  const LostKey lost{"The disk that held it was destroyed.",
                     {"una", "quiet-harbour-una"},
                     {"iain", "quiet-harbour-iain"}};
  const auto refused = [&](LostKey asked) {
    const auto changed = replace_lost_log_key(small.folder.path(), small.around(), asked);
    return !changed.has_value() && !fs::exists(next_log_key(small.folder.path()));
  };
  CHECK(refused(lost));  // the key is there
  fs::remove(small.folder.path() / "log.key");
  CHECK(refused({lost.reason, lost.first, lost.first}));
  CHECK(refused({lost.reason, lost.first, {"iain", "another-word-here"}}));
  CHECK(refused({" ", lost.first, lost.second}));
  const auto changed = replace_lost_log_key(small.folder.path(), small.around(), lost);
  REQUIRE_MESSAGE(changed.has_value(), base::to_text(changed.error()));
  CHECK(changed->before == before);
  CHECK_FALSE(ledger::open_checkpoint(newest_note(small.folder.path()), before).has_value());
  const auto report = report_of(small.folder.path(), small.around());
  CHECK(report.unvouched_keys == std::vector<std::int64_t>{changed->entry});
  small.open();
  small.record(small.new_note(small.chief, "Goes on"));
}
