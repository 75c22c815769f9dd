#pragma once
// A typed value, kept as its canonical text (docs/ENTRY_FORMAT.md section 4). Text that people type
// becomes a Value in registers/kinds/ and nowhere else; a Value that exists is well formed for its
// kind.
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace registers {

// clang-format off
enum class Kind { line, prose, count, money, share, date, time, yes_no, choice, person, party,
                  record, document, source };
// clang-format on
[[nodiscard]] std::string_view name_of(Kind kind);
[[nodiscard]] std::optional<Kind> kind_named(std::string_view name);

// Who decides: a post, a person, a body with its minute, or two bodies jointly (principle 18).
struct Party {
  std::string post;                 // capacity name, or empty
  std::string person;               // reference, or empty
  std::vector<std::string> bodies;  // references; one, or two jointly
  std::string minute;               // for bodies
};

// A file that stands in the store; the four parts of the entry format.
struct Document {
  std::string id;  // 32 hex digits
  std::string name, type;
  std::int64_t length = 0;  // bytes
  std::string sha256;       // lower-case hex of the whole
};

class Value {
 public:
  Value() = default;  // empty, of kind line
  // From canonical text, as an entry holds it. Errors: corrupt.
  [[nodiscard]] static base::Result<Value> from_canonical(Kind kind, std::string text);
  [[nodiscard]] static Value line(std::string text);
  [[nodiscard]] static Value prose(std::string text);
  [[nodiscard]] static Value count(std::int64_t number);
  [[nodiscard]] static Value money(std::int64_t pence);
  [[nodiscard]] static Value share(std::int64_t basis_points);
  [[nodiscard]] static Value date(const base::Date& date);
  [[nodiscard]] static Value time(base::Instant instant);
  enum class YesNo { yes, no };
  [[nodiscard]] static Value yes_no(YesNo answer);
  [[nodiscard]] static Value choice(std::string name);
  [[nodiscard]] static Value person(std::string reference);
  [[nodiscard]] static Value record(std::string reference);
  [[nodiscard]] static Value source(std::string id);
  [[nodiscard]] static Value party(const Party& party);
  // Canonical text: id LF name LF type LF length LF sha256.
  [[nodiscard]] static Value document(const Document& document);

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] bool empty() const { return text_.empty(); }
  [[nodiscard]] const std::string& text() const { return text_; }  // canonical
  [[nodiscard]] std::int64_t number() const;  // count, money, share; 0 when empty
  [[nodiscard]] std::optional<base::Date> date() const;
  [[nodiscard]] std::optional<base::Instant> time() const;
  [[nodiscard]] bool is_yes() const { return text_ == "yes"; }
  [[nodiscard]] Party party() const;
  [[nodiscard]] Document document() const;
  bool operator==(const Value&) const = default;

 private:
  Value(Kind kind, std::string text) : kind_(kind), text_(std::move(text)) {}
  Kind kind_ = Kind::line;
  std::string text_;
};

using Values = std::map<std::string, Value, std::less<>>;  // by field name; absent means never set
// An empty Value when absent.
[[nodiscard]] const Value& value_of(const Values& values, std::string_view field);

}  // namespace registers
