#include "ledger/sound_entry.h"

#include <array>
#include <optional>

#include "base/text.h"

namespace ledger::sound {
namespace {

struct HeaderPart {
  std::string_view name, kind;
};

// ENTRY_FORMAT 3, in order.
constexpr std::array<HeaderPart, 14> header_parts{{{".register", "name"},
                                                   {".record", "reference"},
                                                   {".parent", "reference"},
                                                   {".step", "name"},
                                                   {".state", "name"},
                                                   {".effective_at", "time"},
                                                   {".person", "reference"},
                                                   {".capacity", "name"},
                                                   {".grant", "entry"},
                                                   {".pack", "digest"},
                                                   {".act", "numbers"},
                                                   {".previous", "numbers"},
                                                   {".key", "bytes"},
                                                   {".request", "digest"}}};
constexpr std::size_t at_register = 0, at_step = 3, at_effective = 5, at_pack = 9, at_act = 10,
                      at_key = 12, at_request = 13;

bool is_hex_for(std::string_view text, std::size_t bytes) {
  return text.size() == 2 * bytes && is_hex(text);
}

// Compares the digests of `parts` with those recorded from place `from` on.
void check_digests(const EntryRow& row, const std::vector<PartView>& parts, std::size_t from,
                   const Complain& complain) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const base::Hash digest = digest_of(parts[i]);
    if (row.digests.substr((from + i) * 32, 32) == base::bytes_of(digest)) continue;
    complain(row.number, "The part " + std::string(parts[i].name) +
                             " is not what was recorded: its digest differs.");
    return;
  }
}

}  // namespace

void EntryCheck::check(const EntryRow& row, const Complain& complain) {
  check_leaf(row, complain);
  check_header(row, complain);
  last_number_ = row.number;
}

void EntryCheck::check_leaf(const EntryRow& row, const Complain& complain) {
  const auto leaf = read_leaf(row.leaf, times_);
  if (!leaf) {
    complain(row.number, "The leaf is not well formed.");
    return;
  }
  if (store_id_.empty()) store_id_ = leaf->store_id;
  if (leaf->store_id != store_id_) complain(row.number, "The leaf is of another store.");
  if (leaf->recorded_at < recorded_at_) {
    complain(row.number, "The leaf says it was recorded before the entry before it.");
  }
  recorded_at_ = leaf->recorded_at;
  if (row.digests.size() % 32 != 0 || row.digests.size() / 32 > 0xffff) {
    complain(row.number, "The digests are not whole.");
  } else if (!is_hex_of(leaf->commitment, base::bytes_of(commitment_of(row.digests)))) {
    complain(row.number, "The digests are not those that the leaf commits to.");
  }
}

void EntryCheck::check_header(const EntryRow& row, const Complain& complain) {
  header_parts_ = 0;
  const auto parts = read_parts(row.header);
  if (!parts) {
    complain(row.number, "The header is not well formed.");
    return;
  }
  if (parts->size() != header_parts.size()) {
    complain(row.number, "The header has not the parts it must have.");
    return;
  }
  header_parts_ = parts->size();
  check_digests(row, *parts, 0, complain);
  for (std::size_t i = 0; i < header_parts.size(); ++i) {
    const PartView& part = (*parts)[i];
    if (part.name != header_parts[i].name || part.kind != header_parts[i].kind) {
      complain(row.number, "The header has " + std::string(part.name) + " (" +
                               std::string(part.kind) + ") where " +
                               std::string(header_parts[i].name) + " must stand.");
      return;
    }
  }
  if (!times_.read((*parts)[at_effective].value)) {
    complain(row.number, "The part .effective_at is not a time.");
  }
  const std::string_view pack = (*parts)[at_pack].value;
  if (pack != pack_ && !is_hex_for(pack, 32)) {
    complain(row.number, "The part .pack is not a digest.");
  } else if (pack != pack_) {
    pack_ = pack;
  }
  if (row.number == 0 &&
      ((*parts)[at_register].value != "store" || (*parts)[at_step].value != "genesis")) {
    complain(0, "Entry 0 is not a genesis.");
  }
  check_act(row, *parts, complain);
}

void EntryCheck::check_act(const EntryRow& row, const std::vector<PartView>& parts,
                           const Complain& complain) {
  const std::string_view act = parts[at_act].value;
  const std::size_t space = act.find(' ');
  const auto first = base::whole_number(act.substr(0, space));
  const auto count =
      space == act.npos ? std::nullopt : base::whole_number(act.substr(space + 1));
  const bool fits = first && count && *first >= 0 && *count >= 1 && *first <= row.number &&
                    row.number - *first < *count;
  if (!fits) {
    complain(row.number, "The part .act does not fit the entry's number.");
    return;
  }
  const bool begins = *first == row.number;
  const bool before_is_whole = act_first_ + act_count_ == row.number;
  const bool follows = begins ? before_is_whole : *first == act_first_ && *count == act_count_;
  if (!follows && last_number_ + 1 == row.number) {
    complain(row.number, "The part .act does not follow on from the entry before.");
  }
  act_first_ = *first;
  act_count_ = *count;

  const std::string_view key = parts[at_key].value;
  if (!is_hex_of(key, row.idempotency)) {
    complain(row.number, "The idempotency key is not the one that the part .key names.");
  }
  const bool keyed = is_hex_for(key, 16) && is_hex_for(parts[at_request].value, 32);
  const bool unkeyed = key.empty() && parts[at_request].value.empty();
  if (begins ? !keyed : !unkeyed) {
    complain(row.number, begins ? "An act's first entry lacks its .key or its .request."
                                : "An act's later entry has a .key or a .request of its own.");
  }
}

void EntryCheck::check_fields(const EntryRow& row, std::string_view fields,
                              const Complain& complain) const {
  const auto parts = read_parts(fields);
  if (!parts) {
    complain(row.number, "The fields are not well formed.");
    return;
  }
  if (header_parts_ == 0) return;  // without a header nobody knows where the fields' digests begin
  if ((header_parts_ + parts->size()) * 32 != row.digests.size()) {
    complain(row.number, "There are more or fewer parts than digests.");
    return;
  }
  check_digests(row, *parts, header_parts_, complain);
  for (const PartView& part : *parts) {
    if (part.name.empty() || part.name.front() == '.') {
      complain(row.number, "A field has the name of a header part.");
      return;
    }
  }
}

void EntryCheck::check_end(const Complain& complain) const {
  if (last_number_ >= 0 && act_first_ + act_count_ != last_number_ + 1) {
    complain(last_number_, "The last act is not whole: entries of it are missing.");
  }
}

void check_genesis(std::string_view fields, std::string_view verifier_text, const EntryCheck& check,
                   const Complain& complain) {
  const auto parts = read_parts(fields);
  if (!parts) return;  // check_fields has said so
  const auto says = [&](std::string_view name, std::string_view value) {
    for (const PartView& part : *parts) {
      if (part.name == name) return part.value == value;
    }
    return false;
  };
  if (!says("store_id", check.store_id())) complain(0, "The genesis names another store id.");
  if (!says("log_key", verifier_text)) complain(0, "The genesis names another key of the log.");
}

}  // namespace ledger::sound
