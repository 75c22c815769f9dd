#pragma once
// The text of a pack file as a plain tree that keeps the order of the file and the line of every
// value. Used by the loaders of registers/ alone; only toml_text.cpp knows the TOML library.
#include <string>
#include <string_view>
#include <vector>

namespace registers {

struct TomlNode {
  enum class Shape { text, number, yes_no, date, list, table, other };
  Shape shape = Shape::other;
  int line = 0;
  std::string text;  // text; digits of a whole number; "yes" or "no"; a date as 2026-11-27
  std::vector<std::string> keys;  // of a table, in the order of the file, one for each item
  std::vector<TomlNode> items;    // of a list or a table
  [[nodiscard]] const TomlNode* at(std::string_view key) const;  // of a table; null when absent
};

// The whole tree, or what is wrong with the syntax and where. The library stops at the first such
// fault.
struct TomlTree {
  TomlNode root;
  std::string fault;  // empty when the text was read
  int fault_line = 0;
};
[[nodiscard]] TomlTree read_toml(std::string_view text);

}  // namespace registers
