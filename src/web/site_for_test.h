#pragma once
// A whole site on a store of its own, for the tests of this room: the shipped packs, two people
// with accounts, a clock that stands still. Requests are made here without a network.
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "access/desk.h"
#include "http/request.h"
#include "http/response.h"
#include "records/council_store.h"
#include "registers/packs.h"
#include "rules/rule.h"
#include "web/site_map.h"

namespace web::testing {

class TestSite {
 public:
  TestSite();
  ~TestSite();
  TestSite(const TestSite&) = delete;
  TestSite& operator=(const TestSite&) = delete;

  // Makes a person who holds a capacity from 2026-01-01 on; gives their reference.
  std::string add_holder(const std::string& name, const std::string& capacity);
  // Signs the person in, in the only capacity they hold; later requests are theirs.
  void sign_in_as(const std::string& person);
  [[nodiscard]] http::Request get(std::string_view path) const;
  // With the token of this session's forms, and as our own page would send it.
  [[nodiscard]] http::Request post(std::string_view path,
                                   std::vector<http::NameValue> fields) const;
  [[nodiscard]] http::Response send(http::Request request);
  [[nodiscard]] std::int64_t entries();

  std::filesystem::path folder;
  registers::LoadedPacks loaded;
  rules::Catalogue rules;
  base::SetClock clock;
  std::unique_ptr<base::Random> random;
  std::unique_ptr<records::CouncilStore> store;
  std::unique_ptr<authority::Desk> desk;
  std::string token;  // of the session

 private:
  [[nodiscard]] records::Surroundings around() {
    return {loaded.packs, rules, clock, *random};
  }
  std::unique_ptr<Site> site_;
  http::Answer answer_;
  std::vector<authority::Caller> admins_;
};

[[nodiscard]] std::string header_of(const http::Response& response, std::string_view name);

}  // namespace web::testing
