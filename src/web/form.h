#pragma once
// What a person typed, as they typed it, and the mistakes in it. A form that is refused comes back
// exactly as it was. Filled from a request, kept as a draft, read as typed Values; used by the step
// pages and by sign-in, which gives back what a session's end interrupted.
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "http/request.h"
#include "registers/mistakes.h"
#include "registers/register.h"

namespace web {

// An upload that waits with its draft (web/draft_files.h).
struct KeptFile {
  std::string id, name, type;
  std::int64_t length = 0;
};

struct Form {
  // By the name of the input: "question", "decided_on.day", "to.minute"; for the parts of a record
  // "CHILD.0.FIELD" (new rows) and "CHILD.REFERENCE.FIELD" (parts that stand already).
  std::map<std::string, std::string, std::less<>> typed;
  std::map<std::string, KeptFile, std::less<>> files;  // by field, with its prefix
  registers::Mistakes mistakes;                        // by field, with its prefix

  [[nodiscard]] std::string_view text(std::string_view input) const;  // "" when nothing was typed
};

// The inputs that ask for one field: NAME alone for most kinds, three for a date.
[[nodiscard]] std::vector<std::string> inputs_of(const registers::Field& field,
                                                 std::string_view prefix);
// What was typed for a field, in the form that registers::read_typed wants.
[[nodiscard]] std::string typed_text(const Form& form, const registers::Field& field,
                                     std::string_view prefix);
// Puts a value into the form, as a person would have typed it.
void put_value(Form& form, const registers::Field& field, std::string_view prefix,
               const registers::Value& value);
// Takes the inputs of a field from what was sent: what is absent there is empty here.
void take_field(Form& form, const registers::Field& field, std::string_view prefix,
                const std::vector<http::NameValue>& sent);
// How many new rows of a part the form shows; at least one, at most 40.
[[nodiscard]] std::size_t rows_of(const Form& form, std::string_view child);
void set_rows(Form& form, std::string_view child, std::size_t rows);
// "CHILD.0."
[[nodiscard]] std::string row_prefix(std::string_view child, std::string_view row);

// The form as one text (name=value&…), for drafts; and back. Pairs it does not know are kept.
[[nodiscard]] std::string encoded(const Form& form);
[[nodiscard]] Form decoded(std::string_view text);
[[nodiscard]] std::string encoded_pairs(const std::vector<http::NameValue>& pairs);
[[nodiscard]] std::vector<http::NameValue> decoded_pairs(std::string_view text);

// The id of a field's control on the page, for labels and for the links of the error summary.
[[nodiscard]] std::string id_of(std::string_view input);

}  // namespace web
