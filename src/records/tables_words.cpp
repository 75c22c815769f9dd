// Tables `word` and `word_restricted`: our one search rule (FORMAT 15). Privileged text has no
// words anywhere.
#include <algorithm>

#include "base/text.h"
#include "records/tables.h"

namespace records {
namespace {

using base::Result;
using Words = std::vector<std::string>;

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

}  // namespace

Result<void> Tables::change_words(WordTable table, WordChange change,
                                  const std::vector<std::string>& words, std::int64_t record) {
  for (const std::string& word : words) {
    if (gathered_ == nullptr)
      TRY(change_word(rows_, table, change, word, record));
    else
      gathered_->note(table, change, word, record);
  }
  if (gathered_ == nullptr || !gathered_->is_full()) return {};
  return gathered_->write(rows_);
}

Result<void> Tables::write_words(const registers::Register& kind, std::int64_t record,
                                 const StoredRow* before, const StoredRow& after) {
  if (kind.privileged) return {};
  const Words now = words_of(kind, after);
  const WordTable table = after.restricted ? WordTable::restricted : WordTable::open;
  if (before == nullptr) return change_words(table, WordChange::add, now, record);
  const Words earlier = words_of(kind, *before);
  if (before->restricted != after.restricted) {
    TRY(change_words(WordTable::open, WordChange::drop, earlier, record));
    return change_words(table, WordChange::add, now, record);
  }
  if (now == earlier) return {};
  TRY(change_words(table, WordChange::drop, without(earlier, now), record));
  return change_words(table, WordChange::add, without(now, earlier), record);
}

}  // namespace records
