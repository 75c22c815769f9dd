#include "exchange/care_services.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/result.h"
#include "exchange/care_import.h"
#include "exchange/set_cell.h"

namespace {

using exchange::Reading;
using exchange::ReadingOptions;

// The set as the Scottish pack declares it.
const registers::ReferenceSet& the_set() {
  static const registers::LoadedPacks loaded =
      registers::load_packs(registers::embedded_pack_texts());
  auto set = exchange::care_services_of(loaded.packs);
  REQUIRE(set);
  return **set;
}

constexpr std::string_view header_2026 =
    "CSNumber,CareService,Subtype,ServiceType,ServiceName,ServiceProvider,ServiceStatus,"
    "Council_Area_Name,NumberStaff,Registered_Places,MinGrade,MaxGrade,KQ_Leadership,"
    "Last_inspection_Date,Complaints_upheld_2526,Complaints_upheld_2627,any_requirements_2526,"
    "any_requirements_2627\r\n";

std::string row_2026(std::string_view number, std::string_view council, std::string_view grade) {
  return std::string(number) +
         ",Care Home Service,Older People,Private,Glen House,Glen Ltd,Active," +
         std::string(council) + ",12.6,40," + std::string(grade) + "," + std::string(grade) + "," +
         std::string(grade) + ",28/05/2026,2,,Inspected but no requirements,Yes\r\n";
}

base::Result<Reading> read(std::string bytes, ReadingOptions options = {}) {
  return exchange::read_care_services(std::move(bytes), the_set(), options, nullptr);
}

Reading must_read(std::string bytes, ReadingOptions options = {}) {
  auto reading = read(std::move(bytes), std::move(options));
  INFO((reading ? std::string() : reading.error().what));
  REQUIRE(reading);
  return std::move(*reading);
}

std::string cell(const Reading& reading, std::size_t row, std::string_view column) {
  const auto at = std::find(reading.columns.begin(), reading.columns.end(), column);
  REQUIRE(at != reading.columns.end());
  return reading.rows.at(row)[static_cast<std::size_t>(at - reading.columns.begin())];
}

std::string why_not(std::string bytes) {
  auto reading = read(std::move(bytes));
  return reading ? "it was read" : reading.error().what;
}

}  // namespace

TEST_CASE("a row of the new kind becomes our columns") {
  const Reading reading =
      must_read(std::string(header_2026) + row_2026("CS2", "Perth & Kinross", "4"));
  CHECK(reading.read == 1);
  CHECK(cell(reading, 0, "council") == "Perth and Kinross");
  CHECK(cell(reading, 0, "council_code") == "S12000048");
  CHECK(cell(reading, 0, "staff") == "12.6");
  CHECK(cell(reading, 0, "inspected_on") == "2026-05-28");
  CHECK(cell(reading, 0, "year") == "2026/27");
  CHECK(cell(reading, 0, "year_before") == "2025/26");
  CHECK(cell(reading, 0, "complaints").empty());
  CHECK(cell(reading, 0, "complaints_before") == "2");
  CHECK(cell(reading, 0, "requirements") == "yes");
  CHECK(cell(reading, 0, "requirements_before") == "no");
  CHECK(reading.scheme == "key questions");
}

TEST_CASE("a row of the old kind fills the old themes") {
  const Reading reading = must_read(
      "CSNumber,ServiceName,CareService,ServiceType,ServiceStatus,Council_Area_Name,MinGrade,"
      "MaxGrade,"
      "Quality_of_Staffing,Complnt_upheld_or_partially_1617,Complnt_upheld_or_partially_1718,"
      "any_requirements_1718,Provided_by_Local_Authority\n"
      "CS1,L\x92"
      "Arche,Support Service,Private,Active,Na h-Eileanan Siar,3,5,5,1,2,"
      "inspected but no requirements made,Yes\n",
      {"MDSF_data_2018-04-30.csv", {}, "", "", ReadingOptions::Councils::real});
  CHECK(reading.scheme == "quality themes");
  CHECK(cell(reading, 0, "name") == "L’Arche");
  CHECK(cell(reading, 0, "quality_staffing") == "5");
  CHECK(cell(reading, 0, "complaints") == "2");
  CHECK(cell(reading, 0, "complaints_before") == "1");
  CHECK(cell(reading, 0, "requirements") == "no");
  CHECK(cell(reading, 0, "by_council") == "yes");
  CHECK(base::iso(reading.edition) == "2018-04-30");
  CHECK(reading.edition_from == exchange::EditionFrom::file_name);
  CHECK(reading.encoding == exchange::CsvEncoding::windows_1252);
}

TEST_CASE("the newest window is the file's, so that figures of one year stand together") {
  const Reading reading = must_read(
      "CSNumber,ServiceName,CareService,ServiceType,ServiceStatus,Council_Area_Name,MinGrade,"
      "MaxGrade,"
      "Complaints_upheld_2425,Complaints_upheld_2526,any_requirements_2526,any_requirements_2627,"
      "DateReg\n"
      "CS1,A,B,C,Active,Fife,3,5,1,2,Yes,,01/06/2026\n");
  CHECK(cell(reading, 0, "complaints").empty());
  CHECK(cell(reading, 0, "complaints_before") == "2");
}

TEST_CASE("a line above the header is survived and said") {
  const Reading reading = must_read("Datastore as at 31 July 2017,,,\r\n" +
                                    std::string(header_2026) + row_2026("CS1", "Fife", "4"));
  CHECK(reading.header_row == 2);
  CHECK(reading.notes.at(0).find("row 2") != std::string::npos);
}

TEST_CASE(
    "a grade of 7, a council nobody knows and a second row of a number are refused with their "
    "place") {
  const Reading reading = must_read(std::string(header_2026) + row_2026("CS1", "Fife", "4") +
                                    row_2026("CS2", "Fife", "7") + row_2026("CS3", "Fyfe", "4") +
                                    row_2026("CS1", "Fife", "5"));
  CHECK(reading.read == 4);
  CHECK(reading.accepted == 1);
  CHECK(reading.refused == 3);
  REQUIRE(reading.refusals.size() == 5);  // three grades of the one row
  CHECK(reading.refusals[0].row == 3);
  CHECK(reading.refusals[0].column == "MinGrade");
  CHECK(reading.refusals[0].value == "7");
  CHECK(reading.refusals[3].row == 4);
  CHECK(reading.refusals[3].column == "Council_Area_Name");
  CHECK(reading.refusals[3].reason.find("Fife") != std::string::npos);
  CHECK(reading.refusals[4].row == 5);
  CHECK(reading.refusals[4].reason == "It stands already in row 2.");
}

TEST_CASE("a file cut short is refused whole") {
  const std::string whole =
      std::string(header_2026) + row_2026("CS1", "Fife", "4") + row_2026("CS2", "Fife", "4");
  CHECK(why_not(whole.substr(0, whole.size() - 40)).find("cut short") != std::string::npos);
  CHECK(why_not(whole + "CS3,\"Care Home").find("never closed") != std::string::npos);
  const Reading reading = must_read(whole.substr(0, whole.size() - 2));
  CHECK(reading.notes.at(0).find("does not end") != std::string::npos);
}

TEST_CASE("a short row in the middle is refused by itself") {
  const Reading reading =
      must_read(std::string(header_2026) + "CS9,Care Home\r\n\r\n" + row_2026("CS1", "Fife", "4"));
  CHECK(reading.refused == 1);
  CHECK(reading.refusals.at(0).row == 2);
  CHECK(reading.refusals.at(0).reason.find("has 2 cells where the header has 18") !=
        std::string::npos);
}

TEST_CASE("a wrong file is refused whole, and what it lacks is named with what may be meant") {
  CHECK(why_not("Year,Sex,AllAges\n2023,All,100\n").find("“CSNumber”") != std::string::npos);
  std::string renamed(header_2026);
  renamed.replace(renamed.find("MinGrade"), 8, "MinGrades");
  const std::string why = why_not(renamed + row_2026("CS1", "Fife", "4"));
  CHECK(why.find("“MinGrade” (is “MinGrades” meant?)") != std::string::npos);
  CHECK(why_not("CSNumber,ServiceName,Publication_of_Latest_Grading,Last_inspection_Date,URL\n")
            .find("not an edition") != std::string::npos);
  std::string twice(header_2026);
  twice.replace(twice.find("Subtype"), 7, "CSNumber");
  CHECK(why_not(twice + row_2026("CS1", "Fife", "4")).find("twice") != std::string::npos);
  CHECK(why_not(std::string(header_2026)).find("No row") != std::string::npos);
}

TEST_CASE("columns that nobody knows are told, and known ones that we leave are not") {
  std::string text(header_2026);
  text.insert(text.size() - 2,
              ",Brand_new_column,Manager_Name,Dec25_Annual_Return_Submitted,Count any reqs 2526");
  std::string row = row_2026("CS1", "Fife", "4");
  row.insert(row.size() - 2, ",x,,Submitted,Yes");
  const Reading reading = must_read(text + row);
  CHECK(reading.not_recognised == std::vector<std::string>{"Brand_new_column"});
  CHECK(std::find(reading.absent.begin(), reading.absent.end(), "Health board") !=
        reading.absent.end());
}

TEST_CASE("the date comes from a person, then the name, then the newest date") {
  const std::string text = std::string(header_2026) + row_2026("CS1", "Fife", "4");
  CHECK(base::iso(
            must_read(text, {"x_2026-05-31.csv", base::Date{2026, 6, 1}, "", "", {}}).edition) ==
        "2026-06-01");
  CHECK(base::iso(must_read(text, {"x_2026-05-31.csv", {}, "", "", {}}).edition) == "2026-05-31");
  const Reading guessed = must_read(text, {"mine.csv", {}, "", "", {}});
  CHECK(base::iso(guessed.edition) == "2026-05-28");
  CHECK(guessed.notes.at(0).find("newest date") != std::string::npos);
  CHECK(!exchange::date_in_name("data-12026-05-311.csv"));
  CHECK(!exchange::date_in_name("data-2026-02-30.csv"));
}

TEST_CASE("invented councils are read in a demonstration only, the store's own everywhere") {
  const std::string text = std::string(header_2026) + row_2026("CS1", "Ardmorran", "4");
  CHECK(why_not(text).find("no council of this name") != std::string::npos);
  CHECK(read(text, {"", {}, "", "", ReadingOptions::Councils::invented_too}));
  const Reading own =
      must_read(text, {"", {}, "Ardmorran", "S12999901", ReadingOptions::Councils::real});
  CHECK(cell(own, 0, "council_code") == "S12999901");
}

TEST_CASE("every name of a council in the sets we use is known") {
  exchange::Councils councils;
  councils.add_lines(exchange::setting_list(the_set(), "councils"));
  for (const auto* name :
       {"City of Edinburgh", "Edinburgh City", "Comhairle nan Eilean Siar", "Eilean Siar",
        "Argyll & Bute", "argyll and bute council", "Dumfries & Galloway", "outside Scotland"}) {
    INFO(name);
    CHECK(councils.find(name) != nullptr);
  }
  CHECK(councils.find("Leeds") == nullptr);
  CHECK(councils.find("") == nullptr);
}

TEST_CASE("rows stand in the order of their numbers, whatever the file's") {
  const Reading reading = must_read(std::string(header_2026) + row_2026("CS3", "Fife", "4") +
                                    row_2026("CS1", "Fife", "") + row_2026("CS2", "Fife", "5"));
  CHECK(cell(reading, 0, "number") == "CS1");
  CHECK(cell(reading, 2, "number") == "CS3");
  const auto grades = exchange::counts_of(reading, "lowest_grade");
  CHECK(grades == std::map<std::string, std::int64_t>{{"", 1}, {"4", 1}, {"5", 1}});
}

TEST_CASE("a made-up cell of each kind is taken or refused for its reason") {
  const exchange::CellRules rules(the_set());
  const auto read_as = [&](const char* kind, std::string_view text) {
    return rules.read(registers::SetColumn{"x", kind, "X", {"X"}, false}, text);
  };
  CHECK(read_as("date", "29/02/2024").text == "2024-02-29");
  CHECK(!read_as("date", "29/02/2023").reason.empty());
  CHECK(!read_as("date", "2024_2").reason.empty());
  CHECK(read_as("decimal", ".5").text == "0.5");
  CHECK(!read_as("decimal", "1.2.3").reason.empty());
  CHECK(!read_as("decimal", ".").reason.empty());
  CHECK(!read_as("count", "-1").reason.empty());
  CHECK(read_as("count", " 7 ").text == "7");
  CHECK(!read_as("grade", "0").reason.empty());
  CHECK(!read_as("grade", "4.5").reason.empty());
  CHECK(read_as("yes_no", "Inspected but no Requirements").text == "no");
  CHECK(!read_as("yes_no", "Perhaps").reason.empty());
  CHECK(!read_as("line", std::string(301, 'x')).reason.empty());
}
