// The words of the pages that explain.
#include <array>

#include "web/words.h"

namespace web {
namespace {

constexpr auto words_in_help = std::to_array<Word>({
    {"access.can_keyboard", "use most of this site with a keyboard alone"},
    {"access.can_listen", "listen to most of this site with a screen reader"},
    {"access.can_script", "use all of this site without script"},
    {"access.can_zoom", "zoom in to 400% without text going off the screen"},
    {"access.enforce",
     "The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and "
     "Mobile Applications) (No. 2) Accessibility Regulations 2018. If you are not happy with "
     "how we answer, contact the Equality Advisory and Support Service."},
    {"access.enforce_title", "Enforcement procedure"},
    {"access.how",
     "We know of no part that cannot be used. Drawings have a table with the same figures. "
     "Files that people add to records may not be accessible: ask us for another form."},
    {"access.how_title", "How accessible this site is"},
    {"access.lead", "This statement is about Plumbline as used by {0}."},
    {"access.prepared",
     "This statement was prepared on 22 November 2026. It was last reviewed on 22 November "
     "2026."},
    {"access.prepared_title", "Preparation of this statement"},
    {"access.report",
     "If you find a problem that is not listed here, or need something in another form, tell "
     "the office of the Chief Social Work Officer of {0}. We answer within ten working days."},
    {"access.report_title", "Reporting problems and asking for another form"},
    {"access.status",
     "This site is built to the Web Content Accessibility Guidelines version 2.2, level AA. It "
     "has not been audited by others."},
    {"access.status_title", "Compliance status"},
    {"access.technical",
     "{0} is committed to making this site accessible, in line with the Public Sector Bodies "
     "(Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018."},
    {"access.technical_title", "Technical information about this site"},
    {"access.tested",
     "Every page is tested by program in its empty, full and error states, at 320 pixels, by "
     "keyboard and without script. Programs find only some faults. It has not yet been tested "
     "by disabled people."},
    {"access.tested_title", "What we have tested, and what not"},
    {"access.title", "Accessibility statement"},
    {"access.you_should",
     "We want as many people as possible to be able to use this site. You should be able to:"},
    {"help.capacity",
     "One person may hold several posts. You act in one at a time, it stands at the top of each "
     "page, and only you change it. A link never does."},
    {"help.capacity_title", "In which capacity you act"},
    {"help.drafts",
     "What you type is kept as a draft with each page, private to you, until you record it or "
     "30 days have passed. When your session ends while you write, your words come back after "
     "you sign in."},
    {"help.drafts_title", "Drafts"},
    {"help.lead", "What this is for, in one minute."},
    {"help.needs",
     "Your home page is one list, soonest first. Each line says what to do, why, and how long "
     "there is."},
    {"help.needs_title", "What needs you"},
    {"help.person",
     "Say so where the form asks whether it is about one person. Then only those named at the "
     "side can read it. Give the case reference, not a name."},
    {"help.person_title", "When it is about one person"},
    {"help.record_1",
     "Before anything becomes part of the record you see it as it will stand, and who will be "
     "able to read it. Then you sign."},
    {"help.record_2",
     "You can correct it later; the first version is kept until its retention period ends. Each "
     "act gives a receipt, and each receipt leads to a proof."},
    {"help.record_title", "Recording"},
    {"help.title", "Help"},
    {"help.wrong",
     "Tell the people who run Plumbline for {0}. A page that failed gives a number: pass it on. "
     "If you found a weakness in its security, tell them first and nobody else."},
    {"help.wrong_title", "When something is wrong"},
    {"privacy.cookie",
     "Cookies keep you signed in, and bring you back from the council’s own sign-in. They are "
     "needed, are not shared, and go when you sign out. "
     "There is no other tracking of any kind."},
    {"privacy.cookie_title", "Cookies"},
    {"privacy.lead", "What {0} keeps about those who use Plumbline, and why."},
    {"privacy.long",
     "Each record says how long it is kept. Drafts go after 30 days, sessions after 8 hours at "
     "most."},
    {"privacy.long_title", "How long"},
    {"privacy.not",
     "Plumbline does not keep which pages you read, and sends nothing to anyone else. It holds "
     "the office’s decisions and their proof, not the case file."},
    {"privacy.not_title", "What is not kept"},
    {"privacy.rights",
     "You may ask {0} what it holds about you, and to correct or erase what is wrong. Erasing a "
     "part of an entry leaves the proof that something was recorded."},
    {"privacy.rights_title", "Your rights"},
    {"privacy.title", "Privacy"},
    {"privacy.what_account",
     "Your name, your sign-in name, the posts you hold, and your address of mail if there is one"},
    {"privacy.what_acts",
     "What you recorded, in which capacity and when: that is the purpose of the record"},
    {"privacy.what_drafts", "Your drafts, sealed, until they are recorded or go"},
    {"privacy.what_title", "What is kept"},
    {"proofhelp.erase",
     "When the law wants a part erased, its words and its salt are destroyed. Its digest stays, "
     "so every proof still works, and the erasure is itself an entry."},
    {"proofhelp.erase_title", "When something must be erased"},
    {"proofhelp.how_1",
     "Each act becomes an entry. Its words are sealed into one number, a commitment, that "
     "cannot be made from other words."},
    {"proofhelp.how_2",
     "The commitments form a tree with one root. Change one word anywhere, and the root is "
     "another. The log signs its root with each batch of entries: that is a checkpoint."},
    {"proofhelp.how_3",
     "Checkpoints leave the building: in reports, with auditors. Who holds one can tell whether "
     "the log was changed since."},
    {"proofhelp.how_title", "How it works"},
    {"proofhelp.lead",
     "Anyone can check that a record stands as it was made, without trusting whoever runs "
     "Plumbline."},
    {"proofhelp.self_title", "Check an entry yourself"},
    {"proofhelp.steps",
     "For somebody who trusts neither the council nor this program: a page to print and hand over "
     "with a proof. It needs python3 and openssl, no network, and a quarter of an hour."},
    {"proofhelp.steps_link", "Check a proof with nothing of ours"},
    {"proofhelp.steps_title", "Let somebody else check it"},
    {"proofhelp.title", "How a record is proved"},
});

}  // namespace

std::span<const Word> help_words() { return words_in_help; }

}  // namespace web
