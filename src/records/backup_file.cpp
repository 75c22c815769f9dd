#include "records/backup_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>

#include "base/hash.h"
#include "base/text.h"

namespace records {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;

constexpr std::string_view closing_words = "plumbline-backup-v1 ";
constexpr std::size_t closing_bytes = 1 + closing_words.size() + 64 + 1;  // LF, words, hex, LF
constexpr std::size_t chunk_bytes = 1u << 20;

Failure unreadable(const std::filesystem::path& file) {
  return {ErrorKind::unavailable, "The file cannot be read.", file.string()};
}

Failure damaged(const std::filesystem::path& file) {
  return {ErrorKind::corrupt,
          "This backup is damaged, or is not a backup: its closing digest is "
          "not that of its content.",
          file.string()};
}

// Calls `use` with the first `length` bytes of a file, in pieces.
template <class Use>  // a lambda that may stop with an error
Result<void> read_start(const std::filesystem::path& file, std::uintmax_t length, const Use& use) {
  std::ifstream in(file, std::ios::binary);
  std::string chunk(chunk_bytes, '\0');
  while (length > 0) {
    const auto wanted = static_cast<std::streamsize>(std::min<std::uintmax_t>(length, chunk_bytes));
    if (!in.read(chunk.data(), wanted)) return unreadable(file);
    TRY(use(std::string_view(chunk).substr(0, static_cast<std::size_t>(wanted))));
    length -= static_cast<std::uintmax_t>(wanted);
  }
  return {};
}

Result<std::string> digest_of_start(const std::filesystem::path& file, std::uintmax_t length) {
  base::Sha256 sum;
  const auto add = [&](std::string_view bytes) -> Result<void> {
    sum.add(bytes);
    return {};
  };
  TRY(read_start(file, length, add));
  return base::hex(base::bytes_of(sum.finish()));
}

Result<std::uintmax_t> size_of(const std::filesystem::path& file) {
  std::error_code failed;
  const std::uintmax_t size = std::filesystem::file_size(file, failed);
  if (!failed) return size;
  return Failure{ErrorKind::not_found, "There is no such file.", file.string()};
}

}  // namespace

Result<void> copy_rows(store::Database& from, store::Database& to, std::string_view table) {
  const std::string name(table);
  auto rows = TRY(from.scan("SELECT * FROM " + name));
  std::string insert;
  std::vector<store::Parameter> cells;
  using Type = store::Statement::ColumnType;
  while (TRY(rows.next())) {
    if (insert.empty()) {
      insert = "INSERT INTO " + name + " VALUES (";
      for (int i = 1; i <= rows->columns(); ++i)
        insert += (i == 1 ? "$" : ", $") + std::to_string(i);
      insert += ")";
    }
    cells.clear();
    for (int column = 0; column < rows->columns(); ++column) {
      switch (rows->type(column)) {
        case Type::null:
          cells.emplace_back();
          break;
        case Type::integer:
          cells.emplace_back(rows->integer(column));
          break;
        case Type::text:
          cells.emplace_back(rows->text(column));
          break;
        case Type::blob:
          cells.emplace_back(store::Blob{rows->bytes(column)});
          break;
        case Type::real:
          return Failure{ErrorKind::corrupt, "A cell holds a number that nothing wrote.", name};
      }
    }
    TRY(store::run(to, insert, cells));
  }
  return {};
}

Result<std::string> close_file(const std::filesystem::path& file) {
  const std::uintmax_t size = TRY(size_of(file));
  const std::string digest = TRY(digest_of_start(file, size));
  const std::string closing = "\n" + std::string(closing_words) + digest + "\n";
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  if (descriptor < 0) return unreadable(file);
  const auto written = ::write(descriptor, closing.data(), closing.size());
  const bool whole = written == static_cast<ssize_t>(closing.size()) && ::fsync(descriptor) == 0;
  ::close(descriptor);
  if (whole) return digest;
  return Failure{ErrorKind::unavailable, "The backup could not be written to its end.",
                 file.string()};
}

Result<std::string> check_closed(const std::filesystem::path& file) {
  const std::uintmax_t size = TRY(size_of(file));
  if (size <= closing_bytes) return damaged(file);
  std::ifstream in(file, std::ios::binary);
  in.seekg(static_cast<std::streamoff>(size - closing_bytes));
  std::string closing(closing_bytes, '\0');
  if (!in.read(closing.data(), static_cast<std::streamsize>(closing.size())))
    return unreadable(file);
  const std::string digest = TRY(digest_of_start(file, size - closing_bytes));
  if (closing != "\n" + std::string(closing_words) + digest + "\n") return damaged(file);
  return digest;
}

Result<void> copy_without_closing(const std::filesystem::path& file,
                                  const std::filesystem::path& to) {
  std::ofstream out(to, std::ios::binary | std::ios::trunc);
  const auto add = [&](std::string_view bytes) -> Result<void> {
    if (out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()))) return {};
    return Failure{ErrorKind::unavailable, "There is no room for the copy.", to.string()};
  };
  const std::uintmax_t size = TRY(size_of(file));
  TRY(read_start(file, size - closing_bytes, add));
  out.close();
  if (out) return {};
  return Failure{ErrorKind::unavailable, "There is no room for the copy.", to.string()};
}

void remove_database(const std::filesystem::path& file) {
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
    std::error_code ignored;
    std::filesystem::remove(file.string() + suffix, ignored);
  }
}

}  // namespace records
