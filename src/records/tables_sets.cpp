// Tables of reference sets, from the canonical block that an entry holds: never by reading the
// published file again.
#include <algorithm>

#include "base/compress.h"
#include "base/text.h"
#include "records/documents.h"
#include "records/editions.h"
#include "records/tables.h"

namespace records {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;
using registers::ReferenceSet;

constexpr std::size_t most_block_bytes = 512u << 20;
constexpr std::string_view gzip_mark = "\x1f\x8b";

const registers::Value* set_by(const Entry& entry, std::string_view name) {
  const auto found = std::find_if(entry.set.begin(), entry.set.end(),
                                  [&](const EntryField& field) { return field.name == name; });
  return found == entry.set.end() ? nullptr : &found->value;
}

// Where each column of the set stands in the block; -1 when an older edition's block has none.
std::vector<std::ptrdiff_t> places_of(const ReferenceSet& set, const Block& block) {
  std::vector<std::ptrdiff_t> places;
  for (const registers::SetColumn& column : set.columns) {
    const auto found = std::find(block.columns.begin(), block.columns.end(), column.name);
    places.push_back(found == block.columns.end() ? -1 : found - block.columns.begin());
  }
  return places;
}

std::string insert_row_text(const ReferenceSet& set) {
  std::string columns = "edition_entry, row";
  std::string numbers = "$1, $2";
  for (std::size_t i = 0; i < set.columns.size(); ++i) {
    columns += ", \"" + set.columns[i].name + "\"";
    numbers += ", $" + std::to_string(i + 3);
  }
  return "INSERT INTO \"set_" + set.name + "\" (" + columns + ") VALUES (" + numbers + ")";
}

// The columns whose words find a row: the set's setting "search", one name a line.
std::vector<std::size_t> searched_columns(const ReferenceSet& set) {
  std::vector<std::size_t> searched;
  const auto setting = set.settings.find("search");
  if (setting == set.settings.end()) return searched;
  const auto names = base::split(setting->second, '\n');
  for (std::size_t i = 0; i < set.columns.size(); ++i) {
    if (std::find(names.begin(), names.end(), set.columns[i].name) != names.end()) {
      searched.push_back(i);
    }
  }
  return searched;
}

// Writes the rows of one block.
class SetRowsWriter {
 public:
  SetRowsWriter(store::Database& database, const ReferenceSet& set, const Block& block,
                std::int64_t edition_entry)
      : database_(database),
        places_(places_of(set, block)),
        searched_(searched_columns(set)),
        insert_row_(insert_row_text(set)),
        insert_word_("INSERT INTO \"set_" + set.name +
                     "_word\" (edition_entry, word, row) VALUES ($1, $2, $3)"),
        edition_entry_(edition_entry) {}

  Result<void> write(const std::vector<std::string>& cells) {
    ++row_;
    parameters_.assign({edition_entry_, row_});
    for (const std::ptrdiff_t place : places_) {
      if (place < 0) {
        parameters_.emplace_back();
      } else {
        parameters_.emplace_back(std::string_view(cells[static_cast<std::size_t>(place)]));
      }
    }
    TRY(store::run(database_, insert_row_, parameters_));
    std::string text;
    for (const std::size_t column : searched_) {
      if (places_[column] < 0) continue;
      text += cells[static_cast<std::size_t>(places_[column])] + "\n";
    }
    for (const std::string& word : base::search_words(text)) {
      TRY(store::run(database_, insert_word_, {edition_entry_, std::string_view(word), row_}));
    }
    return {};
  }

 private:
  store::Database& database_;
  std::vector<std::ptrdiff_t> places_;
  std::vector<std::size_t> searched_;
  std::string insert_row_, insert_word_;
  std::int64_t edition_entry_;
  std::int64_t row_ = 0;
  std::vector<store::Parameter> parameters_;
};

}  // namespace

// A register keeps reference sets when it has a field for the set's name and one for its block.
Result<void> Tables::write_set(const registers::Register& kind, const Entry& entry) {
  const registers::Field* block_field = kind.field("block");
  if (block_field == nullptr || block_field->kind != registers::Kind::document) return {};
  const registers::Value* named = set_by(entry, "reference_set");
  const registers::Value* held = set_by(entry, block_field->name);
  if (named == nullptr || held == nullptr || held->empty()) return {};
  const auto set = std::find_if(ground_.packs.sets.begin(), ground_.packs.sets.end(),
                                [&](const ReferenceSet& one) { return one.name == named->text(); });
  if (set == ground_.packs.sets.end()) return {};
  const base::Key key = TRY(keys_.of(truth_, entry.record_key));
  const DocumentPlace place{ground_.store_id, entry.record_key, key};
  std::string bytes = TRY(whole_document(truth_, place, held->document(), most_document_bytes));
  if (bytes.starts_with(gzip_mark)) bytes = TRY(base::gunzip(bytes, most_block_bytes));
  const Block block = TRY(decode_block(bytes));
  SetRowsWriter writer(rows_, *set, block, entry.number);
  for (const std::vector<std::string>& cells : block.rows) {
    if (cells.size() != block.columns.size()) {
      return Failure{ErrorKind::corrupt, "A row of the block has too many or too few cells.",
                     "entry " + std::to_string(entry.number)};
    }
    TRY(writer.write(cells));
  }
  return {};
}

}  // namespace records
