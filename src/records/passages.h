#pragma once
// Passages: single fields of single entries, as a disposal lists them, "AD-2026-014 57 advice" to a
// line: the record, the entry that said it, the field's name in the pack. Read by the door, by
// whoever writes tables, and by pages; the text stands in the disposal for ever and says nothing.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace records {

struct Passage {
  std::string reference;
  std::int64_t entry = -1;  // -1: the line could not be read, and stands whole in `reference`
  std::string field;
  bool operator==(const Passage&) const = default;
};
// In the order of the lines, each once.
[[nodiscard]] std::vector<Passage> listed_passages(std::string_view text);
[[nodiscard]] std::string line_of(const Passage& passage);

}  // namespace records
