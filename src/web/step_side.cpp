#include "web/step_side.h"

#include "base/text.h"
#include "calendar/working_days.h"
#include "web/about_page.h"
#include "web/drafts.h"
#include "web/shown.h"
#include "web/step_draw.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;
using registers::Field;

constexpr std::size_t most_recalled = 600;

// The first voice of the record, so that what is answered stays in sight.
Html what_was_said(Visit& visit, const Filling& filling) {
  if (!filling.row || filling.kind->page.voices.empty()) return {};
  const registers::Voice& voice = filling.kind->page.voices.front();
  if (voice.fields.empty()) return {};
  const Field* field = filling.kind->field(voice.fields.front());
  if (field == nullptr) return {};
  const std::string text = shown_text(visit, *filling.kind, *field,
                                      registers::value_of(filling.row->values, field->name));
  if (text.empty()) return {};
  Html content;
  content << html::paragraphs(base::shortened(text, most_recalled)) << "<p class=\"quiet\">"
          << Text{capacity_title(visit.packs(), filling.row->writer_capacity)} << ". "
          << html::link_to(say("step.read_all"), record_href(filling.row->reference)) << "</p>\n";
  return html::side_section(voice.title, content);
}

Html task(const Filling& filling, std::size_t place, std::size_t current) {
  const bool is_check = place == filling.pages();
  const std::string title = std::to_string(place + 1) + ". " +
                            (is_check ? say("step.check") : filling.step->pages[place].title);
  const bool done =
      !is_check && filling.form.typed.contains(".done." + std::to_string(place));
  Html out;
  if (place == current) {
    out << "<b>" << Text{title} << "</b><br><span class=\"quiet\">" << Text{say("step.here")}
        << "</span>";
    return out;
  }
  if (!filling.draft.empty()) {
    out << html::link_to(title, is_check ? check_href(filling.draft)
                                         : draft_href(filling.draft, place + 1));
  } else {
    out << Text{title};
  }
  out << "<br><span class=\"quiet\">" << Text{say(done ? "step.done" : "step.not_yet")}
      << "</span>";
  return out;
}

Html tasks(const Filling& filling, std::size_t current) {
  if (filling.pages() < 2) return {};
  std::vector<Html> items;
  for (std::size_t place = 0; place <= filling.pages(); ++place)
    items.push_back(task(filling, place, current));
  return html::side_section(say("step.so_far"), html::plain_list(items));
}

Html when_due(const Visit& visit, const Filling& filling) {
  if (!filling.row) return {};
  for (const registers::NeedLine& need : filling.kind->needs) {
    if (need.step != filling.step->name || need.state != filling.row->state) continue;
    const auto due = registers::value_of(filling.row->values, need.due).date();
    if (!due) continue;
    Html content;
    content << "<p><b>" << Text{base::long_date(*due)} << "</b><br>"
            << Text{time_left(visit, *due)} << "</p>\n<p class=\"quiet\">" << Text{need.why}
            << "</p>\n";
    return html::side_section(say("step.due"), content);
  }
  return {};
}

}  // namespace

std::string time_left(const Visit& visit, const base::Date& due) {
  const base::Date today = visit.today();
  if (due == today) return say("due.today");
  if (due < today) {
    const std::int64_t late = base::day_number(today) - base::day_number(due);
    return say("due.late", {base::plural(late, "day", "days")});
  }
  const calendar::Holidays holidays = registers::bank_holidays_of(visit.packs());
  const std::int64_t left = calendar::working_days_between(today, due, holidays);
  if (!holidays.covers(due) || left > 20) {
    const std::int64_t all = base::day_number(due) - base::day_number(today);
    return base::plural(all, "day", "days");
  }
  return base::plural(left, "working day", "working days");
}

Html step_side(Visit& visit, const Filling& filling, std::size_t number) {
  Html out;
  out << what_was_said(visit, filling) << tasks(filling, number) << when_due(visit, filling)
      << html::details(say("about.summary", {filling.kind->plural}),
                       what_belongs_here(visit, *filling.kind));
  return out;
}

const Field* mail_field(const Filling& filling) {
  if (filling.row) return nullptr;
  for (const std::string& name : filling.step->fields()) {
    const Field* field = filling.kind->field(name);
    if (field != nullptr && field->kind == registers::Kind::document) return field;
  }
  return nullptr;
}

Html mail_way_in(const Visit& visit, const Filling& filling) {
  if (mail_field(filling) == nullptr) return {};
  html::Question question;
  question.id = "mail";
  question.name = "mail";
  question.label = say("mail.label");
  question.hint = say("mail.hint");
  Html fields;
  fields << form_fields(visit, filling) << html::file_input(question)
         << html::button(say("mail.button"), html::Button::second);
  return html::details(say("mail.title"), html::form(page_action(filling, 0) + "/from-mail",
                                                     html::Sends::post_with_files, fields));
}

}  // namespace web
