#include "app/registry.h"

#include <doctest/doctest.h>

#include "base/files.h"
#include "base/hash.h"
#include "base/random.h"
#include "base/text.h"

namespace {

namespace fs = std::filesystem;

// The sentences of all faults, "line: what" each.
std::vector<std::string> faults_of(std::string_view text) {
  std::vector<std::string> told;
  for (const auto& fault : app::read_registry(text, "/srv/plumbline/plumbline.toml").faults)
    told.push_back(std::to_string(fault.line) + ": " + fault.what);
  return told;
}

bool tells(const std::vector<std::string>& told, std::string_view words) {
  for (const std::string& one : told)
    if (base::contains(one, words)) return true;
  return false;
}

struct Folder {
  fs::path path = fs::temp_directory_path() /
                  ("plumbline-registry-" + base::hex(base::system_random()->bytes(6)));
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
};

}  // namespace

TEST_CASE("a registry names stores, with folders beside it") {
  const auto read = app::read_registry(
      "[store.ardmorran]\nfolder = \"ardmorran\"\nhost = \"ardmorran.example.scot\"\n\n"
      "[store.glen-2]\nfolder = \"/data/glen\"\nhost = \"glen.localhost\"\n",
      "/srv/plumbline/plumbline.toml");
  CHECK(read.faults.empty());
  REQUIRE(read.registry.stores.size() == 2);
  CHECK(read.registry.stores[0].name == "ardmorran");
  CHECK(read.registry.stores[0].folder == "/srv/plumbline/ardmorran");
  CHECK(read.registry.stores[0].host == "ardmorran.example.scot");
  CHECK(read.registry.stores[1].folder == "/data/glen");
  CHECK(read.registry.stores[1].line == 5);
  CHECK(read.registry.find("glen-2") == &read.registry.stores[1]);
  CHECK(read.registry.find("glen") == nullptr);
}

TEST_CASE("everything wrong with a registry is told at once, with its line") {
  const auto told = faults_of(
      "[store.one]\nfoldr = \"a\"\nhost = \"One.example\"\n"
      "[store.two]\nfolder = \"b\"\nhost = \"two.example:8080\"\n"
      "[store.Three]\nfolder = \"c\"\nhost = \"three.example\"\n"
      "[store.four]\nfolder = \"./x/../c\"\nhost = \"three.example\"\n"
      "[stores.five]\nfolder = \"e\"\n");
  CHECK(tells(told, "1: store.one.folder is missing"));
  CHECK(tells(told, "2: store.one: there is no key “foldr”. Did you mean “folder”?"));
  CHECK(tells(told, "3: store.one.host: “One.example” is not a host’s name"));
  CHECK(tells(told, "6: store.two.host: leave out the port"));
  CHECK(tells(told, "7: store.Three: a store’s name"));
  CHECK(tells(told, "10: store.four.host: store.Three has “three.example” already"));
  CHECK(tells(told, "10: store.four.folder: store.Three has this folder already"));
  CHECK(tells(told, "there is no key “stores”. Did you mean “store”?"));
  CHECK(told.size() == 8);
}

TEST_CASE("a registry that names nothing, or cannot be read, says so") {
  CHECK(tells(faults_of(""), "1: no store is named"));
  CHECK(tells(faults_of("[store.a]\nfolder = \"a\nhost = 1\n"), "2: this cannot be read"));
  CHECK(tells(faults_of("store = 3\n"), "1: store must be a table"));
  CHECK(tells(faults_of("[store]\na = 1\n"), "2: store.a must be a table"));
  CHECK(tells(faults_of("[store.a]\nfolder = 1\nhost = \"a\"\n"), "2: store.a.folder must be a"));
  CHECK(tells(faults_of("[store.a]\nfolder = \"a\"\nhost = \"\"\n"), "3: store.a.host is empty"));
}

TEST_CASE("a link to another store's folder is that folder") {
  const Folder folder;
  fs::create_directories(folder.path / "a");
  fs::create_directory_symlink(folder.path / "a", folder.path / "b");
  const auto read = app::read_registry(
      "[store.a]\nfolder = \"a\"\nhost = \"a.example\"\n"
      "[store.b]\nfolder = \"b/\"\nhost = \"b.example\"\n",
      folder.path / "plumbline.toml");
  REQUIRE(read.faults.size() == 1);
  CHECK(base::contains(read.faults[0].what, "has this folder already"));
}

TEST_CASE("--store is a name of the registry, or a folder") {
  const Folder folder;
  const fs::path file = folder.path / "plumbline.toml";
  REQUIRE(base::write_file(file, "[store.ardmorran]\nfolder = \"a\"\nhost = \"a.example\"\n",
                           base::FileMode::readable));
  CHECK(*app::store_folder("ardmorran", file) == folder.path / "a");
  CHECK(*app::store_folder("./ardmorran", file) == "./ardmorran");
  CHECK(*app::store_folder("/srv/other", file) == "/srv/other");
  CHECK(*app::store_folder("elsewhere", file) == "elsewhere");
  const auto near = app::store_folder("ardmoran", file);
  REQUIRE_FALSE(near);
  CHECK(base::contains(near.error().what, "Did you mean “ardmorran”?"));
  CHECK(app::store_folder("ardmorran", folder.path / "none.toml").error().kind ==
        base::ErrorKind::not_found);
  REQUIRE(base::write_file(file, "[store.ardmorran]\nfolder = 1\n", base::FileMode::readable));
  const auto unfit = app::store_folder("ardmorran", file);
  REQUIRE_FALSE(unfit);
  CHECK(base::contains(unfit.error().what, "plumbline.toml:2: store.ardmorran.folder"));
  CHECK(base::contains(unfit.error().what, "plumbline.toml:1: store.ardmorran.host is missing"));
  CHECK(*app::store_folder("/srv/other", file) == "/srv/other");
}
