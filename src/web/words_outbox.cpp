// The words of the page about mail going out.
#include <array>

#include "web/words.h"

namespace web {
namespace {

constexpr auto outbox_catalogue = std::to_array<Word>({
    {"outbox.answered", "The last answer was: “{0}”"},
    {"outbox.from", "From"},
    {"outbox.lead",
     "When something new needs somebody, Plumbline sends them a mail that says so and no more."},
    {"outbox.link", "Leads to"},
    {"outbox.no_counts",
     "How many mails went out, when and about what is not shown: it would tell that something "
     "needs somebody."},
    {"outbox.no_own_address", "You have no address of mail yet. Add it to your own record first."},
    {"outbox.none", "No mail goes out"},
    {"outbox.none_why",
     "Nobody is told by mail that something needs them; they see it when they sign in. To send "
     "mail, write mail.toml in the store’s folder, as the guide for those who run Plumbline says, "
     "and start the program again."},
    {"outbox.not_taken", "No mail went out to {0}."},
    {"outbox.own_record", "Your own record"},
    {"outbox.plain", "Without TLS, to a server of this machine"},
    {"outbox.port", "port {0}"},
    {"outbox.refused", "Addresses that the server refuses"},
    {"outbox.secrecy", "Connection"},
    {"outbox.server", "Mail server"},
    {"outbox.side", "Running the service"},
    {"outbox.starttls", "TLS, asked for once connected; without it nothing is sent"},
    {"outbox.taken", "The server took the mail to {0}"},
    {"outbox.title", "Mail going out"},
    {"outbox.tls", "TLS from the first byte"},
    {"outbox.trial", "Send a trial to me"},
    {"outbox.trial_title", "Try it"},
    {"outbox.trial_what",
     "A mail goes to your own address, and what the server answers is shown here. It may take "
     "fifteen seconds."},
    {"outbox.trouble", "No mail goes out, because its settings do not fit. Mend them and start "
                       "the program again."},
    {"outbox.waits", "Mail waits"},
    {"outbox.waits_what", "The server did not take it. It is tried again on {0}."},
    {"outbox.well", "Mail goes out"},
    {"outbox.well_what", "The server took what it was last given, or was given nothing yet."},
    {"outbox.without", "People without an address"},
    {"outbox.without_none", "Everybody with an account has one."},
    {"outbox.without_show", "Show them: {0}"},
    {"outbox.without_what", "They are told nothing by mail. Add an address to their record."},
});

}  // namespace

std::span<const Word> outbox_words() { return outbox_catalogue; }

}  // namespace web
