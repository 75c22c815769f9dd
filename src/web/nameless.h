#pragma once
// What somebody writes without a name, on its way to the door: taken from the form, its name
// sealed, marked with a return code, recorded by nobody. Used by web/raise_pages.cpp.
#include <string>
#include <string_view>
#include <vector>

#include "records/seals.h"
#include "web/filling.h"

namespace web {

// The register of the path, when records of it may be made without a name; else null.
[[nodiscard]] const registers::Register* nameless_register(const Visit& visit);
// An empty form with a key of its own.
[[nodiscard]] Filling nameless_filling(Visit& visit, const registers::Register& kind);
// What was sent, and the key of the form it was sent with.
void take_nameless(Visit& visit, Filling& filling);

// Whether two people hold keys: else no name can be sealed.
[[nodiscard]] bool can_seal(const std::vector<records::HeldSeal>& seals);
// The code that goes with a form's key: the same form sent twice leads to the same code. Eighty
// bits that only this store can make.
[[nodiscard]] std::string return_code_for(const Visit& visit, std::string_view form_key);
[[nodiscard]] std::string code_in_groups(std::string_view code);   // ABCD-EFGH-IJKL-MNOP
[[nodiscard]] std::string code_as_kept(std::string_view typed);    // as typed, put right

// Records it. What is wrong with it becomes mistakes of the form, and nothing is recorded then. The
// same form sent a second time is recorded once. Errors: unavailable, corrupt.
[[nodiscard]] base::Result<void> record_nameless(Visit& visit, Filling& filling,
                                                 const std::string& code);
// The words of the form's field "added" become a further entry. Gives a sentence when they do not.
[[nodiscard]] base::Result<std::string> add_nameless_words(Visit& visit,
                                                           const registers::Register& kind,
                                                           const std::string& reference,
                                                           const std::string& code);

}  // namespace web
