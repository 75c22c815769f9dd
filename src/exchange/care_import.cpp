#include "exchange/care_import.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "access/permission.h"
#include "base/compress.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/text.h"
#include "records/editions.h"
#include "records/reader.h"

namespace exchange {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;
using registers::Value;

constexpr std::string_view edition_register = "edition";
constexpr std::string_view import_step = "import";
constexpr std::string_view supersede_step = "supersede";

// A file beside the system's temporary ones for as long as this object lives.
class PassingFile {
 public:
  static Result<PassingFile> write(std::string_view bytes, base::Random& random) {
    std::error_code failed;
    const std::filesystem::path folder = std::filesystem::temp_directory_path(failed);
    if (failed) return Failure{ErrorKind::unavailable, "there is no folder for temporary files"};
    // Two programs that are given the same random bytes must not meet here.
    const std::string name = std::to_string(::getpid()) + "-" + base::hex(random.bytes(12));
    PassingFile file(folder / ("plumbline-" + name));
    TRY(base::write_file(file.path_, bytes, base::FileMode::secret));
    return file;
  }
  ~PassingFile() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove(path_, ignored);
  }
  PassingFile(PassingFile&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  PassingFile& operator=(PassingFile&&) = delete;
  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  explicit PassingFile(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;
};

struct Papers {
  std::string original, block;  // as they are kept
};

// The door gives the id and measures the file; these stand until then.
registers::Document document_of(std::string name, std::string type) {
  return {std::string(32, '0'), std::move(name), std::move(type), 0, std::string(64, '0')};
}

// The form's 16 bytes: the same file into the same state of the record is the same act, however
// often it is asked.
std::string key_of(const ImportReport& report, const std::vector<records::Edition>& editions) {
  std::string text = "import\n" + report.content_digest + "\n" + base::iso(report.reading.edition);
  for (const records::Edition& edition : editions) text += "\n" + edition.reference;
  const base::Hash hash = base::sha256(text);
  return std::string(base::bytes_of(hash).substr(0, 16));
}

// A name for the kept original: ours, since the sender's is never trusted.
std::string kept_name(const base::Date& edition) {
  return std::string(care_services_set) + "_" + base::iso(edition) + ".csv.gz";
}

records::RecordChange import_change(const ImportReport& report) {
  const Reading& reading = report.reading;
  records::RecordChange change;
  change.register_name = edition_register;
  change.step = import_step;
  change.set["reference_set"] = Value::line(std::string(care_services_set));
  change.set["edition_date"] = Value::date(reading.edition);
  change.set["original"] =
      Value::document(document_of(kept_name(reading.edition), "application/gzip"));
  change.set["block"] = Value::document(document_of("rows.txt", "text/plain"));
  change.set["reader_version"] = Value::count(care_reader_version);
  change.set["rows_read"] = Value::count(reading.read);
  change.set["rows_accepted"] = Value::count(reading.accepted);
  change.set["rows_refused"] = Value::count(reading.refused);
  change.set["content_digest"] = Value::line(report.content_digest);
  return change;
}

Result<void> record(records::CouncilStore& store, const authority::Caller& caller,
                    const Papers& papers, const std::vector<records::Edition>& editions,
                    ImportReport& report) {
  base::Random& random = store.around().random;
  const PassingFile original = TRY(PassingFile::write(papers.original, random));
  const PassingFile block = TRY(PassingFile::write(papers.block, random));
  records::Change change;
  change.caller = caller;
  change.key = key_of(report, editions);
  change.records.push_back(import_change(report));
  // In the order of the document fields in `set`, which is that of their names.
  change.records.back().document_files = {block.path(), original.path()};
  for (const records::Edition& edition : editions) {
    if (edition.date != report.reading.edition) continue;
    records::RecordChange supersede;
    supersede.register_name = edition_register;
    supersede.step = supersede_step;
    supersede.reference = edition.reference;
    change.records.push_back(std::move(supersede));
    report.supersedes = edition.reference;
  }
  const records::Outcome outcome = TRY(store.commit(std::move(change)));
  if (const auto* refusal = std::get_if<records::Refusal>(&outcome))
    return Failure{ErrorKind::refused, refusal->reason};
  if (const auto* mistakes = std::get_if<registers::Mistakes>(&outcome)) {
    const bool is_said = !mistakes->all().empty();
    return Failure{ErrorKind::invalid,
                   is_said ? mistakes->all().front().sentence : "The edition was not recorded."};
  }
  const auto* receipt = std::get_if<records::Receipt>(&outcome);
  if (receipt == nullptr)
    return Failure{ErrorKind::conflict, "Another edition was recorded meanwhile. Try again."};
  report.came = receipt->repeated ? ImportReport::Came::already : ImportReport::Came::recorded;
  report.reference = receipt->reference;
  report.entry = receipt->first_entry;
  report.receipt = *receipt;
  return {};
}

// A file cut at the end of a row is whole to look at; fewer services than the edition before are
// worth a word.
void compare_with_before(const std::vector<records::Edition>& editions, ImportReport& report) {
  const records::Edition* before = nullptr;
  for (const records::Edition& edition : editions) {
    if (edition.date < report.reading.edition) before = &edition;
  }
  if (before == nullptr || report.services * 10 >= before->rows * 9) return;
  report.reading.notes.push_back("It has " + base::grouped(report.services) +
                                 " services. The edition of " + base::long_date(before->date) +
                                 " has " + base::grouped(before->rows) +
                                 ". If the file was cut short, download it again.");
}

void sum_up(const registers::ReferenceSet& set, ImportReport& report) {
  report.services = static_cast<std::int64_t>(report.reading.rows.size());
  report.lowest_grades = counts_of(report.reading, "lowest_grade");
  for (const auto& [code, rows] : counts_of(report.reading, setting(set, "council_code"))) {
    if (code == setting(set, "outside")) {
      report.outside_scotland = rows;
    } else {
      ++report.councils;
    }
  }
}

// “Fife”, as the regulator says it, not “Fife Council”.
std::string area_name(std::string_view council) {
  constexpr std::string_view ending = " Council";
  if (council.ends_with(ending)) council.remove_suffix(ending.size());
  return std::string(council);
}

ReadingOptions reading_options(const records::CouncilStore& store, const ImportOptions& options) {
  const records::StoreFacts& facts = store.facts();
  ReadingOptions reading;
  reading.file_name = options.file_name;
  reading.edition = options.edition;
  reading.own_council = area_name(facts.council);
  reading.own_code = facts.council_code;
  if (facts.demonstration) reading.councils = ReadingOptions::Councils::invented_too;
  return reading;
}

}  // namespace

Result<ImportReport> import_care_services(records::CouncilStore& store,
                                          const authority::Caller& caller, std::string bytes,
                                          const ImportOptions& options, const Progress& progress) {
  if (bytes.size() > most_import_bytes)
    return Failure{ErrorKind::invalid,
                   "The file is larger than 32 MB. No edition is: choose the CSV of one month."};
  const registers::ReferenceSet& set = *TRY(care_services_of(store.around().packs));
  ImportReport report;
  report.content_digest = base::hex(base::bytes_of(base::sha256(bytes)));
  std::vector<records::Edition> editions;
  {
    auto reader = TRY(store.reader());
    editions = TRY(records::editions(*reader, set.name));
  }
  Papers papers;
  if (options.doing == ImportOptions::Doing::record) papers.original = base::gzip(bytes);
  report.reading =
      TRY(read_care_services(std::move(bytes), set, reading_options(store, options), progress));
  sum_up(set, report);
  compare_with_before(editions, report);
  for (const records::Edition& edition : editions) {
    if (edition.content_digest == report.content_digest) {
      report.came = ImportReport::Came::already;
      report.reference = edition.reference;
      report.entry = edition.entry;
      return report;
    }
    if (edition.date == report.reading.edition) report.supersedes = edition.reference;
  }
  if (options.doing == ImportOptions::Doing::only_look) return report;
  papers.block = records::encode_block(report.reading.columns, report.reading.rows);
  report.reading.rows = {};  // the block holds them now; an upload may not fill the memory twice
  TRY(record(store, caller, papers, editions, report));
  return report;
}

Result<const registers::ReferenceSet*> care_services_of(const registers::Packs& packs) {
  for (const registers::ReferenceSet& set : packs.sets) {
    if (set.name == care_services_set) return &set;
  }
  return Failure{ErrorKind::not_found, "the packs declare no set of care services"};
}

bool may_read_editions(const registers::Packs& packs, const authority::Caller& caller) {
  const registers::Register* kind = packs.find(edition_register);
  return kind != nullptr && authority::reading_of(packs, *kind, caller.held.capacity).open;
}

bool may_import(const registers::Packs& packs, const authority::Caller& caller) {
  const registers::Register* kind = packs.find(edition_register);
  authority::Standing fresh;
  fresh.exists = false;
  return kind != nullptr && authority::may_take(packs, *kind, import_step, caller, fresh);
}

}  // namespace exchange
