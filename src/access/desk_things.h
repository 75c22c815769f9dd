#pragma once
// What lies in the desk's drawers: sessions, drafts, kept filters, and who was shown what is
// restricted. Used with desk.h, which promises how long each is kept.
#include <cstdint>
#include <string>

#include "base/time.h"

namespace authority {

// How somebody showed who they are: kept with the session, told to them alone.
enum class SignedInBy { password, code, recovery, passkey, provider, emergency, demonstration };

struct Session {
  std::string person;              // reference
  // the capacity chosen; -1: none yet; below: one that ended lately (lately_chosen)
  std::int64_t grant_entry = -1;
  std::string form_secret;         // tokens of forms are keyed with it
  base::Instant began, last_seen;
  base::Instant proved;            // when they last showed who they are
  SignedInBy by = SignedInBy::password;
};
// How a session keeps that somebody chose a grant which ended lately; and the grant again from
// that.
[[nodiscard]] inline std::int64_t lately_chosen(std::int64_t grant_entry) {
  return -2 - grant_entry;
}
// A session as its person sees it: no device, no address, no place.
struct OpenSession {
  std::string id;                  // 16 hex digits; not the token, nor its hash
  base::Instant began, last_seen;
  SignedInBy by = SignedInBy::password;
};

struct Draft {
  std::string id;                  // 16 hex digits
  std::string person;
  std::string register_name, step, reference;   // reference empty for a new record
  std::string title;               // how lists name it
  std::string content;             // the form's text, as the form encodes it; encrypted at rest
  base::Instant kept_at;
};

// What somebody asked of a list, under a name of theirs: private to the person in that capacity.
struct KeptFilter {
  std::string id;                  // 16 hex digits
  std::string person, capacity;
  std::string name;
  std::string path, query;         // "/r/letter" and "?state=sent"
  base::Instant kept_at;
};
// Somebody was shown a restricted record, or legal advice.
struct Look {
  std::string reference, person, capacity;
  std::string named_by;            // the record without which they could not read it; else ""
  base::Instant at;
};
inline constexpr std::int64_t look_again_minutes = 10;  // shown again within these: the same look
inline constexpr std::int64_t look_days_kept = 730;

inline constexpr std::int64_t most_kept_filters = 30;  // of a person in a capacity

}  // namespace authority
