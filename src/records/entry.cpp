#include "records/entry.h"

#include <array>
#include <optional>

#include "base/text.h"
#include "records/record_keys.h"

namespace records {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;
using ledger::Part;
using registers::Kind;
using registers::Value;

constexpr std::string_view no_grant = "none: ";
// The four parts that follow the id of a document.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> document_parts{
    {{".name", "line"}, {".type", "line"}, {".length", "count"}, {".sha256", "digest"}}};

Failure bad_entry(std::int64_t number, std::string what) {
  return {ErrorKind::corrupt, std::move(what), "entry " + std::to_string(number)};
}

std::string previous_lines(const Entry& entry) {
  std::string lines;
  for (const auto& [name, number] : entry.previous) {
    lines += name + " " + std::to_string(number) + "\n";
  }
  return lines;
}

Result<std::vector<std::pair<std::string, std::int64_t>>> previous_of(std::int64_t number,
                                                                      std::string_view lines) {
  std::vector<std::pair<std::string, std::int64_t>> previous;
  for (const std::string_view line : base::split(lines, '\n')) {
    if (line.empty()) continue;
    const auto words = base::split(line, ' ');
    const auto set_by = words.size() == 2 ? base::whole_number(words[1]) : std::nullopt;
    if (!set_by) return bad_entry(number, "The part .previous cannot be read.");
    previous.emplace_back(std::string(words[0]), *set_by);
  }
  return previous;
}

}  // namespace

std::int64_t grant_entry_of(std::string_view grant_text) {
  if (grant_text.starts_with(no_grant)) return -1;
  return base::whole_number(grant_text).value_or(-1);
}

ledger::PartList header_parts(const Entry& entry, base::Random& random) {
  std::vector<Part> parts;
  parts.reserve(ledger::header_form.size());
  const auto add = [&](std::string value) {
    const ledger::HeaderPart& named = ledger::header_form[parts.size()];
    parts.push_back(
        {std::string(), std::string(named.name), std::string(named.kind), std::move(value)});
  };
  add(entry.register_name);
  add(entry.reference);
  add(entry.parent);
  add(entry.step);
  add(entry.state);
  add(base::iso(entry.effective_at));
  add(entry.person);
  add(entry.capacity);
  add(entry.grant);
  add(entry.pack);
  add(std::to_string(entry.act_first) + " " + std::to_string(entry.act_entries));
  add(previous_lines(entry));
  add(entry.key);
  add(entry.request);
  return ledger::with_salts(std::move(parts), random);
}

ledger::PartList field_parts(const Entry& entry, base::Random& random) {
  std::vector<Part> parts;
  parts.reserve(entry.set.size() + document_parts.size());
  const auto add = [&](std::string name, std::string_view kind, std::string value) {
    parts.push_back({std::string(), std::move(name), std::string(kind), std::move(value)});
  };
  for (const EntryField& field : entry.set) {
    const Value& value = field.value;
    const std::string_view kind = registers::name_of(value.kind());
    if (value.kind() != Kind::document || value.empty()) {
      add(field.name, kind, value.text());
      continue;
    }
    const registers::Document document = value.document();
    add(field.name, kind, document.id);
    add(field.name + ".name", "line", document.name);
    add(field.name + ".type", "line", document.type);
    add(field.name + ".length", "count", std::to_string(document.length));
    add(field.name + ".sha256", "digest", document.sha256);
  }
  return ledger::with_salts(std::move(parts), random);
}

Result<ledger::PartList> header_list(const store::Statement& row) {
  return ledger::decode_header(row.bytes(2), {{row.integer(1)}, row.bytes(3)});
}

Result<Entry> read_header(const store::Statement& row) {
  const std::int64_t number = row.integer(0);
  std::vector<Part> parts = std::move(TRY(header_list(row)).parts);
  for (Part& part : parts) {
    if (ledger::is_erased(part)) part.value.clear();
  }
  const auto effective_at = base::instant_from_iso(parts[5].value);
  const auto act = base::split(parts[10].value, ' ');
  const auto first = base::whole_number(act[0]);
  const auto count = act.size() == 2 ? base::whole_number(act[1]) : std::nullopt;
  if (!effective_at || !first || !count) {
    return bad_entry(number, "The entry's header holds a time or a number that cannot be read.");
  }
  Entry entry;
  entry.number = number;
  entry.recorded_at = {row.integer(1)};
  entry.register_name = std::move(parts[0].value);
  entry.reference = std::move(parts[1].value);
  entry.parent = std::move(parts[2].value);
  entry.step = std::move(parts[3].value);
  entry.state = std::move(parts[4].value);
  entry.effective_at = *effective_at;
  entry.person = std::move(parts[6].value);
  entry.capacity = std::move(parts[7].value);
  entry.grant = std::move(parts[8].value);
  entry.pack = std::move(parts[9].value);
  entry.act_first = *first;
  entry.act_entries = *count;
  entry.previous = TRY(previous_of(number, parts[11].value));
  entry.key = std::move(parts[12].value);
  entry.request = std::move(parts[13].value);
  return entry;
}

Result<std::vector<EntryField>> read_fields(const ledger::PartList& list) {
  const std::vector<Part>& parts = list.parts;
  std::vector<EntryField> fields;
  fields.reserve(parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Part& part = parts[i];
    const bool erased = ledger::is_erased(part);
    if (erased && part.name.find('.') != std::string::npos) continue;  // of a document that is gone
    const auto kind = registers::kind_named(part.kind);
    if (!kind) return Failure{ErrorKind::corrupt, "A field is of an unknown kind.", part.name};
    if (erased) {
      fields.push_back({part.name, TRY(Value::from_canonical(*kind, std::string())), true});
      continue;
    }
    std::string text = part.value;
    if (*kind == Kind::document && !text.empty()) {
      if (i + document_parts.size() >= parts.size()) {
        return Failure{ErrorKind::corrupt, "A document lacks its parts.", part.name};
      }
      for (const auto& [suffix, suffix_kind] : document_parts) {
        const Part& next = parts[++i];
        if (ledger::is_erased(next) || next.name != part.name + std::string(suffix) ||
            next.kind != suffix_kind) {
          return Failure{ErrorKind::corrupt, "A document lacks its parts.", part.name};
        }
        text += "\n" + next.value;
      }
    }
    fields.push_back({part.name, TRY(Value::from_canonical(*kind, std::move(text))), false});
  }
  return fields;
}

Result<ledger::PartList> unseal_fields(const base::Key& record_key, std::string_view store_id,
                                       std::int64_t number, std::string_view sealed) {
  auto plain = base::unseal(record_key, sealed, entry_binding(store_id, number));
  if (!plain) return bad_entry(number, "The entry's fields are not what was recorded.");
  return ledger::decode_fields(*plain);
}

}  // namespace records
