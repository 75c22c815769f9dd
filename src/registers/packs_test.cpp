#include "registers/packs.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "base/files.h"

using namespace registers;

namespace {

struct Change {
  std::string path, from, to;
};

std::vector<PackText> texts_with(const std::vector<Change>& changes) {
  std::vector<PackText> texts = embedded_pack_texts();
  for (const Change& change : changes) {
    for (PackText& text : texts) {
      if (text.path != "scotland/" + change.path) continue;
      const std::size_t at = text.text.find(change.from);
      REQUIRE_MESSAGE(at != std::string::npos, change.from);
      text.text.replace(at, change.from.size(), change.to);
    }
  }
  return texts;
}

std::string told(const std::vector<Change>& changes) {
  return to_text(load_packs(texts_with(changes)).faults);
}

bool is_told(const Change& change, std::string_view sentence) {
  const std::string text = told({change});
  const bool found = text.find(sentence) != std::string::npos;
  if (!found) MESSAGE(text);
  return found;
}

int line_of(std::string_view path, std::string_view text) {
  for (const PackText& one : embedded_pack_texts()) {
    if (one.path != path) continue;
    const std::size_t at = one.text.find(text);
    REQUIRE(at != std::string::npos);
    return 1 + static_cast<int>(std::count(one.text.begin(),
                                           one.text.begin() + static_cast<std::ptrdiff_t>(at),
                                           '\n'));
  }
  return 0;
}

const std::string advice = "registers/advice.toml";
const std::string body = "registers/body.toml";

}  // namespace

TEST_CASE("the packs in force are read whole") {
  const LoadedPacks loaded = load_packs(embedded_pack_texts());
  CHECK(to_text(loaded.faults) == "");
  const Packs& packs = loaded.packs;
  CHECK(packs.name == "scotland");
  CHECK(packs.digest.size() == 64);
  const Register* advice_register = packs.find("advice");
  REQUIRE(advice_register != nullptr);
  CHECK(packs.by_prefix("AD") == advice_register);
  CHECK(advice_register->reference == ReferenceStyle::random);
  CHECK(packs.children_of("advice").size() == 4);
  CHECK(packs.capacity("administrator")->sees_content == "no");
  CHECK(packs.capacity("cswo")->sees_content == "yes");
  CHECK(packs.source("cswo_workshop_2005.governance")->status == SourceStatus::opinion);
  CHECK(packs.source("nowhere") == nullptr);
  CHECK_FALSE(packs.holidays.empty());
  REQUIRE_FALSE(packs.reports.empty());
  CHECK(packs.find("appointment")->grants->capacity == "capacity");
  CHECK(packs.find("person")->accounts->password == "password");
}

TEST_CASE("fields, steps and pages keep the order of the file") {
  const LoadedPacks loaded = load_packs(embedded_pack_texts());
  const Register& kind = *loaded.packs.find("advice");
  CHECK(kind.fields.front().name == "question");
  CHECK(kind.fields[1].name == "advice");
  CHECK(kind.steps.front().name == "show");
  CHECK(kind.step("give")->pages.size() == 4);
  CHECK(kind.step("give")->fields().front() == "question");
  CHECK(kind.field("decision")->options[2].name == "overridden");
  CHECK(kind.field("decision")->options[2].tone == "warn");
  CHECK(kind.field("decision")->line == line_of("scotland/" + advice, "[field.decision]"));
  CHECK(kind.counts_as("give_shown", "give"));
  CHECK_FALSE(kind.counts_as("give", "give_shown"));
  CHECK_FALSE(kind.counts_as("withdraw", "give"));
  const Values decided{{"decision", Value::choice("overridden")}};
  CHECK(shown_state(kind, "decided", decided).title == "Decided otherwise than advised");
  CHECK(shown_state(kind, "reviewed", decided).title == "Looked at again");
  CHECK(choice_label(*kind.field("decision"), "overridden") == "Otherwise than advised");
}

TEST_CASE("the digest follows every byte of every file, and not their order") {
  std::vector<PackText> texts = embedded_pack_texts();
  const std::string before = load_packs(texts).packs.digest;
  std::reverse(texts.begin(), texts.end());
  CHECK(load_packs(texts).packs.digest == before);
  texts.front().text += "# \n";
  CHECK(load_packs(texts).packs.digest != before);
}

TEST_CASE("a fault in the syntax is told with its line, and the other files are still read") {
  const LoadedPacks loaded =
      load_packs(texts_with({{body, "prefix    = \"B\"", "prefix    = \"B"},
                             {advice, "kind    = \"choice\"", "kind    = \"chioce\""}}));
  const std::string text = to_text(loaded.faults);
  const int line = line_of("scotland/" + body, "prefix");
  CHECK(text.find("scotland/" + body + ":" + std::to_string(line) + ": this cannot be read: ") !=
        std::string::npos);
  CHECK(text.find("field.about.kind: there is no “chioce”. Did you mean “choice”?") !=
        std::string::npos);
}

TEST_CASE("every class of fault in a register is told with its likely spelling") {
  CHECK(is_told({advice, "values  = [", "valeus  = ["},
                "field.about: there is no key “valeus”. Did you mean “values”?"));
  CHECK(is_told({advice, "class     = \"professional_judgement\"\n", ""},
                "register.class is missing"));
  CHECK(is_told({advice, "retention = \"advice_25_years\"\n", ""},
                "register.retention is missing"));
  CHECK(is_told({advice, "reference = \"random\"", "reference = \"radnom\""},
                "register.reference: there is no “radnom”. Did you mean “random”?"));
  CHECK(is_told({advice, "\"professional_judgement\"", "\"professional_judgment\""},
                "there is no class “professional_judgment”. Did you mean "
                "“professional_judgement”?"));
  CHECK(is_told({advice, "to    = \"given\"", "to    = \"givn\""},
                "step.give_shown.to: there is no state “givn”. Did you mean “given”?"));
  CHECK(is_told({advice, "fields = [\"fact_comment\"]", "fields = [\"fact_coment\"]"},
                "step.correct_facts.page.fields: there is no field “fact_coment”. Did you mean "
                "“fact_comment”?"));
  CHECK(is_told({advice, "is = [\"modified\", \"overridden\"]", "is = [\"modifed\"]"},
                "there is no choice “modifed”. Did you mean “modified”?"));
  CHECK(is_told({advice, "{ when = \"about\", is = [\"one_person\"] }",
                 "{ when = \"abuot\", is = [\"one_person\"] }"},
                "there is no field “abuot”. Did you mean “about”?"));
  CHECK(is_told({advice, "\"sw1968.s3\"", "\"sw1968.s33\""},
                "register.sources: there is no source “sw1968.s33”. Did you mean “sw1968.s3”?"));
  CHECK(is_told({advice, "decision_maker = \"to\"", "decision_maker = \"question\""},
                "relations.decision_maker: there is no field of kind person or party “question”"));
  CHECK(is_told({advice, "not_before = \"today\"", "not_before = \"question\""},
                "there is no date field “question”"));
  CHECK(is_told({advice, "children = [\"advice_option\", \"advice_risk\"]",
                 "children = [\"body\"]"},
                "there is no child register “body”"));
  CHECK(is_told({advice, "children_step = \"answer\"", "children_step = \"anwser\""},
                "step.decide.children_step: there is no step “anwser”. Did you mean “answer”?"));
  CHECK(is_told({advice, "what = \"step:decide.time\"", "what = \"step:decided.time\""},
                "there is no field or step “step:decided.time”. Did you mean "
                "“step:decide.time”?"));
  CHECK(is_told({advice, "filters = [\"state\"", "filters = [\"question\""},
                "there is no choice field “question”"));
  CHECK(is_told({advice, "overridden = \"warn\"", "overridden = \"wran\""},
                "there is no tone “wran”. Did you mean “warn”?"));
  CHECK(is_told({advice, "overridden = \"Otherwise than advised\"",
                 "overriden = \"Otherwise than advised\""},
                "field.decision.labels: there is no choice “overriden”. Did you mean "
                "“overridden”?"));
  CHECK(is_told({advice, "needed = true", "needed = \"yes\""},
                "field.question.needed must be true or false"));
  CHECK(is_told({"registers/advice_risk.toml", "parent    = \"advice\"",
                 "parent    = \"advise\""},
                "there is no register “advise”. Did you mean “advice”?"));
}

TEST_CASE("what no single key can show is told too") {
  CHECK(is_told({body, "prefix    = \"B\"", "prefix    = \"AD\""},
                "register.prefix: “AD” is the prefix of “advice” as well"));
  CHECK(is_told({body, "to    = \"dissolved\"", "to    = \"\""},
                "lifecycle.states: no step reaches “dissolved”"));
  CHECK(is_told({body, "fields = [\"name\", \"body_kind\"]", "fields = [\"name\"]"},
                "field.body_kind is asked by no step"));
  CHECK(is_told({body, "facts = [\"body_kind\"]", "facts = []"},
                "field.body_kind stands nowhere on the record’s page"));
  CHECK(is_told({body, "dissolve = [\"administrator\", \"clerk\"]\n", ""},
                "step.dissolve: nobody may take it; [may] wants a line dissolve = […]"));
  CHECK(is_told({body, "[may]", "[mya]"}, "there is no key “mya”. Did you mean “may”?"));
  CHECK(is_told({advice, "withdraw        = [", "withdrow        = ["},
                "may.withdrow: there is no step “withdrow”. Did you mean “withdraw”?"));
  CHECK(is_told({"roles.toml", "[capacity]", "[may.body]\nread = [\"cswo\"]\n[capacity]"},
                "there is no key “may”"));
  CHECK(is_told({advice, "[\"decision_maker\", \"clerk_of_body\"]",
                 "[\"decison_maker\", \"clerk_of_body\"]"},
                "there is no capacity or relation “decison_maker”. Did you mean "
                "“decision_maker”?"));
  CHECK(is_told({"sources.toml", "status = \"confirmed\"", "status = \"confimed\""},
                "there is no “confimed”. Did you mean “confirmed”?"));
  CHECK(is_told({"reports/annual.toml", "by       = \"decision\"", "by       = \"decison\""},
                "there is no choice field “decison”. Did you mean “decision”?"));
}

TEST_CASE("a filter cannot be called what every list calls its own") {
  std::string field =
      "[field.sort]\nkind = \"yes_no\"\nlabel = \"S\"\ncomputed = true\n[field.fact_comment]";
  CHECK(told({{advice, "[field.fact_comment]", field},
              {advice, "facts = [\"about\"", "facts = [\"sort\", \"about\""},
              {advice, "filters = [\"state\"", "filters = [\"sort\", \"state\""}})
            .find("list.filters: “sort” is a word of every list’s address") != std::string::npos);
}

TEST_CASE("a grid that does not fit its fields is told") {
  const std::string grid =
      "[field.urgency]\nkind = \"choice\"\nlabel = \"U\"\nvalues = [\"low\", \"high\"]\n"
      "labels = { low = \"L\", high = \"H\" }\n[field.urgency.grid]\ndown = \"reserved\"\n"
      "across = \"about\"\nrows = [\"low low\", \"low low\", \"low high\", \"high high\"]\n";
  const auto told_with = [&](const std::string& from, const std::string& to) {
    std::string text = grid;
    if (!from.empty()) text.replace(text.find(from), from.size(), to);
    return told({{advice, "[field.fact_comment]", text + "[field.fact_comment]"},
                 {advice, "facts = [\"about\"", "facts = [\"urgency\", \"about\""}});
  };
  CHECK(told_with("", "") == "");
  CHECK(told_with("\"low low\", ", "").find("field.urgency.grid.rows: one for each choice of "
                                           "“reserved” is wanted, 4") != std::string::npos);
  CHECK(told_with("low high", "low hihg").find("there is no choice “hihg”. Did you mean “high”?") !=
        std::string::npos);
  CHECK(told_with("low high", "low").find("a row has 1 words, and one for each choice of “about” "
                                          "is wanted, 2") != std::string::npos);
  CHECK(told_with("reserved", "decision").find("the field “decision” must stand before it") !=
        std::string::npos);
  CHECK(told_with("across = \"about\"", "across = \"advice\"")
            .find("there is no choice field “advice”") != std::string::npos);
  CHECK(is_told({advice, "decides = \"decided_by\"", "empties = [\"decision\", \"resons\"]"},
                "step.decide.empties: there is no field “resons”. Did you mean “reasons”?"));
}

TEST_CASE("a register gives a section to a report, and its figures are of itself") {
  const std::string section =
      "[[section]]\nreport = \"annual\"\nname = \"bodies\"\ntitle = \"Bodies\"\n"
      "[[section.figure]]\nname = \"kinds\"\nsentence = \"Bodies\"\nby = \"body_kind\"\n[page]";
  const LoadedPacks loaded = load_packs(texts_with({{body, "[page]", section}}));
  CHECK(to_text(loaded.faults) == "");
  const std::vector<ReportSection>& all = loaded.packs.reports.front().sections;
  const auto given = std::find_if(all.begin(), all.end(), [](const ReportSection& one) {
    return one.name == "bodies";
  });
  REQUIRE(given != all.end());
  REQUIRE(given->figures.size() == 1);
  CHECK(given->figures.front().register_name == "body");
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string text = section;
    text.replace(text.find(from), from.size(), to);
    return told({{body, "[page]", text}});
  };
  CHECK(with("annual", "anual").find("section.report: there is no report “anual”. Did you mean "
                                     "“annual”?") != std::string::npos);
  CHECK(with("body_kind", "kind").find("there is no choice field “kind”") != std::string::npos);
  CHECK(with("title = ", "titel = ").find("there is no key “titel”. Did you mean “title”?") !=
        std::string::npos);
}

TEST_CASE("all faults are told at once, in the order of the files and their lines") {
  const LoadedPacks loaded =
      load_packs(texts_with({{advice, "search = true", "serach = true"},
                             {advice, "prefix    = \"AD\"", "prefix    = \"B\""},
                             {body, "[may]", "[mya]"}}));
  REQUIRE(loaded.faults.size() >= 3);
  CHECK(std::is_sorted(loaded.faults.begin(), loaded.faults.end(),
                       [](const PackFault& a, const PackFault& b) {
                         return std::pair(a.file, a.line) < std::pair(b.file, b.line);
                       }));
  for (const PackFault& fault : loaded.faults) CHECK(fault.line > 0);
}

TEST_CASE("files that a pack needs, and files that it cannot have, are told") {
  std::vector<PackText> texts = embedded_pack_texts();
  std::erase_if(texts, [](const PackText& text) { return text.path == "scotland/roles.toml"; });
  texts.push_back({"scotland/rolse.toml", ""});
  const std::string text = to_text(load_packs(texts).faults);
  CHECK(text.find("roles.toml:1: this file of the pack is missing") != std::string::npos);
  CHECK(text.find("a pack has no file of this name. Did you mean “roles.toml”?") !=
        std::string::npos);
}

TEST_CASE("comments follow their record and stand in no report") {
  const std::string comments = "registers/advice_comment.toml";
  CHECK(is_told({comments, "parent    = \"advice\"\n", ""},
                "register.comments: comments are about records: say which (parent)"));
  CHECK(is_told({comments, "retention = ",
                 "restricted = { when = \"comment\", is = [\"\"] }\nretention = "},
                "comments follow their record and have no rules of their own"));
  CHECK(is_told({"reports/annual.toml", "register = \"advice\"", "register = \"advice_comment\""},
                "counts comments, which stand in no report"));
}

TEST_CASE("a folder gives the same packs as the program holds") {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() /
      ("plumbline-pack-" + load_packs(embedded_pack_texts()).packs.digest) / "scotland";
  for (const PackText& text : embedded_pack_texts()) {
    const std::filesystem::path file = folder.parent_path() / text.path;
    std::filesystem::create_directories(file.parent_path());
    REQUIRE(base::write_file(file, text.text, base::FileMode::readable).has_value());
  }
  for (const std::filesystem::path& named : {folder, folder / ""}) {
    const auto texts = pack_texts_in(named);
    REQUIRE(texts.has_value());
    CHECK(load_packs(*texts).packs.digest == load_packs(embedded_pack_texts()).packs.digest);
  }
  std::filesystem::remove_all(folder.parent_path());
  const auto missing = pack_texts_in(folder);
  REQUIRE_FALSE(missing.has_value());
  CHECK(missing.error().kind == base::ErrorKind::not_found);
}

TEST_CASE("hostile pack files are told, and stop nothing") {
  for (const char* text :
       {"\xff\xfe", "a = [[[[[[", "[register]\nname = 3\n", "field = 1\nstep = []\n",
        "[register]\n[field]\nx = 2\n[[page]]\n[[list]]\n", "a = 1\na = 2\n"}) {
    std::vector<PackText> texts = embedded_pack_texts();
    texts.push_back({"scotland/registers/hostile.toml", text});
    const LoadedPacks loaded = load_packs(texts);
    CHECK(std::any_of(loaded.faults.begin(), loaded.faults.end(), [](const PackFault& fault) {
      return fault.file == "scotland/registers/hostile.toml" && fault.line > 0;
    }));
  }
}
