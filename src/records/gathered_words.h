#pragma once
// Words that are to come into the search tables and to go out of them, put in order before they are
// written: for a rebuild, which writes all of them. Written as they come, each would touch another
// page of the index.
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "store/database.h"

namespace records {

enum class WordTable { open, restricted };
enum class WordChange { add, drop };

class GatheredWords {
 public:
  void note(WordTable table, WordChange change, std::string_view word, std::int64_t record);
  // Enough to be worth writing: some tens of megabytes.
  [[nodiscard]] bool is_full() const;
  // In order of word and record; afterwards nothing is gathered.
  [[nodiscard]] base::Result<void> write(store::Database& database);

 private:
  struct Noted {
    std::uint32_t word;
    WordTable table;
    WordChange change;
    std::int64_t record;
  };
  [[nodiscard]] std::vector<std::string_view> words_in_order();

  std::unordered_map<std::string, std::uint32_t> places_;  // of each word, as first met
  std::vector<Noted> noted_;
};

// One change of a search table.
[[nodiscard]] base::Result<void> change_word(store::Database& database, WordTable table,
                                             WordChange change, std::string_view word,
                                             std::int64_t record);

}  // namespace records
