#include "registers/typed.h"

#include "base/text.h"
#include "registers/kinds/kinds.h"

namespace registers {
namespace kinds {

Read canonical_or(Kind kind, std::string text, std::string_view sentence) {
  base::Result<Value> value = Value::from_canonical(kind, std::move(text));
  if (!value) return slip(std::string(sentence));
  return {std::move(value).value(), ""};
}

std::string too_long(const Field& field, std::string_view text) {
  const std::size_t most = most_letters(field);
  if (text.size() <= most) return "";
  const std::size_t letters = base::letters(text);
  if (letters <= most) return "";
  return "Shorten “" + field.short_label + "” to " +
         base::grouped(static_cast<std::int64_t>(most)) + " letters; it has " +
         base::grouped(static_cast<std::int64_t>(letters)) + " now";
}

}  // namespace kinds

Read read_typed(const Field& field, std::string_view typed) {
  if (base::trimmed(typed).empty())
    return {Value::from_canonical(field.kind, "").value(), ""};
  switch (field.kind) {
    case Kind::line: return kinds::read_line(field, typed);
    case Kind::prose: return kinds::read_prose(field, typed);
    case Kind::count: return kinds::read_count(typed);
    case Kind::money: return kinds::read_money(typed);
    case Kind::share: return kinds::read_share(typed);
    case Kind::date: return kinds::read_date(typed);
    case Kind::time: return kinds::read_time(typed);
    case Kind::yes_no: return kinds::read_yes_no(typed);
    case Kind::choice: return kinds::read_choice(field, typed);
    case Kind::person: return kinds::read_person(typed);
    case Kind::party: return kinds::read_party(typed);
    case Kind::record: return kinds::read_record(typed);
    case Kind::document: return kinds::read_document(typed);
    case Kind::source: return kinds::read_source(typed);
  }
  return {};
}

std::string as_typed(const Field& field, const Value& value) {
  if (value.empty()) return "";
  switch (field.kind) {
    case Kind::money: return kinds::typed_money(value);
    case Kind::share: return kinds::typed_share(value);
    case Kind::date: return kinds::typed_date(value);
    case Kind::time: return kinds::typed_time(value);
    case Kind::line:
    case Kind::prose:
    case Kind::count:
    case Kind::yes_no:
    case Kind::choice:
    case Kind::person:
    case Kind::party:
    case Kind::record:
    case Kind::document:
    case Kind::source: return value.text();
  }
  return value.text();
}

}  // namespace registers
