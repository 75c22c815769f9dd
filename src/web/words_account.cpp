// The words of signing in, of second factors, and of one's own account.
#include <array>

#include "web/words.h"

namespace web {
namespace {

constexpr auto account_catalogue = std::to_array<Word>({
    {"arrival.on", "Go on"},
    {"arrival.title", "Go on to Plumbline"},
    {"arrival.what",
     "You followed a link from another place. So that no other site can act in your name, your "
     "sign-in counts only from here on."},
    {"code.button", "Sign in"},
    {"code.hint",
     "Six digits from the app on your phone. Each works once. Or one of your recovery codes."},
    {"code.label", "Your code"},
    {"code.lost", "I do not have my phone"},
    {"code.lost_what",
     "Enter one of the recovery codes that you were given when you set this up: it takes the "
     "place of the app once. If you have none, ask a system administrator of your council: they "
     "take your second factor away, once they are sure that it is you, and you set up a new one."},
    {"code.title", "Enter your code"},
    {"code.too_late", "It took more than ten minutes. Begin again with your name and password."},
    {"code.wrong",
     "This code does not fit. Wait for the next one in the app, check that your phone has the "
     "right time, and try again. A code that was used once is not taken again."},
    {"own.another", "Another one"},
    {"own.begun", "Begun {0}"},
    {"own.by_code", "password and code"},
    {"own.by_demonstration", "the demonstration’s list"},
    {"own.by_emergency", "emergency sign-in"},
    {"own.by_passkey", "passkey"},
    {"own.by_password", "password"},
    {"own.by_provider", "the council’s sign-in"},
    {"own.by_recovery", "password and recovery code"},
    {"own.capacities", "What you may act as"},
    {"own.capacities_caption", "Your capacities, the newest first"},
    {"own.capacity", "Capacity"},
    {"own.changed_meanwhile",
     "Your account was changed a moment ago, perhaps by you in another window. Look at it again, "
     "then try once more."},
    {"own.codes", "One-time codes"},
    {"own.codes_anew", "Set them up anew, for another phone"},
    {"own.codes_needed", "You need a second way to show who you are"},
    {"own.codes_needed_why",
     "Your council asks for more than a password. Set up another way first, then take this one "
     "away."},
    {"own.codes_none", "You have not set them up."},
    {"own.codes_on", "An app on your phone gives you a code when you sign in."},
    {"own.codes_remove", "Take the codes away"},
    {"own.codes_set_up", "Set up one-time codes"},
    {"own.end_one", "Sign out the one begun {0}"},
    {"own.end_others", "Sign out everywhere but here"},
    {"own.entry", "Given by"},
    {"own.from", "From"},
    {"own.in_force", "In force"},
    {"own.link", "My capacities and sessions"},
    {"own.link_short", "My sessions"},
    {"own.name_and_password", "Name and password"},
    {"own.no_end", "No end set"},
    {"own.no_step", "Accounts cannot be changed here."},
    {"own.now", "Now"},
    {"own.over", "Over"},
    {"own.passkeys", "Passkeys"},
    {"own.passkeys_look", "Look at them, or add one"},
    {"own.passkeys_many", "You have {0}."},
    {"own.passkeys_none", "You have none."},
    {"own.password_button", "Change the password"},
    {"own.password_change", "Change your password"},
    {"own.password_hint", "Twelve letters or more. Three or four words together do well."},
    {"own.password_lead", "You stay signed in here, and are signed out everywhere else."},
    {"own.password_new", "New password"},
    {"own.recovery_anew", "Make new recovery codes"},
    {"own.recovery_left", "Recovery codes left: {0}."},
    {"own.seen", "Last used {0}"},
    {"own.sessions", "Where you are signed in"},
    {"own.sessions_what",
     "We keep when you signed in, how, and when you last used it: no device, no address. Sign out "
     "what you do not know."},
    {"own.signed_in_by", "Signed in by {0}"},
    {"own.this_one", "This one"},
    {"own.title", "My capacities and sessions"},
    {"own.to", "To"},
    {"own.to_come", "Yet to come"},
    {"own.ways", "How you sign in"},
    {"passkey.another", "Add one"},
    {"passkey.lead",
     "A passkey stands on your phone, computer or security key, and opens with your finger, face "
     "or PIN. It takes the place of password and code, and works on this site alone."},
    {"passkey.make", "Make a passkey"},
    {"passkey.no_passkeys", "This browser knows no passkeys. The other ways of signing in work."},
    {"passkey.no_script",
     "A passkey needs script, and your browser runs none here. The other ways of signing in work "
     "without."},
    {"passkey.none", "You have no passkey yet."},
    {"passkey.not_given", "No passkey was given. Try again, or sign in another way."},
    {"passkey.not_made", "The passkey could not be used here. Nothing was changed. Try again."},
    {"passkey.one", "Made on {0}, for {1}"},
    {"passkey.other_ways", "Sign in another way"},
    {"passkey.refused",
     "This passkey was not taken. Load the page and try again; if it happens again, sign in "
     "another way and take the passkey away on your page."},
    {"passkey.remove", "Take away the one: {0}"},
    {"passkey.sign_in", "Sign in with a passkey"},
    {"passkey.sign_in_lead",
     "Your browser asks for your finger, face or PIN. Nothing else needs to be entered."},
    {"passkey.title", "Your passkeys"},
    {"passkey.too_late", "It took more than ten minutes. Try again."},
    {"passkey.use", "Use a passkey"},
    {"prove.at_provider", "Show it with {0}"},
    {"prove.at_provider_what",
     "You go to the sign-in of {0}, sign in there once more, and come back to what you wrote."},
    {"prove.button", "Go on"},
    {"prove.demonstration",
     "Everybody here is invented, so there is nothing to enter. In a real council you would enter "
     "your password and your code."},
    {"prove.lead_account",
     "Before you change how or where you are signed in, show once more that it is you at this "
     "screen. That holds for five minutes."},
    {"prove.lead_act",
     "You are about to sign “{0}”. Show once more that it is you at this screen. What you wrote is "
     "kept, and is recorded as soon as you have."},
    {"prove.or_here", "Or with your account here"},
    {"prove.title", "Show that it is you"},
    {"prove.wrong", "This is not your password. Try again. What you wrote is kept."},
    {"provider.go_on", "Go on"},
    {"provider.go_there", "Go to the sign-in of {0}"},
    {"provider.group", "Proposed by the sign-in of {0}, group {1}"},
    {"provider.in", "You are signed in"},
    {"provider.issuer", "The sign-in"},
    {"provider.kept", "What you wrote is kept"},
    {"provider.not_shown", "It was not shown that it is you"},
    {"provider.not_shown_what",
     "The council’s sign-in did not say that you, and nobody else, signed in there just now. What "
     "you wrote is kept among your drafts. Open it and try again. If it happens again, tell your "
     "IT desk the number below."},
    {"provider.or_local", "Another way"},
    {"provider.or_local_what",
     "System administrators sign in here with name and password. So do the Chief Social Work "
     "Officer and their deputies when the sign-in above does not answer: that is recorded, and "
     "two others are told."},
    {"provider.other_ways", "Back to signing in"},
    {"provider.refused", "You were not signed in"},
    {"provider.refused_what",
     "The council’s sign-in sent an answer that we do not take. Begin again from the sign-in "
     "page. If it happens again, tell your IT desk the number below."},
    {"provider.shown", "You showed that it is you"},
    {"provider.sign_in", "Sign in with {0}"},
    {"provider.silent", "The council’s sign-in does not answer"},
    {"provider.silent_what",
     "Try again in a minute. The Chief Social Work Officer and their deputies can use their "
     "emergency sign-in meanwhile: name, password and code."},
    {"provider.subject", "Your number there"},
    {"provider.too_long",
     "What you wrote is too long to be kept on that way. Go back and copy it from the page, sign "
     "in, and paste it into a new form."},
    {"provider.unknown", "We do not know you yet"},
    {"provider.unknown_what",
     "The council’s sign-in knows you, but nobody has recorded here whose number this is. Tell "
     "these two lines to a system administrator of your council:"},
    {"provider.unknown_who",
     "They propose it, and a second person who may confirms it: another administrator, the "
     "monitoring officer, the chief executive or the Chief Social Work Officer."},
    {"provider.use_it", "Use the council’s own sign-in"},
    {"provider.use_it_what",
     "Your local account is kept for when that does not answer, and for other capacities than "
     "yours."},
    {"recovery.lead",
     "Print them or write them down, and keep them apart from your phone. They are not shown "
     "again."},
    {"recovery.on", "I have them, go on"},
    {"recovery.title", "Your recovery codes"},
    {"recovery.what",
     "Each of them takes the place of the app once, after your password, when you do not have "
     "your phone."},
    {"set_up.button", "Use these codes"},
    {"set_up.code", "The code that the app shows now"},
    {"set_up.code_hint", "Six digits."},
    {"set_up.enter", "Then enter its code"},
    {"set_up.lead",
     "An app on your phone gives you a new code every half minute. You enter it after your "
     "password. If you had codes before, the old ones end when the new ones work."},
    {"set_up.lead_first",
     "Your password is right. Your council asks for more than a password, so set up one-time "
     "codes now. An app on your phone gives you a new code every half minute."},
    {"set_up.or_type", "If the camera cannot read it, type this into the app:"},
    {"set_up.picture", "A square code for the camera of your phone"},
    {"set_up.scan", "Show this to the app"},
    {"set_up.scan_what",
     "Any app for one-time codes will do; your council’s IT desk can name one. Choose “add an "
     "account” in it and point the camera here."},
    {"set_up.title", "Set up one-time codes"},
    {"set_up.too_late", "The first picture was more than ten minutes old. This is a new one."},
    {"set_up.wrong",
     "This is not the code of this picture now. Check that your phone has the right time, and "
     "enter the code that the app shows."},
});

}  // namespace

std::span<const Word> account_words() { return account_catalogue; }

}  // namespace web
