#include "access/grants.h"

#include <doctest/doctest.h>

namespace {

using namespace authority;

std::unique_ptr<store::Database> database_with_grants() {
  auto database = *store::open_sqlite_in_memory();
  REQUIRE(database->execute_script(access_tables()).has_value());
  REQUIRE(database
              ->execute_script(
                  "INSERT INTO account VALUES ('P-1', 'Morag Reid', 'morag', 'v1', '', '', '', 3);"
                  "INSERT INTO account VALUES ('P-2', 'Iain Bell', 'iain', 'v2', '', '', '', 4);")
              .has_value());
  const auto grant = [&](std::int64_t entry, std::string_view person, std::string_view capacity,
                         const base::Date& from, std::optional<base::Date> to) {
    store::Parameter last;
    if (to) last = base::day_number(*to);
    REQUIRE(store::run(*database, "INSERT INTO grants VALUES ($1, $2, $3, $4, $5, $6, $1)",
                       {entry, "AP-1", person, capacity, base::day_number(from), last})
                .has_value());
  };
  grant(9, "P-1", "cswo", {2026, 1, 10}, std::nullopt);
  grant(5, "P-1", "head_of_adults", {2025, 1, 1}, base::Date{2026, 1, 31});
  grant(7, "P-2", "cswo", {2025, 1, 1}, base::Date{2026, 1, 9});
  return database;
}

}  // namespace

TEST_CASE("what a person holds depends on the day, first and last days included") {
  const auto database = database_with_grants();
  const auto capacities = [&](const base::Date& day) {
    const std::vector<Held> all = *held_on(*database, "P-1", day);
    std::vector<std::string> names;
    for (const Held& held : all) names.push_back(held.capacity);
    return names;
  };
  CHECK(capacities({2024, 12, 31}).empty());
  CHECK(capacities({2025, 1, 1}) == std::vector<std::string>{"head_of_adults"});
  CHECK(capacities({2026, 1, 10}) == std::vector<std::string>{"head_of_adults", "cswo"});
  CHECK(capacities({2026, 1, 31}) == std::vector<std::string>{"head_of_adults", "cswo"});
  CHECK(capacities({2026, 2, 1}) == std::vector<std::string>{"cswo"});
}

TEST_CASE("a grant is in force for its own person, on its own days") {
  const auto database = database_with_grants();
  const auto held = *grant_on(*database, "P-1", 9, {2026, 3, 1});
  REQUIRE(held.has_value());
  CHECK(held->capacity == "cswo");
  CHECK(held->grant_entry == 9);
  CHECK(held->from == base::Date{2026, 1, 10});
  CHECK_FALSE(held->to.has_value());
  CHECK_FALSE(grant_on(*database, "P-2", 9, {2026, 3, 1})->has_value());
  CHECK_FALSE(grant_on(*database, "P-1", 9, {2026, 1, 9})->has_value());
  CHECK_FALSE(grant_on(*database, "P-1", 8, {2026, 3, 1})->has_value());

  const auto caller = *caller_on(*database, "P-1", 9, {2026, 3, 1});
  REQUIRE(caller.has_value());
  CHECK(caller->person == "P-1");
  CHECK(caller->name == "Morag Reid");
  CHECK(caller->held.capacity == "cswo");
  CHECK(caller->held.grant_entry == 9);
  CHECK_FALSE(caller_on(*database, "P-2", 9, {2026, 3, 1})->has_value());
  CHECK_FALSE(caller_on(*database, "P-1", 9, {2026, 1, 9})->has_value());
}

TEST_CASE("who holds a capacity on a day") {
  const auto database = database_with_grants();
  const auto before = *holders_on(*database, "cswo", {2026, 1, 9});
  REQUIRE(before.size() == 1);
  CHECK(before[0].name == "Iain Bell");
  const auto after = *holders_on(*database, "cswo", {2026, 1, 10});
  REQUIRE(after.size() == 1);
  CHECK(after[0].person == "P-1");
  CHECK(holders_on(*database, "clerk", {2026, 1, 10})->empty());
}

TEST_CASE("accounts by sign-in name and by person") {
  const auto database = database_with_grants();
  CHECK((*account_by_sign_in(*database, "iain"))->person == "P-2");
  CHECK((*account_by_sign_in(*database, "iain"))->verifier == "v2");
  CHECK_FALSE(account_by_sign_in(*database, "nobody")->has_value());
  CHECK((*account_of(*database, "P-1"))->name == "Morag Reid");
  REQUIRE(accounts(*database)->size() == 2);
  CHECK((*accounts(*database))[0].name == "Iain Bell");
}
