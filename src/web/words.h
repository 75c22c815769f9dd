#pragma once
// Every English sentence of the pages that does not come from a pack stands in one catalogue, src/web/words.toml-like table in
// words.cpp, ready for Gaelic: `word("home.title")`. A key that is not there stops the program's tests.
#include <initializer_list>
#include <string>
#include <string_view>

namespace web {

enum class Language { english, gaelic };
// The text for a key; `{0}`, `{1}` … are replaced by the given pieces (plain text, not HTML).
[[nodiscard]] std::string say(std::string_view key, std::initializer_list<std::string_view> pieces = {});

}  // namespace web
