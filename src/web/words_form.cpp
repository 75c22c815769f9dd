// The words of forms, drafts, checking and recording.
#include <array>

#include "web/words.h"

namespace web {
namespace {

constexpr auto words_in_form = std::to_array<Word>({
    {"already.ask",
     "If you mean a further act with these words, you can record it now. If not, nothing is "
     "lost: close this page, or look at what was recorded."},
    {"already.button", "Record this as a further change"},
    {"already.open", "Open {0}"},
    {"already.title", "This was already recorded as entry {0}"},
    {"already.what",
     "This very form was sent before, and stands in the record as entry {0}. What you sent now "
     "says something else."},
    {"changed.button", "Check again with what stands now"},
    {"changed.look", "See what changed"},
    {"changed.title", "Somebody recorded something here while you wrote"},
    {"changed.what",
     "Entry {0} came after you opened this form. Nothing of yours was recorded, and nothing of "
     "it is lost."},
    {"check.change", "Change"},
    {"check.emptied", "Left empty; it had an answer before."},
    {"check.keep", "Keep as a draft"},
    {"check.lead",
     "This is how it will stand. You can correct it later; the first version is kept until its "
     "retention period ends."},
    {"check.readers", "Who will be able to read it"},
    {"check.readers_many",
     "You, those named in it, and whoever acts in one of {0} capacities of the council."},
    {"check.readers_open", "Not the public, and no staff outside this list."},
    {"check.readers_restricted",
     "It is about one person: nobody else, and in reports only as a number."},
    {"check.record", "Record it"},
    {"check.record_it", "Record it"},
    {"check.secret", "Not shown, and kept so that nobody can read it."},
    {"check.side", "Who will read it"},
    {"check.sign", "Sign and record"},
    {"check.sign_first", "Tick the box to sign, then record it"},
    {"check.title", "Check before you record"},
    {"check.what", "What you record"},
    {"check.you", "You"},
    {"due.late", "{0} late"},
    {"due.today", "Today"},
    {"form.choose", "Choose"},
    {"form.date_example", "For example, {0}"},
    {"form.not_said", "Not said"},
    {"form.per_cent", "In per cent."},
    {"form.pounds", "In pounds."},
    {"form.reference_of", "Enter the reference of the {0}."},
    {"mail.button", "Make a draft of it"},
    {"mail.choose", "Choose the message to start from"},
    {"mail.from", "From {0}, {1}"},
    {"mail.hint",
     "A message saved as .eml. Its subject and text become a draft, and the message is kept "
     "with it."},
    {"mail.label", "The message"},
    {"mail.title", "Start from an e-mail"},
    {"other.change", "Change capacity"},
    {"other.ended", "a capacity that you no longer hold"},
    {"other.go_on", "Go on as {0}"},
    {"other.nothing", "Nothing was recorded, and nothing you wrote is lost."},
    {"other.title", "You are acting in another capacity now"},
    {"other.what", "You are now acting as {0}. This form was opened as {1}."},
    {"parts.another", "Add another {0}"},
    {"parts.named_as", "{0}: {1}."},
    {"parts.row", "{0} {1}"},
    {"party.first", "First body"},
    {"party.minute", "By which minute?"},
    {"party.minute_hint", "For the decision of a body. Do not say who voted how."},
    {"party.nobody",
     "No other post is held today and no body is recorded, so whoever decides is not on offer "
     "yet. Ask those who may appoint to record who holds which post."},
    {"party.second", "Second body"},
    {"party.two", "Two bodies jointly"},
    {"party.which_two", "Which two bodies, if two decide jointly?"},
    {"step.absent", "“{0}” does not exist here"},
    {"step.back", "Back"},
    {"step.check", "Check and record"},
    {"step.check_now", "Check and record"},
    {"step.done", "Done"},
    {"step.due", "When it is due"},
    {"step.here", "You are here"},
    {"step.kept", "Your words are kept as you go. Last kept {0}."},
    {"step.next", "Save and go on"},
    {"step.not_yet", "Not yet"},
    {"step.not_yours", "“{0}” is not open to you"},
    {"step.not_yours_why",
     "You act as {0}. This step is not for that capacity, on this record as it stands."},
    {"step.page_of", "{0}, page {1} of {2}"},
    {"step.read_all", "Read it all"},
    {"step.side", "Where you are"},
    {"step.so_far", "Your answers so far"},
    {"step.title_of", "{0} {1}"},
    {"step.to_check", "Go on to check"},
    {"step.will_be_kept",
     "Your words are kept as a draft when you go on. They are private to you until you record "
     "them."},
    {"step.yours_if", "It is open to: {0}."},
    {"stop.back", "Back to what you wrote"},
    {"stop.cannot", "This cannot be recorded yet"},
    {"stop.kept", "What you wrote is kept as a draft."},
    {"stop.refused", "“{0}” was not recorded"},
    {"unknown.ask",
     "Ask again in a minute. If it was recorded, you get its receipt; if not, it is recorded then. "
     "It is never recorded twice."},
    {"unknown.button", "Ask again"},
    {"unknown.title", "We do not know yet whether this was recorded"},
    {"unknown.what",
     "The copy of the record on the other machine, or the disk, did not answer in time. Your words "
     "are kept."},
    {"upload.another", "Another file instead"},
    {"upload.content",
     "What is inside “{0}” is not what its name says, or it is damaged. Add the original file."},
    {"upload.drop", "Take this file out"},
    {"upload.empty", "“{0}” is empty. Add a file that has something in it."},
    {"upload.hint",
     "A PDF, picture, text, e-mail, or office file without macros, up to 50 MB. It is kept "
     "exactly as it is, with what a photograph says of its time and place."},
    {"upload.kind",
     "“{0}” is of a kind that is not taken. Add a PDF, PNG, JPEG, .txt, .csv, .eml, .docx, "
     ".xlsx, .odt or .ods file."},
    {"upload.large", "“{0}” is larger than 50 MB. Add a smaller file."},
    {"upload.macros", "“{0}” has macros in it. Save it without macros, or as a PDF, and add that."},
});

}  // namespace

std::span<const Word> form_words() { return words_in_form; }

}  // namespace web
