#include "web/record_act.h"

#include "access/grants.h"
#include "base/log.h"
#include "base/text.h"
#include "web/drafts.h"
#include "web/listing.h"
#include "web/prove_pages.h"
#include "web/shown.h"
#include "web/step_draw.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::paragraph;
using html::Text;

http::Response stop_page(Visit& visit, const Filling& filling, const html::Heading& heading,
                         const Html& content, int status) {
  Html main;
  main << html::page_head(heading) << content;
  return page(visit, {heading.title, step_trail(filling), list_href(*filling.kind), false}, main,
              status);
}

// A button that posts to the check page again, saying what has been understood.
Html check_button(Visit& visit, const Filling& filling, std::string_view go,
                  std::string_view words) {
  Html fields;
  fields << form_fields(visit, filling) << html::hidden("signed", "yes")
         << html::named_button(words, "go", go, html::Button::main);
  return html::form(check_href(filling.draft), html::Sends::post, fields);
}

// Where the draft begins: its first page, or the check page of a step that asks nothing.
std::string first_href(const Filling& filling) {
  return filling.pages() == 0 ? check_href(filling.draft) : draft_href(filling.draft, 1);
}

Html back_link(const Filling& filling) {
  Html out;
  out << "<p>" << html::link_to(say("stop.back"), first_href(filling)) << "</p>\n";
  return out;
}

// A rule names a part by its title, since it knows no form: the mistake goes to that part's box.
registers::Mistakes at_their_parts(const Filling& filling, const registers::Mistakes& mistakes) {
  registers::Mistakes placed;
  for (const registers::Slip& slip : mistakes.all()) {
    std::string field = slip.field;
    for (const records::Row& row : filling.answered) {
      const registers::Step* step = row.kind->step(filling.step->children_step);
      if (!field.empty() || step == nullptr || step->fields().empty() || row.kind->columns.empty())
        continue;
      const std::string& title =
          registers::value_of(row.values, row.kind->columns.front().field).text();
      if (slip.sentence.find("“" + base::shortened(title, 80) + "”") != std::string::npos)
        field = row_prefix(row.kind->name, row.reference) + step->fields().front();
    }
    placed.add(std::move(field), slip.sentence);
  }
  return placed;
}

// The first page on which something is wrong, with all that is wrong in its summary.
http::Response mistakes_page(Visit& visit, Filling& filling, const registers::Mistakes& mistakes) {
  filling.form.mistakes = at_their_parts(filling, mistakes);
  if (filling.pages() == 0) {
    Html content;
    std::vector<Html> items;
    for (const registers::Slip& slip : mistakes.all()) {
      Html item;
      item << Text{slip.sentence};
      items.push_back(item);
    }
    content << html::bullets(items);
    return stop_page(visit, filling, {say("stop.cannot"), "", ""}, content, 422);
  }
  std::size_t first = filling.pages() - 1;
  for (const registers::Slip& slip : filling.form.mistakes.all())
    first = std::min(first, page_of(filling, slip.field));
  return draw_page(visit, filling, first, 422);
}

http::Response refusal_page(Visit& visit, const Filling& filling,
                            const records::Refusal& refusal) {
  Refused refused{say("stop.refused", {filling.step->title}), refusal.reason, refusal.source,
                  refusal.possible, {}};
  refused.way_on << paragraph(say("stop.kept")) << back_link(filling);
  return refused_page(visit, refused);
}

http::Response already_page(Visit& visit, const Filling& filling,
                            const records::AlreadyRecorded& already) {
  Html content = paragraph(say("already.what", {base::grouped(already.entry)}));
  if (!already.reference.empty()) {
    content << "<p>" << html::link_to(say("already.open", {already.reference}),
                                      record_href(already.reference))
            << "</p>\n";
  }
  content << paragraph(say("already.ask"))
          << check_button(visit, filling, "again", say("already.button")) << back_link(filling);
  return stop_page(visit, filling, {say("already.title", {base::grouped(already.entry)}), "", ""},
                   content, 409);
}

http::Response changed_page(Visit& visit, const Filling& filling,
                            const records::ChangedMeanwhile& changed) {
  Html content = paragraph(say("changed.what", {base::grouped(changed.entry)}));
  content << "<p>"
          << html::link_to(say("changed.look"), record_href(filling.reference()) + "#history")
          << "</p>\n"
          << check_button(visit, filling, "refresh", say("changed.button")) << back_link(filling);
  return stop_page(visit, filling, {say("changed.title"), "", ""}, content, 409);
}

// Asking again sends the same key, so nothing is recorded twice.
http::Response not_known_page(Visit& visit, const Filling& filling) {
  Html content = paragraph(say("unknown.what"));
  content << paragraph(say("unknown.ask"))
          << check_button(visit, filling, "record", say("unknown.button")) << back_link(filling);
  return stop_page(visit, filling, {say("unknown.title"), "", ""}, content, 503);
}

http::Response recorded(Visit& visit, const Filling& filling, const records::Receipt& receipt) {
  drop(visit, filling);
  const std::string shown = "?receipt=" + std::to_string(receipt.first_entry);
  if (!filling.kind->comments)
    return http::Response::see_other(record_href(receipt.reference) + shown);
  const std::string& about = filling.row ? filling.row->parent : filling.parent;
  return http::Response::see_other(record_href(about) + shown);
}

}  // namespace

bool is_other_capacity(const Visit& visit, const Filling& filling) {
  return filling.grant >= 0 && filling.grant != visit.who().held.grant_entry;
}

http::Response other_capacity_page(Visit& visit, Filling& filling) {
  if (const auto kept = keep(visit, filling); !kept) return fault_page(visit, kept.error());
  const auto opened = authority::grant_on(visit.reader->database(), visit.who().person,
                                          filling.grant, visit.today());
  const std::string now = capacity_title(visit.packs(), visit.who().held.capacity);
  const std::string then = opened && *opened
                               ? capacity_title(visit.packs(), (*opened)->capacity)
                               : say("other.ended");
  Html content = paragraph(say("other.what", {now, then}));
  content << paragraph(say("other.nothing")) << "<p>"
          << html::link_to(say("other.change"),
                           "/capacity?next=" + first_href(filling))
          << "</p>\n";
  Html fields;
  fields << form_fields(visit, filling)
         << html::named_button(say("other.go_on", {now}), "go", "as_now", html::Button::second);
  content << html::form(first_href(filling), html::Sends::post, fields);
  return stop_page(visit, filling, {say("other.title"), "", ""}, content, 409);
}

http::Response stopped(Visit& visit, Filling& filling, const Asked& asked,
                       const records::Outcome& outcome) {
  if (const auto kept = keep(visit, filling); !kept) return fault_page(visit, kept.error());
  if (const auto* mistakes = std::get_if<registers::Mistakes>(&outcome))
    return mistakes_page(visit, filling, in_form(asked, *mistakes));
  if (const auto* refusal = std::get_if<records::Refusal>(&outcome))
    return refusal_page(visit, filling, *refusal);
  if (const auto* already = std::get_if<records::AlreadyRecorded>(&outcome))
    return already_page(visit, filling, *already);
  if (const auto* changed = std::get_if<records::ChangedMeanwhile>(&outcome))
    return changed_page(visit, filling, *changed);
  if (std::holds_alternative<records::NotKnown>(outcome)) return not_known_page(visit, filling);
  return http::Response::see_other(check_href(filling.draft));
}

http::Response record_filling(Visit& visit, Filling& filling) {
  if (is_other_capacity(visit, filling)) return other_capacity_page(visit, filling);
  OpenedFiles files;
  auto asked = asked_of(visit, filling, Documents::opened, files);
  if (!asked) return fault_page(visit, asked.error());
  if (!asked->mistakes.empty() || !filling.form.mistakes.empty()) {
    registers::Mistakes all = filling.form.mistakes;
    all.take_all(asked->mistakes, "");
    return stopped(visit, filling, *asked, all);
  }
  if (wants_proof(visit, *filling.step, asked->first.all))
    return draw_proof_of_act(visit, filling);
  asked->change.even_if_repeated = visit.request.form_value("go") == "again";
  records::Change change = asked->change;
  visit.reader.reset();
  auto outcome = visit.site.store.commit(std::move(change));
  const auto* receipt = outcome ? std::get_if<records::Receipt>(&*outcome) : nullptr;
  if (receipt != nullptr) return recorded(visit, filling, *receipt);
  if (const auto again = open_reader(visit); !again) return fault_page(visit, again.error());
  if (!outcome) {
    base::log(base::LogLevel::warning, "not_recorded",
              {{"store", visit.request.store}, {"why", outcome.error().what}});
    // Whatever happened, the words stay; where not even that can be, the page says what failed.
    if (const auto kept = keep(visit, filling); !kept) return fault_page(visit, kept.error());
    return fault_page(visit, outcome.error());
  }
  return stopped(visit, filling, *asked, *outcome);
}

}  // namespace web
