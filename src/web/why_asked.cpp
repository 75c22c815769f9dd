#include "web/why_asked.h"

#include <algorithm>

#include "registers/typed.h"
#include "web/as_at.h"
#include "web/words.h"

namespace web {
namespace {

using authority::Holding;
using base::Result;

// The day from the three boxes, or as a link says it. A day that has not ended is now.
void read_day(const Visit& visit, WhyAsked& asked) {
  asked.day = visit.today();
  asked.typed = typed_day(visit);
  std::optional<base::Date> day = base::date_from_iso(visit.request.query_value(as_at_name));
  if (!asked.typed.empty()) {
    registers::Field field;
    field.kind = registers::Kind::date;
    const registers::Read read = registers::read_typed(field, asked.typed);
    asked.mistake = read.sentence;
    if (read.value) day = base::date_from_iso(read.value->text());
  }
  if (!day || *day >= visit.today()) return;
  asked.day = *day;
  asked.entry = last_entry_of(visit, *day);
}

bool is_in_force(const authority::Held& held, const base::Date& day) {
  return held.from <= day && (!held.to || *held.to >= day);
}

// The granting record as it stood then says it; where it is closed to whoever asks, what is known
// of the grant now must do.
std::optional<authority::Held> as_recorded(Visit& visit, const WhyAsked& asked,
                                           const Holding& holding) {
  authority::Held held = holding.held;
  if (held.grant_entry > *asked.entry) return std::nullopt;
  const auto row = visit.reader->find(holding.reference, visit.who(), asked.entry);
  if (!row || !row->kind->grants) return held;
  const registers::Grants& grants = *row->kind->grants;
  if (row->state != grants.state) return std::nullopt;
  const auto from = registers::value_of(row->values, grants.from).date();
  if (from) held.from = *from;
  held.to = registers::value_of(row->values, grants.to).date();
  return held;
}

}  // namespace

Result<WhyAsked> asked_why(Visit& visit) {
  const base::Failure missing{base::ErrorKind::not_found, say("missing.why")};
  WhyAsked asked;
  asked.reference = visit.captured[0];
  asked.person = visit.who().person;
  const bool oversees = visit.packs().oversees(visit.who().held.capacity);
  auto row = visit.reader->find(asked.reference, visit.who());
  if (row) asked.row = std::move(*row);
  if (!row && row.error().kind != base::ErrorKind::not_found) return base::Failure(row.error());
  if (!row && !oversees) return missing;
  auto kept = TRY(visit.reader->kept_as(asked.reference));
  if (!kept || kept->kind->internal) return missing;
  asked.kept = std::move(*kept);
  // What came without a name may be about whoever oversees access (principle 13).
  const bool nameless = asked.kept.kind->return_code.has_value();
  if (!asked.row && (!asked.kept.closed || nameless)) return missing;
  asked.then = asked.row;
  asked.day = visit.today();
  if (!oversees) return asked;
  const std::string wanted(visit.request.query_value("person"));
  const auto account = TRY(authority::account_of(visit.reader->database(), wanted));
  if (account) asked.person = account->person;
  asked.about_self = asked.person == visit.who().person;
  read_day(visit, asked);
  if (!asked.entry || !asked.row) return asked;
  auto then = visit.reader->find(asked.reference, visit.who(), asked.entry);
  asked.then.reset();
  if (then) asked.then = std::move(*then);
  return asked;
}

Result<std::vector<Holding>> held_then(Visit& visit, const WhyAsked& asked) {
  std::vector<Holding> found;
  const auto all = TRY(authority::ever_held(visit.reader->database(), asked.person));
  for (const Holding& one : all) {
    auto held = asked.entry ? as_recorded(visit, asked, one) : std::optional(one.held);
    if (held && is_in_force(*held, asked.day)) found.push_back({*held, one.reference});
  }
  if (asked.entry) return found;
  for (const authority::Held& lately : TRY(authority::lately_held(
           visit.reader->database(), visit.packs(), asked.person, asked.day))) {
    const auto same = std::find_if(all.begin(), all.end(), [&](const Holding& one) {
      return one.held.grant_entry == lately.grant_entry;
    });
    found.push_back({lately, same == all.end() ? std::string() : same->reference});
  }
  return found;
}

authority::Caller acting_by(const Visit& visit, const WhyAsked& asked, const Holding& holding) {
  authority::Caller caller;
  caller.person = asked.person;
  caller.held = holding.held;
  caller.now = asked.entry ? base::from_london({asked.day, 0, 0, 0}) : visit.now;
  return caller;
}

}  // namespace web
