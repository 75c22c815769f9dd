// Grids: choices that are read off a table of two others, as a rating is off likelihood and impact.
#include <algorithm>

#include "registers/typed.h"

namespace registers {
namespace {

// Which choice of the field the values hold; nothing when none, or one that is no longer known.
std::optional<std::size_t> place_of(const Register& kind, std::string_view name,
                                    const Values& values) {
  const Field* field = kind.field(name);
  const std::string& text = value_of(values, name).text();
  if (field == nullptr || text.empty()) return std::nullopt;
  for (std::size_t place = 0; place < field->options.size(); ++place)
    if (field->options[place].name == text) return place;
  return std::nullopt;
}

std::string given_by(const Register& kind, const Grid& grid, const Values& values) {
  const auto row = place_of(kind, grid.down, values);
  const auto column = place_of(kind, grid.across, values);
  if (!row || !column || *row >= grid.rows.size()) return "";
  return *column < grid.rows[*row].size() ? grid.rows[*row][*column] : "";
}

}  // namespace

void fill_grids(const Register& kind, Values& values) {
  for (const Field& field : kind.fields) {
    if (!field.has_grid()) continue;
    std::string given = given_by(kind, field.grid, values);
    if (given.empty() && value_of(values, field.name).empty()) continue;
    values.insert_or_assign(field.name, Value::choice(std::move(given)));
  }
}

}  // namespace registers
