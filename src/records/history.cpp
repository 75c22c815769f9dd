// What was done to a record and its parts, with what stood before and after, out of the entries
// themselves.
#include <algorithm>
#include <map>

#include "records/entry.h"
#include "records/history_columns.h"
#include "records/links.h"
#include "records/reading.h"

namespace records {
namespace {

using base::Result;
using registers::Register;

struct Member {  // the record, or one of its parts that the caller may read
  std::int64_t number = 0;
  std::string reference;
  const Register* kind = nullptr;
};

struct Opened {  // an entry with its fields, as far as they can still be read
  Entry entry;
  bool erased = false;
};

// Entries of one history, each opened once: a field's earlier value is often in an entry met
// already.
class OpenedEntries {
 public:
  explicit OpenedEntries(Moment& moment) : moment_(moment) {}

  // From a row that begins with stored_columns.
  Result<void> put(std::int64_t number, const store::Rows& row) {
    if (row->is_null(0)) return missing(number);
    Opened opened;
    opened.entry = TRY(read_header(*row.operator->()));
    const std::int64_t key_number = row->integer(4);
    if (!row->is_null(6)) TRY(moment_.keys.put_wrapped(key_number, row->bytes(6)));
    Result<base::Key> key = moment_.keys.of(moment_.database, key_number);
    opened.erased = !key && key.error().kind == base::ErrorKind::refused;  // it was destroyed
    if (!key && !opened.erased) return std::move(key).failure();
    if (!opened.erased) {
      const auto parts =
          TRY(unseal_fields(*key, moment_.store.facts().store_id, number, row->bytes(5)));
      opened.entry.set = TRY(read_fields(parts));
    }
    opened_.insert_or_assign(number, std::move(opened));
    return {};
  }
  Result<const Opened*> of(std::int64_t number) {
    if (!opened_.contains(number)) TRY(ask_for(number));
    return &opened_.find(number)->second;
  }

 private:
  static base::Failure missing(std::int64_t number) {
    return {base::ErrorKind::corrupt,
            "An entry that a record names is missing. Run “plumbline verify”.",
            "entry " + std::to_string(number)};
  }
  Result<void> ask_for(std::int64_t number) {
    Query query;
    query << "SELECT " << stored_columns << " FROM entry e" << joined_key
          << " WHERE e.number = " << query.bind(number);
    store::Rows rows = TRY(query.ask(moment_.database));
    return TRY(rows.next()) ? put(number, rows) : missing(number);
  }

  Moment& moment_;
  std::map<std::int64_t, Opened> opened_;
};

// Records of few registers have parts, and then one question tells of them all. What people say of
// a record is no part of its history.
Result<std::vector<Member>> members_of(Moment& moment, const Member& record, const Caller& caller) {
  std::vector<Member> members = {record};
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (moment.packs.children_of(members[i].kind->name).empty()) continue;
    for (const PartLine& part : TRY(readable_parts(moment, members[i].number, caller)))
      if (!part.kind->comments) members.push_back({part.number, part.reference, part.kind});
  }
  return members;
}

std::string no_comments(const registers::Packs& packs) {
  std::vector<std::string> names;
  for (const Register& kind : packs.registers)
    if (kind.comments) names.push_back(kind.name);
  return names.empty() ? std::string() : " AND r.register NOT IN (" + sql_list(names) + ")";
}

// Of a row with act_columns from `first` on.
HistoryLine line_from(const store::Rows& row, int first) {
  HistoryLine line;
  line.entry = row->integer(first);
  line.step = row->text(first + 1);
  line.state = row->text(first + 2);
  line.recorded_at = {row->integer(first + 3)};
  line.effective_at = {row->integer(first + 4)};
  line.person = row->text(first + 5);
  line.capacity = row->text(first + 6);
  line.grant_entry = row->integer(first + 7);
  return line;
}

// With the entries themselves, and the key that opens them: one question for each record.
Result<void> add_acts(Moment& moment, const Member& member, OpenedEntries& entries,
                      std::vector<HistoryLine>& lines) {
  store::Rows rows = TRY(rows_of_acts(moment, member.number));
  while (TRY(rows.next())) {
    HistoryLine line = line_from(rows, count_of_stored_columns);
    line.reference = member.reference;
    line.kind = member.kind;
    TRY(entries.put(line.entry, rows));
    lines.push_back(std::move(line));
  }
  return {};
}

const registers::Value* set_in(const Entry& entry, std::string_view field) {
  const auto found = std::find_if(entry.set.begin(), entry.set.end(),
                                  [&](const EntryField& one) { return one.name == field; });
  return found == entry.set.end() ? nullptr : &found->value;
}

// A secret field is named, so that one sees that a password was set; its values are not.
Result<void> add_sets(OpenedEntries& entries, HistoryLine& line) {
  const Opened& opened = *TRY(entries.of(line.entry));
  line.grant_text = opened.entry.grant;
  line.erased = opened.erased;
  for (const EntryField& field : opened.entry.set) {
    const registers::Field* declared = line.kind->field(field.name);
    const bool secret = declared != nullptr && declared->secret;
    HistoryLine::Set set;
    set.field = field.name;
    set.erased = field.erased;
    if (!secret) set.after = field.value;
    for (const auto& [name, entry] : opened.entry.previous)
      if (name == field.name) set.before_entry = entry;
    if (set.before_entry >= 0 && !secret) {
      const Opened& earlier = *TRY(entries.of(set.before_entry));
      if (const registers::Value* before = set_in(earlier.entry, field.name)) set.before = *before;
    }
    line.sets.push_back(std::move(set));
  }
  return {};
}

}  // namespace

Result<std::vector<HistoryLine>> history_of(Moment& moment, std::string_view reference,
                                            const Caller& caller) {
  const std::optional<Known> known = TRY(known_record(moment, reference));
  if (!known) return no_such_record();
  if (!moment.met.by(caller).readable.contains(known->number))
    TRY(find_record(moment, reference, caller, {}));
  const Member record{known->number, std::string(reference), known->kind};
  OpenedEntries entries(moment);
  std::vector<HistoryLine> lines;
  for (const Member& member : TRY(members_of(moment, record, caller)))
    TRY(add_acts(moment, member, entries, lines));
  std::sort(lines.begin(), lines.end(),
            [](const HistoryLine& a, const HistoryLine& b) { return a.entry < b.entry; });
  for (HistoryLine& line : lines) TRY(add_sets(entries, line));
  TRY(drop_closed(moment, caller, lines));
  return lines;
}

Result<std::vector<HistoryLine>> newest_lines(Moment& moment, std::size_t most,
                                              const Caller& caller) {
  Query query;
  query << "SELECT " << act_columns
        << ", r.reference, r.register FROM act a CROSS JOIN record r WHERE r.number = a.record AND "
        << may_read_any_condition(query, moment.packs, caller) << no_comments(moment.packs)
        << " AND NOT EXISTS (SELECT 1 FROM disposed d WHERE d.record = r.number)"
        << " ORDER BY a.entry DESC LIMIT " << std::to_string(most);
  store::Rows rows = TRY(query.ask(moment.database));
  std::vector<HistoryLine> lines;
  while (TRY(rows.next())) {
    HistoryLine line = line_from(rows, 0);
    line.reference = rows->text(8);
    line.kind = moment.packs.find(rows->text(9));
    if (line.kind != nullptr) lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace records
