// Which words of one record are to go by themselves: a list to tick, and a draft of a disposal that
// names them. Nothing is erased here; that takes two people (disposal_pages.cpp).
#include "base/text.h"
#include "records/disposal.h"
#include "web/disposal_pages.h"
#include "web/drafts.h"
#include "web/listing.h"
#include "web/shown.h"
#include "web/step_pages.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;
using records::HistoryLine;
using registers::Kind;
using registers::Register;

constexpr std::size_t shown_letters = 120;

bool is_typed(const registers::Field& field) {
  return field.kind == Kind::line || field.kind == Kind::prose || field.kind == Kind::document;
}

// What somebody typed, entry by entry; the door looks again at each when it is proposed.
std::vector<html::Choice> words_of(Visit& visit, const std::vector<HistoryLine>& lines) {
  std::vector<html::Choice> choices;
  for (const HistoryLine& line : lines) {
    if (line.kind == nullptr || line.erased) continue;
    if (!records::can_be_disposed_of(*line.kind) || line.kind->names) continue;
    for (const HistoryLine::Set& set : line.sets) {
      const registers::Field* field = line.kind->field(set.field);
      if (field == nullptr || set.after.empty() || !is_typed(*field)) continue;
      if (!is_open_field(*field) || field->computed) continue;
      choices.push_back(
          {records::line_of({line.reference, line.entry, set.field}),
           field->short_label.empty() ? field->label : field->short_label,
           say("erase.said", {line.reference, entry_words(line.entry),
                              base::long_time(line.recorded_at),
                              base::shortened(shown_text(visit, *line.kind, *field, set.after),
                                              shown_letters)})});
    }
  }
  return choices;
}

Html words_form(Visit& visit, const std::string& reference,
                const std::vector<html::Choice>& choices, const std::string& mistake) {
  html::Question question;
  question.id = question.name = "words";
  question.label = say("erase.which");
  question.hint = say("erase.which_hint");
  question.mistake = mistake;
  Html fields;
  fields << token_field(visit) << html::hidden("record", reference)
         << html::checkboxes(question, choices) << html::button(say("disposal.propose"));
  return html::form("/disposals/words", html::Sends::post, fields);
}

struct Proposing {
  const Register* kind;
  const registers::Step* step;
};
std::optional<Proposing> proposing(Visit& visit) {
  const Register* kind = visit.packs().disposing();
  if (kind == nullptr || kind->disposes->passages.empty()) return std::nullopt;
  const auto steps = visit.reader->first_steps(*kind, visit.who());
  if (steps.empty()) return std::nullopt;
  return Proposing{kind, steps.front()};
}

http::Response words_page(Visit& visit, const Proposing& asked, const std::string& reference,
                          const std::string& mistake) {
  const auto lines = visit.reader->history(reference, visit.who());
  if (!lines && lines.error().kind != base::ErrorKind::not_found)
    return fault_page(visit, lines.error());
  Html main;
  main << html::page_head({say("erase.title"), reference, say("erase.lead")});
  const auto choices = lines ? words_of(visit, *lines) : std::vector<html::Choice>();
  if (choices.empty()) {
    main << html::empty_place(say("erase.none"), html::paragraph(say("erase.none_why")));
  } else {
    if (!mistake.empty()) main << html::error_summary({{"words", mistake}});
    main << words_form(visit, reference, choices, mistake);
  }
  return page(visit, {say("erase.title"),
                      {home_link(), {asked.kind->plural, list_href(*asked.kind), false}},
                      list_href(*asked.kind)},
              main);
}

}  // namespace

http::Response erase_words_page(Visit& visit) {
  const auto asked = proposing(visit);
  if (!asked) return not_found_page(visit);
  return words_page(visit, *asked,
                    std::string(base::trimmed(visit.request.query_value("record"))), "");
}

http::Response propose_words(Visit& visit) {
  const auto asked = proposing(visit);
  if (!asked) return not_found_page(visit);
  std::string lines;
  for (const auto& one : visit.request.form)
    if (one.name == "words") lines += one.value + "\n";
  if (lines.empty())
    return words_page(visit, *asked, std::string(visit.request.form_value("record")),
                      say("erase.tick"));
  Filling filling = opened(visit, *asked->kind, *asked->step, std::nullopt);
  filling.form.typed[asked->kind->disposes->passages] = lines;
  if (const auto kept = keep(visit, filling); !kept) return fault_page(visit, kept.error());
  return http::Response::see_other(draft_href(filling.draft, 1));
}

}  // namespace web
