#pragma once
// What the groups of the council's own sign-in propose (sign_in.toml): an appointment that a person
// with authority confirms or refuses. A group gives nothing, and proposes a capacity to a person
// once. Used by web/provider_pages.cpp.
#include <string>
#include <vector>

#include "web/visit.h"

namespace web {

// Records the proposals that these groups make for this person, each an act of its own. What cannot
// be recorded is said in the log, and keeps nobody from signing in. The visit's reader is opened
// anew.
void propose_by_groups(Visit& visit, const std::string& person,
                       const std::vector<std::string>& groups);

}  // namespace web
