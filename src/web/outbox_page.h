#pragma once
// How mail goes out, for whoever runs the service: whether it does, what the server last answered,
// and a trial. Never how many, when, or about what: that would tell that something needs somebody.
// Everybody else finds no such page. Listed by web/site_map.cpp.
#include "web/visit.h"

namespace web {

[[nodiscard]] http::Response outbox_page(Visit& visit);  // GET /mail
[[nodiscard]] http::Response try_mail(Visit& visit);     // POST /mail/trial
// The way there, at the side of the home page; empty for who does not run the service.
[[nodiscard]] html::Html outbox_section(const Visit& visit);

}  // namespace web
