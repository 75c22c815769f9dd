#pragma once
// One cell of a published file as our own text: dates as ISO, yes and no as such, grades 1 to 6.
// Used by care_services.cpp; knows the set's pack file, not the file it reads.
#include <map>
#include <string>
#include <string_view>

#include "registers/packs.h"

namespace exchange {

// `text` in the set's own form, or a reason why it is none. An empty cell is an empty text of every
// kind.
struct CellRead {
  std::string text, reason;
};

class CellRules {
 public:
  explicit CellRules(const registers::ReferenceSet& set);
  [[nodiscard]] CellRead read(const registers::SetColumn& column, std::string_view cell) const;

 private:
  [[nodiscard]] CellRead yes_or_no(std::string_view cell) const;
  std::map<std::string, std::string> answers_;  // folded word → yes or no
};

// Councils by any of their names.
struct Council {
  std::string code, name;
};
class Councils {
 public:
  // Lines "CODE = Name = Other name".
  void add_lines(const std::vector<std::string>& lines);
  void add(Council council);
  // Case, accents, “&” and the word “Council” do not matter. Null when nobody is called so.
  [[nodiscard]] const Council* find(std::string_view name) const;
  [[nodiscard]] std::string nearest(std::string_view name) const;  // "" when nothing is near

 private:
  std::map<std::string, Council> by_name_;
};

}  // namespace exchange
