#include "web/assets.h"

#include "base/result.h"

namespace web {

const Asset* asset_by_hashed_name(std::string_view hashed_name) {
  for (const Asset& asset : assets()) {
    if (asset.hashed_name == hashed_name) return &asset;
  }
  return nullptr;
}

std::string asset_href(std::string_view name) {
  for (const Asset& asset : assets()) {
    if (asset.name == name) return "/assets/" + std::string(asset.hashed_name);
  }
  ENSURE(!"asset_href: no such embedded file");
  return {};
}

}  // namespace web
