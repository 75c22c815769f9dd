#pragma once
// The words a test program was started with: --NAME VALUE.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>

namespace simulation {

class Words {
 public:
  Words(int count, char** words) : count_(count), words_(words) {}
  [[nodiscard]] std::string text(const char* name, const char* otherwise) const {
    for (int at = 1; at + 1 < count_; ++at) {
      if (std::strcmp(words_[at], name) == 0) return words_[at + 1];
    }
    return otherwise;
  }
  [[nodiscard]] std::int64_t number(const char* name, std::int64_t otherwise) const {
    const std::string said = text(name, "");
    return said.empty() ? otherwise : std::strtoll(said.c_str(), nullptr, 10);
  }

 private:
  int count_;
  char** words_;
};

}  // namespace simulation
