// The site that the tests of this room stand on; see site_for_test.h.
#include <doctest/doctest.h>

#include "access/grants.h"
#include "base/log.h"
#include "base/text.h"
#include "web/site_for_test.h"

namespace web::testing {
namespace {

constexpr base::Instant start{1'793'610'000'000'000};  // 2026-11-02T09:00:00Z

authority::Caller caller_of(records::CouncilStore& store, const std::string& sign_in) {
  auto reader = store.reader();
  REQUIRE(reader);
  const auto account = authority::account_by_sign_in((*reader)->database(), sign_in);
  REQUIRE(account);
  REQUIRE(*account);
  const auto held = authority::held_on((*reader)->database(), (*account)->person, {2026, 11, 2});
  REQUIRE(held);
  REQUIRE_FALSE(held->empty());
  authority::Caller caller;
  caller.person = (*account)->person;
  caller.name = (*account)->name;
  caller.held = held->front();
  return caller;
}

}  // namespace

TestSite::TestSite()
    : loaded(registers::load_packs(registers::embedded_pack_texts())),
      rules(rules::bind_rules(loaded.packs)),
      clock(start),
      random(base::system_random()) {
  base::set_log_level(base::LogLevel::fault);  // refusals are what is tested here
  REQUIRE(loaded.faults.empty());
  folder = std::filesystem::temp_directory_path() /
           ("plumbline-web-test-" + base::random_letters(*random, 12));
  records::Genesis genesis;
  genesis.council = "Ardmorran Council";
  genesis.administrator_name = "Tam Orr";
  genesis.administrator_sign_in = "tam.orr";
  genesis.second_name = "Una Reid";
  genesis.second_sign_in = "una.reid";
  REQUIRE(records::make_store({folder, ""}, genesis, around()));
  auto opened = records::CouncilStore::open(folder, around(), records::Opening::write);
  REQUIRE(opened);
  store = *std::move(opened);
  auto desk_opened = authority::Desk::open(folder, store->store_key(), clock, *random);
  REQUIRE(desk_opened);
  desk = *std::move(desk_opened);
  site_ = std::make_unique<Site>(Site{*store, *desk, true});
  answer_ = answer(*site_);
  admins_ = {caller_of(*store, "tam.orr"), caller_of(*store, "una.reid")};
}

TestSite::~TestSite() {
  desk.reset();
  store.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
}

std::string TestSite::add_holder(const std::string& name, const std::string& capacity) {
  using registers::Value;
  const auto act = [&](const authority::Caller& by, const std::string& kind,
                       const std::string& step, const std::string& reference,
                       registers::Values set) {
    records::Change change;
    change.caller = by;
    change.key = random->bytes(16);
    records::RecordChange record;
    record.register_name = kind;
    record.step = step;
    record.reference = reference;
    record.set = std::move(set);
    change.records.push_back(std::move(record));
    auto outcome = store->commit(std::move(change));
    REQUIRE(outcome);
    if (const auto* refusal = std::get_if<records::Refusal>(&*outcome)) FAIL(refusal->reason);
    if (const auto* wrong = std::get_if<registers::Mistakes>(&*outcome))
      FAIL(wrong->all().front().field, " ", wrong->all().front().sentence);
    return std::get<records::Receipt>(*outcome).reference;
  };
  const std::string person =
      act(admins_[0], "person", "add", "",
          {{"name", Value::line(name)}, {"sign_in", Value::line(base::lower_ascii(capacity))}});
  const std::string grant = act(admins_[0], "appointment", "propose", "",
                                {{"holder", Value::person(person)},
                                 {"capacity", Value::line(capacity)},
                                 {"from", Value::date({2026, 1, 1})}});
  act(admins_[1], "appointment", "confirm", grant, {{"minute", Value::line("C 1/2026")}});
  return person;
}

void TestSite::sign_in_as(const std::string& person) {
  auto begun = desk->begin_session(person, authority::SignedInBy::password);
  REQUIRE(begun);
  token = *begun;
  auto reader = store->reader();
  REQUIRE(reader);
  const auto held = authority::held_on((*reader)->database(), person, {2026, 11, 2});
  REQUIRE(held);
  REQUIRE(held->size() == 1);
  REQUIRE(desk->choose_capacity(token, held->front().grant_entry));
}

http::Request TestSite::get(std::string_view path) const {
  http::Request request;
  const std::size_t question = path.find('?');
  request.path = path.substr(0, question);
  if (question != std::string_view::npos) {
    for (const std::string_view pair : base::split(path.substr(question + 1), '&')) {
      const std::size_t equals = pair.find('=');
      request.query.push_back({std::string(pair.substr(0, equals)),
                               base::url_decoded(pair.substr(equals + 1), true).value_or("")});
    }
  }
  request.headers.push_back({"host", "cswo.example"});
  if (!token.empty()) request.headers.push_back({"cookie", "__Host-plumbline=" + token});
  request.peer = "127.0.0.1";
  request.id = "0011223344556677";
  return request;
}

http::Request TestSite::post(std::string_view path, std::vector<http::NameValue> fields) const {
  http::Request request = get(path);
  request.method = http::Method::post;
  request.headers.push_back({"sec-fetch-site", "same-origin"});
  request.headers.push_back({"origin", "https://cswo.example"});
  request.form = std::move(fields);
  const auto session = desk->session(token);
  if (session && *session)
    request.form.push_back({"token", authority::form_token(**session)});
  return request;
}

http::Response TestSite::send(http::Request request) { return answer_(request); }

std::int64_t TestSite::entries() {
  auto reader = store->reader();
  REQUIRE(reader);
  return (*reader)->entries();
}

std::string header_of(const http::Response& response, std::string_view name) {
  for (const http::NameValue& header : response.headers)
    if (base::lower_ascii(header.name) == name) return header.value;
  return "";
}

}  // namespace web::testing
