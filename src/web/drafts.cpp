#include "web/drafts.h"

#include "base/text.h"
#include "registers/typed.h"
#include "web/draft_files.h"
#include "web/looks_pages.h"
#include "web/shown.h"
#include "web/words.h"

namespace web {
namespace {

constexpr std::int64_t kept_days = 30;  // FORMAT 11

// What is kept beside the typed text. No field begins with a point.
constexpr std::string_view key_name = ".key", grant_name = ".grant", seen_name = ".seen",
                           parent_name = ".parent";

std::string take_out(Form& form, std::string_view name) {
  const auto found = form.typed.find(name);
  if (found == form.typed.end()) return "";
  std::string text = std::move(found->second);
  form.typed.erase(found);
  return text;
}

// How the list of drafts calls it: the title as typed so far, or the record it is about.
std::string title_of(Visit& visit, const Filling& filling) {
  const registers::Register& kind = *filling.kind;
  const std::string typed(filling.form.text(kind.page.title_field));
  const registers::Field* field = kind.field(kind.page.title_field);
  if (!typed.empty() && field != nullptr) {
    const registers::Read read = registers::read_typed(*field, typed);
    return base::shortened(read.value ? shown_text(visit, kind, *field, *read.value) : typed, 120);
  }
  return filling.row ? base::shortened(record_title(visit, *filling.row), 120) : "";
}

}  // namespace

base::Result<void> keep(Visit& visit, Filling& filling) {
  Form form = filling.form;
  form.typed[std::string(key_name)] = filling.key;
  form.typed[std::string(grant_name)] = std::to_string(filling.grant);
  form.typed[std::string(seen_name)] = std::to_string(filling.seen);
  if (!filling.parent.empty()) form.typed[std::string(parent_name)] = filling.parent;
  authority::Draft draft;
  draft.id = filling.draft;
  draft.person = visit.who().person;
  draft.register_name = filling.kind->name;
  draft.step = filling.step->name;
  draft.reference = filling.reference();
  draft.title = title_of(visit, filling);
  draft.content = encoded(form);
  filling.draft = TRY(visit.site.desk.keep_draft(draft));
  return {};
}

base::Result<Filling> draft_filling(Visit& visit, std::string_view id) {
  const authority::Draft draft = TRY(visit.site.desk.draft(id, visit.who().person));
  Filling filling;
  filling.kind = visit.packs().find(draft.register_name);
  filling.step = filling.kind == nullptr ? nullptr : filling.kind->step(draft.step);
  if (filling.step == nullptr) {
    return base::Failure{base::ErrorKind::not_found, "This draft is of a step that has gone.",
                         draft.id};
  }
  if (!draft.reference.empty())
    filling.row = TRY(visit.reader->find(draft.reference, visit.who()));
  if (filling.row) note_opened(visit, *filling.row);
  filling.draft = draft.id;
  filling.form = decoded(draft.content);
  filling.key = take_out(filling.form, key_name);
  filling.grant = base::whole_number(take_out(filling.form, grant_name)).value_or(-1);
  filling.seen = base::whole_number(take_out(filling.form, seen_name)).value_or(-1);
  filling.parent = take_out(filling.form, parent_name);
  TRY(find_answered(visit, filling));
  return filling;
}

void drop(Visit& visit, const Filling& filling) {
  for (const auto& [name, file] : filling.form.files) drop_draft_file(visit, file.id);
  if (!filling.draft.empty()) visit.site.desk.drop_draft(filling.draft, visit.who().person);
}

std::string draft_href(std::string_view id, std::size_t page_number) {
  return "/draft/" + std::string(id) + "/" + std::to_string(page_number);
}

std::string check_href(std::string_view id) { return "/draft/" + std::string(id) + "/check"; }

base::Date kept_until(base::Instant kept_at) {
  return base::plus_days(base::london_date(kept_at), kept_days);
}

}  // namespace web
