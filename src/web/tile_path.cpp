#include "web/tile_path.h"

#include <algorithm>
#include <limits>

#include "base/text.h"

namespace web {
namespace {

constexpr int full_width = 256;
constexpr int highest_level = 63 / 8;

bool is_three_digits(std::string_view text) {
  return text.size() == 3 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<int> level_of(std::string_view text) {
  if (text == "entries") return -1;
  const auto level = base::whole_number(text);
  if (!level || *level < 0 || *level > highest_level || std::to_string(*level) != text)
    return std::nullopt;
  return static_cast<int>(*level);
}

std::optional<int> width_of(std::string_view text) {
  const auto width = base::whole_number(text);
  if (!width || *width < 1 || *width >= full_width || std::to_string(*width) != text)
    return std::nullopt;
  return static_cast<int>(*width);
}

// "x001", "234" → 1234. Only the shortest spelling: no leading "x000".
std::optional<std::int64_t> position_of(const std::vector<std::string_view>& groups) {
  if (groups.empty() || groups.size() > 6) return std::nullopt;
  std::int64_t position = 0;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    std::string_view digits = groups[i];
    const bool last = i + 1 == groups.size();
    if (!last) {
      if (!digits.starts_with('x')) return std::nullopt;
      digits.remove_prefix(1);
    }
    if (!is_three_digits(digits)) return std::nullopt;
    if (i == 0 && !last && digits == "000") return std::nullopt;
    position = position * 1000 + *base::whole_number(digits);
  }
  return position;
}

}  // namespace

std::optional<TilePath> tile_path(const std::vector<std::string>& segments) {
  if (segments.size() < 2) return std::nullopt;
  TilePath tile;
  const auto level = level_of(segments[0]);
  if (!level) return std::nullopt;
  tile.level = *level;
  std::vector<std::string_view> groups(segments.begin() + 1, segments.end());
  if (groups.size() >= 2 && groups[groups.size() - 2].ends_with(".p")) {
    const auto width = width_of(groups.back());
    if (!width) return std::nullopt;
    tile.width = *width;
    groups.pop_back();
    groups.back().remove_suffix(2);
  }
  const auto position = position_of(groups);
  if (!position) return std::nullopt;
  tile.position = *position;
  return tile;
}

std::string to_path(const TilePath& tile) {
  std::string groups;
  std::int64_t rest = tile.position;
  for (bool last = true; last || rest > 0; last = false) {
    std::string digits = std::to_string(rest % 1000);
    digits.insert(0, 3 - digits.size(), '0');
    groups = last ? digits : "x" + digits + "/" + groups;
    rest /= 1000;
  }
  std::string path =
      "tile/" + (tile.level < 0 ? std::string("entries") : std::to_string(tile.level)) + "/" +
      groups;
  if (tile.width < full_width) path += ".p/" + std::to_string(tile.width);
  return path;
}

bool tree_has(const TilePath& tile, std::int64_t size) {
  const int level = std::max(tile.level, 0);
  const std::int64_t hashes = level * 8 >= 63 ? 0 : size >> (level * 8);
  if (tile.position > std::numeric_limits<std::int64_t>::max() / full_width - 1) return false;
  return tile.position * full_width + tile.width <= hashes;
}

}  // namespace web
