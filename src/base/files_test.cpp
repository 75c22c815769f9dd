#include "base/files.h"

#include <doctest/doctest.h>
#include <unistd.h>

namespace base {
namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("plumbline-files-" + std::to_string(::getpid()))) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  [[nodiscard]] fs::path operator/(std::string_view name) const { return path_ / name; }
  [[nodiscard]] auto count() const {
    return std::distance(fs::directory_iterator(path_), fs::directory_iterator());
  }

 private:
  fs::path path_;
};

TEST_CASE("a file is written whole, with its mode, and read back") {
  const Folder folder;
  const std::string bytes(300'000, 'x');
  REQUIRE(write_file(folder / "a", bytes, FileMode::secret).has_value());
  CHECK(mode_bits(folder / "a").value() == 0600);
  CHECK(read_file(folder / "a").value() == bytes);
  REQUIRE(write_file(folder / "a", "", FileMode::readable).has_value());
  CHECK(mode_bits(folder / "a").value() == 0644);
  CHECK(read_file(folder / "a").value().empty());
  CHECK(folder.count() == 1);
}

TEST_CASE("a file that is not there, too long or no file at all is an error") {
  const Folder folder;
  CHECK(read_file(folder / "none").error().kind == ErrorKind::not_found);
  CHECK(mode_bits(folder / "none").error().kind == ErrorKind::not_found);
  CHECK(write_file(folder / "none/a", "x", FileMode::readable).error().kind ==
        ErrorKind::not_found);
  REQUIRE(write_file(folder / "a", "four", FileMode::readable).has_value());
  CHECK(read_file(folder / "a", 4).has_value());
  CHECK(read_file(folder / "a", 3).error().kind == ErrorKind::invalid);
  CHECK(read_file(folder / ".").error().kind == ErrorKind::unavailable);
}

TEST_CASE("a write that fails leaves no neighbour behind") {
  const Folder folder;
  fs::create_directories(folder / "taken/inside");
  CHECK_FALSE(write_file(folder / "taken", "x", FileMode::readable).has_value());
  CHECK(folder.count() == 1);
}

TEST_CASE("a file keeps its mark whatever is written to it, and another has another") {
  const Folder folder;
  REQUIRE(write_file(folder / "a", "one", FileMode::readable).has_value());
  const FileMark mark = file_mark(folder / "a").value();
  fs::resize_file(folder / "a", 0);
  CHECK(file_mark(folder / "a").value() == mark);
  REQUIRE(write_file(folder / "b", "one", FileMode::readable).has_value());
  fs::rename(folder / "b", folder / "a");
  CHECK_FALSE(file_mark(folder / "a").value() == mark);
  fs::remove(folder / "a");
  CHECK(file_mark(folder / "a").error().kind == ErrorKind::not_found);
}

}  // namespace
}  // namespace base
