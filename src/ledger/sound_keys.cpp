#include "ledger/sound_keys.h"

#include <algorithm>
#include <utility>

namespace ledger::sound {

KeyChain::KeyChain(std::string_view held, LogKey held_key)
    : held_text_(held), held_(std::move(held_key)), keys_{held_}, in_force_(held) {}

void KeyChain::begin(std::string_view verifier_text, const Complain& complain) {
  auto key = read_log_key(verifier_text);
  if (!key || key->name != held_.name) {
    complain(0, "The genesis names another key of the log.");
    return;
  }
  keys_ = {*std::move(key)};
  in_force_ = verifier_text;
}

void KeyChain::change(const KeyStep& step, const Complain& complain) {
  const auto bad = [&](std::string_view what) {
    complain(step.entry, "The change of the log's key " + std::string(what) + ".");
  };
  if (handover_ == Handover::to_be_signed)
    complain(changed_at_, "No checkpoint stands where the log's key changed.");
  if (step.before != in_force_) bad("begins with another key than the one in force");
  auto after = read_log_key(step.after);
  if (!after || after->name != held_.name) return bad("names no key of this log");
  if (is_known(after->hash) && after->hash != held_.hash) return bad("names a key that it had");

  const bool vouched = step.vouching == KeyStep::Vouching::by_old_key;
  const LogKey before = keys_.back();
  keys_.push_back(*std::move(after));
  in_force_ = step.after;
  changed_at_ = step.entry;
  handover_ = vouched ? Handover::to_be_signed : Handover::none;
  if (!vouched) unvouched_.push_back(step.entry);

  const std::string text = "plumbline-key-v1\n" + held_.name + '\n' + std::to_string(step.entry) +
                           '\n' + std::string(step.before) + '\n' + in_force_ + '\n';
  if (!step.note.starts_with(text) || step.note.substr(text.size(), 1) != "\n")
    return bad("is signed for other words than those it says");
  Signers signers{&keys_.back()};
  if (vouched) signers.insert(signers.begin(), &before);
  const NoteRead read = read_signatures(text, step.note.substr(text.size() + 1), signers);
  if (read.wrong.empty()) return;
  bad(vouched ? "is not signed by the key before it and by the new one: it " +
                    std::string(read.wrong)
              : "is not signed by the new key: it " + std::string(read.wrong));
}

Signers KeyChain::signers_of(std::int64_t size, const Complain& complain) {
  Signers signers{&keys_.back()};
  if (handover_ != Handover::to_be_signed) return signers;
  if (size == changed_at_ + 1) {
    signers.insert(signers.begin(), &keys_[keys_.size() - 2]);
  } else if (size > changed_at_ + 1) {
    complain(changed_at_, "No checkpoint stands where the log's key changed.");
  }
  handover_ = Handover::signed_by_both;
  return signers;
}

NoteRead KeyChain::checkpoint(std::string_view note, std::int64_t size, const Complain& complain) {
  NoteRead read = read_checkpoint(note, signers_of(size, complain));
  if (!read.mark.empty() && is_known(read.mark))
    read.wrong = "is signed by a key that was not in force then";
  return read;
}

bool KeyChain::is_known(std::string_view mark) const {
  return mark == held_.hash || std::any_of(keys_.begin(), keys_.end(), [&](const LogKey& key) {
           return key.hash == mark;
         });
}

void KeyChain::end(const Complain& complain) const {
  if (handover_ == Handover::to_be_signed)
    complain(changed_at_, "No checkpoint stands where the log's key changed.");
  if (in_force_ == held_text_) return;
  if (keys_.size() == 1) {
    complain(0, "The genesis names another key of the log.");
  } else {
    complain(changed_at_, "The log's key in hand is not the one that the log names last.");
  }
}

}  // namespace ledger::sound
