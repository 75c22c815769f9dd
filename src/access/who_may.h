#pragma once
// Who may do what, spelled out for every capacity: what a Chief Social Work Officer reads and signs
// off (docs/WHO_MAY.md), and what the page "Who may do what" shows. Made from the same permission
// that every act and every page asks.
#include <string>
#include <string_view>
#include <vector>

#include "registers/packs.h"

namespace authority {

// always: by the capacity alone. Else while standing in one of the relations or audiences; none of
// them either: never.
struct Allowed {
  bool always = false;
  std::vector<std::string> relations;
};
struct WhoMayLine {
  std::string capacity;  // of the pack, or "clock", or "operator"
  std::vector<Allowed> by_act;
};
// `acts`: the register's steps in order, then "read" and "read_restricted", or "read_privileged".
struct WhoMay {
  std::vector<std::string> acts;
  std::vector<WhoMayLine> lines;
  // whoever stands in one of these reads the record, open or restricted; empty for legal advice
  std::vector<std::string> opening;
};
// Not for registers that the program keeps by itself, nor for comments: see Register::internal and
// Register::comments.
[[nodiscard]] WhoMay who_may(const registers::Packs& packs, const registers::Register& kind);
// The capacity's title, and what the program itself is called.
[[nodiscard]] std::string title_of_capacity(const registers::Packs& packs,
                                            std::string_view capacity);
// "yes", "if decision maker or writer", or "" for never.
[[nodiscard]] std::string in_words(const registers::Packs& packs, const Allowed& allowed);

// All of it as a page of Markdown.
[[nodiscard]] std::string who_may_page(const registers::Packs& packs);

}  // namespace authority
