// Words of lists beyond their tables: files, filters kept, records as they stood, first steps, in
// the order of their keys.
#include <array>

#include "web/words.h"

namespace web {
namespace {

constexpr auto words_in_list = std::to_array<Word>({
    {"about.asked", "Asked in the step “{0}”."},
    {"about.caption", "What it is for"},
    {"about.computed", "The program works it out; nobody is asked."},
    {"about.each_field", "What each question means"},
    {"about.fields", "What it asks, and what that means"},
    {"about.needed", "It must be answered."},
    {"about.needed_when", "It must be answered where it applies."},
    {"about.steps", "What may be done, and what it is then"},
    {"about.summary", "About: {0}"},
    {"about.then", "then: {0}"},
    {"about.window", "About: {0}"},
    {"csv.after", "Set to"},
    {"csv.before", "Stood before"},
    {"csv.by", "In which capacity"},
    {"csv.due", "Due"},
    {"csv.entry", "Entry"},
    {"csv.field", "What was set"},
    {"csv.happened", "When it happened"},
    {"csv.kind", "What it is"},
    {"csv.recorded", "When it was recorded"},
    {"csv.title", "Title"},
    {"csv.what", "What was done"},
    {"csv.what_to_do", "What to do"},
    {"csv.why", "Why"},
    {"filter.back", "Back to the list"},
    {"filter.change", "Rename or remove"},
    {"filter.keep", "Keep it"},
    {"filter.keep_this", "Keep this filter under a name"},
    {"filter.keep_title", "Keep a filter"},
    {"filter.lead",
     "They are yours alone, in the capacity in which you act. Each has an address that stays."},
    {"filter.long_name", "Enter a name of at most {0} letters"},
    {"filter.name", "Name of the filter"},
    {"filter.no_name", "Enter a name for the filter"},
    {"filter.none", "You keep no filters yet"},
    {"filter.none_what",
     "Open a list, narrow it, and choose “Keep this filter under a name” below it. It will stand "
     "here, above the list, and on your home page."},
    {"filter.remove", "Remove “{0}”"},
    {"filter.rename", "Rename"},
    {"filter.same_name", "You keep a filter of that name here already. Enter another name"},
    {"filter.title", "Your filters"},
    {"filter.too_many", "You keep {0} filters. Remove one before you keep another"},
    {"filter.yours", "Your filters:"},
    {"first.done", "Done"},
    {"first.lead", "{0} of {1} done, as far as you may read. This list goes when all is."},
    {"first.title", "First steps"},
    {"list.first_step_closed",
     "In the capacity in which you act you read here; the first step is for somebody else."},
    {"list.keys",
     "With the focus in this list, J goes to the next row, K to the one before, Enter opens it."},
    {"list.keys_off", "Turn J and K off"},
    {"list.keys_on", "Turn J and K on"},
    {"list.said", "{0}: {1}."},
    {"list.said_down", "In the order of “{0}”, the last first."},
    {"list.said_up", "In the order of “{0}”."},
    {"list.said_words", "With the words “{0}”."},
    {"list.then_choose", "See this list as it stood on another day"},
    {"list.then_day", "You are reading this list as it stood at the end of {0}."},
    {"list.then_entry", "You are reading this list as it stood after entry {0}."},
    {"list.then_future", "Enter a day that has passed"},
    {"list.then_kept",
     "As it stood at the end of {0}. Only what you may read is listed and counted."},
    {"list.then_label", "At the end of which day?"},
    {"list.then_now", "See the list as it stands now"},
    {"list.then_show", "Show it as it stood"},
    {"list.then_unknown", "Enter the number of an entry, or choose a day."},
    {"list.then_what",
     "Nothing can be done from it. What you may read is decided by what holds today."},
});

}  // namespace

std::span<const Word> list_words() { return words_in_list; }

}  // namespace web
