// The only file that knows the TOML library.
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include "registers/toml_text.h"

#include <toml++/toml.h>

#include <algorithm>
#include <utility>

#include "base/time.h"

namespace registers {
namespace {

int line_of(const toml::source_region& region) { return static_cast<int>(region.begin.line); }

TomlNode node_of(const toml::node& from);

TomlNode scalar_of(const toml::node& from) {
  using Shape = TomlNode::Shape;
  TomlNode node;
  if (const auto* text = from.as_string()) {
    node.shape = Shape::text;
    node.text = text->get();
  } else if (const auto* number = from.as_integer()) {
    node.shape = Shape::number;
    node.text = std::to_string(number->get());
  } else if (const auto* answer = from.as_boolean()) {
    node.shape = Shape::yes_no;
    node.text = answer->get() ? "yes" : "no";
  } else if (const auto* day = from.as_date()) {
    node.shape = Shape::date;
    const toml::date& date = day->get();
    node.text = base::iso(base::Date{date.year, date.month, date.day});
  }
  return node;
}

// The library sorts the keys of a table by name; the order of the file is that of the keys' places.
TomlNode table_of(const toml::table& from) {
  struct Entry {
    toml::source_position place;
    std::string key;
    const toml::node* value;
  };
  std::vector<Entry> entries;
  for (const auto& [key, value] : from)
    entries.push_back({key.source().begin, std::string(key.str()), &value});
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
  });
  TomlNode node;
  node.shape = TomlNode::Shape::table;
  for (const Entry& entry : entries) {
    node.keys.push_back(entry.key);
    node.items.push_back(node_of(*entry.value));
    if (node.items.back().line == 0) node.items.back().line = static_cast<int>(entry.place.line);
  }
  return node;
}

TomlNode node_of(const toml::node& from) {
  TomlNode node;
  if (const toml::table* table = from.as_table()) {
    node = table_of(*table);
  } else if (const toml::array* list = from.as_array()) {
    node.shape = TomlNode::Shape::list;
    for (const toml::node& item : *list) node.items.push_back(node_of(item));
  } else {
    node = scalar_of(from);
  }
  node.line = line_of(from.source());
  return node;
}

}  // namespace

const TomlNode* TomlNode::at(std::string_view key) const {
  const auto found = std::find(keys.begin(), keys.end(), key);
  return found == keys.end() ? nullptr : &items[static_cast<std::size_t>(found - keys.begin())];
}

TomlTree read_toml(std::string_view text) {
  const toml::parse_result parsed = toml::parse(text);
  TomlTree tree;
  if (parsed) {
    tree.root = table_of(parsed.table());
    return tree;
  }
  tree.fault = std::string(parsed.error().description());
  tree.fault_line = line_of(parsed.error().source());
  return tree;
}

}  // namespace registers
