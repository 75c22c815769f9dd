#pragma once
// What the records of a register may be to the program itself: an appointment gives a capacity, a
// person has an account, a disposal ends other records. Names of fields, states and steps, as the
// pack's file says ([grants], [accounts], …). Read once at start; used through Register.
#include <string>

namespace registers {

// How a record may give capacities (FORMAT 18): fields of this register, in force while in `state`.
// `revoked`: the state of one that was taken away at once; "" when there is none. `within`: a
// sentence, where such a record gives a part of the capacity only, as its rules have it. `propose`:
// the step by which groups of the council's own sign-in propose one, and `reason` the field that
// says so; "" where they do not.
struct Grants {
  std::string person, capacity, from, to, state, revoked, within, propose, reason;
};
// How a record names one more reader of another, until it says so no longer (row S9). until: a date
// or time field, or ""; state: in which it does, or "" for any.
struct Names {
  std::string record, person, until, state;
};
// How a record is an account (FORMAT 12). `codes`, `recovery` and `passkeys` hold the second
// factors, sealed or hashed; `own_step` is what a person does to their own account,
// `address` where they get mail, or "".
struct Accounts {
  std::string name, sign_in, password, state;
  std::string codes, recovery, passkeys, own_step, address;
};
// How a record says as whom the council's own sign-in knows a person, in force while in `state`.
struct Identities {
  std::string person, issuer, subject, state;
};
// How a record says that somebody used the emergency sign-in: the field that names them, the step.
struct EmergencyNote {
  std::string person, step;
};
// How a record says that an act was recorded in a capacity to be confirmed (principle 2): what was
// acted on, by whom, in which capacity, its last day or what it was outside of; and the step by
// which that is recorded, in the same act.
struct Unconfirmed {
  std::string record, person, capacity, ended, outside, step;
};
// How a record disposes of others (FORMAT 8). `records` lists them, a reference to a line; `with`
// holds what the door found to go with them; `passages` lists single fields of single entries, ""
// when the pack has none. They go when it comes into `state`. `basis` says why, and is `by_period`
// when it is because their time is over. `finish` is the step by which the program says that no
// trace is left in its files; `again` the step by which it erases once more what a restored backup
// brought back, "" when the pack has none.
struct Disposes {
  std::string records, with, basis, by_period, state, finish, passages, again;
};
// How a record says that the store goes on from an older copy: `lost` holds what the door knows of
// what came after it; recording goes on when it comes into `state`.
struct Recovers {
  std::string lost, state;
};
// How a record keeps another from being disposed of, while in `state` and until a day, if any.
struct Holds {
  std::string record, until, state;
};

}  // namespace registers
