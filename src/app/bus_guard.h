#pragma once
// One damaged store must not end the server. SQLite maps each store's shared index into memory; if
// somebody cuts that file short, the next look at it is a bus error, which ends the whole program
// and every council in it. Used by serve.cpp.

namespace app {

// From now on such a page of memory reads as zeros instead. SQLite's checksums see that this is no
// index; the store's half-minute look closes it (app/held_store.h). Other bus errors end the
// program, as they should.
void guard_against_bus_errors();

}  // namespace app
