#include "reports/tally.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "reports/composer.h"
#include "reports/section.h"

namespace {

using records::Reader;
using registers::TallyFigure;
using reports::Counts;
using reports::Figure;

// Answers tallies from a list of records in memory; nothing else is asked of it here.
class ListReader : public Reader {
 public:
  struct One {
    std::string about, decision, state, two_hats;
  };
  std::vector<One> all;
  std::vector<TallyQuestion> asked;

  static std::string field(const One& one, const std::string& name) {
    if (name == "about") return one.about;
    if (name == "decision") return one.decision;
    if (name == "two_hats") return one.two_hats;
    return name == "state" ? one.state : "";
  }
  static bool holds(const One& one, const registers::Condition& when) {
    if (when.always()) return true;
    const std::string value = field(one, when.field);
    return std::find(when.is.begin(), when.is.end(), value) != when.is.end();
  }
  base::Result<records::Tally> tally(const TallyQuestion& question, const Caller&) override {
    asked.push_back(question);
    records::Tally tally;
    for (const One& one : all) {
      if (!holds(one, question.when)) continue;
      ++tally.by_value[field(one, question.by)];
      ++tally.total;
    }
    return tally;
  }
  base::Result<TallyPage> tally_records(const TallyQuestion& question, const TallyPlace& place,
                                        const Caller&) override {
    TallyPage page;
    const std::vector<std::string>& values = place.values;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!holds(all[i], question.when)) continue;
      const std::string value = field(all[i], question.by);
      if (!question.by.empty() && std::find(values.begin(), values.end(), value) == values.end())
        continue;
      if (all[i].about == "one_person") continue;
      page.rows.emplace_back();
      page.rows.back().first_entry = static_cast<std::int64_t>(i);
    }
    page.readable = static_cast<std::int64_t>(page.rows.size());
    return page;
  }

  using Lines = std::vector<records::HistoryLine>;
  base::Result<records::Row> find(std::string_view, const Caller&,
                                  std::optional<std::int64_t>) override {
    return no();
  }
  base::Result<records::ListPage> list(const records::ListQuestion&, const Caller&) override {
    return no();
  }
  base::Result<std::vector<records::Row>> children(std::string_view, std::string_view,
                                                   const Caller&,
                                                   std::optional<std::int64_t>) override {
    return no();
  }
  base::Result<Parts> parts(std::string_view, const Caller&,
                            std::optional<std::int64_t>) override {
    return no();
  }
  base::Result<LinkPage> links_to(std::string_view, const LinkQuestion&, const Caller&) override {
    return no();
  }
  base::Result<Lines> history(std::string_view, const Caller&) override { return no(); }
  base::Result<records::ListPage> search(const records::SearchQuestion&, const Caller&) override {
    return no();
  }
  base::Result<records::Proof> proof(std::int64_t, const Caller&) override { return no(); }
  base::Result<Lines> newest(std::size_t, const Caller&) override { return no(); }
  base::Result<std::vector<NextStep>> next_steps(const records::Row&, const Caller&) override {
    return no();
  }
  std::vector<const registers::Step*> first_steps(const registers::Register&,
                                                  const Caller&) override {
    return {};
  }
  base::Result<std::vector<Need>> needs(const Caller&) override { return no(); }
  base::Result<std::vector<rules::Finding>> findings(const records::Row&,
                                                     const base::Date&) override {
    return no();
  }
  base::Result<std::vector<Lack>> lacks(const base::Date&, const Caller&) override { return no(); }
  std::string person_name(std::string_view reference) override { return std::string(reference); }
  std::string title_of(std::string_view reference) override { return std::string(reference); }
  base::Result<std::vector<records::Row>> standing(std::string_view) override { return no(); }
  std::string secret_holder(std::string_view, std::string_view, std::string_view) override {
    return {};
  }
  base::Result<std::optional<Kept>> kept_as(std::string_view) override { return no(); }
  base::Result<std::string> named_by(std::string_view, const Caller&) override { return no(); }
  base::Result<std::optional<records::Stands>> stands_to(std::string_view, const Caller&,
                                                          std::optional<std::int64_t>) override {
    return no();
  }
  std::int64_t entries() override { return 100; }
  std::int64_t entry_before(base::Instant) override { return -1; }
  store::Database& database() override { base::bug("no database here", __FILE__, __LINE__); }
  const registers::Packs& packs() override { base::bug("no packs here", __FILE__, __LINE__); }
  base::Result<registers::Document> document(
      std::string_view, std::string_view, const Caller&,
      const std::function<base::Result<void>(std::string_view)>&,
      std::optional<std::int64_t>) override {
    return no();
  }

 private:
  static base::Failure no() { return {base::ErrorKind::unavailable, "not asked in this test"}; }
};

const registers::Packs& packs() {
  static const registers::LoadedPacks loaded =
      registers::load_packs(registers::embedded_pack_texts());
  return loaded.packs;
}

reports::Counting counting() {
  reports::Counting at;
  at.year = *base::financial_year("2025-26");
  at.at.entry = 99;
  at.published.entry = 60;
  return at;
}

Figure must_count(ListReader& reader, const TallyFigure& declared) {
  auto figure =
      reports::count(reader, packs(), declared, counting(), authority::operator_caller("test"));
  REQUIRE(figure);
  return std::move(*figure);
}

ListReader twelve() {
  ListReader reader;
  for (int i = 0; i < 6; ++i) reader.all.push_back({"services", "accepted", "decided", "no"});
  reader.all.push_back({"services", "overridden", "decided", "yes"});
  reader.all.push_back({"services", "", "not_answered", ""});
  for (int i = 0; i < 3; ++i) reader.all.push_back({"one_person", "overridden", "decided", "yes"});
  reader.all.push_back({"", "", "given", ""});  // not yet said: treated as about one person
  return reader;
}

const TallyFigure given{"given", "Advice given", "advice", "", "give", {}};
const TallyFigure outcome{"outcome", "Outcome", "advice", "decision", "give", {}};
const TallyFigure one_person{"one_person", "About one person",           "advice", "",
                             "give",       {"about", {"one_person", ""}}};
const TallyFigure both_hats{"both_hats", "Both hats", "advice",
                            "",          "decide",    {"two_hats", {"yes"}}};

}  // namespace

TEST_CASE("a figure counts open records exactly, at the entry asked for") {
  ListReader reader = twelve();
  const Figure figure = must_count(reader, given);
  CHECK(figure.counts == Counts::open_records);
  CHECK(text_of(figure.whole) == "8");
  CHECK(figure.counted_at.entry == 99);
  CHECK(reader.asked.at(0).as_at == 99);
  CHECK(base::iso(reader.asked.at(0).from) == "2025-04-01");
  CHECK(base::iso(reader.asked.at(0).to) == "2026-03-31");
}

TEST_CASE("parts are those of open records, in the order and the words of the pack") {
  ListReader reader = twelve();
  const Figure figure = must_count(reader, outcome);
  REQUIRE(figure.parts.size() == 3);
  CHECK(figure.parts[0].label == "Decided as advised");
  CHECK(text_of(figure.parts[0].shown) == "6");
  CHECK(figure.parts[1].label == "Decided otherwise than advised");
  CHECK(text_of(figure.parts[1].shown) == "1");
  CHECK(figure.parts[2].label == "Not recorded here");
  CHECK(text_of(figure.whole) == "8");
}

TEST_CASE("what is about one person is a suppressed number at a published checkpoint") {
  ListReader reader = twelve();
  const Figure figure = must_count(reader, one_person);
  CHECK(figure.counts == Counts::people);
  CHECK(text_of(figure.whole) == "fewer than 5");
  CHECK(figure.whole.count == 0);
  CHECK(reader.asked.at(0).as_at == 60);
}

TEST_CASE("a number under another condition takes the open records alone") {
  ListReader reader = twelve();
  const Figure figure = must_count(reader, both_hats);
  CHECK(figure.counts == Counts::open_records);
  CHECK(text_of(figure.whole) == "1");
  auto behind = reports::records_behind(reader, figure, {}, authority::operator_caller("test"));
  REQUIRE(behind);
  CHECK(behind->rows.size() == 1);
}

TEST_CASE("a breakdown that cannot be narrowed counts people") {
  ListReader reader = twelve();
  const Figure figure =
      must_count(reader, {"x", "X", "advice", "decision", "decide", {"two_hats", {"yes"}}});
  CHECK(figure.counts == Counts::people);
  CHECK(text_of(figure.whole) == "fewer than 5");
}

TEST_CASE("no figure of the annual report mixes open records with those about one person") {
  ListReader reader = twelve();
  for (const registers::ReportTemplate& report : packs().reports)
    for (const registers::ReportSection& section : report.sections)
      for (const TallyFigure& declared : section.figures) {
        const Figure figure = must_count(reader, declared);
        INFO(declared.name);
        CHECK((figure.counts == Counts::open_records || declared.when.field == "about"));
      }
}

TEST_CASE("nothing about people is counted before a checkpoint was published") {
  ListReader reader = twelve();
  reports::Counting early = counting();
  early.published = {};
  const auto figure =
      reports::count(reader, packs(), one_person, early, authority::operator_caller("test"));
  REQUIRE(figure);
  CHECK(text_of(figure->whole) == "not shown");
  CHECK(reader.asked.empty());
}

TEST_CASE("legal advice and unknown registers are in no figure") {
  ListReader reader = twelve();
  for (const auto* name : {"legal_advice", "nothing_of_the_kind"}) {
    const auto figure = reports::count(reader, packs(), {"x", "X", name, "", "", {}}, counting(),
                                       authority::operator_caller("test"));
    CHECK(!figure);
  }
}

TEST_CASE("a drawn section links its numbers, and those about people to nothing") {
  ListReader reader = twelve();
  reports::ComposedSection section;
  const registers::ReportSection declared{"s", "Section", "Lead <here>", "", {}, {}};
  section.declared = &declared;
  section.figures = {must_count(reader, given), must_count(reader, outcome),
                     must_count(reader, one_person)};
  const std::string html =
      reports::section_html(section, {"/report/annual/2025-26/figure/", "99"}).str();
  CHECK(html.find("href=\"/report/annual/2025-26/figure/given?as_at=99\">8</a>") !=
        std::string::npos);
  CHECK(html.find("figure/outcome?value=overridden&amp;as_at=99\">1</a>") != std::string::npos);
  CHECK(html.find("figure/one_person") == std::string::npos);
  CHECK(html.find("fewer than 5") != std::string::npos);
  CHECK(html.find("Lead &lt;here&gt;") != std::string::npos);
  CHECK(reports::section_html(section, {}).str().find("href") == std::string::npos);
}
