#include "base/sealed_file.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "base/files.h"

namespace {

namespace fs = std::filesystem;

struct SealingFolder {
  SealingFolder() : path(fs::temp_directory_path() / "plumbline-sealed-file-test") {
    fs::remove_all(path);
    fs::create_directory(path);
  }
  ~SealingFolder() { fs::remove_all(path); }
  fs::path path;
};

void put(const fs::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
}

}  // namespace

TEST_CASE("a sealed file is opened by its key alone, whole, at every length that matters") {
  const SealingFolder folder;
  const auto source = base::seeded_random("a sealed file");
  base::Random& random = *source;
  const auto pair = base::new_recipient_pair(random);
  const auto other = base::new_recipient_pair(random);
  CHECK(base::is_recipient(pair.public_half));
  CHECK_FALSE(base::is_recipient("short"));
  const fs::path plain = folder.path / "plain", sealed = folder.path / "sealed";
  const fs::path opened = folder.path / "opened";
  for (const std::size_t length : {0u, 1u, 65'535u, 65'536u, 65'537u, 200'000u}) {
    const std::string bytes = random.bytes(length);
    put(plain, bytes);
    REQUIRE(base::seal_file(plain, sealed, pair.public_half).has_value());
    CHECK(base::is_sealed_file(sealed));
    CHECK_FALSE(base::is_sealed_file(plain));
    REQUIRE(base::open_sealed_file(sealed, opened, pair.secret_half).has_value());
    CHECK(base::read_file(opened).value() == bytes);
    fs::remove(opened);
    const auto refused = base::open_sealed_file(sealed, opened, other.secret_half);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().kind == base::ErrorKind::refused);
    CHECK_FALSE(fs::exists(opened));
  }
}

TEST_CASE("a bit turned, a piece left out and an end cut off are found") {
  const SealingFolder folder;
  const auto source = base::seeded_random("another sealed file");
  base::Random& random = *source;
  const auto pair = base::new_recipient_pair(random);
  const fs::path plain = folder.path / "plain", sealed = folder.path / "sealed";
  const fs::path opened = folder.path / "opened";
  put(plain, random.bytes(200'000));
  REQUIRE(base::seal_file(plain, sealed, pair.public_half).has_value());
  const std::string sound = base::read_file(sealed).value();
  const auto is_found = [&](const std::string& bytes) {
    put(sealed, bytes);
    const bool found = !base::open_sealed_file(sealed, opened, pair.secret_half).has_value();
    return found && !fs::exists(opened);
  };
  for (std::size_t place = 3; place < sound.size(); place += 9'973) {
    std::string damaged = sound;
    damaged[place] = static_cast<char>(damaged[place] ^ 16);
    CHECK(is_found(damaged));
  }
  const std::size_t piece = 65'536 + 17, begin = sound.size() - (200'000 % 65'536) - 17 - piece;
  CHECK(is_found(sound.substr(0, begin) + sound.substr(begin + piece)));
  CHECK(is_found(sound.substr(0, begin + piece)));
  CHECK(is_found(sound.substr(0, sound.size() - 1)));
  CHECK(is_found(sound + "x"));
  put(sealed, sound);
  CHECK(base::open_sealed_file(sealed, opened, pair.secret_half).has_value());  // the control
}
