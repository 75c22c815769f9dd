#pragma once
// A person's slips: field name to sentence, an ordinary value. Field "" is about the whole. For a
// part of a repeating child the name is "CHILD.ROW.FIELD" with rows from 0.
#include <string>
#include <string_view>
#include <vector>

namespace registers {

struct Slip {
  std::string field, sentence;
};

class Mistakes {
 public:
  void add(std::string field, std::string sentence) {
    slips_.push_back({std::move(field), std::move(sentence)});
  }
  [[nodiscard]] bool empty() const { return slips_.empty(); }
  [[nodiscard]] const std::vector<Slip>& all() const { return slips_; }
  [[nodiscard]] std::string_view of(std::string_view field) const;  // first sentence, "" when none
  void take_all(const Mistakes& other, std::string_view prefix);

 private:
  std::vector<Slip> slips_;
};

}  // namespace registers
