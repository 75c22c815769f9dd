#pragma once
// The keys of a log, one after the other as its entries name them, and which of them must have
// signed a checkpoint (ENTRY_FORMAT 6). For sound.cpp alone; shares no code with what changes keys.
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/sound_bytes.h"

namespace ledger::sound {

using Complain = std::function<void(std::int64_t entry, std::string what)>;

// What an entry says of a change of key; views of its fields.
struct KeyStep {
  enum class Vouching { by_old_key, by_two_people } vouching = Vouching::by_old_key;
  std::int64_t entry = 0;
  std::string_view before, after, note;
};

class KeyChain {
 public:
  // `held`: the verifier text of whoever asks, which the log must come to in the end.
  KeyChain(std::string_view held, LogKey held_key);
  // The key that the genesis names. Without it, the log is held against the one in hand.
  void begin(std::string_view verifier_text, const Complain& complain);
  // After the fields of the entry that records the change. A change that nobody may have made is
  // complained of, and the walk goes on with the key that it names: the first bad thing is enough.
  void change(const KeyStep& step, const Complain& complain);
  // The checkpoint of a size, as whoever had to sign it then signed it.
  [[nodiscard]] NoteRead checkpoint(std::string_view note, std::int64_t size,
                                    const Complain& complain);
  // After the last entry.
  void end(const Complain& complain) const;

  [[nodiscard]] std::int64_t keys() const { return static_cast<std::int64_t>(keys_.size()); }
  // Entries at which a key came that the one before did not vouch for.
  [[nodiscard]] const std::vector<std::int64_t>& unvouched() const { return unvouched_; }

 private:
  [[nodiscard]] Signers signers_of(std::int64_t size, const Complain& complain);
  [[nodiscard]] bool is_known(std::string_view mark) const;

  const std::string held_text_;
  const LogKey held_;
  std::vector<LogKey> keys_;  // the last is in force
  std::string in_force_;      // its text
  std::int64_t changed_at_ = -1;
  enum class Handover { none, to_be_signed, signed_by_both } handover_ = Handover::none;
  std::vector<std::int64_t> unvouched_;
};

}  // namespace ledger::sound
