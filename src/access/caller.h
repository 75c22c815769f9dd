#pragma once
// Who acts, and in which capacity. Always an argument, never ambient. (The namespace of room access
// is `authority`: POSIX already owns the name `access` in every program.)
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace authority {

// A capacity that a person holds, by the entry of the grant that gave it.
struct Held {
  std::string capacity;            // name in roles.toml
  std::int64_t grant_entry = -1;
  base::Date from;
  std::optional<base::Date> to;    // last day, inclusive
  // lately: the last day has passed, and what is recorded so is to be confirmed (principle 2)
  enum class Standing { in_force, lately } standing = Standing::in_force;
};

struct Caller {
  std::string person;              // reference; empty for the clock and the server's operator
  std::string name;                // as pages show it
  Held held;                       // held.capacity "clock" or "operator" when person is empty
  // why there is no grant, when grant_entry is -1: "silence", "command line"
  std::string no_grant;
  // When they ask: what was open to them for a while may be over. Not said: it is.
  base::Instant now = {std::numeric_limits<std::int64_t>::max()};
  // Of whoever gives no name and holds a return code: SHA-256 of it, hex.
  std::string return_mark = {};
};

[[nodiscard]] Caller clock_caller();                      // what the clock does: silence entries
[[nodiscard]] Caller operator_caller(std::string why);    // the server's operator, by command
// A person about their own account: no capacity is needed to change how one signs in, and none is
// relied upon.
[[nodiscard]] Caller account_holder(std::string person, std::string name);
inline constexpr std::string_view account_holder_capacity = "account_holder";
// Somebody who gives no name, and holds the return code with this mark (FORMAT 5): no person, no
// capacity, no session; the entry says so and nothing else.
[[nodiscard]] Caller return_code_holder(std::string return_mark);
inline constexpr std::string_view return_code_capacity = "return_code";

}  // namespace authority
