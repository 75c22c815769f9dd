#include "base/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace base {
namespace {

// Closes its descriptor when it goes; close_now() tells whether closing went well.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { if (number_ >= 0) ::close(number_); }
  [[nodiscard]] bool open() const { return number_ >= 0; }
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool close_now() {
    const int closed = ::close(number_);
    number_ = -1;
    return closed == 0;
  }

 private:
  int number_;
};

Failure fault(std::string_view what, const std::filesystem::path& path) {
  const int code = errno;
  const ErrorKind kind = code == ENOENT ? ErrorKind::not_found : ErrorKind::unavailable;
  return {kind, std::string(what) + ": " + std::strerror(code) + ".", path.string()};
}

Result<void> write_all(const Descriptor& file, std::string_view bytes,
                       const std::filesystem::path& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return fault("The file could not be written", path);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Result<void> sync_folder(const std::filesystem::path& folder) {
  const Descriptor open_folder(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!open_folder.open() || ::fsync(open_folder.number()) != 0) {
    return fault("The folder could not be synced", folder);
  }
  return {};
}

Result<void> write_and_sync(const std::filesystem::path& path, std::string_view bytes,
                            FileMode mode) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!file.open()) return fault("The file could not be made", path);
  TRY(write_all(file, bytes, path));
  const mode_t bits = mode == FileMode::secret ? 0600 : 0644;
  if (::fchmod(file.number(), bits) != 0) return fault("The file's mode could not be set", path);
  if (::fsync(file.number()) != 0) return fault("The file could not be synced", path);
  if (!file.close_now()) return fault("The file could not be closed", path);
  return {};
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::size_t most) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.open()) return fault("The file could not be opened", path);
  struct stat about {};
  if (::fstat(file.number(), &about) != 0) return fault("The file could not be looked at", path);
  std::string bytes;
  std::size_t room = 64u << 10;
  if (S_ISREG(about.st_mode))
    room = std::min(static_cast<std::size_t>(about.st_size) + 1, most + 1);
  for (std::size_t length = 0;;) {
    if (length == bytes.size()) bytes.resize(bytes.size() + std::max(room, bytes.size() / 2));
    const ssize_t got = ::read(file.number(), bytes.data() + length, bytes.size() - length);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fault("The file could not be read", path);
    length += static_cast<std::size_t>(got);
    if (length > most) {
      return Failure{ErrorKind::invalid,
                     "The file is longer than " + std::to_string(most) + " bytes.", path.string()};
    }
    if (got == 0) {
      bytes.resize(length);
      return bytes;
    }
  }
}

Result<void> write_file(const std::filesystem::path& path, std::string_view bytes, FileMode mode) {
  std::filesystem::path folder = path.parent_path();
  if (folder.empty()) folder = ".";
  // A thread number is unique on the machine, so two writers never share a neighbour.
  const std::string name =
      "." + path.filename().string() + "." + std::to_string(::gettid()) + ".new";
  const std::filesystem::path neighbour = folder / name;
  ::unlink(neighbour.c_str());  // left by a thread of the same number that was killed
  Result<void> written = write_and_sync(neighbour, bytes, mode);
  if (written && ::rename(neighbour.c_str(), path.c_str()) != 0) {
    written = fault("The file could not be put in its place", path);
  }
  if (!written) {
    ::unlink(neighbour.c_str());
    return written;
  }
  return sync_folder(folder);
}

Result<FileMark> file_mark(const std::filesystem::path& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) return fault("The file could not be found", path);
  return FileMark{static_cast<std::uint64_t>(found.st_dev),
                  static_cast<std::uint64_t>(found.st_ino)};
}

Result<unsigned> mode_bits(const std::filesystem::path& path) {
  struct stat about {};
  if (::stat(path.c_str(), &about) != 0) return fault("The file could not be looked at", path);
  return static_cast<unsigned>(about.st_mode) & 07777u;
}

}  // namespace base
