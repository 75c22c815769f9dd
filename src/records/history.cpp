// What was done to a record and its parts, with what stood before and after, out of the entries
// themselves.
#include <algorithm>
#include <map>

#include "records/entry.h"
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

  Result<const Opened*> of(std::int64_t number) {
    const auto known = opened_.find(number);
    if (known != opened_.end()) return &known->second;
    return &opened_.emplace(number, TRY(open(number))).first->second;
  }

 private:
  Result<Opened> open(std::int64_t number) {
    Opened opened;
    std::string sealed;
    std::int64_t key_number = 0;
    {
      store::Rows rows = TRY(store::query(
          moment_.database, "SELECT leaf, header, record_key, sealed FROM entry WHERE number = $1",
          {number}));
      if (!TRY(rows.next()))
        return base::Failure{base::ErrorKind::corrupt,
                             "An entry that a record names is missing. Run “plumbline verify”.",
                             "entry " + std::to_string(number)};
      opened.entry = TRY(read_header(number, rows->text(0), rows->bytes(1)));
      key_number = rows->integer(2);
      sealed = rows->bytes(3);
    }
    Result<base::Key> key = moment_.keys.of(moment_.database, key_number);
    if (!key && key.error().kind == base::ErrorKind::refused) {  // the key was destroyed
      opened.erased = true;
      return opened;
    }
    if (!key) return std::move(key).failure();
    const auto parts = TRY(unseal_fields(*key, moment_.store.facts().store_id, number, sealed));
    opened.entry.set = TRY(read_fields(parts));
    return opened;
  }

  Moment& moment_;
  std::map<std::int64_t, Opened> opened_;
};

Result<void> add_parts(Moment& moment, const Member& parent, const Caller& caller,
                       std::vector<Member>& members) {
  for (const Register* kind : moment.packs.children_of(parent.kind->name)) {
    if (kind->comments) continue;  // what people say of a record is no part of its history
    Query query;
    query << "SELECT r.number, r.reference FROM record r WHERE r.parent = "
          << query.bind(parent.number) << " AND r.register = " << sql_text(kind->name) << " AND "
          << may_read_condition(query, moment.packs, *kind, caller, {"r.number", "r.restricted"})
          << " ORDER BY r.number";
    store::Rows rows = TRY(query.ask(moment.database));
    while (TRY(rows.next()))
      members.push_back({rows->integer(0), std::string(rows->text(1)), kind});
  }
  return {};
}

Result<std::vector<Member>> members_of(Moment& moment, const Member& record, const Caller& caller) {
  std::vector<Member> members = {record};
  for (std::size_t i = 0; i < members.size(); ++i) {
    const Member parent = members[i];
    TRY(add_parts(moment, parent, caller, members));
  }
  return members;
}

std::string no_comments(const registers::Packs& packs) {
  std::vector<std::string> names;
  for (const Register& kind : packs.registers)
    if (kind.comments) names.push_back(kind.name);
  return names.empty() ? std::string() : " AND r.register NOT IN (" + sql_list(names) + ")";
}

constexpr std::string_view act_columns =
    "a.entry, a.step, a.state, a.recorded_at, a.effective_at, a.person, a.capacity, a.grant_entry";

HistoryLine line_from(const store::Rows& row) {
  HistoryLine line;
  line.entry = row->integer(0);
  line.step = row->text(1);
  line.state = row->text(2);
  line.recorded_at = {row->integer(3)};
  line.effective_at = {row->integer(4)};
  line.person = row->text(5);
  line.capacity = row->text(6);
  line.grant_entry = row->integer(7);
  return line;
}

Result<void> add_acts(Moment& moment, const Member& member, std::vector<HistoryLine>& lines) {
  Query query;
  query << "SELECT " << act_columns << " FROM act a WHERE a.record = " << query.bind(member.number)
        << " ORDER BY a.entry";
  store::Rows rows = TRY(query.ask(moment.database));
  while (TRY(rows.next())) {
    HistoryLine line = line_from(rows);
    line.reference = member.reference;
    line.kind = member.kind;
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
  const Row row = TRY(find_record(moment, reference, caller, {}));
  const std::optional<Known> known = TRY(known_record(moment, reference));
  if (!known) return no_such_record();
  const Member record{known->number, row.reference, row.kind};
  std::vector<HistoryLine> lines;
  for (const Member& member : TRY(members_of(moment, record, caller)))
    TRY(add_acts(moment, member, lines));
  std::sort(lines.begin(), lines.end(),
            [](const HistoryLine& a, const HistoryLine& b) { return a.entry < b.entry; });
  OpenedEntries entries(moment);
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
        << " ORDER BY a.entry DESC LIMIT "
        << query.bind(static_cast<std::int64_t>(most));
  store::Rows rows = TRY(query.ask(moment.database));
  std::vector<HistoryLine> lines;
  while (TRY(rows.next())) {
    HistoryLine line = line_from(rows);
    line.reference = rows->text(8);
    line.kind = moment.packs.find(rows->text(9));
    if (line.kind != nullptr) lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace records
