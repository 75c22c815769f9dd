#pragma once
// Care services as the pages ask for them: which editions there are, the rows of one council, a
// value by its column's name, and the words for grades, requirements and complaints. Used by
// care_service_pages.cpp, care_service_page.cpp and import_pages.cpp.
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "html/html.h"
#include "records/editions.h"
#include "web/visit.h"

namespace web {

// Rows of a set with their columns by name.
class CareServiceRows {
 public:
  explicit CareServiceRows(records::SetRows found);
  [[nodiscard]] std::size_t size() const { return found_.rows.size(); }
  // "" for a column that the set does not have. The view lives as long as this object.
  [[nodiscard]] std::string_view of(std::size_t row, std::string_view column) const;
  [[nodiscard]] const records::SetRows& all() const { return found_; }

 private:
  records::SetRows found_;
  std::map<std::string, std::size_t, std::less<>> at_;
};

// The editions in force, oldest first, and the one that the request asks for with `of`, else the
// newest.
struct Editions {
  std::vector<records::Edition> all;
  std::size_t shown = 0;
  [[nodiscard]] const records::Edition& current() const { return all[shown]; }
  [[nodiscard]] const records::Edition* before() const {
    return shown == 0 ? nullptr : &all[shown - 1];
  }
};
[[nodiscard]] base::Result<Editions> editions_asked(Visit& visit);
// The council asked for by name, or by default the store's own by its code.
struct CouncilAsked {
  std::string name;  // "" for our own
  [[nodiscard]] bool ours() const { return name.empty(); }
};
[[nodiscard]] base::Result<CareServiceRows> council_rows(Visit& visit,
                                                         const records::Edition& edition,
                                                         const CouncilAsked& council,
                                                         std::string_view words);

[[nodiscard]] std::string grade_words(std::string_view grade);  // “4, good”
[[nodiscard]] std::string grade_range(std::string_view lowest, std::string_view highest);
// The state of requirements in the newest year of the edition, and in the one before where that
// says more.
[[nodiscard]] std::string requirement_words(const CareServiceRows& rows, std::size_t row);
[[nodiscard]] std::string complaint_words(const CareServiceRows& rows, std::size_t row);
// An ISO date as people read it; the text itself when it is none; “Not recorded” when empty.
[[nodiscard]] std::string day_words(std::string_view iso);
// A cell of plain text.
[[nodiscard]] html::Html text_html(std::string_view text);
[[nodiscard]] std::string service_href(std::string_view number);
// Source and licence, under every page that shows an edition.
[[nodiscard]] html::Html source_note(const records::Edition& edition);
// A page that says that the capacity may not see this; nothing when it may.
[[nodiscard]] std::optional<http::Response> closed_services(Visit& visit);

}  // namespace web
