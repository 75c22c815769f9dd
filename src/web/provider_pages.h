#pragma once
// Signing in with the council's own identity provider, and what it says to somebody it does not
// know. Listed by web/site_map.cpp.
#include "web/sign_in.h"
#include "web/visit.h"

namespace web {

// GET /sign-in/provider?next=: off to the provider. POST: the same with text that is kept, by a
// page with a link, since a form may lead to no other site.
[[nodiscard]] http::Response to_provider(Visit& visit);
[[nodiscard]] http::Response to_provider_with_text(Visit& visit);
[[nodiscard]] http::Response from_provider(Visit& visit);  // GET /sign-in/return
// GET /prove/provider?next=: there to sign in anew, for whoever is signed in.
[[nodiscard]] http::Response prove_at_provider(Visit& visit);

// The way to the provider on the sign-in page; empty without one.
[[nodiscard]] html::Html provider_way(const Visit& visit, const Arrival& arrival);

// Whether this person's local account lets them in, and how: everyone's does without a provider;
// with one, those that must get in when it does not answer. An emergency is recorded here, and two
// others are told.
[[nodiscard]] base::Result<std::optional<authority::SignedInBy>> admitted(
    Visit& visit, const authority::Account& account, authority::SignedInBy by);
[[nodiscard]] http::Response use_the_provider(Visit& visit, const Arrival& arrival);

}  // namespace web
