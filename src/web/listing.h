#pragma once
// Registers as lists: which ones a caller may open, the list of one with its filters, its CSV, and
// the search over all. Used by the frame's menu and by site_map.cpp.
#include <string>
#include <vector>

#include "web/visit.h"

namespace web {

// Registers with a place in the menu that the caller may read, in the packs' order.
[[nodiscard]] std::vector<const registers::Register*> listed_registers(const Visit& visit);
[[nodiscard]] std::string list_href(const registers::Register& kind);
[[nodiscard]] bool may_list(const Visit& visit, const registers::Register& kind);

// What a list's address asks: filters, sorting, the page, as at an entry or the end of a day. Made
// from the query only; unknown names are passed over.
struct AskedList {
  records::ListQuestion question;
  // "state=given&sort=question", without cursor: for links that change one thing.
  [[nodiscard]] std::string query_with(std::string_view name, std::string_view value) const;
  std::vector<std::pair<std::string, std::string>> kept;
  [[nodiscard]] bool narrowed() const {
    return !question.filters.empty() || !question.words.empty();
  }
  std::optional<base::Date> day;  // as at the end of which; else as_at is an entry that was named
  std::string typed_day;          // in the three boxes, LF between
  std::string mistake;            // what to do about the moment that was asked for
};
[[nodiscard]] AskedList asked_list(const Visit& visit, const registers::Register& kind);
// One cell of a list, in words: a field of the register, or "reference", "state", "recorded".
[[nodiscard]] std::string list_cell(Visit& visit, const records::Row& row, std::string_view column);

// GET /r/{register}, and /r/{register}.csv
[[nodiscard]] http::Response list_page(Visit& visit);
[[nodiscard]] http::Response list_csv(Visit& visit, const registers::Register& kind);
// GET /search?words=, and /search.csv?words=
[[nodiscard]] http::Response search_page(Visit& visit);
[[nodiscard]] http::Response search_csv(Visit& visit);
inline constexpr std::size_t most_search_words = 12;

}  // namespace web
