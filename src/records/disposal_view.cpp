#include "records/disposal_view.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "records/disposal.h"
#include "records/question.h"
#include "records/schema.h"

namespace records {
namespace {

using base::Result;
using registers::Register;
using Numbers = std::set<std::int64_t>;

constexpr std::size_t most_naming = 50;
constexpr std::string_view not_disposed =
    " AND NOT EXISTS (SELECT 1 FROM disposed d WHERE d.record = r.number)";

// Before this moment the last act of what is due was recorded.
base::Instant cutoff(const base::Date& today, int years) {
  base::Date day = today;
  day.year -= years;
  if (!base::date_from_iso(base::iso(day))) day = base::Date{day.year, 3, 1};
  return base::from_london({day, 0, 0, 0});
}

Result<std::vector<DueRecord>> candidates(Reader& reader, const Register& kind, int years,
                                          const authority::Caller& caller, const base::Date& today,
                                          std::size_t most) {
  Query query;
  query << "SELECT r.reference, r.restricted FROM record r WHERE r.register = "
        << sql_text(kind.name) << " AND "
        << may_read_any_condition(query, reader.packs(), caller) << not_disposed
        << " AND NOT EXISTS (SELECT 1 FROM act a WHERE a.record = r.number AND a.recorded_at >= "
        << query.bind(cutoff(today, years).micros) << ") ORDER BY r.number LIMIT "
        << std::to_string(most);
  store::Rows rows = TRY(query.ask(reader.database()));
  std::vector<DueRecord> found;
  while (TRY(rows.next())) {
    DueRecord one;
    one.reference = rows->text(0);
    one.restricted = rows->integer(1) != 0;
    one.kind = &kind;
    found.push_back(std::move(one));
  }
  return found;
}

// Those among them that the caller may read, by number.
struct Readable {
  std::int64_t number = 0;
  const Register* kind = nullptr;
};
Result<std::vector<Readable>> readable_among(Reader& reader, const Numbers& records,
                                             const authority::Caller& caller) {
  std::vector<Readable> readable;
  for (const std::int64_t record : records) {
    Query query;
    query << "SELECT r.register FROM record r WHERE r.number = " << query.bind(record) << " AND "
          << may_read_any_condition(query, reader.packs(), caller);
    store::Rows rows = TRY(query.ask(reader.database()));
    if (!TRY(rows.next())) continue;
    readable.push_back({record, reader.packs().find(rows->text(0))});
  }
  return readable;
}

Result<void> add_naming(Reader& reader, std::int64_t record, const Numbers& all,
                        const authority::Caller& caller, DisposalPreview& preview) {
  Query query;
  query << "SELECT DISTINCT r.number, r.reference FROM link l CROSS JOIN record r WHERE "
           "r.number = l.source AND l.until_entry IS NULL AND l.target = "
        << query.bind(record) << " AND " << may_read_any_condition(query, reader.packs(), caller)
        << not_disposed << " ORDER BY r.number";
  store::Rows rows = TRY(query.ask(reader.database()));
  while (TRY(rows.next())) {
    const std::string reference(rows->text(1));
    const auto& named = preview.named_by;
    const bool known = std::find(named.begin(), named.end(), reference) != named.end();
    const bool goes = all.contains(rows->integer(0));
    if (!known && !goes && named.size() < most_naming) preview.named_by.push_back(reference);
  }
  return {};
}

// What goes with the records because it names them goes with this list too.
Result<Numbers> with_goers(Reader& reader, Numbers all) {
  Numbers more = all;
  for (const Register& kind : reader.packs().registers) {
    if (kind.goes_with.empty()) continue;
    for (const std::int64_t record : all) {
      store::Rows rows = TRY(store::query(
          reader.database(),
          "SELECT r.number FROM link l JOIN record r ON r.number = l.source WHERE l.target = $1 "
          "AND l.field = $2 AND r.register = $3",
          {record, std::string_view(kind.goes_with), std::string_view(kind.name)}));
      while (TRY(rows.next())) more.insert(rows->integer(0));
    }
  }
  return more;
}

Result<std::vector<std::string>> those_there(Reader& reader,
                                             const std::vector<std::string>& references,
                                             const authority::Caller& caller) {
  std::vector<std::string> there;
  for (const std::string& one : references) {
    const auto found = reader.find(one, caller);
    if (found) there.push_back(one);
    if (!found && found.error().kind != base::ErrorKind::not_found)
      return base::Failure(found.error());
  }
  return there;
}

// The record itself, where the caller may read it, and all that it is a part of.
Result<Numbers> with_those_it_is_part_of(Reader& reader, const Passage& passage,
                                          const authority::Caller& caller) {
  Numbers above;
  std::string reference = passage.reference;
  while (!reference.empty()) {
    const auto row = reader.find(reference, caller);
    if (!row && row.error().kind == base::ErrorKind::not_found) break;
    if (!row) return base::Failure(row.error());
    above.insert(TRY(store::query_integer(
        reader.database(), "SELECT number FROM record WHERE reference = $1",
        {std::string_view(reference)})));
    reference = row->parent;
  }
  return above;
}

// The record that a passage's own is a part of, at the top.
Result<std::string> top_of(Reader& reader, const Passage& passage,
                           const authority::Caller& caller) {
  std::string top = passage.reference;
  while (true) {
    const auto row = reader.find(top, caller);
    if (!row && row.error().kind == base::ErrorKind::not_found) return std::string();
    if (!row) return base::Failure(row.error());
    if (row->parent.empty() || !reader.find(row->parent, caller)) return top;
    top = row->parent;
  }
}

// Words with a capital letter that do not merely begin a sentence: names, mostly. One that begins a
// sentence counts when another follows it.
std::vector<std::string> names_in(std::string_view text) {
  std::string names;
  std::string_view before;
  bool begins = true;
  bool capital_before = false;
  for (std::string_view piece : base::split(text, ' ')) {
    for (const std::string_view word : base::split(piece, '\n')) {
      if (base::trimmed(word).empty()) continue;
      const bool capital = word.front() >= 'A' && word.front() <= 'Z' && word.size() > 2;
      if (capital && (!begins || capital_before)) names.append(word).append(" ");
      if (capital && capital_before) names.append(before).append(" ");
      const char last = word.back();
      begins = last == '.' || last == '?' || last == '!' || last == ':';
      capital_before = capital;
      before = word;
    }
  }
  return base::search_words(names);
}

bool shares_one(const std::vector<std::string>& names, std::string_view text) {
  const std::vector<std::string> words = base::search_words(text);
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return std::binary_search(words.begin(), words.end(), name);
  });
}

// What the words are that go, and what else on the record is like them: people must see it before
// they say that a name is gone.
Result<void> find_like_words(Reader& reader, const std::vector<Passage>& passages,
                       const authority::Caller& caller, DisposalPreview& preview) {
  using Like = DisposalPreview::Words::Like;
  std::set<std::string> tops;
  for (const Passage& one : passages) tops.insert(TRY(top_of(reader, one, caller)));
  for (const std::string& top : tops) {
    if (top.empty()) continue;
    const std::vector<HistoryLine> lines = TRY(reader.history(top, caller));
    std::set<std::string> texts;
    std::vector<std::string> names;
    const auto goes = [&](const HistoryLine& line, const HistoryLine::Set& set) {
      const Passage here{line.reference, line.entry, set.field};
      return std::find(passages.begin(), passages.end(), here) != passages.end();
    };
    for (const HistoryLine& line : lines)
      for (const HistoryLine::Set& set : line.sets) {
        if (!goes(line, set) || set.erased) continue;
        preview.words.push_back(
            {{line.reference, line.entry, set.field}, line.kind, Like::it_goes});
        if (set.after.empty()) continue;
        texts.insert(set.after.text());
        for (std::string& name : names_in(set.after.text())) names.push_back(std::move(name));
      }
    for (const HistoryLine& line : lines)
      for (const HistoryLine::Set& set : line.sets) {
        if (goes(line, set) || set.after.empty()) continue;
        const bool same = texts.contains(set.after.text());
        if (!same && !shares_one(names, set.after.text())) continue;
        preview.words.push_back({{line.reference, line.entry, set.field}, line.kind,
                                 same ? Like::same_text : Like::shared_name});
      }
  }
  return {};
}

}  // namespace

Result<std::vector<DueRecord>> due_records(Reader& reader, const authority::Caller& caller,
                                           const base::Date& today, std::size_t most) {
  std::vector<DueRecord> due;
  const registers::Packs& packs = reader.packs();
  for (const Register& kind : packs.registers) {
    const registers::Retention* kept = packs.retention(kind.retention);
    const bool of_its_own = kind.parent.empty() && kind.goes_with.empty();
    if (!of_its_own || kept == nullptr || !kept->years || !can_be_disposed_of(kind)) continue;
    for (DueRecord& one :
         TRY(candidates(reader, kind, *kept->years, caller, today, most - due.size()))) {
      const auto last = TRY(last_act_on(reader.database(), packs, one.reference));
      const auto day = due_for_disposal(packs, kind, last);
      if (!day || *day > today) continue;
      one.due_since = *day;
      const auto all = TRY(with_parts(reader.database(), {one.reference}));
      const std::string held = TRY(held_among(reader.database(), packs, all, today));
      if (!held.empty()) one.hold = DueRecord::Hold::held;
      due.push_back(std::move(one));
    }
  }
  std::stable_sort(due.begin(), due.end(), [](const DueRecord& a, const DueRecord& b) {
    return a.due_since < b.due_since;
  });
  return due;
}

Result<DisposalPreview> preview_disposal(Reader& reader, const registers::Values& values,
                                         const Register& kind, const authority::Caller& caller,
                                         const base::Date& today) {
  DisposalPreview preview;
  const auto listed = listed_references(registers::value_of(values, kind.disposes->records).text());
  const auto there = TRY(those_there(reader, listed, caller));
  const Numbers with_their_parts = TRY(with_parts(reader.database(), there));
  const Numbers all = TRY(with_goers(reader, with_their_parts));
  Numbers seen;
  for (const Readable& one : TRY(readable_among(reader, all, caller))) {
    if (one.kind == nullptr) continue;
    seen.insert(one.number);
    const auto of = std::find_if(preview.records.begin(), preview.records.end(),
                                 [&](const auto& known) { return known.kind == one.kind; });
    if (of == preview.records.end())
      preview.records.push_back({one.kind, 1});
    else
      ++of->records;
    preview.entries += TRY(store::query_integer(
        reader.database(), "SELECT count(*) FROM act WHERE record = $1", {one.number}));
    TRY(add_naming(reader, one.number, all, caller, preview));
  }
  store::Rows rows = TRY(store::query(reader.database(), "SELECT record_key FROM document"));
  while (TRY(rows.next()))
    if (seen.contains(rows->integer(0))) ++preview.documents;
  const auto passages = passages_of(*kind.disposes, values);
  TRY(find_like_words(reader, passages, caller, preview));
  for (const Passage& one : passages)
    for (const std::int64_t record : TRY(with_those_it_is_part_of(reader, one, caller)))
      seen.insert(record);
  preview.held = TRY(held_among(reader.database(), reader.packs(), seen, today));
  return preview;
}

Result<std::vector<ErasedWords>> erased_words(Reader& reader, std::string_view reference,
                                              const authority::Caller& caller) {
  std::vector<ErasedWords> words;
  std::map<std::string, std::vector<std::size_t>> by_disposal;
  {
    store::Rows rows = TRY(store::query(
        reader.database(),
        "SELECT e.entry, e.field, a.recorded_at, p.reference FROM erased_part e "
        "JOIN record r ON r.number = e.record JOIN act a ON a.entry = e.by_entry "
        "JOIN record p ON p.number = a.record WHERE r.reference = $1 ORDER BY e.entry, e.field",
        {reference}));
    while (TRY(rows.next())) {
      by_disposal[std::string(rows->text(3))].push_back(words.size());
      words.push_back({rows->integer(0), std::string(rows->text(1)), {rows->integer(2)}, {}});
    }
  }
  for (const auto& [disposal, places] : by_disposal) {
    auto row = reader.find(disposal, caller);
    if (!row && row.error().kind != base::ErrorKind::not_found)
      return base::Failure(row.error());
    for (const std::size_t place : places)
      if (row) words[place].disposal = *row;
  }
  return words;
}

Result<std::optional<Remains>> remains_of(Reader& reader, std::string_view reference,
                                          const authority::Caller& caller) {
  const registers::Register* kind = reader.packs().disposing();
  Remains remains;
  std::int64_t number = 0;
  if (kind == nullptr) return std::optional<Remains>();
  {
    store::Rows rows = TRY(store::query(
        reader.database(),
        "SELECT r.number, p.reference, a.recorded_at FROM record r JOIN disposed d ON "
        "d.record = r.number JOIN act a ON a.entry = d.by_entry JOIN record p ON "
        "p.number = a.record WHERE r.reference = $1",
        {reference}));
    if (!TRY(rows.next())) return std::optional<Remains>();
    number = rows->integer(0);
    remains.disposal = rows->text(1);
    remains.at = {rows->integer(2)};
  }
  const auto disposal = reader.find(remains.disposal, caller);
  if (!disposal && disposal.error().kind == base::ErrorKind::not_found)
    return std::optional<Remains>();
  const Row row = TRY(disposal);
  const auto listed =
      listed_references(registers::value_of(row.values, kind->disposes->records).text());
  if (std::find(listed.begin(), listed.end(), reference) == listed.end())
    return std::optional<Remains>();
  store::Rows rows =
      TRY(store::query(reader.database(),
                       "SELECT entry, recorded_at FROM act WHERE record = $1 ORDER BY entry",
                       {number}));
  while (TRY(rows.next())) remains.entries.push_back({rows->integer(0), {rows->integer(1)}});
  return std::optional(std::move(remains));
}

}  // namespace records
