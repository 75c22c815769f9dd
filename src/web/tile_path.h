#pragma once
// The paths of tiles and bundles as C2SP tlog-tiles writes them: N in groups of three digits, all
// but the last begun with "x" (x001/x234/067), and ".p/W" after the last for a partial tile. Used
// by log_pages.cpp.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace web {

struct TilePath {
  int level = 0;  // -1: a bundle of entries
  std::int64_t position = 0;
  int width = 256;  // 1 to 255 for a partial tile
};

// `segments` is what stands after "tile": {"0", "x001", "234.p", "17"}. Nothing for any other form,
// a longer spelling of the same number included.
[[nodiscard]] std::optional<TilePath> tile_path(const std::vector<std::string>& segments);
// "tile/0/x001/234.p/17"
[[nodiscard]] std::string to_path(const TilePath& tile);
// Whether a tree of `size` leaves has this tile: full ones it has filled, and the partial one at
// its edge with at most as many hashes as stand there.
[[nodiscard]] bool tree_has(const TilePath& tile, std::int64_t size);

}  // namespace web
