// What an outsider learns who asks for /log/ through a whole year: that the log grew by its fixed
// hours, and nothing of what was restricted or sealed (principle 8). The same year is lived three
// times: with such acts, with ordinary ones at the same moments, and without them.
#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "access/grants.h"
#include "base/hash.h"
#include "base/sealed_box.h"
#include "base/text.h"
#include "web/site_for_test.h"

using namespace web;
using namespace web::testing;
using registers::Value;

namespace {

constexpr std::int64_t hour = 3'600'000'000;
constexpr std::int64_t window = 6 * hour;
constexpr int windows = 365 * 4;

enum class Between { secrets, ordinary, nothing };

struct Answer {
  int status = 0;
  std::string path, type, body, headers;
  friend bool operator==(const Answer&, const Answer&) = default;
};

// One year of one council. Every ninth window has an ordinary act; every fourteenth has one of
// those that differ from year to year.
class Year {
 public:
  explicit Year(Between between) : between_(between) {
    person_ = site_.add_holder("Fiona Laidlaw", "cswo");
    auto reader = site_.store->reader();
    const auto held =
        authority::held_on((*reader)->database(), person_, {2026, 11, 2}).value().front();
    caller_ = *authority::caller_on((*reader)->database(), person_, held.grant_entry,
                                    {2026, 11, 2})
                   .value();
    key_ = commit(authority::operator_caller("test"), "auditor_key", "issue",
                  {{"given_to", Value::line("a test")},
                   {"key_digest", Value::line(base::hex(base::bytes_of(base::sha256("key"))))}});
    first_ = {site_.clock.now().micros - site_.clock.now().micros % window + window};
    live();
  }
  std::vector<std::vector<Answer>> polls;   // one for each window, at its beginning
  std::vector<std::int64_t> made;           // by when: how many of the acts that differ
  int told_within = 0;   // windows at whose end an outsider saw another answer than at their start
  int auditor_told = 0;  // the same of somebody with an auditor's key

 private:
  void live() {
    std::int64_t differing = 0;
    for (int at = 0; at < windows; ++at) {
      const base::Instant begin{first_.micros + at * window};
      site_.clock.set({begin.micros + 60'000'000});
      made.push_back(differing);
      polls.push_back(poll(""));
      const bool ordinary = at % 9 == 4, other = at % 14 == 6;
      if (!ordinary && !other) continue;
      const auto audited = poll("key");
      site_.clock.set({begin.micros + 2 * hour});
      if (ordinary) give("staffing", "services");
      if (other && between_ != Between::nothing) differing += differ(at);
      site_.clock.set({begin.micros + window - 1'000'000});
      if (poll("") != polls.back()) ++told_within;
      if (poll("key") != audited) ++auditor_told;
    }
  }

  // What is restricted and what is sealed, by turns.
  std::int64_t differ(int at) {
    if (between_ == Between::ordinary) {
      give("night cover", "services");
    } else if (at % 28 == 6) {
      give("one family", "one_person");
    } else {
      raise();
    }
    return 1;
  }

  void give(const std::string& question, const std::string& about) {
    registers::Values set{{"question", Value::line("What of " + question + "?")},
                          {"advice", Value::prose("Do not.")},
                          {"to", Value::party({"head_of_adults", "", {}, ""})},
                          {"about", Value::choice(about)}};
    if (about == "one_person") set.insert_or_assign("case_reference", Value::line("C-77"));
    commit(caller_, "advice", "give", std::move(set));
  }

  void raise() {
    const std::vector<base::SealKey> holders{
        {"SK-1", "PE-1", base::new_seal_pair(*site_.random).public_half},
        {"SK-2", "PE-2", base::new_seal_pair(*site_.random).public_half}};
    const auto name =
        base::sealed_for_two("Una Begg", "test", base::SealFor{holders}, *site_.random);
    const std::string mark = base::hex(base::bytes_of(base::sha256(site_.random->bytes(16))));
    commit(authority::return_code_holder(mark), "concern", "raise",
           {{"risk_now", Value::yes_no(Value::YesNo::no)},
            {"about_office", Value::choice("no")},
            {"concern", Value::prose("A door was left open at night.")},
            {"name_given", Value::choice("sealed")},
            {"name", Value::line(name.value())},
            {"return_mark", Value::line(mark)}});
  }

  std::string commit(const authority::Caller& by, const std::string& kind, const std::string& step,
                     registers::Values set) {
    records::Change change;
    change.caller = by;
    change.key = site_.random->bytes(16);
    change.records.push_back({kind, step, "", {}, "", std::move(set), -1, {}});
    const auto outcome = site_.store->commit(std::move(change));
    REQUIRE_MESSAGE(outcome.has_value(), kind << ": " << base::to_text(outcome.error()));
    if (const auto* refusal = std::get_if<records::Refusal>(&*outcome)) FAIL(refusal->reason);
    if (const auto* wrong = std::get_if<registers::Mistakes>(&*outcome))
      FAIL(wrong->all().front().field << " " << wrong->all().front().sentence);
    return std::get<records::Receipt>(*outcome).reference;
  }

  // Everything under /log/ that somebody could think of asking for, the next entry too.
  std::vector<Answer> poll(const std::string& key) {
    std::vector<Answer> all{ask("/log/checkpoint", key), ask("/log/vkey", key),
                            ask("/log/keys", key)};
    const auto size = base::whole_number(base::split(all[0].body, '\n')[1]).value_or(0);
    const auto tile = [&](const std::string& level, std::int64_t entries) {
      const std::int64_t last = (entries - 1) / 256;
      const std::string number = std::to_string(last);
      all.push_back(ask("/log/tile/" + level + "/" + std::string(3 - number.size(), '0') + number +
                            ".p/" + std::to_string(entries - last * 256),
                        key));
    };
    tile("0", size);
    tile("0", size + 1);
    tile("entries", size);
    return all;
  }

  Answer ask(const std::string& path, const std::string& key) {
    http::Request request = site_.get(path);
    if (!key.empty()) request.headers.push_back({"authorization", "Bearer " + key});
    const http::Response response = site_.send(std::move(request));
    Answer answer{response.status, path, response.type, response.body, ""};
    for (const http::NameValue& header : response.headers)
      answer.headers += header.name + ": " + header.value + "\n";
    return answer;
  }

  const Between between_;
  TestSite site_;
  std::string person_, key_;
  authority::Caller caller_;
  base::Instant first_;
};

// The answer without what is random in every log: hashes, signatures and the log's own id.
Answer without_hashes(Answer answer) {
  if (answer.path == "/log/checkpoint") {
    const auto lines = base::split(answer.body, '\n');
    REQUIRE(lines.size() == 6);
    answer.body = std::string(lines[1]) + " " + std::to_string(answer.body.size());
  } else {
    answer.body = std::to_string(answer.body.size());
  }
  return answer;
}

std::int64_t size_in(const std::vector<Answer>& poll) {
  return *base::whole_number(base::split(poll[0].body, '\n')[1]);
}

}  // namespace

TEST_CASE("a year of asking for the log tells that it grew by its fixed hours, and nothing else") {
  const Year secrets(Between::secrets), ordinary(Between::ordinary), nothing(Between::nothing);
  for (const Year* year : {&secrets, &ordinary, &nothing}) {
    CHECK(year->polls.size() == windows);
    CHECK(year->told_within == 0);
    CHECK(year->auditor_told > 150);  // the control: who may see it does see it
  }
  int unlike = 0, grew = 0;
  for (std::size_t at = 0; at < windows; ++at) {
    REQUIRE(secrets.polls[at].size() == ordinary.polls[at].size());
    // A restricted or sealed act looks like any other.
    for (std::size_t one = 0; one < secrets.polls[at].size(); ++one) {
      const Answer left = without_hashes(secrets.polls[at][one]);
      const Answer right = without_hashes(ordinary.polls[at][one]);
      if (!(left == right) && ++unlike < 4)
        FAIL_CHECK(left.path << " " << left.status << " " << left.body << " | " << right.path << " "
                             << right.status << " " << right.body);
    }
    // Against a year without it: as many more as were made before the fixed hour.
    const std::int64_t more = size_in(secrets.polls[at]) - size_in(nothing.polls[at]);
    if (more != secrets.made[at]) ++grew;
  }
  CHECK(unlike == 0);
  CHECK(grew == 0);
  CHECK(secrets.made.back() > 100);
}
