#pragma once
// Reads tests/vectors/*.txt for the tests of this room: lines of a word and its values, parted by
// spaces.
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "base/hash.h"
#include "base/random.h"

namespace ledger::for_test {

using Words = std::vector<std::string>;

// The repository: above this source when it was compiled by its full name; else where the test
// runs.
inline std::filesystem::path repository() {
  const auto above = std::filesystem::path(__FILE__).parent_path() / ".." / "..";
  return std::filesystem::exists(above / "tests" / "vectors") ? above : std::filesystem::path(".");
}

inline std::vector<Words> vector_lines(const std::string& file) {
  const auto folder = repository() / "tests" / "vectors";
  std::ifstream in(folder / file);
  std::vector<Words> lines;
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    Words found;
    for (std::string word; words >> word;) found.push_back(word);
    if (!found.empty() && found[0] != "#") lines.push_back(found);
  }
  return lines;
}

// The lines of a file that begin with a word, without it.
inline std::vector<Words> lines_of(const std::string& file, const std::string& word) {
  std::vector<Words> found;
  for (const Words& line : vector_lines(file)) {
    if (line[0] == word) found.emplace_back(line.begin() + 1, line.end());
  }
  return found;
}

inline std::string value_of(const std::string& file, const std::string& word) {
  const auto found = lines_of(file, word);
  return found.size() == 1 && found[0].size() == 1 ? found[0][0] : "not in " + file + ": " + word;
}

inline std::string bytes(const std::string& hex) {
  return hex == "-" ? std::string() : base::unhex(hex).value_or("not hex");
}

inline base::Hash hash(const std::string& hex) {
  return base::hash_of(bytes(hex)).value_or(base::Hash{});
}

// Gives the same bytes every time, so that a key can be made from a seed.
class SameBytes : public base::Random {
 public:
  explicit SameBytes(std::string same) : same_(std::move(same)) {}
  [[nodiscard]] std::string bytes(std::size_t count) override { return same_.substr(0, count); }

 private:
  std::string same_;
};

}  // namespace ledger::for_test
