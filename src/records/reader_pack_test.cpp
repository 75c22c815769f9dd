// The texts of the readers' pack, and a store of it.
#include "records/reader_pack_for_test.h"

namespace records::testing {
namespace {

using registers::Value;

constexpr const char* letter_toml = R"(
[register]
name = "letter"
title = "Letters"
plural = "Letters"
one = "letter"
prefix = "L"
area = "Letters"
reference = "random"
class = "plain"
retention = "always"
sources = ["council.minutes"]
restricted = { when = "about", is = ["one_person"] }
[field.subject]
kind = "line"
label = "Subject"
needed = true
say = "Enter a subject"
search = true
[field.body]
kind = "prose"
label = "Body"
search = true
[field.about]
kind = "choice"
label = "About"
values = ["services", "one_person"]
labels = { services = "Services", one_person = "One person" }
[field.to]
kind = "party"
label = "To"
[field.second]
kind = "person"
label = "Second reader"
[field.reply_by]
kind = "date"
label = "Reply by"
[field.sheets]
kind = "count"
label = "Sheets"
[field.reserved]
kind = "yes_no"
label = "Reserved"
[field.reply]
kind = "choice"
label = "Reply"
values = ["agreed", "declined"]
labels = { agreed = "Agreed", declined = "Declined" }
[field.seen]
kind = "yes_no"
label = "Seen"
[field.paper]
kind = "document"
label = "Paper"
[field.follows]
kind = "record"
to = "letter"
label = "Follows which letter?"
short = "Follows"
[field.code]
kind = "line"
label = "Code"
secret = true
[lifecycle]
states = ["sent", "answered"]
titles = { sent = "Sent", answered = "Answered" }
[step.send]
title = "Send a letter"
done = "Letter sent"
from = []
to = "sent"
[[step.send.page]]
title = "Letter"
fields = ["subject", "body", "about", "to", "second",
  "reply_by", "sheets", "reserved", "paper", "follows", "code"]
[step.amend]
title = "Amend the letter"
done = "Letter amended"
from = ["sent"]
to = ""
[[step.amend.page]]
title = "Letter"
fields = ["subject", "body", "about", "to", "second", "reply_by", "sheets",
  "follows"]
[step.answer]
title = "Answer the letter"
done = "Letter answered"
from = ["sent"]
to = "answered"
absent_when = { when = "reserved", is = ["yes"] }
absent_why = "Reserved letters are not answered here."
absent_source = "council.minutes"
[[step.answer.page]]
title = "Answer"
fields = ["reply"]
[step.read_again]
title = "Read the letter again"
done = "Letter read again"
from = ["answered"]
to = ""
[[step.read_again.page]]
title = "Reading"
fields = ["seen"]
[may]
send = ["chief", "officer"]
answer = ["decision_maker", "clerk_of_body"]
amend = ["chief", "writer"]
read_again = ["second"]
read = ["chief", "officer", "clerk"]
read_restricted = ["chief"]
[list]
columns = [{ field = "subject", heading = "Subject" },
  { field = "sheets", heading = "Sheets" }, { field = "state", heading = "State" }]
filters = ["state", "reply", "about"]
[page]
title = "subject"
facts = ["body", "about", "to", "second", "reply_by",
  "sheets", "reserved", "reply", "seen", "paper", "follows"]
tables = ["opinion"]
[relations]
decision_maker = "to"
second = "second"
[[need]]
state = "sent"
step = "answer"
verb = "Answer"
due = "reply_by"
why = "It waits for you."
[[need]]
state = "answered"
step = "read_again"
verb = "Read again"
due = "reply_by"
why = "You are the second reader."
when = { when = "seen", is = [""] }
)";

constexpr const char* opinion_toml = R"(
[register]
name = "opinion"
title = "Opinions"
plural = "Opinions"
one = "opinion"
prefix = "OP"
reference = "random"
parent = "letter"
privileged = true
class = "plain"
retention = "always"
sources = ["council.minutes"]
[field.view]
kind = "prose"
label = "View"
needed = true
say = "Enter the view"
[lifecycle]
states = ["held"]
titles = { held = "Held" }
[step.hold]
title = "Hold an opinion"
done = "Opinion held"
from = []
to = "held"
[[step.hold.page]]
title = "Opinion"
fields = ["view"]
[may]
hold = ["chief"]
read_privileged = ["chief", "decision_maker"]
[list]
columns = [{ field = "recorded", heading = "Recorded" }]
[page]
title = "view"
)";

constexpr const char* remark_toml = R"(
[register]
name = "remark"
title = "Remarks"
plural = "Remarks"
one = "remark"
prefix = "RM"
reference = "random"
parent = "letter"
comments = true
class = "plain"
retention = "always"
sources = ["council.minutes"]
[field.words]
kind = "prose"
label = "Words"
needed = true
say = "Enter your words"
[lifecycle]
states = ["said", "taken_back"]
titles = { said = "Said", taken_back = "Taken back" }
[step.say]
title = "Remark"
done = "Remarked"
from = []
to = "said"
[[step.say.page]]
title = "Words"
fields = ["words"]
[step.take_back]
title = "Take back"
done = "Taken back"
from = ["said"]
to = "taken_back"
[list]
columns = [{ field = "words", heading = "Words" }]
[page]
title = "words"
)";

}  // namespace

std::vector<registers::PackText> reader_pack_texts() {
  std::vector<registers::PackText> texts = small_pack_texts();
  texts.push_back({"small/registers/letter.toml", letter_toml});
  texts.push_back({"small/registers/opinion.toml", opinion_toml});
  texts.push_back({"small/registers/remark.toml", remark_toml});
  return texts;
}

LetterStore::LetterStore() : SmallStore(reader_pack_texts()) {
  appoint_people();
  clerk = appoint(add_person("Una Flett", "una"), "clerk");
  administrator = appoint(add_person("Rory Baikie", "rory"), "administrator");
  second_officer = appoint(add_person("Effie Muir", "effie"), "officer");
}

Receipt LetterStore::send(const std::string& subject, registers::Values more) {
  registers::Party to;
  to.post = "officer";
  more.emplace("subject", Value::line(subject));
  more.emplace("to", Value::party(to));
  return record(change(chief, "letter", "send", "", std::move(more)));
}

std::unique_ptr<Reader> LetterStore::reader() {
  auto leased = store->reader();
  REQUIRE_MESSAGE(leased.has_value(), base::to_text(leased.error()));
  return std::move(*leased);
}

std::string LetterStore::subjects(const std::vector<Row>& rows) {
  std::string text;
  for (const Row& row : rows)
    text += (text.empty() ? "" : ", ") + registers::value_of(row.values, "subject").text();
  return text;
}

std::string LetterStore::listed(const ListQuestion& question, const authority::Caller& caller) {
  auto page = reader()->list(question, caller);
  REQUIRE_MESSAGE(page.has_value(), base::to_text(page.error()));
  return subjects(page->rows);
}

TEST_CASE("the readers' pack is read without a fault") {
  CHECK(registers::to_text(registers::load_packs(reader_pack_texts()).faults) == "");
}

}  // namespace records::testing
