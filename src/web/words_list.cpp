// Words of lists beyond their tables: files, filters kept, records as they stood, first steps, in
// the order of their keys.
#include <array>

#include "web/words.h"

namespace web {
namespace {

constexpr auto words = std::to_array<Word>({
    {"csv.after", "Set to"},
    {"csv.before", "Stood before"},
    {"csv.by", "In which capacity"},
    {"csv.due", "Due"},
    {"csv.entry", "Entry"},
    {"csv.field", "What was set"},
    {"csv.happened", "When it happened"},
    {"csv.kind", "What it is"},
    {"csv.recorded", "When it was recorded"},
    {"csv.title", "Title"},
    {"csv.what", "What was done"},
    {"csv.what_to_do", "What to do"},
    {"csv.why", "Why"},
});

}  // namespace

std::span<const Word> list_words() { return words; }

}  // namespace web
