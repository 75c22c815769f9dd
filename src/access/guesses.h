#pragma once
// How often somebody guessed, or asked without a name: the drawer of the desk that slows both down
// (BARS S9). Used by desk.cpp alone.
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "access/desk_top.h"

namespace authority {

class Guesses {
 public:
  explicit Guesses(DeskTop& top) : top_(top) {}
  bool may_try(std::string_view name, std::string_view address);
  void note_wrong(std::string_view name, std::string_view address);
  void forget(std::string_view name);
  bool may_pass(std::string_view what, std::string_view address);

 private:
  std::string mark_of(std::string_view what, std::string_view text) const;
  DeskTop& top_;
  // By the mark of an address, when each was let through: never written anywhere.
  std::mutex passing_lock_;
  std::map<std::string, std::vector<std::int64_t>, std::less<>> passed_;
};

}  // namespace authority
