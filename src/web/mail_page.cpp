// An e-mail becomes a draft: its subject the title, its text the first prose, the message itself
// the document (principle 28). Nothing is recorded.
#include <algorithm>

#include "base/files.h"
#include "base/text.h"
#include "exchange/mail.h"
#include "web/draft_files.h"
#include "web/drafts.h"
#include "web/step_draw.h"
#include "web/step_pages.h"
#include "web/step_side.h"
#include "web/uploads.h"
#include "web/words.h"

namespace web {
namespace {

constexpr std::size_t most_mail = 50u << 20;

// The sender and date stand before the text, so that the draft says where it comes from.
std::string text_of(const exchange::Mail& mail) {
  std::string text;
  if (!mail.from.empty()) text += say("mail.from", {mail.from, mail.date}) + "\n\n";
  return text + mail.text;
}

void fill(Filling& filling, const exchange::Mail& mail) {
  const registers::Register& kind = *filling.kind;
  const registers::Field* title = kind.field(kind.page.title_field);
  if (title != nullptr)
    filling.form.typed[title->name] =
        base::shortened(mail.subject, std::min<std::size_t>(registers::most_letters(*title), 300));
  for (const std::string& name : filling.step->fields()) {
    const registers::Field* field = kind.field(name);
    if (field == nullptr || field->kind != registers::Kind::prose) continue;
    filling.form.typed[name] = text_of(mail);
    return;
  }
}

http::Response complain(Visit& visit, Filling& filling, std::string sentence) {
  filling.form.mistakes.add("mail", std::move(sentence));
  return draw_page(visit, filling, 0, 422);
}

}  // namespace

http::Response from_mail(Visit& visit) {
  const registers::Register* kind = visit.packs().find(visit.captured[0]);
  const registers::Step* step =
      kind == nullptr || kind->internal ? nullptr : kind->step(visit.captured[1]);
  if (step == nullptr || !step->from.empty()) return not_found_page(visit);
  Filling filling = opened(visit, *kind, *step, std::nullopt);
  const registers::Field* field = mail_field(filling);
  if (field == nullptr || filling.pages() == 0) return not_found_page(visit);
  const http::Upload* upload = visit.request.upload("mail");
  if (upload == nullptr) return complain(visit, filling, say("mail.choose"));
  const CheckedUpload checked = check_upload(upload->path, upload->file_name, upload->length);
  if (!checked.complaint.empty()) return complain(visit, filling, checked.complaint);
  const auto bytes = base::read_file(upload->path, most_mail);
  if (!bytes) return fault_page(visit, bytes.error());
  const auto mail = exchange::read_mail(*bytes);
  if (!mail) return complain(visit, filling, mail.error().what);
  const auto id = keep_draft_file(visit, upload->path);
  if (!id) return fault_page(visit, id.error());
  fill(filling, *mail);
  filling.form.files[field->name] = {*id, checked.name, checked.type,
                                     static_cast<std::int64_t>(upload->length)};
  if (const auto kept = keep(visit, filling); !kept) return fault_page(visit, kept.error());
  return http::Response::see_other(draft_href(filling.draft, 1));
}

}  // namespace web
