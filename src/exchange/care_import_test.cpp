// Importing into a store of its own, through the door.
#include "exchange/care_import.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "base/compress.h"
#include "base/hash.h"
#include "base/random.h"
#include "exchange/waiting_file.h"
#include "records/editions.h"
#include "records/reader.h"

namespace {

using exchange::ImportOptions;
using exchange::ImportReport;

const registers::Packs& scottish_packs() {
  static const registers::LoadedPacks loaded =
      registers::load_packs(registers::embedded_pack_texts());
  return loaded.packs;
}

// A folder that goes away with its test.
struct Folder {
  std::filesystem::path path;
  Folder() {
    auto random = base::system_random();
    path =
        std::filesystem::temp_directory_path() / ("plumbline-test-" + base::hex(random->bytes(8)));
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
};

struct Bench {
  Folder folder;
  rules::Catalogue rules = rules::bind_rules(scottish_packs());
  base::SetClock clock{*base::instant_from_iso("2026-06-10T09:00:00Z")};
  std::unique_ptr<base::Random> random = base::seeded_random("import");
  records::Surroundings around{scottish_packs(), rules, clock, *random};
  std::unique_ptr<records::CouncilStore> store;
  authority::Caller caller = authority::operator_caller("command line");

  Bench() {
    records::Genesis genesis;
    genesis.council = "Ardmorran Council";
    genesis.council_code = "S12999901";
    genesis.demonstration = true;
    genesis.administrator_name = "Ruth Baillie";
    genesis.administrator_sign_in = "ruth";
    genesis.administrator_verifier = "none";
    auto made = records::make_store({folder.path, ""}, genesis, around);
    INFO((made ? std::string() : base::to_text(made.error())));
    REQUIRE(made);
    auto opened = records::CouncilStore::open(folder.path, around, records::Opening::write);
    INFO((opened ? std::string() : base::to_text(opened.error())));
    REQUIRE(opened);
    store = std::move(*opened);
  }

  std::int64_t entries() { return (*store->reader())->entries(); }

  base::Result<ImportReport> import(std::string bytes, ImportOptions options = {}) {
    return exchange::import_care_services(*store, caller, std::move(bytes), options, nullptr);
  }
  ImportReport must_import(std::string bytes, ImportOptions options = {}) {
    auto report = import(std::move(bytes), std::move(options));
    INFO((report ? std::string() : base::to_text(report.error())));
    REQUIRE(report);
    return std::move(*report);
  }
};

std::string edition_text(std::string_view first_grade) {
  return "CSNumber,ServiceName,CareService,ServiceType,ServiceStatus,Council_Area_Name,MinGrade,"
         "MaxGrade,"
         "Complaints_upheld_2526\r\n"
         "CS1,Kirkbrae House,Care Home Service,Private,Active,Ardmorran," +
         std::string(first_grade) +
         ",5,1\r\n"
         "CS2,Rowan Home Support,Support Service,Private,Active,Fife,5,5,\r\n"
         "CS3,Northern Nurses,Nurse Agency,Private,Active,outside Scotland,,,\r\n";
}

const ImportOptions may{"MDSF_data_2026-05-31.csv", {}, ImportOptions::Doing::record};

}  // namespace

TEST_CASE("an edition is recorded with its original, its rows and its counts") {
  Bench bench;
  const ImportReport report = bench.must_import(edition_text("4"), may);
  CHECK(report.came == ImportReport::Came::recorded);
  CHECK(report.services == 3);
  CHECK(report.councils == 2);
  CHECK(report.outside_scotland == 1);
  auto reader = bench.store->reader();
  REQUIRE(reader);
  auto editions = records::editions(**reader, exchange::care_services_set);
  REQUIRE(editions);
  REQUIRE(editions->size() == 1);
  CHECK(editions->front().rows == 3);
  CHECK(editions->front().content_digest == report.content_digest);
  records::SetQuestion question;
  question.set = exchange::care_services_set;
  question.where = {{"council_code", "S12999901"}};
  auto rows = records::set_rows(**reader, scottish_packs(), question);
  REQUIRE(rows);
  REQUIRE(rows->rows.size() == 1);
  CHECK(rows->rows[0][1] == "Kirkbrae House");
}

TEST_CASE("the kept original is the very file") {
  Bench bench;
  const ImportReport report = bench.must_import(edition_text("4"), may);
  auto reader = bench.store->reader();
  REQUIRE(reader);
  authority::Caller cswo = bench.caller;
  cswo.held.capacity = "cswo";
  std::string kept;
  auto document = (*reader)->document(report.reference, "original", cswo,
                                      [&](std::string_view piece) -> base::Result<void> {
                                        kept += piece;
                                        return {};
                                      });
  REQUIRE(document);
  auto original = base::gunzip(kept, 1u << 20);
  REQUIRE(original);
  CHECK(*original == edition_text("4"));
}

TEST_CASE("a second import of the same file changes nothing") {
  Bench bench;
  const ImportReport first = bench.must_import(edition_text("4"), may);
  const std::int64_t entries = bench.entries();
  const ImportReport second = bench.must_import(edition_text("4"), may);
  CHECK(second.came == ImportReport::Came::already);
  CHECK(second.reference == first.reference);
  CHECK(bench.entries() == entries);
}

TEST_CASE("another file of the same date supersedes the earlier reading in one act") {
  Bench bench;
  const ImportReport first = bench.must_import(edition_text("4"), may);
  const std::int64_t entries = bench.entries();
  const ImportReport second = bench.must_import(edition_text("3"), may);
  CHECK(second.came == ImportReport::Came::recorded);
  CHECK(second.supersedes == first.reference);
  CHECK(bench.entries() == entries + 2);
  auto reader = bench.store->reader();
  auto editions = records::editions(**reader, exchange::care_services_set);
  REQUIRE(editions);
  REQUIRE(editions->size() == 1);
  CHECK(editions->front().reference == second.reference);
  // Back to the first file: a third reading, not the first receipt again.
  const ImportReport third = bench.must_import(edition_text("4"), may);
  CHECK(third.came == ImportReport::Came::recorded);
  CHECK(third.supersedes == second.reference);
}

TEST_CASE("looking records nothing, and neither does a file that cannot be taken") {
  Bench bench;
  const std::int64_t entries = bench.entries();
  ImportOptions look = may;
  look.doing = ImportOptions::Doing::only_look;
  CHECK(bench.must_import(edition_text("4"), look).came == ImportReport::Came::looked);
  const std::string whole = edition_text("4");
  CHECK(!bench.import(whole.substr(0, whole.size() - 20), may));
  CHECK(!bench.import("Year,Sex\n2023,All\n", may));
  CHECK(!bench.import("", may));
  CHECK(!bench.import(std::string(exchange::most_import_bytes + 1, 'x'), may));
  CHECK(bench.entries() == entries);
}

TEST_CASE("a capacity that may not import is refused and nothing is recorded") {
  Bench bench;
  bench.caller.person = "PE-2026-001";  // who holds no such appointment
  bench.caller.held.capacity = "elected_member";
  const std::int64_t entries = bench.entries();
  const auto report = bench.import(edition_text("4"), may);
  REQUIRE(!report);
  CHECK(report.error().kind == base::ErrorKind::refused);
  CHECK(bench.entries() == entries);
}

TEST_CASE("far fewer services than the edition before are worth a word") {
  Bench bench;
  static_cast<void>(bench.must_import(edition_text("4"), may));
  const std::string whole = edition_text("4");
  const std::string cut = whole.substr(0, whole.find("CS2"));
  ImportOptions later = may;
  later.file_name = "MDSF_data_2026-06-30.csv";
  const ImportReport report = bench.must_import(cut, later);
  REQUIRE(report.reading.notes.size() == 1);
  CHECK(report.reading.notes[0].find("cut short") != std::string::npos);
}

TEST_CASE("what came of it is told in words and as JSON") {
  Bench bench;
  const ImportReport report = bench.must_import(edition_text("7").replace(0, 8, "CSNumber"), may);
  CHECK(report.reading.refused == 1);
  const std::string words = exchange::report_text(report);
  CHECK(words.find("3 rows read, 2 accepted, 1 refused") != std::string::npos);
  CHECK(words.find("Row 2, MinGrade, “7”") != std::string::npos);
  const std::string json = exchange::report_json(report);
  CHECK(json.find("\"outcome\":\"recorded\"") != std::string::npos);
  CHECK(json.find("\"not_graded\":1") != std::string::npos);
}

TEST_CASE("a waiting upload is its sender's alone") {
  Folder folder;
  std::filesystem::create_directories(folder.path);
  const auto name = exchange::keep_waiting(folder.path, "PE-1", "some bytes");
  REQUIRE(name);
  CHECK(*exchange::take_waiting(folder.path, "PE-1", *name) == "some bytes");
  CHECK(!exchange::take_waiting(folder.path, "PE-2", *name));
  CHECK(!exchange::take_waiting(folder.path, "PE-1", "../../etc/passwd"));
  exchange::drop_waiting(folder.path, "PE-1", *name);
  CHECK(!exchange::take_waiting(folder.path, "PE-1", *name));
}
