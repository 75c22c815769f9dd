#include "web/filling.h"

#include <algorithm>

#include "access/permission.h"
#include "base/hash.h"
#include "base/text.h"
#include "registers/typed.h"
#include "web/draft_files.h"
#include "web/uploads.h"

namespace web {
namespace {

using registers::Field;
using registers::Kind;
using registers::Register;
using registers::Step;

constexpr std::size_t key_bytes = 16;

// Who decides: one's own post; or, for the clerk of a body, the body that was asked. So that most
// people have nothing to choose.
void propose_decider(Visit& visit, Filling& filling) {
  const Field* field = filling.kind->field(filling.step->decides);
  if (field == nullptr || !filling.row) return;
  if (!registers::value_of(filling.base(), field->name).empty()) return;
  for (const registers::Relation& relation : filling.kind->relations) {
    const registers::Value& asked = registers::value_of(filling.row->values, relation.field);
    if (asked.kind() != Kind::party || asked.party().bodies.empty()) continue;
    put_value(filling.form, *field, "", asked);
    return;
  }
  registers::Party own;
  own.post = visit.who().held.capacity;
  put_value(filling.form, *field, "", registers::Value::party(own));
}

void take_document(Visit& visit, Form& form, const Field& field, std::string_view prefix) {
  const std::string name = std::string(prefix) + field.name;
  if (!visit.request.form_value(name + ".drop").empty()) form.files.erase(name);
  const http::Upload* upload = visit.request.upload(name);
  if (upload == nullptr) return;
  const CheckedUpload checked = check_upload(upload->path, upload->file_name, upload->length);
  if (!checked.complaint.empty()) {
    form.mistakes.add(name, checked.complaint);
    return;
  }
  auto kept = keep_draft_file(visit, upload->path);
  if (!kept) {
    form.mistakes.add(name, kept.error().what);
    return;
  }
  form.files[name] = {*kept, checked.name, checked.type,
                      static_cast<std::int64_t>(upload->length)};
}

void take_fields(Visit& visit, Form& form, const Register& kind,
                 const std::vector<std::string>& fields, std::string_view prefix,
                 const std::vector<http::NameValue>& sent) {
  for (const std::string& name : fields) {
    const Field* field = kind.field(name);
    if (field == nullptr) continue;
    if (field->kind == Kind::document) take_document(visit, form, *field, prefix);
    take_field(form, *field, prefix, sent);
  }
}

void take_rows(Visit& visit, Filling& filling, const Register& child,
               const std::vector<http::NameValue>& sent) {
  if (is_answered(*filling.step, child)) {
    const Step* step = child.step(filling.step->children_step);
    for (const records::Row& row : filling.answered)
      if (step != nullptr)
        take_fields(visit, filling.form, child, step->fields(),
                    row_prefix(child.name, row.reference), sent);
    return;
  }
  const Step* step = making_step(child);
  if (step == nullptr) return;
  for (const http::NameValue& pair : sent)
    if (pair.name == child.name + ".rows") filling.form.typed[pair.name] = pair.value;
  const std::size_t rows = rows_of(filling.form, child.name);
  set_rows(filling.form, child.name, rows);
  for (std::size_t row = 0; row < rows; ++row)
    take_fields(visit, filling.form, child, step->fields(),
                row_prefix(child.name, std::to_string(row)), sent);
}

}  // namespace

registers::Values Filling::base() const {
  return row ? registers::begun(*kind, *step, row->values) : registers::Values{};
}

const Step* making_step(const Register& child) {
  for (const Step& step : child.steps)
    if (step.from.empty()) return &step;
  return nullptr;
}

bool is_answered(const Step& step, const Register& child) {
  return !step.children_step.empty() && step.children_of == child.name;
}

Filling opened(Visit& visit, const Register& kind, const Step& step,
               std::optional<records::Row> row) {
  Filling filling;
  filling.kind = &kind;
  filling.step = &step;
  filling.row = std::move(row);
  filling.key = base::hex(visit.site.store.around().random.bytes(key_bytes));
  filling.grant = visit.who().held.grant_entry;
  if (!filling.row) return filling;
  filling.seen = filling.row->since_entry;
  const registers::Values begun = filling.base();
  for (const std::string& name : step.fields()) {
    const Field* field = kind.field(name);
    if (field != nullptr && is_shown(*field, begun))
      put_value(filling.form, *field, "", registers::value_of(begun, name));
  }
  propose_decider(visit, filling);
  return filling;
}

base::Result<void> find_answered(Visit& visit, Filling& filling) {
  if (filling.step->children_of.empty() || !filling.row) return {};
  filling.answered = TRY(visit.reader->children(filling.row->reference,
                                                filling.step->children_of, visit.who()));
  return {};
}

void take_page(Visit& visit, Filling& filling, const registers::FormPage& form_page,
               const std::vector<http::NameValue>& sent) {
  take_fields(visit, filling.form, *filling.kind, form_page.fields, "", sent);
  for (const std::string& name : form_page.children) {
    const Register* child = visit.packs().find(name);
    if (child != nullptr) take_rows(visit, filling, *child, sent);
  }
}

}  // namespace web
