#pragma once
// Showing anew who one is, within five minutes, before a grave act or a change of how one signs in
// (BARS S10). Nothing typed is lost meanwhile: the act waits as a draft. Used by web/record_act.cpp
// and by one's own pages.
#include <string>
#include <string_view>

#include "web/filling.h"
#include "web/visit.h"

namespace web {

// Whether whoever is signed in showed who they are within the last five minutes.
[[nodiscard]] bool is_proved(const Visit& visit);
// Whether recording this needs that, and it is longer ago.
[[nodiscard]] bool wants_proof(const Visit& visit, const registers::Step& step,
                               const registers::Values& all);

// The page before a record is made; the draft is kept. POST /draft/{id}/prove goes on with it.
[[nodiscard]] http::Response draw_proof_of_act(Visit& visit, Filling& filling);
[[nodiscard]] http::Response act_proved(Visit& visit);

// GET and POST /prove?next=: before one's own way of signing in is changed.
[[nodiscard]] http::Response prove_page(Visit& visit);
[[nodiscard]] http::Response proved(Visit& visit);
[[nodiscard]] http::Response to_proof(std::string_view next);

}  // namespace web
