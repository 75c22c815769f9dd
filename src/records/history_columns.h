#pragma once
// What a history is read from: an act's line, and the entry that it stands for with the key that
// opens it. Used by ahead.cpp, which asks, and history.cpp, which reads.
#include <string_view>

namespace records {

// Of entry e, first what read_header() needs (entry.h), and its key k; joined_key joins k to e.
constexpr std::string_view stored_columns =
    "e.number, e.recorded_at, e.header, e.idempotency, e.record_key, e.sealed, k.wrapped";
constexpr int count_of_stored_columns = 7;
constexpr std::string_view joined_key = " LEFT JOIN record_key k ON k.number = e.record_key";
// Of act a.
constexpr std::string_view act_columns =
    "a.entry, a.step, a.state, a.recorded_at, a.effective_at, a.person, a.capacity, a.grant_entry";

}  // namespace records
