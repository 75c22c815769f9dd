#pragma once
// A step being filled in: which step, of which record, opened in which capacity, with what has been
// typed so far. Made from a route or a draft, read into Answers, turned into a Change. The one way
// from text to the door (records/commit.cpp).
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "records/change.h"
#include "web/form.h"
#include "web/visit.h"

namespace web {

struct Filling {
  const registers::Register* kind = nullptr;
  const registers::Step* step = nullptr;
  std::optional<records::Row> row;     // as it stands; none for a new record
  std::string parent;                  // reference of the record that a new part belongs to
  std::vector<records::Row> answered;  // parts that the step answers (Step::children_of)
  std::string key;                     // 32 hex digits: drawn with the form (FORMAT 10)
  std::int64_t grant = -1;             // the capacity it was opened in
  std::int64_t seen = -1;              // the version the person looked at
  std::string draft;                   // id; empty until kept
  Form form;

  [[nodiscard]] std::size_t pages() const { return step->pages.size(); }
  // As the record stands, without what the step empties.
  [[nodiscard]] registers::Values base() const;
  [[nodiscard]] std::string reference() const { return row ? row->reference : ""; }
};

// A step just opened, with what the record holds already. The key is fresh.
[[nodiscard]] Filling opened(Visit& visit, const registers::Register& kind,
                             const registers::Step& step, std::optional<records::Row> row);
// Reads the parts that the step answers. Needs a reader; nothing for most steps.
[[nodiscard]] base::Result<void> find_answered(Visit& visit, Filling& filling);

// Takes one page of the form (or all of them) from what was sent. Files that are refused become
// mistakes.
void take_page(Visit& visit, Filling& filling, const registers::FormPage& form_page,
               const std::vector<http::NameValue>& sent);

// What one record's share of the form says. `all` is the record as it would stand.
struct Answers {
  registers::Values set, all;
  registers::Mistakes mistakes;
};
[[nodiscard]] Answers read_answers(const registers::Register& kind, const registers::Step& step,
                                   const Form& form, std::string_view prefix,
                                   const registers::Values& before);

// A part of the record within the same act: a new row, or an answer to one that stands.
struct PartAnswers {
  const registers::Register* kind = nullptr;
  const registers::Step* step = nullptr;
  std::string prefix;     // of its inputs
  std::string reference;  // empty for a new row
  Answers answers;
};
[[nodiscard]] std::vector<PartAnswers> read_parts(const Visit& visit, const Filling& filling);
// The step that makes a part of this register; null when there is none.
[[nodiscard]] const registers::Step* making_step(const registers::Register& child);
// Whether the step answers the standing parts of this register instead of making new ones.
[[nodiscard]] bool is_answered(const registers::Step& step, const registers::Register& child);

// What one record is given by an act: its step, its answers, and the start of its inputs' names.
struct RecordShare {
  const registers::Register& kind;
  const registers::Step& step;
  const Answers& answers;
  std::string_view prefix;
};
// Whether a field is shown for a computed answer: then it waits for the rule that computes it.
[[nodiscard]] bool waits_for_a_rule(const registers::Register& kind,
                                    const registers::Field& field);

// Files decrypted for the door; they go away with this.
class OpenedFiles {
 public:
  OpenedFiles() = default;
  OpenedFiles(const OpenedFiles&) = delete;
  OpenedFiles& operator=(const OpenedFiles&) = delete;
  ~OpenedFiles();
  std::vector<std::filesystem::path> paths;
};

// The act as it would be recorded, with the mistakes that can be seen without asking the door.
struct Asked {
  records::Change change;
  Answers first;
  std::vector<PartAnswers> parts;
  registers::Mistakes mistakes;           // by input
  std::vector<std::string> door_prefix;   // "CHILD.0." of each part, as the door names it …
  std::vector<std::string> form_prefix;   // … and as the form does
};
enum class Documents { left_out, opened };
[[nodiscard]] base::Result<Asked> asked_of(Visit& visit, const Filling& filling,
                                           Documents documents, OpenedFiles& files);
// The door's mistakes, named as the form names its inputs.
[[nodiscard]] registers::Mistakes in_form(const Asked& asked, const registers::Mistakes& mistakes);

}  // namespace web
