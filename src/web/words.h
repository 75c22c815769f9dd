#pragma once
// Every English sentence of the pages that does not come from a pack stands in one catalogue
// (words_*.cpp, gathered by words.cpp), ready for Gaelic. Used by all pages.
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace web {

enum class Language { english, gaelic };

struct Word {
  std::string_view key, english;
};

// The text for a key; `{0}`, `{1}` … are replaced by the given pieces (plain text, not HTML). A key
// that is not there is a bug; web/words_test.cpp reads the sources and names every such key.
[[nodiscard]] std::string say(std::string_view key,
                              std::initializer_list<std::string_view> pieces = {});
[[nodiscard]] bool has_word(std::string_view key);

// The parts of the catalogue, each in its file, in the order of their keys.
[[nodiscard]] std::span<const Word> frame_words();    // words_frame.cpp
[[nodiscard]] std::span<const Word> record_words();   // words_record.cpp
[[nodiscard]] std::span<const Word> form_words();     // words_form.cpp
[[nodiscard]] std::span<const Word> help_words();     // words_help.cpp
[[nodiscard]] std::span<const Word> service_words();  // words_care_services.cpp
[[nodiscard]] std::span<const Word> report_words();   // words_report.cpp
[[nodiscard]] std::span<const Word> list_words();     // words_list.cpp
[[nodiscard]] std::span<const Word> account_words();  // words_account.cpp
[[nodiscard]] std::span<const Word> outbox_words();   // words_outbox.cpp
[[nodiscard]] std::span<const Word> why_words();      // words_why.cpp
[[nodiscard]] std::span<const Word> disposal_words();  // words_disposal.cpp
[[nodiscard]] std::span<const Word> erase_words();     // words_erase.cpp
[[nodiscard]] std::span<const Word> seal_words();     // words_seal.cpp

}  // namespace web
