// A sign-in name belongs to one person for ever, also after they have left: entries name who acted.
// An address of mail need only be one: nobody is known by it, and two may share it.
#include <algorithm>

#include "rules/binder.h"

namespace rules {
namespace {

bool is_well_formed(std::string_view name) {
  const auto is_letter_or_digit = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  };
  return name.size() >= 2 && is_letter_or_digit(name.front()) &&
         std::all_of(name.begin(), name.end(), [&](char c) {
           return is_letter_or_digit(c) || c == '.' || c == '-';
         });
}

Verdict sign_in_is_free(const LineField& sign_in, const Act& act, const Lookup& lookup) {
  Verdict verdict;
  const std::string& name = sign_in.text(act.set);
  if (name.empty()) return verdict;
  if (!is_well_formed(name)) {
    verdict.mistakes.add(sign_in.name,
                         "Use small letters, digits, dots and dashes, like anna.bain");
    return verdict;
  }
  const std::vector<Seen> holders = lookup.by_value(act.kind.name, sign_in.name, name);
  const bool taken = std::any_of(holders.begin(), holders.end(), [&](const Seen& holder) {
    return act.before == nullptr || holder.reference != act.before->reference;
  });
  if (taken)
    verdict.mistakes.add(sign_in.name, "Choose another sign-in name: somebody has this one");
  return verdict;
}

// As strict as what sends it (access/mail_out.h), which no rule can ask.
bool can_be_mailed(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || at == 0) return false;
  const std::string_view host = text.substr(at + 1);
  const bool sound = std::all_of(text.begin(), text.end(), [](char c) {
    return c > ' ' && c < 0x7f &&
           std::string_view("<>()[],;:\\\"").find(c) == std::string_view::npos;
  });
  return sound && host.find('@') == std::string_view::npos && !host.starts_with('.') &&
         !host.ends_with('.') && host.find('.') != std::string_view::npos;
}

Verdict address_can_be_mailed(const LineField& address, const Act& act) {
  Verdict verdict;
  const std::string& text = address.text(act.set);
  if (!text.empty() && !can_be_mailed(text))
    verdict.mistakes.add(address.name,
                         "Enter one address of mail, like anna.bain@council.example");
  return verdict;
}

}  // namespace

void add_person_rules(const registers::Packs& packs, Catalogue& catalogue);

void add_person_rules(const registers::Packs& packs, Catalogue& catalogue) {
  const LineField sign_in = Binder(packs, "person", catalogue).line("sign_in");
  catalogue.add("person_sign_in_is_free", [sign_in](const Act& act, const Lookup& lookup) {
    return sign_in_is_free(sign_in, act, lookup);
  });
  const LineField address = Binder(packs, "person", catalogue).line("address");
  catalogue.add("person_address_can_be_mailed", [address](const Act& act, const Lookup&) {
    return address_can_be_mailed(address, act);
  });
}

}  // namespace rules
