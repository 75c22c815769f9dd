// Comments: what the readers of a record say of it. They are entries like all else that is said
// here, and stand apart from the record: in none of its fields, its history or a figure.
#include "base/text.h"
#include "web/record_pages.h"
#include "web/shown.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;
using registers::Register;
using registers::Step;

// The register of this record's comments; null when it has none.
const Register* comments_about(const Visit& visit, const Register& kind) {
  for (const Register* child : visit.packs().children_of(kind.name))
    if (child->comments) return child;
  return nullptr;
}

const Step* making(const Register& kind) {
  for (const Step& step : kind.steps)
    if (step.from.empty()) return &step;
  return nullptr;
}

bool stands(const records::Row& comment) { return comment.since_entry == comment.first_entry; }

Html withdraw_link(const Visit& visit, const records::Row& comment) {
  Html out;
  if (visit.as_at || comment.writer != visit.who().person) return out;
  for (const Step& step : comment.kind->steps)
    if (!step.from.empty())
      out << "<p><a href=\"" << html::Url{record_href(comment.reference) + "/do/" + step.name}
          << "\">" << Text{step.title} << "<span class=\"visually-hidden\">, "
          << Text{entry_words(comment.first_entry)} << "</span></a></p>\n";
  return out;
}

// A withdrawn comment leaves a line: that something stood there, and that its writer took it back.
Html comment_item(Visit& visit, const records::Row& comment) {
  const std::string who = capacity_title(visit.packs(), comment.writer_capacity);
  const std::string when = base::long_time(comment.recorded_at);
  Html out;
  if (!stands(comment)) {
    out << "<p class=\"quiet\">" << Text{say("comment.withdrawn", {who, when})} << "</p>\n";
    return out;
  }
  out << "<p><b>" << Text{who} << "</b> <span class=\"quiet\">"
      << Text{say("comment.when", {when, entry_words(comment.first_entry)})}
      << "</span> <a class=\"nowrap\" href=\""
      << html::Url{"/proof/" + std::to_string(comment.first_entry)} << "\">"
      << Text{say("history.proof")} << "<span class=\"visually-hidden\"> "
      << Text{say("history.proof_of", {entry_words(comment.first_entry)})}
      << "</span></a></p>\n";
  for (const registers::Field& field : comment.kind->fields)
    out << shown_value(visit, *comment.kind, field,
                       registers::value_of(comment.values, field.name), comment.reference);
  out << withdraw_link(visit, comment);
  return out;
}

}  // namespace

Html comments_of(Visit& visit, const View& view) {
  const Register* kind = comments_about(visit, *view.row.kind);
  const Step* step = kind == nullptr ? nullptr : making(*kind);
  if (step == nullptr) return {};
  std::vector<Html> items;
  if (const auto found = view.parts.find(kind->name); found != view.parts.end())
    for (const records::Row& comment : found->second)
      items.push_back(comment_item(visit, comment));
  if (visit.as_at && items.empty()) return {};
  Html out;
  out << "<div class=\"apart\">\n"
      << html::heading2(kind->title, "comments") << "<p class=\"small\">"
      << Text{say("comment.apart")} << "</p>\n";
  if (items.empty()) {
    out << html::paragraph(say("comment.none"));
  } else {
    out << html::plain_list(items);
  }
  if (!visit.as_at)
    out << "<p>"
        << html::link_to(step->title, "/new/" + kind->name + "/" + step->name + "?parent=" +
                                          base::url_encoded(view.row.reference))
        << "</p>\n";
  out << "</div>\n";
  return out;
}

Html comment_receipt(const View& view, std::int64_t entry) {
  for (const auto& [name, rows] : view.parts) {
    for (const records::Row& row : rows) {
      if (!row.kind->comments || row.since_entry != entry) continue;
      Html content;
      content << "<p>"
              << html::link_to(say("receipt.see"), "/proof/" + std::to_string(entry)) << "</p>\n";
      content << html::paragraph(say(stands(row) ? "comment.can_withdraw" : "comment.taken_back"));
      return html::done_notice(say(stands(row) ? "comment.recorded" : "comment.withdrawn_now",
                                   {base::grouped(entry), base::long_time(row.recorded_at)}),
                               content);
    }
  }
  return {};
}

}  // namespace web
