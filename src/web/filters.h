#pragma once
// Filters that a reader keeps under a name of their own (access/desk.h): private to the person in
// the capacity, each with an address that stays, opened by going there. Used by the pages that have
// lists, and by home.
#include <string>
#include <string_view>

#include "web/visit.h"

namespace web {

// A list's own address: its path and what it is asked for, without the place in its pages.
struct ListAddress {
  std::string path, query;  // "/r/letter" and "?state=sent", or ""
};

// What a list's page says of them. above: those kept of this list, the current one marked; empty
// without any. below: a small form that keeps what the list is asked for now; empty when that is
// kept already, or when nothing was asked.
struct FiltersHere {
  html::Html above, below;
};
[[nodiscard]] FiltersHere filters_here(Visit& visit, const ListAddress& here);
// All of them, for the side of home; empty without any.
[[nodiscard]] html::Html filters_on_home(Visit& visit);

// GET /filters: all of them, to rename and to remove
[[nodiscard]] http::Response filters_page(Visit& visit);
// POST /filters: name, path, query
[[nodiscard]] http::Response keep_filter(Visit& visit);
// GET /filter/{id}: to the list
[[nodiscard]] http::Response open_filter(Visit& visit);
// POST /filter/{id}/rename, /filter/{id}/remove
[[nodiscard]] http::Response rename_filter(Visit& visit);
[[nodiscard]] http::Response remove_filter(Visit& visit);

}  // namespace web
