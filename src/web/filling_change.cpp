// From what was typed to the act that the door is asked to record.
#include <algorithm>

#include "access/password.h"
#include "base/hash.h"
#include "base/text.h"
#include "registers/typed.h"
#include "web/draft_files.h"
#include "web/filling.h"

namespace web {
namespace {

using registers::Field;
using registers::Kind;
using registers::Register;
using registers::Step;
using registers::Value;
using registers::Values;

bool is_asked(const Field& field) { return !field.computed && field.retired.empty(); }

// A document that the door will number and measure: only its name and type are known here.
Value waiting_document(const KeptFile& file) {
  registers::Document document;
  document.id = std::string(32, '0');
  document.name = file.name;
  document.type = file.type;
  document.length = file.length;
  document.sha256 = std::string(64, '0');
  return Value::document(document);
}

std::optional<Value> value_typed(const Form& form, const Field& field, std::string_view prefix,
                                 registers::Mistakes& mistakes) {
  if (field.kind == Kind::document) {
    const auto file = form.files.find(std::string(prefix) + field.name);
    if (file == form.files.end()) return std::nullopt;
    return waiting_document(file->second);
  }
  registers::Read read = registers::read_typed(field, typed_text(form, field, prefix));
  if (!read.sentence.empty()) mistakes.add(field.name, read.sentence);
  return read.value;
}

// What is no longer asked for these answers is left as it stood before.
void drop_unasked(const Register& kind, const Values& before, Answers& answers) {
  std::vector<std::string> dropped;
  for (const auto& [name, value] : answers.set) {
    const Field* field = kind.field(name);
    if (field != nullptr && !is_shown(*field, answers.all) && !waits_for_a_rule(kind, *field))
      dropped.push_back(name);
  }
  for (const std::string& name : dropped) {
    answers.set.erase(name);
    const auto stood = before.find(name);
    if (stood == before.end()) {
      answers.all.erase(name);
    } else {
      answers.all[name] = stood->second;
    }
  }
}

bool is_blank(const Register& kind, const Step& step, const Form& form, std::string_view prefix) {
  for (const std::string& name : step.fields()) {
    const Field* field = kind.field(name);
    if (field == nullptr) continue;
    if (form.files.contains(std::string(prefix) + name)) return false;
    for (const std::string& input : inputs_of(*field, prefix))
      if (!base::trimmed(form.text(input)).empty()) return false;
  }
  return true;
}

PartAnswers part_of(const Filling& filling, const Register& child, const Step& step,
                    const records::Row* row, std::string prefix) {
  PartAnswers part;
  part.kind = &child;
  part.step = &step;
  part.reference = row == nullptr ? "" : row->reference;
  part.answers =
      read_answers(child, step, filling.form, prefix, row == nullptr ? Values{} : row->values);
  part.prefix = std::move(prefix);
  return part;
}

void add_answered(const Filling& filling, const Register& child, std::vector<PartAnswers>& parts) {
  const Step* step = child.step(filling.step->children_step);
  if (step == nullptr) return;
  for (const records::Row& row : filling.answered) {
    PartAnswers part =
        part_of(filling, child, *step, &row, row_prefix(child.name, row.reference));
    if (!part.answers.set.empty() || !part.answers.mistakes.empty())
      parts.push_back(std::move(part));
  }
}

void add_new_rows(const Filling& filling, const Register& child, std::vector<PartAnswers>& parts) {
  const Step* step = making_step(child);
  if (step == nullptr) return;
  for (std::size_t row = 0; row < rows_of(filling.form, child.name); ++row) {
    const std::string prefix = row_prefix(child.name, std::to_string(row));
    if (is_blank(child, *step, filling.form, prefix)) continue;
    parts.push_back(part_of(filling, child, *step, nullptr, prefix));
  }
}

// The field whose text is a password: it leaves the form as a verifier, or with what is wrong with
// it.
bool is_password(const Register& kind, std::string_view field) {
  return kind.accounts && kind.accounts->password == field;
}

void check_password(const Value& value, const std::string& name, registers::Mistakes& mistakes) {
  const std::string complaint = authority::password_complaint(value.text());
  if (!value.empty() && !complaint.empty()) mistakes.add(name, complaint);
}

base::Result<void> seal_password(const Register& kind, const Form& form, std::string_view prefix,
                                 Values& set) {
  if (!kind.accounts) return {};
  const auto typed = set.find(kind.accounts->password);
  if (typed == set.end() || typed->second.empty()) return {};
  const std::string text(form.text(std::string(prefix) + kind.accounts->password));
  typed->second = Value::line(TRY(authority::password_verifier(text)));
  return {};
}

// One record's share, with its files opened for the door in the order of its documents.
base::Result<records::RecordChange> record_change(Visit& visit, const Filling& filling,
                                                  const RecordShare& share, Documents documents,
                                                  OpenedFiles& files) {
  records::RecordChange record;
  record.register_name = share.kind.name;
  record.step = share.step.name;
  record.set = share.answers.set;
  if (documents == Documents::left_out) return record;
  TRY(seal_password(share.kind, filling.form, share.prefix, record.set));
  for (const auto& [name, value] : record.set) {
    if (value.kind() != Kind::document || value.empty()) continue;
    const auto file = filling.form.files.find(std::string(share.prefix) + name);
    if (file == filling.form.files.end()) continue;
    const std::filesystem::path path = TRY(open_draft_file(visit, file->second.id));
    files.paths.push_back(path);
    record.document_files.push_back(path.string());
  }
  return record;
}

// "CHILD.2." as the door counts the parts of each register from 0.
std::string door_prefix(const Asked& asked, const Register& child) {
  std::size_t row = 0;
  for (const PartAnswers& part : asked.parts) {
    if (part.kind == &child) ++row;
  }
  return row_prefix(child.name, std::to_string(row));
}

base::Result<void> add_parts(Visit& visit, const Filling& filling, Documents documents,
                             OpenedFiles& files, Asked& asked) {
  for (PartAnswers& part : read_parts(visit, filling)) {
    records::RecordChange record = TRY(record_change(
        visit, filling, {*part.kind, *part.step, part.answers, part.prefix}, documents, files));
    record.reference = part.reference;
    if (part.reference.empty()) {
      if (filling.row) {
        record.parent_reference = filling.row->reference;
      } else {
        record.parent = 0;
      }
    }
    asked.mistakes.take_all(part.answers.mistakes, part.prefix);
    asked.door_prefix.push_back(door_prefix(asked, *part.kind));
    asked.form_prefix.push_back(part.prefix);
    asked.change.records.push_back(std::move(record));
    asked.parts.push_back(std::move(part));
  }
  return {};
}

}  // namespace

bool waits_for_a_rule(const Register& kind, const Field& field) {
  const Field* asked = kind.field(field.shown_when.field);
  return asked != nullptr && asked->waits_for_a_rule();
}

OpenedFiles::~OpenedFiles() {
  std::error_code ignored;
  for (const std::filesystem::path& path : paths) std::filesystem::remove(path, ignored);
}

Answers read_answers(const Register& kind, const Step& step, const Form& form,
                     std::string_view prefix, const Values& before) {
  Answers answers;
  answers.all = before;
  for (const std::string& name : step.fields()) {
    const Field* field = kind.field(name);
    if (field == nullptr || !is_asked(*field)) continue;
    const std::optional<Value> value = value_typed(form, *field, prefix, answers.mistakes);
    if (!value || *value == registers::value_of(before, name)) continue;
    if (value->empty() && registers::value_of(before, name).empty()) continue;
    if (is_password(kind, name)) check_password(*value, name, answers.mistakes);
    answers.set[name] = *value;
    answers.all[name] = *value;
  }
  registers::fill_grids(kind, answers.all);
  drop_unasked(kind, before, answers);
  return answers;
}

std::vector<PartAnswers> read_parts(const Visit& visit, const Filling& filling) {
  std::vector<PartAnswers> parts;
  for (const registers::FormPage& form_page : filling.step->pages) {
    for (const std::string& name : form_page.children) {
      const Register* child = visit.packs().find(name);
      if (child == nullptr) continue;
      if (is_answered(*filling.step, *child)) {
        add_answered(filling, *child, parts);
      } else {
        add_new_rows(filling, *child, parts);
      }
    }
  }
  return parts;
}

base::Result<Asked> asked_of(Visit& visit, const Filling& filling, Documents documents,
                             OpenedFiles& files) {
  Asked asked;
  asked.change.caller = visit.who();
  asked.change.key = base::unhex(filling.key).value_or("");
  asked.first =
      read_answers(*filling.kind, *filling.step, filling.form, "", filling.base());
  asked.mistakes.take_all(asked.first.mistakes, "");
  records::RecordChange first = TRY(record_change(
      visit, filling, {*filling.kind, *filling.step, asked.first, ""}, documents, files));
  first.reference = filling.reference();
  first.parent_reference = filling.parent;
  first.seen_entry = filling.row ? filling.seen : -1;
  asked.change.records.push_back(std::move(first));
  TRY(add_parts(visit, filling, documents, files, asked));
  return asked;
}

registers::Mistakes in_form(const Asked& asked, const registers::Mistakes& mistakes) {
  registers::Mistakes named;
  for (const registers::Slip& slip : mistakes.all()) {
    std::string field = slip.field;
    for (std::size_t i = 0; i < asked.door_prefix.size(); ++i) {
      if (!field.starts_with(asked.door_prefix[i])) continue;
      field = asked.form_prefix[i] + field.substr(asked.door_prefix[i].size());
      break;
    }
    named.add(std::move(field), slip.sentence);
  }
  return named;
}

}  // namespace web
