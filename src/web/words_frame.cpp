// The words of the frame, home, lists, search, signing in, and what went wrong.
#include <array>

#include "web/words.h"

namespace web {
namespace {

constexpr auto words_in_frame = std::to_array<Word>({
    {"capacity.act_as", "Act as {0}"},
    {"capacity.act_lately", "Act as {0}, to be confirmed"},
    {"capacity.change", "Change capacity"},
    {"capacity.choose", "Choose a capacity"},
    {"capacity.go_on", "Go on as {0}"},
    {"capacity.lately", "If something cannot wait"},
    {"capacity.lately_what",
     "Your last day has passed. Record what the law counts or what cannot wait all the same: it "
     "stands with the time it happened and the time you wrote it down, "
     "it says that your capacity is to be confirmed, and the monitoring officer and the Chief "
     "Social Work Officer are told."},
    {"capacity.lead",
     "The capacity stands on every page, and in every entry you record. You can change it at "
     "any time."},
    {"capacity.none", "You are signed in, and act in no capacity."},
    {"capacity.nothing", "You hold no capacity today"},
    {"capacity.nothing_what",
     "A capacity comes from an appointment that two people recorded. Ask the monitoring officer "
     "or the system administrator to have yours recorded."},
    {"capacity.since", "{0}, in office since {1}."},
    {"capacity.since_only", "in office since {0}"},
    {"capacity.title", "In which capacity do you act?"},
    {"capacity.to", ", to {0}"},
    {"capacity.to_confirm", "{0}. Your last day was {1}: what you record is to be confirmed."},
    {"capacity.you_act_as", "You act as"},
    {"councils.busy", "Many people are at work in this council"},
    {"councils.busy_lead", "The page could not be drawn just now. Try again in a few seconds."},
    {"councils.busy_what",
     "Nothing was recorded unless you saw a receipt. If you were writing, go back: your text is "
     "still on the page you came from."},
    {"councils.lead",
     "Each council has an address of its own here. You sign in there, and your sign-in holds for "
     "that council alone."},
    {"councils.no_post",
     "This address belongs to no council, so nothing can be sent to it. Go to your council, open "
     "the page there and do it again."},
    {"councils.not_ready", "This council’s record cannot be opened just now"},
    {"councils.not_ready_lead",
     "Its pages come back as soon as it can. It is tried again every half minute."},
    {"councils.not_ready_what",
     "Nothing was recorded unless you saw a receipt. If this goes on, tell whoever runs Plumbline: "
     "the log of the program says why."},
    {"councils.others", "Other councils on this server"},
    {"councils.others_what",
     "You sign in to each of them on its own. Nothing here says whether you hold a capacity "
     "there."},
    {"councils.title", "Choose your council"},
    {"demo.become", "{0}, {1}"},
    {"demo.invite",
     "This is a demonstration on your own machine. You can become anyone in it without a "
     "password."},
    {"demo.lead", "Press a name to become that person. All of them are invented."},
    {"demo.link", "Choose who to be"},
    {"demo.title", "Become one of the cast"},
    {"drafts.drop", "Throw away"},
    {"drafts.title", "Your drafts"},
    {"drafts.until", "Kept until {0}"},
    {"drafts.what", "Drafts are private to you. They are not part of the record."},
    {"fault.conflict", "Something changed meanwhile"},
    {"fault.corrupt", "This cannot be shown"},
    {"fault.corrupt_what",
     "What is stored does not match its seal, so it is not shown. Tell whoever runs Plumbline: "
     "the record needs to be verified."},
    {"fault.number", "If you report this, give the number {0}."},
    {"fault.odd", "This cannot be done"},
    {"fault.unavailable", "Plumbline cannot do this just now"},
    {"fault.unavailable_what",
     "Take it that nothing was recorded unless you saw a receipt. What you typed is kept where it "
     "could be. Try again in a moment with the same form: nothing is recorded twice."},
    {"footer.accessibility", "Accessibility"},
    {"footer.help", "Help"},
    {"footer.privacy", "Privacy"},
    {"footer.proof", "How a record is proved"},
    {"frame.demonstration", "A demonstration. All people and records here are invented."},
    {"frame.paused",
     "Recording is paused because the copy of the record, or the disk, does not answer. You can "
     "read "
     "everything, and what you write is kept as a draft."},
    {"home.by", " by the {0}"},
    {"home.cover", "The office today"},
    {"home.lead", "{0} things, soonest first. It is {1}."},
    {"home.lead_none", "Nothing waits for you. It is {0}."},
    {"home.lead_one", "One thing. It is {0}."},
    {"home.more", "And {0} more, which come up as these are done."},
    {"home.newest", "Last recorded"},
    {"home.nobody", "Nobody is recorded as holding it today"},
    {"home.nothing", "What waits for you will stand here, soonest first."},
    {"home.nothing_else", "Nothing else waits for you."},
    {"home.side", "The office today"},
    {"home.start", "Start something"},
    {"home.title", "What needs you"},
    {"list.all", "All"},
    {"list.as_at", "As it stands on {0}. Only what you may read is listed and counted."},
    {"list.as_it_stood",
     "As it stood after entry {0}. Only what you may read is listed and counted."},
    {"list.count", "{0} records"},
    {"list.csv", "Download as CSV"},
    {"list.empty", "Nothing has been recorded here yet"},
    {"list.first_page", "First page"},
    {"list.in_area", "In {0}"},
    {"list.last_entry", "Last entry"},
    {"list.more_than", "More than {0} records"},
    {"list.next_page", "Next page"},
    {"list.nothing_found", "Nothing here fits that"},
    {"list.one", "1 record"},
    {"list.pages", "Pages"},
    {"list.recorded", "Last recorded"},
    {"list.reference", "Reference"},
    {"list.show", "Show"},
    {"list.show_all", "Show all"},
    {"list.sort_by", "Sort by"},
    {"list.sorted_down", "sorted, highest first"},
    {"list.sorted_up", "sorted, lowest first"},
    {"list.state", "State"},
    {"list.why_source", "Why it is kept:"},
    {"list.words", "Words in it"},
    {"log.key", "Bundles of entries need an auditor's key."},
    {"log.nothing", "There is nothing here."},
    {"menu.home", "Home"},
    {"menu.report", "Annual report"},
    {"menu.search", "Search"},
    {"menu.services", "Services"},
    {"missing.title", "There is nothing here to show you"},
    {"missing.way_on", "Go to what needs you"},
    {"missing.why",
     "The address may be mistyped, or it leads to something that is not open to you in this "
     "capacity. The page does not say which."},
    {"need.due", "due {0}"},
    {"need.no_day", "No day set"},
    {"need.overdue", "Overdue"},
    {"need.since", "since {0}"},
    {"need.soon", "Soon"},
    {"need.today", "Today"},
    {"post.elsewhere",
     "This was sent from another place than a page of Plumbline. Open the page here and do it "
     "again."},
    {"post.title", "Nothing was done"},
    {"post.token",
     "The form was too old or was not drawn for you. Go back, load the page again, and send it "
     "once more. Your text is still on the page you came from."},
    {"refused.possible", "What would make it possible"},
    {"refused.source", "Source:"},
    {"refused.title", "This is not open to you"},
    {"search.button", "Search"},
    {"search.hint", "Words of at least two letters, or a reference. Newest first."},
    {"search.label", "What are you looking for?"},
    {"search.nothing", "Nothing found"},
    {"search.nothing_what",
     "No record that you may read has all of these words. Try fewer of them."},
    {"search.one", "1 record"},
    {"search.title", "Search"},
    {"search.too_short", "Enter words of at least two letters."},
    {"session.ended",
     "You have been signed out. What you typed still stands on this page: send it as if nothing "
     "had happened, sign in, and it is there as a draft of yours."},
    {"session.ends_soon",
     "You will be signed out in two minutes, since this page has been quiet. Press Enter to stay. "
     "What you typed is not lost either way."},
    {"session.out", "Sign out"},
    {"session.stay", "Stay signed in"},
    {"session.stayed", "You are still signed in"},
    {"sign_in.button", "Sign in"},
    {"sign_in.kept",
     "Your session had ended. What you wrote is kept with this page: sign in, and it is a draft "
     "of yours. A file that you had added must be added again."},
    {"sign_in.name", "Sign-in name"},
    {"sign_in.password", "Password"},
    {"sign_in.title", "Sign in"},
    {"sign_in.too_many", "There were too many tries. Wait five minutes, then try again."},
    {"sign_in.wrong", "The name and the password do not fit together. Check both and try again."},
});

}  // namespace

std::span<const Word> frame_words() { return words_in_frame; }

}  // namespace web
