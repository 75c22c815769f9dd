#include "exchange/waiting_file.h"

#include <chrono>

#include "base/compress.h"
#include "base/files.h"
#include "base/hash.h"
#include "exchange/care_import.h"

namespace exchange {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::hours longest_wait{24};
constexpr std::string_view ending = ".csv.gz";

std::string hex_of(std::string_view text) {
  return base::hex(base::bytes_of(base::sha256(text)));
}

// The sender is part of the file's name, so one person's name for an upload finds nothing of
// another's.
fs::path path_of(const fs::path& folder, std::string_view person, std::string_view name) {
  const std::string whose = std::string(person) + "\n" + std::string(name);
  return folder / "waiting" / (hex_of(whose) + std::string(ending));
}

void drop_old(const fs::path& folder) {
  std::error_code failed;
  const auto now = fs::file_time_type::clock::now();
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    std::error_code ignored;
    const auto written = fs::last_write_time(at->path(), ignored);
    if (!ignored && now - written > longest_wait) fs::remove(at->path(), ignored);
  }
}

}  // namespace

base::Result<std::string> keep_waiting(const fs::path& folder, std::string_view person,
                                       std::string_view bytes) {
  std::error_code failed;
  fs::create_directories(folder / "waiting", failed);
  if (failed)
    return base::Failure{base::ErrorKind::unavailable,
                         "there is no room to keep the file for a moment", folder.string()};
  drop_old(folder / "waiting");
  std::string name = hex_of(bytes);
  TRY(base::write_file(path_of(folder, person, name), base::gzip(bytes), base::FileMode::secret));
  return name;
}

base::Result<std::string> take_waiting(const fs::path& folder, std::string_view person,
                                       std::string_view name) {
  const std::string kept = TRY(base::read_file(path_of(folder, person, name), most_import_bytes));
  std::string bytes = TRY(base::gunzip(kept, most_import_bytes));
  if (hex_of(bytes) != name)
    return base::Failure{base::ErrorKind::corrupt, "the waiting file is not what was sent"};
  return bytes;
}

void drop_waiting(const fs::path& folder, std::string_view person, std::string_view name) {
  std::error_code ignored;
  fs::remove(path_of(folder, person, name), ignored);
}

}  // namespace exchange
