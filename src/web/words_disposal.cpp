// The words of the pages about disposal: how a record ends.
#include <array>

#include "web/words.h"

namespace web {
namespace {

constexpr auto disposal_catalogue = std::to_array<Word>({
    {"disposal.certificate", "Certificate of disposal"},
    {"disposal.certificate_not", "What this does not say"},
    {"disposal.certificate_of_words",
     "These words and their salts were destroyed, their record was sealed under a new key, and the "
     "old key was destroyed with it. They were taken out of this store’s tables, search and "
     "drafts. That something stood there can still be proved."},
    {"disposal.certificate_says",
     "The keys that opened these records were destroyed, and their words were taken out of this "
     "store’s tables, search and drafts. That entries stood there can still be proved."},
    {"disposal.certified", "Disposed of"},
    {"disposal.confirmed_by", "Confirmed by, and keys destroyed"},
    {"disposal.due_caption", "Records whose time is over"},
    {"disposal.due_lead",
     "So many years have passed since the last act on each that it need not be kept. Somebody "
     "looks at them first; two people decide."},
    {"disposal.due_title", "Due for disposal"},
    {"disposal.erased_words", "Erased by themselves"},
    {"disposal.files", "Files written anew"},
    {"disposal.first_of_many", "These are the first. Others follow when these are gone."},
    {"disposal.goes", "What goes"},
    {"disposal.goes_documents", "Documents: {0}"},
    {"disposal.goes_drafts", "Drafts in which somebody was writing about them"},
    {"disposal.goes_names", "Who was named as needing to know, and why"},
    {"disposal.goes_of", "{0}: {1}, with all that each says ({2})"},
    {"disposal.goes_unseen", "Whatever belongs to them that is not open to you"},
    {"disposal.goes_versions", "What was said in each of their {0} entries, first versions too"},
    {"disposal.goes_words", "Their words in the search, and their places in lists and reports"},
    {"disposal.gone", "{0} was disposed of"},
    {"disposal.gone_lead", "Its keys were destroyed on {0}. What it said cannot be brought back."},
    {"disposal.held", "Must stay: legal hold"},
    {"disposal.left", "What is left"},
    {"disposal.left_what",
     "These entries stood there. Their digests are in the log, so every proof that leans on them "
     "still holds; what they said is gone."},
    {"disposal.may_go", "May go"},
    {"disposal.none_due", "Nothing is due"},
    {"disposal.none_due_why",
     "No record that you may read has been left alone for as long as its kind is kept."},
    {"disposal.not_yet", "Not yet"},
    {"disposal.not_yet_why",
     "The keys are gone. Until the files have been written anew, somebody with the disk in hand "
     "might find words that stood in tables. It is tried every half minute."},
    {"disposal.now", "Now"},
    {"disposal.over_since", "Time over since"},
    {"disposal.preview", "What this disposal takes, and what it leaves"},
    {"disposal.preview_held",
     "{0} is under a legal hold: this cannot be confirmed while that stands."},
    {"disposal.propose", "Start a proposal with these"},
    {"disposal.propose_what",
     "This starts a draft that names those that may go. You can take some out before you send it "
     "to a second person."},
    {"disposal.proposed_by", "Proposed by"},
    {"disposal.record", "Record"},
    {"disposal.register", "Kind"},
    {"disposal.see", "The disposal: by which rule, on whose authority, by which two people"},
    {"disposal.stays", "What stays"},
    {"disposal.stays_backups",
     "Backups made before today open these records until their key files are deleted. The program "
     "does not know where those are."},
    {"disposal.stays_digests",
     "The digests of what was said: they prove, and tell nothing that could be guessed at"},
    {"disposal.stays_elsewhere",
     "What people printed, downloaded, copied or were sent is not in the program’s reach."},
    {"disposal.stays_entries",
     "That each entry stood there: its number, its reference, its step, who took it in which "
     "capacity, and when"},
    {"disposal.stays_naming", "These name one of them and stay as they are:"},
    {"disposal.stays_reports",
     "Reports that were already given out. The same report, asked for again, counts without them"},
    {"disposal.with_all", "with all that belonged to them"},
});

}  // namespace

std::span<const Word> disposal_words() { return disposal_catalogue; }

}  // namespace web
