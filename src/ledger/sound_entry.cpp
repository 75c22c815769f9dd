#include "ledger/sound_entry.h"

#include <optional>

#include "base/text.h"

namespace ledger::sound {
namespace {

// Places in the header: ENTRY_FORMAT 3.
constexpr std::size_t at_register = 0, at_step = 3, at_effective = 5, at_pack = 9, at_act = 10,
                      at_key = 12, at_request = 13;

bool is_hex_for(std::string_view text, std::size_t bytes) {
  return text.size() == 2 * bytes && is_hex(text);
}

}  // namespace

void EntryCheck::check(const EntryRow& row, const Complain& complain) {
  if (row.recorded_at < recorded_at_) {
    complain(row.number, "The entry says it was recorded before the entry before it.");
  }
  recorded_at_ = row.recorded_at;
  digests_.clear();
  check_header(row, complain);
  last_number_ = row.number;
}

void EntryCheck::check_header(const EntryRow& row, const Complain& complain) {
  header_read_ = header_.read_header(row.header, row.recorded_at, row.idempotency);
  if (!header_read_) {
    complain(row.number, "The header is not well formed.");
    return;
  }
  header_.add_digests(digests_);
  const std::vector<PartView>& parts = header_.parts();
  const PartView& effective = parts[at_effective];
  if (effective.kept != Kept::time && !effective.erased() && !times_.read(effective.value)) {
    complain(row.number, "The part .effective_at is not a time.");
  }
  const std::string_view pack = parts[at_pack].erased() ? pack_ : parts[at_pack].value;
  if (pack != pack_ && !is_hex_for(pack, 32)) {
    complain(row.number, "The part .pack is not a digest.");
  } else if (pack != pack_) {
    pack_ = pack;
  }
  if (row.number == 0 &&
      (parts[at_register].value != "store" || parts[at_step].value != "genesis")) {
    complain(0, "Entry 0 is not a genesis.");
  }
  check_act(row, complain);
}

void EntryCheck::check_act(const EntryRow& row, const Complain& complain) {
  const std::vector<PartView>& parts = header_.parts();
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

  if (parts[at_key].erased() || parts[at_request].erased()) return;
  const std::string_view key = parts[at_key].value;
  if (parts[at_key].kept != Kept::key && !is_hex_of(key, row.idempotency)) {
    complain(row.number, "The idempotency key is not the one that the part .key names.");
  }
  const auto in_hex = [&](std::size_t at, std::size_t bytes) {
    const bool known = parts[at].kept == Kept::hex || parts[at].kept == Kept::key;
    return parts[at].value.size() == 2 * bytes && (known || is_hex(parts[at].value));
  };
  const bool keyed = in_hex(at_key, 16) && in_hex(at_request, 32);
  const bool unkeyed = key.empty() && parts[at_request].value.empty();
  if (begins ? !keyed : !unkeyed) {
    complain(row.number, begins ? "An act's first entry lacks its .key or its .request."
                                : "An act's later entry has a .key or a .request of its own.");
  }
}

void EntryCheck::check_fields(const EntryRow& row, std::string_view fields,
                              const Complain& complain) {
  if (!fields_.read_fields(fields)) {
    complain(row.number, "The fields are not well formed.");
    return;
  }
  if (!row.erased.empty()) {
    complain(row.number, "The entry has fields, and digests as if they had been erased.");
  }
  fields_.add_digests(digests_);
  check_commitment(row, complain);
  for (const PartView& part : fields_.parts()) {
    if (part.name.empty() || part.name.front() == '.') {
      complain(row.number, "A field has the name of a header part.");
      return;
    }
  }
}

void EntryCheck::check_erased(const EntryRow& row, const Complain& complain) {
  digests_ += row.erased;
  check_commitment(row, complain);
}

void EntryCheck::check_commitment(const EntryRow& row, const Complain& complain) const {
  if (!header_read_) return;  // told already
  if (digests_.size() % 32 != 0 || digests_.size() / 32 > 0xffff) {
    complain(row.number, "The digests are not whole.");
  } else if (row.commitment != base::bytes_of(commitment_of(digests_))) {
    complain(row.number,
             "The parts are not those that were recorded: the entry commits to others.");
  }
}

void EntryCheck::check_end(const Complain& complain) const {
  if (last_number_ >= 0 && act_first_ + act_count_ != last_number_ + 1) {
    complain(last_number_, "The last act is not whole: entries of it are missing.");
  }
}

std::string_view EntryCheck::field(std::string_view name) const {
  for (const PartView& part : fields_.parts()) {
    if (part.name == name && !part.erased()) return part.value;
  }
  return {};
}

bool EntryCheck::is_own_step(std::string_view step) const {
  if (!header_read_) return false;
  const std::vector<PartView>& parts = header_.parts();
  return parts[at_register].value == "store" && parts[at_step].value == step;
}

}  // namespace ledger::sound
