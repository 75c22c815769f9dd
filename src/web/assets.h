#pragma once
// The files that browsers fetch beside the pages: the Design System's stylesheet, our own layer
// over it, the script, the fonts, the icon. Embedded in the program by tools/embed.cpp and named by
// their content, so that a browser may keep them for ever. Used by web/ (the frame's links, the
// /assets/ page).
#include <span>
#include <string>
#include <string_view>

namespace web {

struct Asset {
  std::string_view name;         // plumbline.css
  std::string_view hashed_name;  // plumbline.1a2b3c4d.css
  std::string_view type;         // text/css; charset=utf-8
  std::string_view bytes;
  std::string_view gzip;  // the same, compressed; empty when that is no smaller
};

[[nodiscard]] std::span<const Asset> assets();
// Null when there is none: an old page may ask for a file of an older program.
[[nodiscard]] const Asset* asset_by_hashed_name(std::string_view hashed_name);
// "/assets/plumbline.1a2b3c4d.css". Asking for a name that is not embedded is a bug.
[[nodiscard]] std::string asset_href(std::string_view name);

}  // namespace web
