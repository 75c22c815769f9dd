#include "web/step_pages.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "web/site_for_test.h"

using web::testing::header_of;
using web::testing::TestSite;

namespace {

constexpr std::string_view hostile = "=1+1 <img src=x onerror=alert(1)> \"'& @SUM(A1)";

std::vector<http::NameValue> advice(std::string key) {
  return {{"go", "record"},       {"signed", "yes"},
          {"key", std::move(key)}, {"question", std::string(hostile)},
          {"advice", "Keep it."}, {"to", "post director"},
          {"about", "services"}};
}

const std::string one_key(32, '1');

bool has(const http::Response& response, std::string_view text) {
  return response.body.find(text) != std::string::npos;
}

struct Scene {
  TestSite site;
  std::string cswo, director;
  Scene() {
    cswo = site.add_holder("Ishbel Carnochan", "cswo");
    director = site.add_holder("Gordon Abernethy", "director");
    site.sign_in_as(cswo);
  }
};

std::string record_one(TestSite& site, const std::string& key) {
  const http::Response response = site.send(site.post("/new/advice/give", advice(key)));
  REQUIRE(response.status == 303);
  const std::string location = header_of(response, "location");
  REQUIRE(location.starts_with("/record/AD-"));
  return location.substr(8, location.find('?') - 8);
}

}  // namespace

TEST_CASE("one request records, and the same one again gives the first receipt") {
  Scene scene;
  const http::Response first =
      scene.site.send(scene.site.post("/new/advice/give", advice(one_key)));
  REQUIRE(first.status == 303);
  CHECK(header_of(first, "location").find("?receipt=") != std::string::npos);
  const std::int64_t entries = scene.site.entries();
  const http::Response again =
      scene.site.send(scene.site.post("/new/advice/give", advice(one_key)));
  CHECK(header_of(again, "location") == header_of(first, "location"));
  CHECK(scene.site.entries() == entries);
}

TEST_CASE("the same key with other words loses nothing and asks") {
  Scene scene;
  record_one(scene.site, one_key);
  auto other = advice(one_key);
  other[4].value = "Close it after all.";
  const http::Response response = scene.site.send(scene.site.post("/new/advice/give", other));
  CHECK(response.status == 409);
  CHECK(has(response, "This was already recorded as entry"));
  const auto drafts = scene.site.desk->drafts_of(scene.cswo);
  REQUIRE(drafts.size() == 1);
  const auto draft = scene.site.desk->draft(drafts[0].id, scene.cswo);
  CHECK(draft->content.find("Close%20it%20after%20all.") != std::string::npos);
}

TEST_CASE("a form that is refused comes back as it was typed") {
  Scene scene;
  auto fields = advice(one_key);
  fields[4].value = "";
  const http::Response response = scene.site.send(scene.site.post("/new/advice/give", fields));
  CHECK(response.status == 422);
  CHECK(has(response, "<title>Error: "));
  CHECK(has(response, "Enter what you advise"));
  CHECK(
      has(response, "value=\"=1+1 &lt;img src=x onerror=alert(1)&gt; &quot;&#39;&amp; @SUM(A1)\""));
  CHECK_FALSE(has(response, "<img src=x"));
}

TEST_CASE("without the signature nothing is recorded: the check page comes first") {
  Scene scene;
  auto fields = advice(one_key);
  fields[1].value = "";
  const std::int64_t entries = scene.site.entries();
  const http::Response response = scene.site.send(scene.site.post("/new/advice/give", fields));
  CHECK(response.status == 303);
  const std::string check = header_of(response, "location");
  CHECK(check.ends_with("/check"));
  const http::Response page = scene.site.send(scene.site.get(check));
  CHECK(page.status == 200);
  CHECK(has(page, "Check before you record"));
  CHECK(has(page, "the first version is kept until its retention period ends"));
  CHECK(scene.site.entries() == entries);
}

TEST_CASE("a case reference is asked for once the answer says one person") {
  Scene scene;
  auto fields = advice(one_key);
  fields[0].value = "next";
  fields[6].value = "one_person";
  const http::Response response = scene.site.send(scene.site.post("/new/advice/give", fields));
  CHECK(response.status == 422);
  CHECK(has(response, "name=\"case_reference\""));
  CHECK(has(response, "Enter the case reference"));
}

TEST_CASE("a form opened in another capacity stops, and keeps the words") {
  Scene scene;
  auto fields = advice(one_key);
  fields.push_back({"grant", "0"});
  const std::int64_t entries = scene.site.entries();
  const http::Response response = scene.site.send(scene.site.post("/new/advice/give", fields));
  CHECK(response.status == 409);
  CHECK(has(response, "You are now acting as Chief Social Work Officer"));
  CHECK(scene.site.entries() == entries);
  CHECK(scene.site.desk->drafts_of(scene.cswo).size() == 1);
}

TEST_CASE("a session that ended gives the text back after signing in") {
  Scene scene;
  http::Request request = scene.site.post("/new/advice/give", advice(one_key));
  scene.site.desk->end_session(scene.site.token);
  const http::Response response = scene.site.send(request);
  CHECK(response.status == 401);
  CHECK(has(response, "name=\"kept\""));
  CHECK(has(response, "What you wrote is kept with this page"));
}

TEST_CASE("a capacity that ended while somebody wrote leaves the words as a draft") {
  Scene scene;
  const auto token = scene.site.desk->begin_session(scene.cswo, authority::SignedInBy::password);
  REQUIRE(token);
  scene.site.token = *token;  // signed in, and no capacity chosen
  const http::Response response =
      scene.site.send(scene.site.post("/new/advice/give", advice(one_key)));
  CHECK(response.status == 303);
  CHECK(header_of(response, "location").starts_with("/capacity?next=%2Fdraft%2F"));
  const auto drafts = scene.site.desk->drafts_of(scene.cswo);
  REQUIRE(drafts.size() == 1);
  scene.site.sign_in_as(scene.cswo);
  const http::Response page = scene.site.send(scene.site.get("/draft/" + drafts[0].id + "/1"));
  CHECK(page.status == 200);
  CHECK(has(page, "Keep it."));
  CHECK(has(page, "name=\"key\" value=\"" + one_key));
}

TEST_CASE("a grave answer is seen whole before it is recorded, whatever was ticked") {
  Scene scene;
  const std::string reference = record_one(scene.site, one_key);
  scene.site.sign_in_as(scene.director);
  const std::int64_t entries = scene.site.entries();
  const http::Response response = scene.site.send(scene.site.post(
      "/record/" + reference + "/do/decide",
      {{"go", "record"}, {"signed", "yes"}, {"decision", "overridden"},
       {"decision_text", "Close it."}, {"reasons", "No budget."},
       {"look_again_on.day", "27"}, {"look_again_on.month", "5"}, {"look_again_on.year", "2027"},
       {"decided_by", "post director"}}));
  CHECK(response.status == 303);
  CHECK(scene.site.entries() == entries);
  const http::Response page = scene.site.send(scene.site.get(header_of(response, "location")));
  CHECK(has(page, "You are about to decide otherwise than advised"));
}

TEST_CASE("a form of a version that was overtaken says so and keeps the words") {
  Scene scene;
  const std::string reference = record_one(scene.site, one_key);
  const http::Response response = scene.site.send(
      scene.site.post("/record/" + reference + "/do/add",
                      {{"go", "record"}, {"seen", "0"}, {"why", "More is known now."}}));
  CHECK(response.status == 409);
  CHECK(has(response, "Somebody recorded something here while you wrote"));
  CHECK(scene.site.desk->drafts_of(scene.cswo).size() == 1);
}

TEST_CASE("somebody else's draft is not there") {
  Scene scene;
  auto fields = advice(one_key);
  fields[0].value = "next";
  const std::string mine =
      header_of(scene.site.send(scene.site.post("/new/advice/give", fields)), "location");
  CHECK(scene.site.send(scene.site.get(mine)).status == 200);
  scene.site.sign_in_as(scene.director);
  CHECK(scene.site.send(scene.site.get(mine)).status == 404);
}

TEST_CASE("what the list gives to a spreadsheet cannot run there") {
  Scene scene;
  record_one(scene.site, one_key);
  const http::Response csv = scene.site.send(scene.site.get("/r/advice.csv"));
  CHECK(csv.status == 200);
  CHECK(header_of(csv, "content-disposition").starts_with("attachment"));
  CHECK(has(csv, "\"'=1+1"));
  CHECK_FALSE(has(csv, ",\"=1+1"));
}

TEST_CASE("hostile text is inert on the record's page and in its proof") {
  Scene scene;
  const std::string reference = record_one(scene.site, one_key);
  for (const std::string& path : {"/record/" + reference, std::string("/r/advice"),
                                  std::string("/search?words=onerror"), std::string("/")}) {
    const http::Response page = scene.site.send(scene.site.get(path));
    INFO(path);
    CHECK(page.status == 200);
    CHECK_FALSE(has(page, "<img"));
  }
}

TEST_CASE("what one may not read is not there, in the same words as what does not exist") {
  Scene scene;
  auto fields = advice(one_key);
  fields[6].value = "one_person";
  fields.push_back({"case_reference", "C-1234"});
  const http::Response made = scene.site.send(scene.site.post("/new/advice/give", fields));
  const std::string location = header_of(made, "location");
  const std::string record = location.substr(0, location.find('?'));
  CHECK(scene.site.send(scene.site.get(record)).status == 200);
  scene.site.sign_in_as(scene.site.add_holder("Wilma Petrie", "auditor"));
  const http::Response closed = scene.site.send(scene.site.get(record));
  const http::Response missing = scene.site.send(scene.site.get("/record/AD-ZZZZZZ"));
  CHECK(closed.status == 404);
  CHECK(missing.status == 404);
  CHECK(closed.body.size() == missing.body.size());
}
