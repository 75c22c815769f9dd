// The words about single fields that are erased: the page that lists them, and what stands in their
// place.
#include <array>

#include "web/words.h"

namespace web {
namespace {

constexpr auto erase_catalogue = std::to_array<Word>({
    {"erase.also", "Still says the same or a name that the erased words have:"},
    {"erase.also_none",
     "Nothing else that you may read on these records shares a word with a capital letter with "
     "what goes. Other records were not looked through: search them too."},
    {"erase.goes", "{0} of {1}, {2}"},
    {"erase.lead",
     "A right to erasure or a court’s order may reach a name in one field. Only what is ticked "
     "goes, when a second person agrees; the rest of the record stays."},
    {"erase.like", "{0} of {1}, {2}: a name that the erased words have"},
    {"erase.none", "No words here can go by themselves"},
    {"erase.none_why",
     "There is no such record, it is not open to you, or others’ acts rest on it. Its reference "
     "looks like AD-2026-014."},
    {"erase.one", "Words of one record"},
    {"erase.one_reference", "Reference of the record"},
    {"erase.one_why",
     "Where the law wants a name erased and the record kept, choose the words. Two people decide."},
    {"erase.said", "{0}, {1}, {2}: “{3}”"},
    {"erase.same", "{0} of {1}, {2}: the same text"},
    {"erase.see", "Choose words"},
    {"erase.tick", "Tick the words that are to go"},
    {"erase.title", "Erase words of a record"},
    {"erase.which", "Which words are to go?"},
    {"erase.which_hint",
     "A text goes whole, with all that it says. What was said later in the same place is listed "
     "by itself."},
    {"erased.ask",
     "Two people agreed to it. The records manager can say by whose authority."},
    {"erased.authority", "On whose authority: {0}."},
    {"erased.on", "Erased on {0}."},
});

}  // namespace

std::span<const Word> erase_words() { return erase_catalogue; }

}  // namespace web
