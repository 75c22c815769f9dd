#pragma once
// What may be said of disposals to whoever asks: what is due, what one would take and leave, what a
// record that is gone has left. Used by the pages of disposals; nothing that a caller may not read
// is listed, counted or hinted at.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "access/caller.h"
#include "base/result.h"
#include "base/time.h"
#include "records/passages.h"
#include "records/reader.h"

namespace records {

struct DueRecord {
  std::string reference;
  const registers::Register* kind = nullptr;
  base::Date due_since;
  enum class Hold { none, held } hold = Hold::none;
  bool restricted = false;
};
// Whose time is over on this day, oldest first, at most so many.
[[nodiscard]] base::Result<std::vector<DueRecord>> due_records(Reader& reader,
                                                               const authority::Caller& caller,
                                                               const base::Date& today,
                                                               std::size_t most);

// Of the records that a disposal lists and what belongs to them, as far as the caller may read it.
struct DisposalPreview {
  struct Of {
    const registers::Register* kind = nullptr;
    std::int64_t records = 0;
  };
  std::vector<Of> records;            // by register, comments and parts too
  std::int64_t entries = 0;           // each with what it set
  std::int64_t documents = 0;
  std::vector<std::string> named_by;  // records that name one of them, and stay
  // Single fields, and what else their records say that is like them.
  struct Words {
    Passage passage;
    const registers::Register* kind = nullptr;
    enum class Like { it_goes, same_text, shared_name } like = Like::it_goes;
  };
  std::vector<Words> words;
  std::string held;                   // kept from disposal just now; "" when none is
};
[[nodiscard]] base::Result<DisposalPreview> preview_disposal(
    Reader& reader, const registers::Values& values, const registers::Register& kind,
    const authority::Caller& caller, const base::Date& today);

// A field that was erased by itself, of a record that the caller may read. What the disposal says
// is there when they may read that too.
struct ErasedWords {
  std::int64_t entry = 0;
  std::string field;
  base::Instant at;
  std::optional<Row> disposal;
};
[[nodiscard]] base::Result<std::vector<ErasedWords>> erased_words(Reader& reader,
                                                                  std::string_view reference,
                                                                  const authority::Caller& caller);

// What is left of a record that was listed in a disposal which the caller may read.
struct Remains {
  std::string disposal;   // its reference
  base::Instant at;       // when its keys were destroyed
  struct Entry {
    std::int64_t number = 0;
    base::Instant recorded_at;
  };
  std::vector<Entry> entries;
};
// None: there is no such record, it was not disposed of, or the disposal is not open to the caller.
[[nodiscard]] base::Result<std::optional<Remains>> remains_of(Reader& reader,
                                                              std::string_view reference,
                                                              const authority::Caller& caller);

}  // namespace records
