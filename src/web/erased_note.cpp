#include "web/erased_note.h"

#include "web/shown.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;

// By which rule, and on whose authority: in the words of the disposal itself.
Html why_of(Visit& visit, const records::Row& disposal) {
  const registers::Register& kind = *disposal.kind;
  Html out;
  const registers::Field* basis = kind.disposes ? kind.field(kind.disposes->basis) : nullptr;
  if (basis != nullptr)
    out << " " << Text{as_sentence(shown_text(visit, kind, *basis,
                                              registers::value_of(disposal.values, basis->name)))};
  out << " " << Text{say("erased.authority", {record_title(visit, disposal)})} << " "
      << html::link_to(disposal.reference, record_href(disposal.reference));
  return out;
}

}  // namespace

Html erased_note(Visit& visit, const View& view, std::int64_t entry, std::string_view field) {
  for (const records::ErasedWords& one : view.erased) {
    if (one.entry != entry || one.field != field) continue;
    Html out;
    out << "<p>" << Text{say("erased.on", {base::long_date(base::london_date(one.at))})};
    if (one.disposal)
      out << why_of(visit, *one.disposal);
    else
      out << " " << Text{say("erased.ask")};
    out << "</p>\n";
    return out;
  }
  return {};
}

Html erased_note(Visit& visit, const View& view, std::string_view field) {
  std::int64_t entry = -1;
  for (const records::HistoryLine& line : view.history)
    for (const records::HistoryLine::Set& set : line.sets)
      if (line.reference == view.row.reference && set.field == field) entry = line.entry;
  return entry < 0 || view.erased.empty() ? Html() : erased_note(visit, view, entry, field);
}

}  // namespace web
