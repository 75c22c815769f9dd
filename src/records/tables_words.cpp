// Tables `word` and `word_restricted`: our one search rule (FORMAT 15). Privileged text has no
// words anywhere.
#include <algorithm>

#include "base/text.h"
#include "records/tables.h"

namespace records {
namespace {

using base::Result;
using Words = std::vector<std::string>;

constexpr std::string_view add_open = "INSERT INTO word (word, record) VALUES ($1, $2)";
constexpr std::string_view add_restricted =
    "INSERT INTO word_restricted (word, record) VALUES ($1, $2)";
constexpr std::string_view drop_open = "DELETE FROM word WHERE word = $1 AND record = $2";
constexpr std::string_view drop_restricted =
    "DELETE FROM word_restricted WHERE word = $1 AND record = $2";

// The distinct words of a record's searched fields, sorted.
Words words_of(const registers::Register& kind, const StoredRow& row) {
  std::string text;
  for (const registers::Field& field : kind.fields) {
    if (!field.searched || field.secret) continue;
    const auto found = row.values.find(field.name);
    if (found == row.values.end()) continue;
    text += found->second.text();
    text += '\n';
  }
  return text.empty() ? Words() : base::search_words(text);
}

Words without(const Words& all, const Words& some) {
  Words rest;
  std::set_difference(all.begin(), all.end(), some.begin(), some.end(), std::back_inserter(rest));
  return rest;
}

Result<void> run_for_each(store::Database& database, std::string_view sql, const Words& words,
                          std::int64_t record) {
  for (const std::string& word : words) {
    TRY(store::run(database, sql, {std::string_view(word), record}));
  }
  return {};
}

}  // namespace

Result<void> Tables::write_words(const registers::Register& kind, std::int64_t record,
                                 const StoredRow* before, const StoredRow& after) {
  if (kind.privileged) return {};
  const Words now = words_of(kind, after);
  const std::string_view add = after.restricted ? add_restricted : add_open;
  if (before == nullptr) return run_for_each(rows_, add, now, record);
  const Words earlier = words_of(kind, *before);
  if (before->restricted != after.restricted) {
    TRY(run_for_each(rows_, drop_open, earlier, record));
    return run_for_each(rows_, add, now, record);
  }
  if (now == earlier) return {};
  const std::string_view drop = after.restricted ? drop_restricted : drop_open;
  TRY(run_for_each(rows_, drop, without(earlier, now), record));
  return run_for_each(rows_, add, without(now, earlier), record);
}

}  // namespace records
