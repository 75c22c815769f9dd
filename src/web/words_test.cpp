#include "web/words.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Every key that a page asks for, with the file that does.
std::set<std::pair<std::string, std::string>> keys_asked() {
  std::set<std::pair<std::string, std::string>> keys;
  const std::regex key_form("\"([a-z_]+\\.[a-z_0-9]+)\"");
  // Where the tests are run, unless the compiler was told this source's full name.
  const auto above = std::filesystem::path(__FILE__).parent_path();
  const auto room = above.is_absolute() ? above : std::filesystem::path("src/web");
  std::size_t files = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator(room)) {
    const std::string name = file.path().filename().string();
    if (file.path().extension() != ".cpp" || name.starts_with("words") ||
        name.ends_with("_test.cpp"))
      continue;
    ++files;
    const std::string text = read(file.path());
    for (std::sregex_iterator at(text.begin(), text.end(), key_form), end; at != end; ++at) {
      const std::string key = (*at)[1];
      // Names of files look like keys.
      if (key.ends_with(".css") || key.ends_with(".js") || key.ends_with(".svg") ||
          key.ends_with(".h") || key.ends_with(".bin"))
        continue;
      keys.emplace(key, name);
    }
  }
  REQUIRE(files > 20);
  return keys;
}

}  // namespace

TEST_CASE("every sentence that a page asks for is in the catalogue") {
  for (const auto& [key, file] : keys_asked()) {
    INFO(file, " asks for ", key);
    CHECK(web::has_word(key));
  }
  CHECK_FALSE(web::has_word("home.titel"));
}

TEST_CASE("each part of the catalogue is in order, so that it can be looked up") {
  for (const auto part : {web::frame_words(), web::record_words(), web::form_words(),
                          web::help_words(), web::service_words(), web::report_words(),
                          web::account_words(), web::outbox_words(), web::why_words()}) {
    CHECK_FALSE(part.empty());
    CHECK(std::is_sorted(part.begin(), part.end(),
                         [](const auto& a, const auto& b) { return a.key < b.key; }));
  }
}

TEST_CASE("the pages speak as agreed") {
  for (const auto part : {web::frame_words(), web::record_words(), web::form_words(),
                          web::help_words()}) {
    for (const web::Word& word : part) {
      INFO(word.key);
      for (const std::string_view banned : {"submit", "Submit", "entity", "invalid", "Invalid",
                                            "workflow", "for ever", "forever"})
        CHECK(word.english.find(banned) == std::string_view::npos);
    }
  }
}

TEST_CASE("pieces are put in their places, as they are") {
  CHECK(web::say("capacity.since", {"Ishbel {0}", "Monday"}) ==
        "Ishbel {0}, in office since Monday.");
}
