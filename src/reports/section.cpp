#include "reports/section.h"

#include "base/hash.h"
#include "base/text.h"
#include "html/parts.h"
#include "reports/composer.h"

namespace reports {
namespace {

using html::Attr;
using html::Html;
using html::Text;

// `value` absent: the whole figure.
Html shown_html(const Figure& figure, const ShownCount& shown, const FigureLinks& links,
                const std::string* value) {
  const bool is_nobody = shown.how == ShownCount::How::exact && shown.count == 0;
  const std::string words = text_of(shown);
  if (links.before.empty() || is_nobody || figure.counts == Counts::people) {
    Html plain;
    plain << Text{words};
    return plain;
  }
  std::string href = links.before + base::url_encoded(figure.name);
  std::string separator = "?";
  if (value != nullptr) {
    href += separator + "value=" + base::url_encoded(*value);
    separator = "&";
  }
  if (!links.as_at.empty()) href += separator + "as_at=" + links.as_at;
  return html::link_to(words, href);
}

Html heading_cell(const std::string& text) {
  Html cell;
  cell << Text{text};
  return cell;
}

html::Table table_headed(std::string caption, std::string first) {
  html::Table table;
  table.caption = std::move(caption);
  table.columns = {{std::move(first), html::Column::Align::left, ""},
                   {"Number", html::Column::Align::right, ""}};
  return table;
}

Html parts_table(const Figure& figure, const FigureLinks& links) {
  html::Table table = table_headed(figure.sentence, "Outcome");
  for (const FigurePart& part : figure.parts)
    table.rows.push_back(
        {heading_cell(part.label), shown_html(figure, part.shown, links, &part.value)});
  table.rows.push_back({heading_cell("In all"), shown_html(figure, figure.whole, links, nullptr)});
  return html::table(table);
}

// Figures of one number that follow each other stand in one table.
class NumbersTable {
 public:
  void add(const Figure& figure, const FigureLinks& links) {
    table_.rows.push_back(
        {heading_cell(figure.sentence), shown_html(figure, figure.whole, links, nullptr)});
  }
  void flush(Html& out) {
    if (table_.rows.empty()) return;
    table_.shows = html::Table::Caption::heard;
    out << html::table(table_);
    table_.rows.clear();
  }

 private:
  html::Table table_ = table_headed("Numbers of the year", "What is counted");
};

Html people_note(const ComposedSection& section) {
  Html note;
  for (const Figure& figure : section.figures) {
    if (figure.counts != Counts::people) continue;
    note << "<p class=\"small\">";
    if (figure.counted_at.entry < 0) {
      note << "Numbers about people are fixed month by month, so there is none before the second "
              "month of the record.";
    } else {
      note << "Numbers about people are fixed month by month, here at the checkpoint of "
           << Text{base::long_time(figure.counted_at.issued_at)}
           << ". Fewer than five, or none, are not shown as a number, and those records open "
              "only to who works on them.";
    }
    note << "</p>\n";
    break;
  }
  return note;
}

}  // namespace

Html section_html(const ComposedSection& section, const FigureLinks& links) {
  Html out;
  if (!section.declared->lead.empty())
    out << "<p class=\"lead\">" << Text{section.declared->lead} << "</p>\n";
  if (section.counts_nothing() && !section.declared->empty.empty()) {
    Html why;
    why << "<p>" << Text{section.declared->empty} << "</p>";
    out << html::empty_place("Nothing to count in this year", why);
  }
  NumbersTable numbers;
  for (const Figure& figure : section.figures) {
    if (figure.parts.empty()) {
      numbers.add(figure, links);
      continue;
    }
    numbers.flush(out);
    out << parts_table(figure, links);
  }
  numbers.flush(out);
  out << people_note(section);
  return out;
}

std::string counted_at_words(const Report& report) {
  const CountedAt& at = report.counting.at;
  return "Counted from the record as it stood after entry " + base::grouped(at.entry) +
         ", under the checkpoint of " + base::long_time(at.issued_at) + " over " +
         base::grouped(at.tree_size) + " entries.";
}

namespace {

constexpr html::Literal document_style =
    "body{font:1.0625rem/1.6 Roboto,Arial,sans-serif;color:#1a1a1a;max-width:44rem;margin:2rem "
    "auto;padding:0 1rem}"
    "h1{font-size:2rem;line-height:1.2;margin:0 0 .5rem}h2{font-size:1.5rem;margin:2.5rem 0 .5rem}"
    ".lead{font-size:1.25rem;line-height:1.5}.small,footer{font-size:.9375rem;color:#444}"
    "table{border-collapse:collapse;width:100%;margin:1.5rem "
    "0}caption{text-align:left;font-weight:700;padding:.25rem 0}"
    "th,td{text-align:left;padding:.5rem .5rem .5rem 0;border-bottom:1px solid "
    "#b3b3b3;vertical-align:top}"
    "thead th{border-bottom:2px solid #1a1a1a}th:last-child,td:last-child{text-align:right}"
    "tbody th{font-weight:400}code{overflow-wrap:anywhere;font-size:.875rem}"
    "footer{border-top:3px double #767676;margin-top:3rem;padding-top:1rem}"
    ".visually-hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"
    "@media print{body{margin:0;max-width:none}table{break-inside:avoid}}";

Html sources_html(const Report& report, const registers::Packs& packs) {
  std::vector<Html> items;
  for (const ComposedSection& section : report.sections) {
    for (const std::string& id : section.declared->sources) {
      const registers::Source* source = packs.source(id);
      if (source == nullptr) continue;
      Html item;
      item << Text{source->title} << ", " << Text{source->cite};
      items.push_back(std::move(item));
    }
  }
  return html::bullets(items);
}

}  // namespace

std::string whole_document(const Report& report, const registers::Packs& packs) {
  Html out;
  out << "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
      << Text{report.declared->title} << ", " << Text{report.year} << " - " << Text{report.council}
      << "</title>\n<style>" << document_style << "</style>\n</head>\n<body>\n<header><p>"
      << Text{report.council} << "</p>\n<h1>" << Text{report.declared->title} << ", "
      << Text{report.year} << "</h1></header>\n<main>\n";
  for (const ComposedSection& section : report.sections) {
    out << "<section>\n<h2>" << Text{section.declared->title} << "</h2>\n"
        << section_html(section, {}) << "</section>\n";
  }
  out << "</main>\n<footer>\n<p>" << Text{counted_at_words(report)} << " Root of the log: <code>"
      << Text{base::hex(base::bytes_of(report.counting.at.root))}
      << "</code>. With the same entry it can be printed again and proved.</p>\n"
         "<p>It shows what was recorded, not that it was true. Legal advice is in no report.</p>\n"
         "<p>What it rests on:</p>\n"
      << sources_html(report, packs) << "</footer>\n</body>\n</html>\n";
  return std::move(out).take();
}

}  // namespace reports
