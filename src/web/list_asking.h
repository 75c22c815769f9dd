#pragma once
// What stands round a register's list: the questions that narrow it, what it was asked for in
// words, and the list as it stood at another time. Used by list_page.cpp; the result's heading by
// all lists.
#include "web/listing.h"

namespace web {

// Selects, words and a button. Goes to the list's result, which then has the focus.
[[nodiscard]] html::Html filter_form(Visit& visit, const registers::Register& kind,
                                     const AskedList& asked);
// "State: Given. Words: hall. Sorted by question." Empty when nothing was asked for.
[[nodiscard]] std::string asked_words(Visit& visit, const registers::Register& kind,
                                      const AskedList& asked);
// Which moment the list shows, and the way back to now; empty for now.
[[nodiscard]] html::Html then_banner(const registers::Register& kind, const AskedList& asked);
[[nodiscard]] html::Html then_form(Visit& visit, const registers::Register& kind,
                                   const AskedList& asked);
// The id of the result of a list: links and forms of the page lead there.
inline constexpr std::string_view found_id = "found";
[[nodiscard]] std::string to_found(std::string href);
// The heading of a result, with that id: it takes the focus when one is led there.
[[nodiscard]] html::Html found_heading(std::string_view words);

}  // namespace web
