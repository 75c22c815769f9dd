#include "web/tile_path.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "base/time.h"
#include "web/log_pages.h"

namespace {

std::optional<web::TilePath> parsed(std::string_view path) {
  std::vector<std::string> segments;
  for (const std::string_view piece : base::split(path, '/')) segments.emplace_back(piece);
  return web::tile_path(segments);
}

}  // namespace

TEST_CASE("tile paths are read as C2SP writes them") {
  CHECK(parsed("0/000")->position == 0);
  CHECK(parsed("0/000")->width == 256);
  CHECK(parsed("1/x001/234")->position == 1234);
  CHECK(parsed("1/x001/x234/067")->position == 1'234'067);
  CHECK(parsed("0/x001/234.p/17")->width == 17);
  CHECK(parsed("entries/255.p/255")->level == -1);
}

TEST_CASE("no other spelling of a tile is taken") {
  for (const char* path :
       {"0/0", "0/0000", "0/1234", "0/x000/001", "0/x001", "00/000", "8/000", "-1/000", "0/000.p/0",
        "0/000.p/256", "0/000.p/01", "0/000.p", "0/abc", "0/x12/345", "data/000", "0/x001/x002"}) {
    INFO(path);
    CHECK_FALSE(parsed(path));
  }
}

TEST_CASE("a path written is the path read") {
  for (const std::int64_t position : {0, 1, 255, 999, 1000, 1234, 65'536, 1'234'067}) {
    for (const int width : {1, 17, 255, 256}) {
      const web::TilePath tile{2, position, width};
      const auto again = parsed(web::to_path(tile).substr(5));
      REQUIRE(again);
      CHECK(again->position == position);
      CHECK(again->width == width);
    }
  }
}

TEST_CASE("a tree has the tiles it has filled, and no more") {
  CHECK(web::tree_has({0, 0, 256}, 256));
  CHECK_FALSE(web::tree_has({0, 0, 256}, 255));
  CHECK(web::tree_has({0, 0, 255}, 255));
  CHECK(web::tree_has({1, 0, 1}, 256));
  CHECK_FALSE(web::tree_has({1, 0, 1}, 255));
  CHECK(web::tree_has({-1, 1, 3}, 259));
  CHECK_FALSE(web::tree_has({-1, 1, 4}, 259));
  CHECK_FALSE(web::tree_has({0, 9'000'000'000'000'000'000, 256}, 10));
}

TEST_CASE("the fixed hours are those of UTC") {
  const auto at = [](std::string_view text) { return *base::instant_from_iso(text); };
  CHECK(base::iso(web::last_fixed_hour(at("2026-11-22T05:59:59.999999Z"))) ==
        "2026-11-22T00:00:00.000000Z");
  CHECK(base::iso(web::last_fixed_hour(at("2026-11-22T06:00:00Z"))) ==
        "2026-11-22T06:00:00.000000Z");
  CHECK(base::iso(web::last_fixed_hour(at("2026-07-01T23:00:00Z"))) ==
        "2026-07-01T18:00:00.000000Z");
}
