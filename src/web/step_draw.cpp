#include "web/step_draw.h"

#include <algorithm>

#include "base/text.h"
#include "registers/typed.h"
#include "web/drafts.h"
#include "web/inputs/inputs.h"
#include "web/listing.h"
#include "web/shown.h"
#include "web/step_side.h"
#include "web/words.h"

namespace web {
namespace {

using html::Attr;
using html::Html;
using html::Text;
using registers::Field;
using registers::FormPage;
using registers::Register;
using registers::Step;

std::string caption_of(const Filling& filling, std::size_t number) {
  const std::string what =
      filling.row ? say("step.title_of", {filling.step->title, filling.row->reference})
                  : filling.step->title;
  if (filling.pages() < 2) return what;
  return say("step.page_of", {what, std::to_string(number + 1), std::to_string(filling.pages())});
}

Html questions(Visit& visit, const Filling& filling, const FormPage& form_page,
               const Answers& answers) {
  Html out;
  std::string asked;
  for (const Field* field : asked_fields(filling, form_page, answers)) {
    out << inputs::ask({visit, filling, *filling.kind, *filling.step, ""}, *field);
    asked += (asked.empty() ? "" : " ") + field->name;
  }
  out << html::hidden("asked", asked);
  for (const std::string& name : form_page.children) {
    const Register* child = visit.packs().find(name);
    if (child != nullptr) out << inputs::ask_parts(visit, filling, *child);
  }
  return out;
}

Html buttons(const Filling& filling, std::size_t number) {
  const bool last = number + 1 >= filling.pages();
  Html row;
  if (last) {
    row << html::named_button(say("step.to_check"), "go", "check", html::Button::main);
  } else {
    row << html::named_button(say("step.next"), "go", "next", html::Button::main)
        << html::named_button(say("step.check_now"), "go", "check", html::Button::second);
  }
  if (number > 0 && !filling.draft.empty())
    row << html::link_to(say("step.back"), draft_href(filling.draft, number));
  return html::actions(row);
}

bool sends_files(const Filling& filling, const FormPage& form_page) {
  return std::any_of(form_page.fields.begin(), form_page.fields.end(),
                     [&](const std::string& name) {
                       const Field* field = filling.kind->field(name);
                       return field != nullptr && field->kind == registers::Kind::document;
                     });
}

Html kept_line(const Visit& visit, const Filling& filling) {
  Html out;
  out << "<p class=\"small quiet actions\">"
      << Text{filling.draft.empty() ? say("step.will_be_kept")
                                    : say("step.kept", {base::long_time(visit.now)})}
      << "</p>\n";
  return out;
}

bool is_on_page(const FormPage& form_page, std::string_view input) {
  const std::string_view first = input.substr(0, input.find('.'));
  const auto has = [&](const std::vector<std::string>& names) {
    return std::find(names.begin(), names.end(), first) != names.end();
  };
  return has(form_page.fields) || (first != input && has(form_page.children));
}

// Slips of one share of the act that the declared checks see, unless its text could not be read at
// all, which says more.
void add_slips(const RecordShare& share, const base::Date& today, registers::Mistakes& mistakes) {
  mistakes.take_all(share.answers.mistakes, share.prefix);
  const registers::Mistakes declared = registers::check_step(
      share.kind, share.step, share.answers.all, share.answers.set, today);
  for (const registers::Slip& slip : declared.all())
    if (share.answers.mistakes.of(slip.field).empty())
      mistakes.add(std::string(share.prefix) + slip.field, slip.sentence);
}

}  // namespace

std::vector<const Field*> asked_fields(const Filling& filling, const FormPage& form_page,
                                       const Answers& answers) {
  std::vector<const Field*> asked;
  for (const std::string& name : form_page.fields) {
    const Field* field = filling.kind->field(name);
    if (field == nullptr || field->computed || !field->retired.empty()) continue;
    const bool shown =
        waits_for_a_rule(*filling.kind, *field)
            ? is_shown(*field, answers.all) || !filling.form.text(name).empty() ||
                  !filling.form.mistakes.of(name).empty()
            : is_shown(*field, answers.all);
    if (shown) asked.push_back(field);
  }
  return asked;
}

std::size_t page_of(const Filling& filling, std::string_view input) {
  for (std::size_t i = 0; i < filling.pages(); ++i)
    if (is_on_page(filling.step->pages[i], input)) return i;
  // About the whole: where the parts are answered, when the step answers parts.
  for (std::size_t i = 0; i < filling.pages() && input.empty(); ++i)
    if (!filling.step->pages[i].children.empty() && !filling.answered.empty()) return i;
  return 0;
}

registers::Mistakes page_mistakes(Visit& visit, const Filling& filling, std::size_t number) {
  const FormPage& form_page = filling.step->pages[number];
  const Answers first =
      read_answers(*filling.kind, *filling.step, filling.form, "", filling.base());
  registers::Mistakes all;
  add_slips({*filling.kind, *filling.step, first, ""}, visit.today(), all);
  for (const PartAnswers& part : read_parts(visit, filling))
    add_slips({*part.kind, *part.step, part.answers, part.prefix}, visit.today(), all);
  registers::Mistakes here = filling.form.mistakes;
  for (const registers::Slip& slip : all.all())
    if (is_on_page(form_page, slip.field) && here.of(slip.field).empty())
      here.add(slip.field, slip.sentence);
  return here;
}

void mark_done(Filling& filling, std::size_t number) {
  filling.form.typed[".done." + std::to_string(number)] = "yes";
}

Html form_fields(const Visit& visit, const Filling& filling) {
  Html out;
  out << token_field(visit) << html::hidden("key", filling.key)
      << html::hidden("grant", std::to_string(filling.grant));
  if (filling.row) out << html::hidden("seen", std::to_string(filling.seen));
  if (!filling.parent.empty()) out << html::hidden("parent", filling.parent);
  return out;
}

std::vector<html::Mistake> summary_of(const registers::Mistakes& mistakes) {
  std::vector<html::Mistake> summary;
  for (const registers::Slip& slip : mistakes.all())
    summary.push_back({id_of(slip.field), slip.sentence});
  return summary;
}

std::vector<html::Link> step_trail(const Filling& filling) {
  std::vector<html::Link> trail{home_link()};
  if (filling.kind->parent.empty())
    trail.push_back({filling.kind->plural, list_href(*filling.kind), false});
  const std::string reference = filling.row ? filling.row->reference : filling.parent;
  if (!reference.empty()) trail.push_back({reference, record_href(reference), false});
  return trail;
}

Html grave_box(const Step& step, const registers::Values& all) {
  if (step.grave.empty() || !step.grave_when.holds(all)) return {};
  Html out;
  const std::size_t stop = step.grave.find(". ");
  const std::string_view whole = step.grave;
  out << "<p><b>" << Text{whole.substr(0, stop == std::string::npos ? stop : stop + 1)} << "</b>";
  if (stop != std::string::npos) out << Text{whole.substr(stop + 1)};
  out << "</p>\n";
  return html::grave(out);
}

std::string page_action(const Filling& filling, std::size_t number) {
  if (!filling.draft.empty()) return draft_href(filling.draft, number + 1);
  if (filling.row) return record_href(filling.row->reference) + "/do/" + filling.step->name;
  return "/new/" + filling.kind->name + "/" + filling.step->name;
}

http::Response draw_page(Visit& visit, const Filling& filling, std::size_t number, int status) {
  const FormPage& form_page = filling.step->pages[number];
  const Answers answers =
      read_answers(*filling.kind, *filling.step, filling.form, "", filling.base());
  const std::vector<html::Mistake> mistakes = summary_of(filling.form.mistakes);
  Html content;
  content << html::error_summary(mistakes)
          << html::page_head({form_page.title, caption_of(filling, number), ""})
          << grave_box(*filling.step, answers.all);
  Html fields;
  fields << form_fields(visit, filling) << questions(visit, filling, form_page, answers)
         << buttons(filling, number) << kept_line(visit, filling);
  content << html::form(page_action(filling, number),
                        sends_files(filling, form_page) ? html::Sends::post_with_files
                                                        : html::Sends::post,
                        fields);
  if (number == 0 && filling.draft.empty()) content << mail_way_in(visit, filling);
  Html main;
  main << html::columns(content, step_side(visit, filling, number), say("step.side"));
  return page(visit,
              {form_page.title, step_trail(filling), list_href(*filling.kind), !mistakes.empty()},
              main, status);
}

}  // namespace web
