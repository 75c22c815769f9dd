#include "web/draft_files.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>

#include "base/hash.h"
#include "base/sealing.h"

namespace web {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;

constexpr std::size_t piece_bytes = 64 * 1024;
constexpr std::size_t sealed_extra = 40;  // nonce and tag of base::seal
constexpr std::size_t id_bytes = 16;
constexpr auto longest_kept = std::chrono::hours(24 * 31);
constexpr auto longest_open = std::chrono::hours(1);

std::filesystem::path folder_of(const Visit& visit) {
  return visit.site.store.folder() / "draft-files";
}

bool is_id(std::string_view id) {
  return id.size() == id_bytes * 2 && std::all_of(id.begin(), id.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

std::string bound_to(std::string_view id, std::size_t piece) {
  return "draft file\n" + std::string(id) + "\n" + std::to_string(piece);
}

base::Key key_of(const Visit& visit) {
  return base::derived_key(visit.site.store.store_key(), "draft files");
}

Failure cannot_keep(const std::filesystem::path& path) {
  return {ErrorKind::unavailable, "The file could not be kept. Add it again.", path.string()};
}

// Drafts that were forgotten go from the desk by themselves; so do their files.
void remove_old(const std::filesystem::path& folder) {
  std::error_code ignored;
  const auto now = std::filesystem::file_time_type::clock::now();
  for (const auto& file : std::filesystem::directory_iterator(folder, ignored)) {
    const auto written = std::filesystem::last_write_time(file.path(), ignored);
    const bool opened = file.path().extension() == ".open";  // left behind by a process that died
    if (!ignored && now - written > (opened ? longest_open : longest_kept))
      std::filesystem::remove(file.path(), ignored);
  }
}

// A new file that nobody else may read, from its first moment on.
std::ofstream secret_file(const std::filesystem::path& path) {
  const int made = ::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  std::ofstream out;
  if (made < 0) {
    out.setstate(std::ios::failbit);
    return out;
  }
  ::close(made);
  out.open(path, std::ios::binary | std::ios::trunc);
  return out;
}

}  // namespace

Result<std::string> keep_draft_file(Visit& visit, const std::filesystem::path& upload) {
  base::Random& random = visit.site.store.around().random;
  const std::filesystem::path folder = folder_of(visit);
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) return cannot_keep(folder);
  std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failed);
  remove_old(folder);
  const std::string id = base::hex(random.bytes(id_bytes));
  std::ifstream in(upload, std::ios::binary);
  std::ofstream out = secret_file(folder / id);
  const base::Key key = key_of(visit);
  std::string piece(piece_bytes, '\0');
  for (std::size_t number = 0; in && out; ++number) {
    in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    const auto count = static_cast<std::size_t>(in.gcount());
    if (count == 0) break;
    const std::string sealed = base::seal(key, std::string_view(piece).substr(0, count),
                                          bound_to(id, number), random);
    out.write(sealed.data(), static_cast<std::streamsize>(sealed.size()));
  }
  out.close();
  if (in.bad() || !out) {
    std::filesystem::remove(folder / id, failed);
    return cannot_keep(folder / id);
  }
  return id;
}

Result<std::filesystem::path> open_draft_file(Visit& visit, std::string_view id) {
  const std::filesystem::path path = folder_of(visit) / id;
  std::ifstream in;
  if (is_id(id)) in.open(path, std::ios::binary);
  if (!in.is_open()) {
    return Failure{ErrorKind::not_found, "A file of this draft has gone. Add it again.",
                   std::string(id)};
  }
  const std::filesystem::path plain =
      path.string() + "." + base::hex(visit.site.store.around().random.bytes(4)) + ".open";
  std::ofstream out = secret_file(plain);
  const base::Key key = key_of(visit);
  std::string sealed(piece_bytes + sealed_extra, '\0');
  for (std::size_t number = 0; in && out; ++number) {
    in.read(sealed.data(), static_cast<std::streamsize>(sealed.size()));
    const auto count = static_cast<std::size_t>(in.gcount());
    if (count == 0) break;
    auto piece = base::unseal(key, std::string_view(sealed).substr(0, count), bound_to(id, number));
    if (!piece) {
      std::error_code ignored;
      std::filesystem::remove(plain, ignored);
      return std::move(piece).failure();
    }
    out.write(piece->data(), static_cast<std::streamsize>(piece->size()));
  }
  out.close();
  if (!out) return cannot_keep(plain);
  return plain;
}

void drop_draft_file(const Visit& visit, std::string_view id) {
  std::error_code ignored;
  if (is_id(id)) std::filesystem::remove(folder_of(visit) / id, ignored);
}

}  // namespace web
