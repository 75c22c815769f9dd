#include <algorithm>

#include "html/parts.h"

namespace html {
namespace {

Html alignment(const Column& column) {
  return column.align == Column::Align::right ? Html(" class=\"r\"") : Html();
}

Html head_row(const Table& table) {
  Html out;
  out << "<thead><tr>";
  for (const Column& column : table.columns) {
    out << "<th scope=\"col\"" << alignment(column) << ">" << Text{column.heading} << "</th>";
  }
  out << "</tr></thead>\n";
  return out;
}

// On a phone the row is a block and each cell says its own heading, taken from data-heading.
Html cell(const Column& column, const Html& content) {
  Html out;
  const std::string& heading = column.short_heading.empty() ? column.heading : column.short_heading;
  out << "<td" << alignment(column) << " data-heading=\"" << Attr{heading} << "\"><div>" << content
      << "</div></td>";
  return out;
}

Html body_row(const Table& table, std::size_t index) {
  const std::vector<Html>& row = table.rows[index];
  const bool ours = std::find(table.ours.begin(), table.ours.end(), index) != table.ours.end();
  Html out;
  out << (ours ? Html("<tr class=\"us\">") : Html("<tr>"));
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const Html content = i < row.size() ? row[i] : Html();
    if (i == 0) {
      out << "<th scope=\"row\">" << content << "</th>";
    } else {
      out << cell(table.columns[i], content);
    }
  }
  out << "</tr>\n";
  return out;
}

}  // namespace

Html table(const Table& table) {
  Html out;
  out << "<table class=\"ds_table stack";
  if (table.kind == Table::Kind::figures) out << " stack--num num";
  out << "\">";
  if (!table.caption.empty()) {
    out << "<caption";
    if (table.shows == Table::Caption::heard) out << " class=\"visually-hidden\"";
    out << ">" << Text{table.caption} << "</caption>";
  }
  out << "\n" << head_row(table) << "<tbody>\n";
  for (std::size_t i = 0; i < table.rows.size(); ++i) out << body_row(table, i);
  out << "</tbody></table>\n";
  return out;
}

}  // namespace html
