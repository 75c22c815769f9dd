#pragma once
// What a register's file says of those who give no name, and of names that two people open
// together: plain structs, read once at start by pack_layout.cpp. packs/PACK_FORMAT.md explains
// each key.
#include <string>
#include <vector>

namespace registers {

// How somebody who gives no name records, and comes back: a mark of the code that only they hold,
// the step that makes the record, the step by which they add to it, and what their page shows.
struct ReturnCode {
  std::string mark, raise, add;
  std::vector<std::string> shows;
  std::string first;                         // the first words of the page of raising it
  std::vector<std::string> covers, limits;   // what it keeps to itself, and what it cannot
};
// How a record is a key of somebody who opens seals, in force while in `state`: its public half,
// the private half under their passphrase, and the step that makes it.
struct SealingKeys {
  std::string person, public_half, private_half, make, state;
};
// How a record is the opening of a seal: of which record, who asked and who opened, what the first
// of two took off; the steps of asking, of opening and of opening alone.
struct SealOpenings {
  std::string record, first, second, peeled, why, ask, open, alone;
};

}  // namespace registers
