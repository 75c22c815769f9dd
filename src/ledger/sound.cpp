#include "ledger/sound.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/time.h"
#include "ledger/sound_bytes.h"
#include "ledger/sound_entry.h"

namespace ledger {
namespace {

using base::Result;
using Type = store::Statement::ColumnType;

constexpr std::size_t most_findings = 20;

constexpr std::string_view all_entries =
    "SELECT number, recorded_at, commitment, header, record_key, sealed, idempotency, erased "
    "FROM entry ORDER BY number";
constexpr std::string_view all_checkpoints =
    "SELECT size, issued_at, note FROM checkpoint ORDER BY size";
constexpr std::string_view one_tile = "SELECT hashes FROM tile WHERE level = $1 AND position = $2";

constexpr std::string_view origin_start = "plumbline/";  // and the store id: ENTRY_FORMAT 6

struct CheckpointRow {
  std::int64_t size = 0;
  std::string issued_at, note;
  bool typed = false;  // both cells are text
};

// One walk along the log: entries, and at the right places the tiles and checkpoints they complete.
class Walk {
 public:
  Walk(store::Database& database, std::string_view verifier_text, sound::LogKey key,
       const OpenSealed& open)
      : database_(database),
        origin_(key.name),
        keys_(verifier_text, std::move(key)),
        open_(open),
        store_id_(origin_.substr(std::min(origin_start.size(), origin_.size()))),
        leaves_(store_id_) {}

  Result<Soundness> run() {
    auto checkpoints = TRY(database_.scan(all_checkpoints));
    TRY(next_checkpoint(checkpoints));
    auto entries = TRY(database_.scan(all_entries));
    while (!full() && TRY(entries.next())) {
      TRY(entry(entries));
      TRY(checkpoints_here(checkpoints));
    }
    if (full()) return std::move(found_);
    entry_check_.check_end(complain_);
    TRY(last_tiles());
    TRY(tiles_too_many());
    TRY(checkpoints_left(checkpoints));
    keys_.end(complain_);
    found_.root = tree_.root();
    found_.keys = keys_.keys();
    found_.unvouched_keys = keys_.unvouched();
    if (keys_wrong_ > 1) {
      complain_(-1, std::to_string(keys_wrong_ - 1) + " further checkpoints are signed by a key "
                        "that was not in force then.");
    }
    if (roots_wrong_ > 1) {
      complain_(-1, std::to_string(roots_wrong_ - 1) + " further checkpoints have another root.");
    }
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool full() const { return found_.findings.size() >= most_findings; }

  Result<void> entry(const store::Rows& rows) {
    const std::int64_t number = rows->integer(0);
    if (number != next_number_) {
      const bool missing = number > next_number_;
      complain_(missing ? next_number_ : number,
                missing ? "The entry is missing." : "The entry has a number that cannot be.");
      in_sequence_ =
          false;  // every hash of the tree after this would differ: nothing to learn there
    }
    next_number_ = number + 1;
    ++found_.entries;
    if (!typed(rows)) {
      complain_(number, "A cell of the entry holds text for bytes, or bytes for text.");
    }
    const sound::EntryRow row{number,         {rows->integer(1)}, rows->bytes(2), rows->bytes(3),
                              rows->bytes(5), rows->bytes(6),     rows->bytes(7)};
    entry_check_.check(row, complain_);
    TRY(fields(row, rows->integer(4)));
    if (in_sequence_) grow(leaves_.write(row.recorded_at, row.commitment));
    return std::exchange(fault_, {});
  }

  static bool typed(const store::Rows& rows) {
    const auto bytes_or_none = [&](int column) {
      const Type type = rows->type(column);
      return type == Type::blob || type == Type::null;
    };
    return rows->type(1) == Type::integer && rows->type(2) == Type::blob &&
           rows->type(3) == Type::blob && rows->type(4) == Type::integer &&
           rows->type(5) == Type::blob && bytes_or_none(6) && bytes_or_none(7);
  }

  Result<void> fields(const sound::EntryRow& row, std::int64_t record_key) {
    const auto opened = open_(row.number, record_key, row.sealed);
    if (opened) {
      entry_check_.check_fields(row, *opened, complain_);
      keys_here(row.number);
    } else if (opened.error().kind == base::ErrorKind::refused) {
      entry_check_.check_erased(row, complain_);
      ++found_.erased;
    } else if (opened.error().kind == base::ErrorKind::corrupt) {
      complain_(row.number, "The fields cannot be opened: " + opened.error().what);
    } else {
      return base::Failure(opened.error());
    }
    return {};
  }

  // What the entry says of the log's key, when it does: the genesis names the first.
  void keys_here(std::int64_t number) {
    using Vouching = sound::KeyStep::Vouching;
    if (number == 0) {
      if (entry_check_.field("store_id") != store_id_)
        complain_(0, "The genesis names another store id.");
      keys_.begin(entry_check_.field("log_key"), complain_);
    }
    const bool vouched = entry_check_.is_own_step("change_key");
    if (!vouched && !entry_check_.is_own_step("replace_key")) return;
    keys_.change({vouched ? Vouching::by_old_key : Vouching::by_two_people, number,
                  entry_check_.field("log_key_before"), entry_check_.field("log_key"),
                  entry_check_.field("log_key_note")},
                 complain_);
  }

  void grow(std::string_view leaf) {
    tree_.add(leaf, [this](int level, std::int64_t position, std::string_view hashes) {
      auto compared = compare_tile(level, position, hashes);
      if (!compared) fault_ = std::move(compared);
    });
  }

  // Names the entry under the first hash that differs.
  Result<void> compare_tile(int level, std::int64_t position, std::string_view computed) {
    auto rows = TRY(store::query(database_, one_tile, {std::int64_t{level}, position}));
    const std::int64_t first = position * 256;
    const auto entry_under = [&](std::size_t hash) {
      return (first + static_cast<std::int64_t>(hash)) << (8 * level);
    };
    const std::string name = "The tile " + std::to_string(level) + "/" + std::to_string(position);
    if (!TRY(rows.next())) {
      complain_(entry_under(0), name + " is missing.");
      return {};
    }
    const bool typed = rows->type(0) == Type::blob;
    const std::string_view stored = rows->bytes(0);
    if (typed && stored == computed) return {};
    for (std::size_t i = 0; i < computed.size() / 32; ++i) {
      if (stored.substr(std::min(i * 32, stored.size()), 32) == computed.substr(i * 32, 32))
        continue;
      complain_(entry_under(i), name + " does not hold the hash of the entry as it stands.");
      return {};
    }
    complain_(-1, name + " holds more than the log's entries give.");
    return {};
  }

  Result<void> last_tiles() {
    if (!in_sequence_) return {};
    for (int level = 0; level < tree_.levels(); ++level) {
      const std::string_view open_tile = tree_.open_tile(level);
      if (open_tile.empty()) continue;
      TRY(compare_tile(level, tree_.hashes_at(level) / 256, open_tile));
    }
    return {};
  }

  Result<void> tiles_too_many() {
    if (!in_sequence_) return {};
    auto rows =
        TRY(database_.scan("SELECT level, position FROM tile ORDER BY level, position"));
    while (TRY(rows.next())) {
      const std::int64_t level = rows->integer(0);
      const std::int64_t position = rows->integer(1);
      const bool known_level = level >= 0 && level < tree_.levels();
      const std::int64_t hashes = known_level ? tree_.hashes_at(static_cast<int>(level)) : 0;
      if (position >= 0 && position < (hashes + 255) / 256) continue;
      complain_(-1, "The tile " + std::to_string(level) + "/" + std::to_string(position) +
                        " is one too many.");
      break;
    }
    return {};
  }

  Result<void> next_checkpoint(store::Rows& rows) {
    pending_.reset();
    if (!TRY(rows.next())) return {};
    // The types first: asking for text turns bytes into text.
    const bool typed = rows->type(1) == Type::text && rows->type(2) == Type::text;
    pending_ = CheckpointRow{rows->integer(0), std::string(rows->text(1)),
                             std::string(rows->text(2)), typed};
    ++found_.checkpoints;
    newest_size_ = pending_->size;
    return {};
  }

  // Those that cover just the entries walked so far.
  Result<void> checkpoints_here(store::Rows& rows) {
    while (pending_ && pending_->size <= next_number_ && !full()) {
      if (pending_->size == next_number_ && pending_->size > 0) {
        checkpoint(*pending_);
      } else {
        complain_(-1, of_size(*pending_) + " covers a number of entries that cannot be.");
      }
      TRY(next_checkpoint(rows));
    }
    return {};
  }

  static std::string of_size(const CheckpointRow& row) {
    return "The checkpoint of size " + std::to_string(row.size);
  }

  void checkpoint(const CheckpointRow& row) {
    const std::int64_t last = row.size - 1;
    const sound::NoteRead read = keys_.checkpoint(row.note, row.size, complain_);
    if (!read.note || !row.typed) {
      if (!read.mark.empty() && ++keys_wrong_ > 1) return;  // told once
      complain_(last, of_size(row) + " " +
                          std::string(row.typed ? read.wrong : "is not kept as text") + ".");
      return;
    }
    if (read.note->origin != origin_) {
      complain_(last, of_size(row) + " is of another log.");
    }
    if (read.note->size != row.size) complain_(last, of_size(row) + " says another size.");
    const auto issued_at = base::instant_from_iso(row.issued_at);
    if (!issued_at || base::iso(*issued_at) != row.issued_at) {
      complain_(last, of_size(row) + " has a time of issue that is not a time.");
    } else if (*issued_at != entry_check_.recorded_at()) {
      complain_(last, of_size(row) + " has another time of issue than its last entry's recording.");
    }
    if (!in_sequence_ || read.note->root == tree_.root()) return;
    if (++roots_wrong_ > 1) return;  // one changed leaf changes every later root: say it once
    complain_(last, of_size(row) + " has another root than its entries give.");
  }

  Result<void> checkpoints_left(store::Rows& rows) {
    if (pending_) {
      complain_(-1, of_size(*pending_) +
                        " covers more entries than there are: the end of the log "
                        "is missing.");
      while (pending_) TRY(next_checkpoint(rows));
    } else if (newest_size_ != next_number_) {
      complain_(newest_size_, "No checkpoint covers the newest entries.");
    }
    return {};
  }

  store::Database& database_;
  const std::string origin_;
  sound::KeyChain keys_;
  const OpenSealed& open_;
  Soundness found_;
  sound::Complain complain_ = [this](std::int64_t entry, std::string what) {
    if (!full()) found_.findings.push_back({entry, std::move(what)});
  };
  const std::string store_id_;
  sound::LeafWriter leaves_;
  sound::EntryCheck entry_check_;
  sound::GrowingTree tree_;
  Result<void> fault_;  // of the database, met while growing the tree
  std::int64_t next_number_ = 0;
  bool in_sequence_ = true;
  std::optional<CheckpointRow> pending_;
  std::int64_t newest_size_ = 0;
  std::int64_t roots_wrong_ = 0, keys_wrong_ = 0;
};

}  // namespace

base::Result<Soundness> check_log(store::Database& database, std::string_view verifier_text,
                                  const OpenSealed& open) {
  auto key = sound::read_log_key(verifier_text);
  if (!key) return base::Failure{base::ErrorKind::invalid, "This is not a log's verifier key."};
  return Walk(database, verifier_text, std::move(*key), open).run();
}

}  // namespace ledger
