#include "records/links.h"

#include <algorithm>
#include <set>

#include "records/reading.h"

namespace records {
namespace {

using authority::Caller;
using base::Result;
using registers::Kind;
using OpenReferences = std::set<std::string, std::less<>>;

void note_named(const registers::Value& value, OpenReferences& named) {
  if (value.kind() == Kind::record && !value.empty()) named.insert(value.text());
}

// Those among them that the caller may read.
Result<OpenReferences> open_among(Moment& moment, const Caller& caller,
                                  const OpenReferences& named) {
  auto& met = moment.met.by(caller).open;
  std::vector<std::string> asked;
  for (const std::string& reference : named)
    if (!met.contains(reference)) asked.push_back(reference);
  if (!asked.empty()) {
    Query query;
    query << "SELECT r.reference FROM record r WHERE r.reference IN (";
    for (const std::string& reference : asked)
      query << (&reference == &asked.front() ? "" : ", ") << query.bind(reference);
    query << ") AND " << may_read_any_condition(query, moment.packs, caller);
    OpenReferences told;
    store::Rows rows = TRY(query.ask(moment.database));
    while (TRY(rows.next())) told.emplace(rows->text(0));
    for (const std::string& reference : asked) met.emplace(reference, told.contains(reference));
  }
  OpenReferences open;
  for (const std::string& reference : named)
    if (met.find(reference)->second) open.insert(reference);
  return open;
}

bool names_closed(const registers::Value& value, const OpenReferences& open) {
  return value.kind() == Kind::record && !value.empty() && !open.contains(value.text());
}

// What opened another record says which, to all who may read it: they judge whether it was right.
bool is_told(const registers::Register* kind, std::string_view name) {
  const registers::Field* field = kind == nullptr ? nullptr : kind->field(name);
  return field != nullptr && field->unseen;
}

void take_closed_out(Row& row, const OpenReferences& open) {
  std::erase_if(row.values, [&](const auto& one) {
    return names_closed(one.second, open) && !is_told(row.kind, one.first);
  });
}

// A line of the index, before its record is read.
struct LinkHit {
  std::int64_t source = 0;
  std::string field;
  const registers::Register* kind = nullptr;
};

// Links stand in the order in which the naming records were made, newest first.
Result<std::vector<LinkHit>> link_hits_of(Moment& moment, std::int64_t target,
                                 const Reader::LinkQuestion& question, const Caller& caller) {
  Query query;
  query << "SELECT l.source, l.field, r.register FROM link l CROSS JOIN record r "
           "WHERE r.number = l.source AND l.target = "
        << query.bind(target);
  if (question.as_at) {
    const std::string entry = query.bind(*question.as_at);
    query << " AND l.since_entry <= " << entry << " AND (l.until_entry IS NULL OR l.until_entry > "
          << entry << ")";
  } else {
    query << " AND l.until_entry IS NULL";
  }
  if (!question.cursor.empty()) {
    const std::optional<Cursor> from = read_cursor(question.cursor);
    if (!from)
      return base::Failure{base::ErrorKind::invalid,
                           "This page of the links is not known. Open the record again."};
    query << " AND (l.source, l.field) < (" << query.bind(from->record) << ", "
          << query.bind(from->key) << ")";
  }
  query << " AND " << may_read_any_condition(query, moment.packs, caller)
        << " ORDER BY l.source DESC, l.field DESC LIMIT " << std::to_string(question.most + 1);
  store::Rows rows = TRY(query.ask(moment.database));
  std::vector<LinkHit> hits;
  while (TRY(rows.next()))
    hits.push_back(
        {rows->integer(0), std::string(rows->text(1)), moment.packs.find(rows->text(2))});
  return hits;
}

}  // namespace

std::vector<std::string> links_of(const registers::Register& kind, const registers::Field& field,
                                  const registers::Value& value) {
  if (value.empty() || field.secret) return {};
  if (field.kind == Kind::record) return {value.text()};
  const bool is_given = kind.grants && kind.grants->person == field.name;
  if (field.kind == Kind::person && is_given) return {value.text()};
  if (field.kind != Kind::party) return {};
  std::vector<std::string> bodies = value.party().bodies;
  std::sort(bodies.begin(), bodies.end());
  bodies.erase(std::unique(bodies.begin(), bodies.end()), bodies.end());
  return bodies;
}

Result<void> drop_closed(Moment& moment, const Caller& caller, std::vector<Row>& rows) {
  OpenReferences named;
  for (const Row& row : rows)
    for (const auto& [field, value] : row.values) note_named(value, named);
  if (named.empty()) return {};
  const OpenReferences open = TRY(open_among(moment, caller, named));
  for (Row& row : rows) take_closed_out(row, open);
  return {};
}

Result<void> drop_closed(Moment& moment, const Caller& caller, Row& row) {
  OpenReferences named;
  for (const auto& [field, value] : row.values) note_named(value, named);
  if (named.empty()) return {};
  take_closed_out(row, TRY(open_among(moment, caller, named)));
  return {};
}

// What was closed reads as empty, before and after; from nothing to nothing is no change.
Result<void> drop_closed(Moment& moment, const Caller& caller, std::vector<HistoryLine>& lines) {
  OpenReferences named;
  for (const HistoryLine& line : lines) {
    for (const HistoryLine::Set& set : line.sets) {
      note_named(set.before, named);
      note_named(set.after, named);
    }
  }
  if (named.empty()) return {};
  const OpenReferences open = TRY(open_among(moment, caller, named));
  for (HistoryLine& line : lines) {
    for (HistoryLine::Set& set : line.sets) {
      if (!names_closed(set.before, open) || is_told(line.kind, set.field)) continue;
      set.before = {};
      set.before_entry = -1;
    }
    std::erase_if(line.sets, [&](const HistoryLine::Set& set) {
      if (is_told(line.kind, set.field)) return false;
      const bool to_nothing = names_closed(set.after, open) || set.after.empty();
      return set.after.kind() == Kind::record && to_nothing && set.before_entry < 0;
    });
    for (HistoryLine::Set& set : line.sets)
      if (names_closed(set.after, open) && !is_told(line.kind, set.field)) set.after = {};
  }
  return {};
}

Result<bool> is_open_to(Moment& moment, const Caller& caller, const std::string& reference) {
  const OpenReferences open = TRY(open_among(moment, caller, {reference}));
  return !open.empty();
}

Result<Reader::LinkPage> links_to_record(Moment& moment, std::string_view reference,
                                         const Reader::LinkQuestion& question,
                                         const Caller& caller) {
  const std::optional<Known> known = TRY(known_record(moment, reference));
  if (!known) return no_such_record();
  if (!moment.met.by(caller).readable.contains(known->number) &&
      !TRY(is_open_to(moment, caller, std::string(reference))))
    return no_such_record();
  std::vector<LinkHit> hits = TRY(link_hits_of(moment, known->number, question, caller));
  Reader::LinkPage page;
  if (hits.size() > question.most) {
    hits.resize(question.most);
    page.next = cursor_text({hits.back().field, hits.back().source});
  }
  for (const LinkHit& hit : hits) {
    const registers::Field* field = hit.kind == nullptr ? nullptr : hit.kind->field(hit.field);
    if (field == nullptr) continue;
    std::optional<Row> row = TRY(row_of(moment, *hit.kind, hit.source, question.as_at));
    if (!row) continue;
    TRY(drop_closed(moment, caller, *row));
    page.links.push_back({std::move(*row), field});
  }
  return page;
}

}  // namespace records
