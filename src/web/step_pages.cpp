#include "web/step_pages.h"

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "web/check_draw.h"
#include "web/drafts.h"
#include "web/looks_pages.h"
#include "web/record_act.h"
#include "web/record_view.h"
#include "web/seal_pages.h"
#include "web/shown.h"
#include "web/step_draw.h"
#include "web/words.h"

namespace web {
namespace {

using registers::Register;
using registers::Step;

constexpr std::size_t key_letters = 32;

struct Place {
  const Register* kind = nullptr;
  const Step* step = nullptr;
};

// The register and step of a path; nothing for what people do not fill in by hand.
std::optional<Place> place_of(const Visit& visit, std::string_view kind, std::string_view step) {
  Place place;
  place.kind = visit.packs().find(kind);
  if (place.kind == nullptr || place.kind->internal) return std::nullopt;
  place.step = place.kind->step(step);
  if (place.step == nullptr) return std::nullopt;
  // How one signs in is changed on one's own pages, not by a form of the register.
  if (place.kind->accounts && place.kind->accounts->own_step == place.step->name)
    return std::nullopt;
  // Nor is a key made, or a seal opened, by one: they want a passphrase, which is kept nowhere.
  if (is_seal_step(*place.kind, *place.step)) return std::nullopt;
  return place;
}

// What the form says of itself: its key, its capacity, the version it was drawn from.
void take_own_fields(const Visit& visit, Filling& filling) {
  const http::Request& request = visit.request;
  const std::string_view key = request.form_value("key");
  if (key.size() == key_letters && base::unhex(key)) filling.key = base::lower_ascii(key);
  if (const auto grant = base::whole_number(request.form_value("grant"))) filling.grant = *grant;
  if (const auto seen = base::whole_number(request.form_value("seen"))) filling.seen = *seen;
  if (request.has_form("parent")) filling.parent = request.form_value("parent");
}

http::Response not_yours(Visit& visit, const Place& place, const records::Row* row) {
  Refused refused{say("step.not_yours", {place.step->title}), "", "", "", {}};
  refused.reason = say("step.not_yours_why",
                       {capacity_title(visit.packs(), visit.who().held.capacity)});
  std::string who;
  for (const registers::Permit& permit : visit.packs().permits) {
    if (permit.register_name != place.kind->name || permit.act != place.step->name) continue;
    for (const std::string& one : permit.who) {
      const std::string words = row == nullptr ? capacity_title(visit.packs(), one)
                                               : standing_words(visit, *row, one);
      if (!words.empty()) who += (who.empty() ? "" : ", ") + words;
    }
  }
  if (!who.empty()) refused.possible = say("step.yours_if", {who});
  return refused_page(visit, refused);
}

// Draws a step just opened: its first page, or at once the check page when it asks nothing.
http::Response draw_opened(Visit& visit, Filling& filling) {
  if (filling.pages() == 0) return draw_check(visit, filling);
  return draw_page(visit, filling, 0, 200);
}

// Whether this step may be taken on this record by this caller; otherwise the page that says why.
std::optional<http::Response> refuse_step(Visit& visit, const Place& place,
                                          const records::Row& row) {
  const auto steps = visit.reader->next_steps(row, visit.who());
  if (!steps) return fault_page(visit, steps.error());
  for (const auto& next : *steps) {
    if (next.step != place.step) continue;
    if (!next.absent) return std::nullopt;
    return refused_page(visit, {say("step.absent", {place.step->title}), next.why, next.source,
                                "", {}});
  }
  return not_yours(visit, place, &row);
}

bool wants_record(const Visit& visit) { return visit.request.form_value("go") == "record"; }

// Signed where the step asks for it; and a grave act is seen whole before it is recorded.
bool may_record_at_once(const Visit& visit, const Filling& filling) {
  const bool is_signed =
      filling.step->declaration.empty() || visit.request.form_value("signed") == "yes";
  if (!is_signed) return false;
  if (filling.step->grave.empty() || filling.pages() == 0) return true;
  const Answers answers =
      read_answers(*filling.kind, *filling.step, filling.form, "", filling.base());
  return !filling.step->grave_when.holds(answers.all);
}

http::Response to_check(Visit& visit, Filling& filling) {
  if (const auto kept = keep(visit, filling); !kept) return fault_page(visit, kept.error());
  return http::Response::see_other(check_href(filling.draft));
}

// Everything that was sent, of whatever page, and then the door.
http::Response record_at_once(Visit& visit, Filling& filling) {
  for (const registers::FormPage& form_page : filling.step->pages)
    take_page(visit, filling, form_page, visit.request.form);
  if (!filling.form.mistakes.empty() || may_record_at_once(visit, filling))
    return record_filling(visit, filling);
  return to_check(visit, filling);
}

// A question that came up by these answers and was not on the page yet. Source: PAGES, one question
// after another, without script.
bool has_new_question(const Visit& visit, const Filling& filling, std::size_t number) {
  if (!visit.request.has_form("asked")) return false;
  const std::vector<std::string_view> asked =
      base::split(visit.request.form_value("asked"), ' ');
  const Answers answers =
      read_answers(*filling.kind, *filling.step, filling.form, "", filling.base());
  for (const registers::Field* field :
       asked_fields(filling, filling.step->pages[number], answers))
    if (std::find(asked.begin(), asked.end(), field->name) == asked.end()) return true;
  return false;
}

http::Response another_row(Visit& visit, Filling& filling, std::size_t number,
                           std::string_view child) {
  set_rows(filling.form, child, rows_of(filling.form, child) + 1);
  if (const auto kept = keep(visit, filling); !kept) return fault_page(visit, kept.error());
  return http::Response::see_other(draft_href(filling.draft, number + 1) + "#part-" +
                                   std::string(child));
}

// One page was sent: kept whatever it says; then the next page, the check page, or this one again.
http::Response page_sent(Visit& visit, Filling& filling, std::size_t number) {
  if (is_other_capacity(visit, filling)) return other_capacity_page(visit, filling);
  take_page(visit, filling, filling.step->pages[number], visit.request.form);
  const std::string_view go = visit.request.form_value("go");
  if (go.starts_with("more.")) return another_row(visit, filling, number, go.substr(5));
  const registers::Mistakes mistakes = page_mistakes(visit, filling, number);
  const bool comes_back = !mistakes.empty() || has_new_question(visit, filling, number);
  if (!comes_back) mark_done(filling, number);
  if (const auto kept = keep(visit, filling); !kept) return fault_page(visit, kept.error());
  if (comes_back) {
    filling.form.mistakes = mistakes;
    return draw_page(visit, filling, number, mistakes.empty() ? 200 : 422);
  }
  const bool last = number + 1 >= filling.pages();
  return http::Response::see_other(go == "check" || last
                                       ? check_href(filling.draft)
                                       : draft_href(filling.draft, number + 2));
}

http::Response sent(Visit& visit, Filling& filling) {
  if (const auto found = find_answered(visit, filling); !found)
    return fault_page(visit, found.error());
  take_own_fields(visit, filling);
  if (is_other_capacity(visit, filling)) {
    for (const registers::FormPage& form_page : filling.step->pages)
      take_page(visit, filling, form_page, visit.request.form);
    return other_capacity_page(visit, filling);
  }
  if (wants_record(visit)) return record_at_once(visit, filling);
  if (filling.pages() == 0) return to_check(visit, filling);
  return page_sent(visit, filling, 0);
}

std::optional<std::size_t> page_number(const Visit& visit, const Filling& filling) {
  const auto number = base::whole_number(visit.captured[1]);
  if (!number || *number < 1 || static_cast<std::size_t>(*number) > filling.pages())
    return std::nullopt;
  return static_cast<std::size_t>(*number - 1);
}

// Whoever may read a record may say something of it, by a relation as well as by their capacity.
http::Response new_comment(Visit& visit, const Place& place) {
  const std::string_view parent = visit.request.query_value("parent");
  const auto about = visit.reader->find(parent, visit.who());
  if (!about) return fault_page(visit, about.error());
  if (about->kind->name != place.kind->parent) return not_found_page(visit);
  Filling filling = opened(visit, *place.kind, *place.step, std::nullopt);
  filling.parent = parent;
  return draw_opened(visit, filling);
}

}  // namespace

http::Response new_step(Visit& visit) {
  if (auto elsewhere = to_seal_page(visit)) return std::move(*elsewhere);
  const auto place = place_of(visit, visit.captured[0], visit.captured[1]);
  if (!place || !place->step->from.empty()) return not_found_page(visit);
  if (place->kind->comments) return new_comment(visit, *place);
  const std::vector<const Step*> first = visit.reader->first_steps(*place->kind, visit.who());
  if (std::find(first.begin(), first.end(), place->step) == first.end())
    return not_yours(visit, *place, nullptr);
  Filling filling = opened(visit, *place->kind, *place->step, std::nullopt);
  filling.parent = visit.request.query_value("parent");
  if (place->kind->parent.empty() != filling.parent.empty()) return not_found_page(visit);
  return draw_opened(visit, filling);
}

http::Response new_step_sent(Visit& visit) {
  const auto place = place_of(visit, visit.captured[0], visit.captured[1]);
  if (!place || !place->step->from.empty()) return not_found_page(visit);
  Filling filling = opened(visit, *place->kind, *place->step, std::nullopt);
  return sent(visit, filling);
}

http::Response do_step(Visit& visit) {
  auto row = visit.reader->find(visit.captured[0], visit.who());
  if (!row) return fault_page(visit, row.error());
  if (auto elsewhere = to_seal_page(visit, *row)) return std::move(*elsewhere);
  const auto place = place_of(visit, row->kind->name, visit.captured[1]);
  if (!place || place->step->from.empty()) return not_found_page(visit);
  if (auto refused = refuse_step(visit, *place, *row)) return std::move(*refused);
  note_opened(visit, *row);
  Filling filling = opened(visit, *place->kind, *place->step, *row);
  if (const auto found = find_answered(visit, filling); !found)
    return fault_page(visit, found.error());
  return draw_opened(visit, filling);
}

http::Response do_step_sent(Visit& visit) {
  auto row = visit.reader->find(visit.captured[0], visit.who());
  if (!row) return fault_page(visit, row.error());
  const auto place = place_of(visit, row->kind->name, visit.captured[1]);
  if (!place || place->step->from.empty()) return not_found_page(visit);
  Filling filling = opened(visit, *place->kind, *place->step, *row);
  return sent(visit, filling);
}

http::Response draft_page(Visit& visit) {
  auto filling = draft_filling(visit, visit.captured[0]);
  if (!filling) return fault_page(visit, filling.error());
  const auto number = page_number(visit, *filling);
  if (!number) return not_found_page(visit);
  if (is_other_capacity(visit, *filling)) return other_capacity_page(visit, *filling);
  return draw_page(visit, *filling, *number, 200);
}

http::Response draft_page_sent(Visit& visit) {
  auto filling = draft_filling(visit, visit.captured[0]);
  if (!filling) return fault_page(visit, filling.error());
  const auto number = page_number(visit, *filling);
  if (!number) return not_found_page(visit);
  if (visit.request.form_value("go") == "as_now") {
    filling->grant = visit.who().held.grant_entry;
    if (const auto kept = keep(visit, *filling); !kept) return fault_page(visit, kept.error());
    return http::Response::see_other(draft_href(filling->draft, *number + 1));
  }
  return page_sent(visit, *filling, *number);
}

http::Response check_page(Visit& visit) {
  auto filling = draft_filling(visit, visit.captured[0]);
  if (!filling) return fault_page(visit, filling.error());
  if (is_other_capacity(visit, *filling)) return other_capacity_page(visit, *filling);
  return draw_check(visit, *filling);
}

http::Response check_sent(Visit& visit) {
  auto filling = draft_filling(visit, visit.captured[0]);
  if (!filling) return fault_page(visit, filling.error());
  if (visit.request.form_value("go") == "as_now") {
    filling->grant = visit.who().held.grant_entry;
    return to_check(visit, *filling);
  }
  if (is_other_capacity(visit, *filling)) return other_capacity_page(visit, *filling);
  const std::string_view go = visit.request.form_value("go");
  if (go == "refresh" && filling->row) {
    filling->seen = filling->row->since_entry;
    return to_check(visit, *filling);
  }
  if (!filling->step->declaration.empty() && visit.request.form_value("signed") != "yes") {
    filling->form.mistakes.add("signed", say("check.sign_first"));
    return draw_check(visit, *filling);
  }
  return record_filling(visit, *filling);
}

http::Response drop_draft(Visit& visit) {
  const auto draft = visit.site.desk.draft(visit.captured[0], visit.who().person);
  if (draft) {
    Filling filling;
    filling.draft = draft->id;
    filling.form = decoded(draft->content);
    drop(visit, filling);
  }
  return http::Response::see_other("/");
}

}  // namespace web
