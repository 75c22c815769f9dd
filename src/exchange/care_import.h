#pragma once
// Records an edition of the register of care services: the original kept compressed, the accepted
// rows as one block, both in one entry (FORMAT 13). Used by the command `import care-services` and
// by web/import_pages.cpp.
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/caller.h"
#include "base/result.h"
#include "base/time.h"
#include "exchange/care_services.h"
#include "records/change.h"
#include "records/council_store.h"

namespace exchange {

// The name of the set in its pack file.
inline constexpr std::string_view care_services_set = "care_services";
// The most bytes a file may have; an edition with childminders has about ten million.
inline constexpr std::size_t most_import_bytes = 32u << 20;

struct ImportOptions {
  std::string file_name;
  std::optional<base::Date> edition;
  enum class Doing { record, only_look } doing = Doing::record;
};

struct ImportReport {
  Reading reading;            // its rows are emptied once they are recorded
  std::int64_t services = 0;  // in the edition, after the reading
  std::int64_t councils = 0;  // of Scotland; services with an address outside are counted apart
  std::int64_t outside_scotland = 0;
  std::map<std::string, std::int64_t> lowest_grades;  // "1" to "6", and "" for not graded
  std::string content_digest;                         // SHA-256 of the file, lower-case hex
  // looked: nothing was recorded because only looking was asked for. already: this very file stands
  // in the record.
  enum class Came { looked, recorded, already } came = Came::looked;
  std::string reference;  // of the record, when recorded or already there
  std::int64_t entry = -1;
  std::string supersedes;  // the reading of the same edition that this one replaces; "" for none
  std::optional<records::Receipt> receipt;  // when recorded
};

// Reads the file, and records it when asked to and when it is new. The same file again changes
// nothing; another file of the same date supersedes the earlier reading, in one act. Errors:
// invalid when the file cannot be taken (nothing changed); refused when the caller may not import;
// unavailable, corrupt.
[[nodiscard]] base::Result<ImportReport> import_care_services(records::CouncilStore& store,
                                                              const authority::Caller& caller,
                                                              std::string bytes,
                                                              const ImportOptions& options,
                                                              const Progress& progress);

// The set as the packs in force declare it. Errors: not_found.
[[nodiscard]] base::Result<const registers::ReferenceSet*> care_services_of(
    const registers::Packs& packs);

// Whether a capacity may read what was imported, and whether it may import.
[[nodiscard]] bool may_read_editions(const registers::Packs& packs,
                                     const authority::Caller& caller);
[[nodiscard]] bool may_import(const registers::Packs& packs, const authority::Caller& caller);

// What came of it, for a terminal: a few lines; and for a script: one JSON object.
[[nodiscard]] std::string report_text(const ImportReport& report);
[[nodiscard]] std::string report_json(const ImportReport& report);

}  // namespace exchange
