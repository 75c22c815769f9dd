// The small pack's texts, and that they are read without a fault.
#include "records/small_store_for_test.h"

namespace records::testing {
namespace {

constexpr const char* pack_toml = R"(
[pack]
name = "small"
version = "1"
in_force_from = 2026-01-01
[class.plain]
title = "Plain"
[retention.always]
title = "Always"
)";

constexpr const char* sources_toml = R"(
[council.minutes]
title = "Minutes"
cite = "Minutes of the council"
kind = "opinion"
status = "opinion"
says = "What was decided."
)";

constexpr const char* roles_toml = R"(
[capacity]
chief = { title = "Chief" }
officer = { title = "Officer" }
clerk = { title = "Clerk" }
administrator = { title = "Administrator", sees_content = "no" }
[deny]
runs_the_service = "Whoever runs the service reads nothing."
named_people_only = "What is restricted is for those named."
legal_advice_apart = "Legal advice stands apart."
unseen = "Nobody acts on what they may not read."
only_prepares = "Some prepare and never sign."
program = "The program takes its own steps."
own_bodies = "Members see what went to their own bodies."
comments = "Comments open nothing."
to_confirm = "What cannot wait."
)";

constexpr const char* store_toml = R"(
[register]
name = "store"
title = "The store"
plural = "The store"
one = "store"
prefix = "ST"
reference = "number"
internal = true
class = "plain"
retention = "always"
sources = ["council.minutes"]
[field.council]
kind = "line"
label = "Council"
[field.council_code]
kind = "line"
label = "Code"
[field.store_id]
kind = "line"
label = "Store id"
[field.log_key]
kind = "line"
label = "Log key"
[field.administrator]
kind = "person"
label = "Administrator"
[field.pack_digest]
kind = "line"
label = "Pack set"
[field.pack_files]
kind = "document"
label = "Pack files"
[field.demonstration]
kind = "yes_no"
label = "Demonstration"
[field.clock_said]
kind = "time"
label = "Clock said"
[field.clock_expected]
kind = "time"
label = "Clock expected"
[field.clock_noticed]
kind = "choice"
label = "Noticed"
values = ["running", "opening"]
labels = { running = "Running", opening = "Opening" }
[field.log_key_before]
kind = "line"
label = "Log key before"
[field.log_key_note]
kind = "prose"
label = "Log key note"
[field.key_reason]
kind = "prose"
label = "Key reason"
[field.key_first]
kind = "person"
label = "Key first"
[field.key_second]
kind = "person"
label = "Key second"
[lifecycle]
states = ["open"]
titles = { open = "Open" }
[step.genesis]
title = "Begin"
done = "Begun"
from = []
to = "open"
[[step.genesis.page]]
title = "Store"
fields = ["council", "council_code", "store_id", "log_key", "administrator", "pack_digest",
  "pack_files", "demonstration"]
[step.adopt_pack]
title = "Adopt"
done = "Adopted"
from = ["open"]
to = ""
[[step.adopt_pack.page]]
title = "Pack"
fields = ["pack_digest", "pack_files"]
[step.note_clock]
title = "Note the clock"
done = "Clock noted"
from = ["open"]
to = ""
[[step.note_clock.page]]
title = "Clock"
fields = ["clock_said", "clock_expected", "clock_noticed"]
[step.change_key]
title = "Change the key"
done = "Key changed"
from = ["open"]
to = ""
[[step.change_key.page]]
title = "Key"
fields = ["log_key", "log_key_before", "log_key_note"]
[step.replace_key]
title = "Replace the key"
done = "Key replaced"
from = ["open"]
to = ""
[[step.replace_key.page]]
title = "Key"
fields = ["log_key", "log_key_before", "log_key_note", "key_reason", "key_first", "key_second"]
)";

constexpr const char* person_toml = R"(
[register]
name = "person"
title = "People"
plural = "People"
one = "person"
prefix = "P"
reference = "number"
class = "plain"
retention = "always"
sources = ["council.minutes"]
[accounts]
name = "name"
sign_in = "sign_in"
password = "password"
state = "active"
[field.name]
kind = "line"
label = "Name"
needed = true
say = "Enter the name"
search = true
[field.sign_in]
kind = "line"
label = "Sign-in name"
needed = true
say = "Enter a sign-in name"
[field.password]
kind = "line"
label = "Password"
secret = true
[lifecycle]
states = ["active", "left"]
titles = { active = "Active", left = "Left" }
[step.add]
title = "Add"
done = "Added"
from = []
to = "active"
[[step.add.page]]
title = "Person"
fields = ["name", "sign_in"]
[step.set_password]
title = "Set a password"
done = "Password set"
from = ["active"]
to = ""
[[step.set_password.page]]
title = "Password"
fields = ["password"]
[step.leave]
title = "Leave"
done = "Left"
from = ["active"]
to = "left"
[may]
add = ["administrator"]
set_password = ["administrator"]
leave = ["administrator"]
read = ["administrator", "chief"]
[list]
columns = [{ field = "name", heading = "Name" }]
[page]
title = "name"
facts = ["sign_in"]
)";

constexpr const char* appointment_toml = R"(
[register]
name = "appointment"
title = "Appointments"
plural = "Appointments"
one = "appointment"
prefix = "AP"
reference = "number"
class = "plain"
retention = "always"
sources = ["council.minutes"]
[grants]
person = "holder"
capacity = "capacity"
from = "from"
to = "to"
state = "in_force"
[field.holder]
kind = "person"
label = "Who"
needed = true
say = "Choose who"
[field.capacity]
kind = "line"
label = "Capacity"
needed = true
say = "Choose the capacity"
[field.from]
kind = "date"
label = "From"
needed = true
say = "Enter the first day"
[field.to]
kind = "date"
label = "To"
[lifecycle]
states = ["proposed", "in_force", "ended"]
titles = { proposed = "Proposed", in_force = "In force", ended = "Ended" }
[step.propose]
title = "Propose"
done = "Proposed"
from = []
to = "proposed"
[[step.propose.page]]
title = "Appointment"
fields = ["holder", "capacity", "from", "to"]
[step.confirm]
title = "Confirm"
done = "Confirmed"
from = ["proposed"]
to = "in_force"
[step.end]
title = "End"
done = "Ended"
from = ["in_force"]
to = "ended"
[[step.end.page]]
title = "Last day"
fields = ["to"]
[may]
propose = ["administrator"]
confirm = ["administrator"]
end = ["administrator"]
read = ["administrator", "chief"]
[list]
columns = [{ field = "capacity", heading = "Capacity" }]
[page]
title = "capacity"
facts = ["holder", "from", "to"]
)";

constexpr const char* note_toml = R"(
[register]
name = "note"
title = "Notes"
plural = "Notes"
one = "note"
prefix = "N"
area = "Notes"
reference = "number"
class = "plain"
retention = "always"
sources = ["council.minutes"]
restricted = { when = "about", is = ["one_person"] }
[field.title]
kind = "line"
label = "Title"
needed = true
say = "Enter a title"
search = true
[field.text]
kind = "prose"
label = "Text"
search = true
[field.about]
kind = "choice"
label = "About"
values = ["services", "one_person"]
labels = { services = "Services", one_person = "One person" }
[field.cost]
kind = "money"
label = "Cost"
[field.to]
kind = "party"
label = "Who answers"
[field.answer_by]
kind = "date"
label = "Answer by"
[field.answer]
kind = "prose"
label = "Answer"
needed = true
say = "Enter the answer"
[field.answered_by]
kind = "party"
label = "Answered by"
[field.paper]
kind = "document"
label = "Paper"
[lifecycle]
states = ["open", "answered", "not_answered", "closed"]
titles = { open = "Open", answered = "Answered", not_answered = "Not answered", closed = "Closed" }
[step.write]
title = "Write a note"
done = "Note written"
from = []
to = "open"
[[step.write.page]]
title = "Note"
fields = ["title", "text", "about", "cost", "to", "answer_by", "paper"]
children = ["point"]
[step.change]
title = "Change the note"
done = "Note changed"
from = ["open", "answered"]
to = ""
[[step.change.page]]
title = "Note"
fields = ["title", "text", "about", "cost", "to", "answer_by", "paper"]
[step.answer]
title = "Answer the note"
done = "Note answered"
from = ["open", "not_answered"]
to = "answered"
decides = "answered_by"
absent_when = { when = "about", is = ["one_person"] }
absent_why = "Notes about one person are not answered here."
absent_source = "council.minutes"
children_of = "point"
children_step = "settle"
[[step.answer.page]]
title = "Answer"
fields = ["answer", "answered_by"]
children = ["point"]
[step.lapse]
title = "Not answered"
done = "Nothing was recorded by the day"
from = ["open"]
to = "not_answered"
silence = "answer_by"
[step.close_case]
title = "Close the note"
done = "Note closed"
from = ["open", "answered"]
to = "closed"
[may]
write = ["chief", "officer"]
change = ["chief", "writer"]
answer = ["answerer"]
close_case = ["chief"]
read = ["chief", "officer", "clerk"]
read_restricted = ["chief"]
[list]
columns = [{ field = "title", heading = "Title" }, { field = "cost", heading = "Cost" }]
filters = ["state", "about"]
[page]
title = "title"
facts = ["text", "about", "cost", "to", "answer_by", "answer", "answered_by", "paper"]
tables = ["point"]
[relations]
answerer = "to"
)";

constexpr const char* point_toml = R"(
[register]
name = "point"
title = "Points"
plural = "Points"
one = "point"
prefix = "NP"
reference = "random"
parent = "note"
class = "plain"
retention = "always"
sources = ["council.minutes"]
[field.point]
kind = "line"
label = "Point"
needed = true
say = "Enter the point"
search = true
[field.settled]
kind = "prose"
label = "How it was settled"
[lifecycle]
states = ["named", "settled"]
titles = { named = "Named", settled = "Settled" }
[step.name]
title = "Name a point"
done = "Point named"
from = []
to = "named"
[[step.name.page]]
title = "Point"
fields = ["point"]
[step.settle]
title = "Settle a point"
done = "Point settled"
from = ["named"]
to = "settled"
[[step.settle.page]]
title = "Point"
fields = ["settled"]
[may]
name = ["chief", "officer"]
settle = ["answerer"]
read = ["chief", "officer"]
read_restricted = ["chief"]
[list]
columns = [{ field = "point", heading = "Point" }]
[page]
title = "point"
)";

constexpr const char* edition_toml = R"(
[register]
name = "edition"
title = "Editions"
plural = "Editions"
one = "edition"
prefix = "ED"
reference = "number"
internal = true
class = "plain"
retention = "always"
sources = ["council.minutes"]
[field.reference_set]
kind = "line"
label = "Set"
[field.edition_date]
kind = "date"
label = "Edition"
[field.block]
kind = "document"
label = "Accepted rows"
[lifecycle]
states = ["imported"]
titles = { imported = "Imported" }
[step.import]
title = "Import"
done = "Imported"
from = []
to = "imported"
[[step.import.page]]
title = "Edition"
fields = ["reference_set", "edition_date", "block"]
)";

constexpr const char* things_toml = R"(
[set]
name = "things"
title = "Things"
key = "number"
sources = ["council.minutes"]
[[column]]
name = "number"
kind = "line"
label = "Number"
from = ["Number"]
needed = true
[[column]]
name = "name"
kind = "line"
label = "Name"
from = ["Name"]
[settings]
search = ["name"]
)";

}  // namespace

std::vector<registers::PackText> small_pack_texts() {
  return {{"small/pack.toml", pack_toml},
          {"small/sources.toml", sources_toml},
          {"small/roles.toml", roles_toml},
          {"small/registers/store.toml", store_toml},
          {"small/registers/person.toml", person_toml},
          {"small/registers/appointment.toml", appointment_toml},
          {"small/registers/note.toml", note_toml},
          {"small/registers/point.toml", point_toml},
          {"small/registers/edition.toml", edition_toml},
          {"small/sets/things.toml", things_toml}};
}

TEST_CASE("the small pack of these tests is read without a fault") {
  const registers::LoadedPacks loaded = registers::load_packs(small_pack_texts());
  CHECK(registers::to_text(loaded.faults) == "");
  CHECK(loaded.packs.find("note") != nullptr);
}

}  // namespace records::testing
