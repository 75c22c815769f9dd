// The words of raising something without a name, and of sealing and opening names.
#include <array>

#include "web/words.h"

namespace web {
namespace {

constexpr auto seal_catalogue = std::to_array<Word>({
    {"raise.added", "Added on {0}."},
    {"raise.answer_here",
     "Whoever it goes to answers here. Come back with the code, from any phone, and read it."},
    {"raise.cannot_seal",
     "A name cannot be sealed here yet: fewer than two people hold a key. Leave no name, or come "
     "back later."},
    {"raise.code", "Your return code"},
    {"raise.code_hint", "Sixteen letters and digits, in groups of four."},
    {"raise.code_is", "Your return code is:"},
    {"raise.code_once",
     "Write it down now. It is shown once, and nobody can find it for you. What you wrote is "
     "recorded as you sent it; to change it, come back with the code and add to it."},
    {"raise.come_back", "Come back with your return code"},
    {"raise.covers", "What is kept from others"},
    {"raise.limits", "What we cannot promise"},
    {"raise.name_long", "Shorten your name and how to reach you to 200 letters"},
    {"raise.name_unasked",
     "You wrote a name and chose to leave none: empty it, or choose “My name, sealed”"},
    {"raise.no_account", "Without an account, and without a name if you want:"},
    {"raise.not_kept",
     "Nothing of this form is kept until you send it: no draft, and no copy here."},
    {"raise.not_known",
     "We cannot say yet whether this was recorded. Send it again: it is recorded once."},
    {"raise.not_opened", "Nobody has opened your name."},
    {"raise.not_recorded", "This was not recorded. Try again."},
    {"raise.nothing_yet", "Nothing yet."},
    {"raise.opened_why", "You may ask why, below. The reasons stand in the record."},
    {"raise.openings", "Has your name been opened?"},
    {"raise.recorded", "Recorded on {0}."},
    {"raise.see", "See the answer"},
    {"raise.state", "State"},
    {"raise.too_many", "Too many tries from here"},
    {"raise.too_many_why", "Wait five minutes, then try again."},
    {"raise.what_next", "What happens next"},
    {"raise.who_opens", "Two of these together can open it: {0}."},
    {"raise.wrong_code", "Enter the code as it was shown to you: nobody has this one"},
    {"raise.yours", "What you want to say"},
    {"raise.yours_title", "Your {0}"},
    {"seal.again", "The same passphrase again"},
    {"seal.alone_grave",
     "Whoever wrote this agreed that you may open their name alone, at once, to protect somebody. "
     "The others who hold keys are told today, and the writer is told."},
    {"seal.ask", "Ask a second person"},
    {"seal.ask_lead",
     "It takes two. You give the reason and your passphrase; a second person who holds a key reads "
     "the reason, and opens the name or refuses."},
    {"seal.asked_by", "Asked by"},
    {"seal.back", "The record of this request"},
    {"seal.changed", "Somebody was quicker: open the record again to see what came of it"},
    {"seal.from_record",
     "Open the record in which the name is sealed, and choose “Open the sealed name” there."},
    {"seal.holders", "People who can open sealed names today: {0}."},
    {"seal.is_sealed", "A name is sealed in this record. Two people open it together."},
    {"seal.lost",
     "A passphrase that is lost cannot be found, and nobody can set another: what was sealed stays "
     "closed to that key. So three people or more should have keys, and any two of them open a "
     "name. With a new key you open what is sealed from then on."},
    {"seal.make", "Make the key"},
    {"seal.no_key", "You have no key that opens this: it was sealed before your key was made."},
    {"seal.not_alike", "Enter the same passphrase twice"},
    {"seal.not_alone", "Whoever wrote this did not agree that one person opens it: it takes two"},
    {"seal.once",
     "This is shown once, and is written nowhere in these words. To see it again, two people open "
     "it again."},
    {"seal.open", "Open the name"},
    {"seal.open_alone", "Open it alone, at once"},
    {"seal.open_grave",
     "You and the person who asked are about to learn a name that somebody sealed. Open it only if "
     "the reason is enough. That you opened it stays in the record, and the writer is told."},
    {"seal.opened", "The name that was sealed"},
    {"seal.over", "This request is over: it was opened, or refused."},
    {"seal.own_lead",
     "You are one of those who may open a sealed name together with a second person. Your key has "
     "a half that only your passphrase opens."},
    {"seal.own_title", "Your key to sealed names"},
    {"seal.passphrase", "Your passphrase"},
    {"seal.record_of_it", "The record of this opening"},
    {"seal.say_why", "Enter why the name must be known"},
    {"seal.sealed_in", "Sealed in"},
    {"seal.side", "Sealed name"},
    {"seal.somebody_else", "You asked for it: somebody else who holds a key opens it."},
    {"seal.title", "Open the sealed name"},
    {"seal.told",
     "The others who hold keys see that it was opened, and whoever wrote it sees it when they come "
     "back with their return code."},
    {"seal.why", "Why must the name be known?"},
    {"seal.why_hint", "The second person reads this, and it stays in the record."},
    {"seal.why_is", "Why"},
    {"seal.wrong", "This is not the passphrase of a key of yours that opens this"},
    {"seal.you_have", "You have a key:"},
});

}  // namespace

std::span<const Word> seal_words() { return seal_catalogue; }

}  // namespace web
