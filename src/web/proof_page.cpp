// The proof of one entry, which explains itself: what it shows and what not, and how to check it
// with nothing of ours. Source: docs/ENTRY_FORMAT.md section 7.
#include "base/hash.h"
#include "base/text.h"
#include "web/looks_pages.h"
#include "web/record_pages.h"
#include "web/shown.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::paragraph;
using html::Text;
using records::Proof;

std::string hex_of(const base::Hash& hash) { return base::hex(base::bytes_of(hash)); }

bool is_shown(const Proof& proof, std::size_t part) {
  return part < proof.shown.size() && proof.shown[part] && part < proof.parts.size();
}

// The header says which record the entry is about.
std::string reference_of(const Proof& proof) {
  for (std::size_t i = 0; i < proof.parts.size(); ++i)
    if (is_shown(proof, i) && proof.parts[i].name == ".record") return proof.parts[i].value;
  return "";
}

Html mono(std::string_view text) {
  Html out;
  out << "<pre class=\"bytes\" tabindex=\"0\">" << Text{text} << "</pre>\n";
  return out;
}

html::Table parts_table(const Proof& proof) {
  html::Table table;
  table.caption = say("proof.parts");
  table.shows = html::Table::Caption::heard;
  table.columns = {{say("proof.part"), html::Column::Align::left, ""},
                   {say("proof.value"), html::Column::Align::left, ""},
                   {say("proof.salt"), html::Column::Align::left, ""}};
  for (std::size_t i = 0; i < proof.parts.size(); ++i) {
    if (!is_shown(proof, i)) continue;
    const ledger::Part& part = proof.parts[i];
    Html name, value, salt;
    name << Text{part.name} << " <span class=\"quiet\">" << Text{part.kind} << "</span>";
    if (part.kind == "digest" || part.kind == "bytes") {
      value << "<code>" << Text{part.value} << "</code>";
    } else {
      value << Text{base::shortened(part.value, 400)};
    }
    salt << "<code>" << Text{base::hex(part.salt)} << "</code>";
    table.rows.push_back({name, value, salt});
  }
  return table;
}

std::size_t hidden_parts(const Proof& proof) {
  std::size_t hidden = 0;
  for (std::size_t i = 0; i < proof.digests.size(); ++i)
    if (!is_shown(proof, i)) ++hidden;
  return hidden;
}

Html what_it_shows() {
  Html out;
  out << html::heading2(say("proof.shows_title"))
      << html::bullets({Html() << Text{say("proof.shows_1")}, Html() << Text{say("proof.shows_2")},
                        Html() << Text{say("proof.shows_3")}})
      << html::heading2(say("proof.not_title"))
      << html::bullets({Html() << Text{say("proof.not_1")}, Html() << Text{say("proof.not_2")}});
  return out;
}

Html steps_to_check() {
  Html out;
  out << html::heading2(say("proof.steps_title")) << "<ol>\n";
  for (const char* key : {"proof.step_1", "proof.step_2", "proof.step_3", "proof.step_4",
                          "proof.step_5"})
    out << "<li>" << Text{say(key)} << "</li>\n";
  out << "</ol>\n";
  return out;
}

std::string lines_of(const std::vector<base::Hash>& hashes) {
  std::string text;
  for (const base::Hash& hash : hashes) text += hex_of(hash) + "\n";
  return text;
}

Html technical(const Proof& proof) {
  Html out;
  out << html::heading2(say("proof.parts")) << html::table(parts_table(proof));
  const std::size_t hidden = hidden_parts(proof);
  if (hidden > 0) out << paragraph(say("proof.hidden", {std::to_string(hidden)}));
  Html numbers;
  numbers << html::heading3(say("proof.digests")) << mono(lines_of(proof.digests))
          << html::heading3(say("proof.leaf")) << mono(proof.leaf)
          << html::heading3(say("proof.inclusion")) << mono(lines_of(proof.inclusion))
          << html::heading3(say("proof.checkpoint")) << mono(proof.checkpoint)
          << html::heading3(say("proof.verifier")) << mono(proof.verifier);
  out << html::heading2(say("proof.numbers")) << paragraph(say("proof.numbers_what")) << numbers;
  return out;
}

http::Response draw(Visit& visit, const Proof& proof) {
  const std::string number = base::grouped(proof.entry);
  const std::string reference = reference_of(proof);
  Html main;
  main << html::page_head({say("proof.title", {number}), reference, say("proof.lead")});
  Html verdict;
  verdict << "<p>" << Text{say("proof.holds_what", {base::grouped(proof.tree_size)})} << "</p>\n";
  if (proof.holds) {
    main << html::done_notice(say("proof.holds"), verdict);
  } else {
    main << html::grave(Html() << "<p><b>" << Text{say("proof.fails")} << "</b> "
                               << Text{say("proof.fails_what")} << "</p>\n");
  }
  Html content;
  content << what_it_shows() << steps_to_check() << technical(proof);
  Html side;
  const std::string own = "/proof/" + std::to_string(proof.entry);
  std::vector<Html> take{html::link_to(say("proof.download"), own + "/text"),
                         html::link_to(say("proof.help"), "/help/proof")};
  if (!reference.empty())
    take.push_back(html::link_to(say("proof.record", {reference}), record_href(reference)));
  side << html::side_section(say("proof.take"), html::plain_list(take));
  main << html::columns(content, side, say("proof.take"));
  std::vector<html::Link> trail{home_link()};
  if (!reference.empty()) trail.push_back({reference, record_href(reference), false});
  return page(visit, {say("proof.title", {number}), trail, "", false}, main);
}

std::string text_of(const Proof& proof) {
  std::string text = say("proof.text_head", {std::to_string(proof.entry)}) + "\n\n";
  text += say("proof.shows_1") + "\n" + say("proof.not_1") + "\n\n";
  for (const char* key : {"proof.step_1", "proof.step_2", "proof.step_3", "proof.step_4",
                          "proof.step_5"})
    text += "- " + say(key) + "\n";
  text += "\nentry " + std::to_string(proof.entry) + "\ntree size " +
          std::to_string(proof.tree_size) + "\n\nparts (hex of salt, name, kind, hex of value)\n";
  for (std::size_t i = 0; i < proof.digests.size(); ++i) {
    if (is_shown(proof, i)) {
      const ledger::Part& part = proof.parts[i];
      text += base::hex(part.salt) + " " + part.name + " " + part.kind + " " +
              base::hex(part.value) + "\n";
    } else {
      text += "closed\n";
    }
  }
  text += "\ndigests\n" + lines_of(proof.digests) + "\nleaf\n" + proof.leaf + "\ninclusion\n" +
          lines_of(proof.inclusion) + "\ncheckpoint\n" + proof.checkpoint + "\nverifier key\n" +
          proof.verifier + "\n";
  return text;
}

base::Result<Proof> find_proof(Visit& visit, std::string_view entry) {
  const auto number = base::whole_number(entry);
  if (!number || *number < 0)
    return base::Failure{base::ErrorKind::not_found, say("missing.why"), std::string(entry)};
  return visit.reader->proof(*number, visit.who());
}

// A proof shows what its entry set.
void note_proved(Visit& visit, const Proof& proof) {
  const std::string reference = reference_of(proof);
  if (!reference.empty()) note_opened(visit, reference);
}

}  // namespace

http::Response proof_page(Visit& visit) {
  const auto proof = find_proof(visit, visit.captured[0]);
  if (!proof) return fault_page(visit, proof.error());
  note_proved(visit, *proof);
  return draw(visit, *proof);
}

http::Response record_proof_page(Visit& visit) {
  return http::Response::see_other("/proof/" + base::url_encoded(visit.captured[1]));
}

http::Response proof_text(Visit& visit) {
  const auto proof = find_proof(visit, visit.captured[0]);
  if (!proof) return fault_page(visit, proof.error());
  note_proved(visit, *proof);
  return http::Response::download(text_of(*proof),
                                  "proof-" + std::to_string(proof->entry) + ".txt",
                                  "text/plain; charset=utf-8");
}

}  // namespace web
