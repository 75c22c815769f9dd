#include <algorithm>

#include "access/permission.h"
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

Html absent_line(Visit& visit, const records::Reader::NextStep& next) {
  Html out;
  out << "<b>" << Text{say("next.absent", {next.step->title})} << "</b> " << Text{next.why};
  if (!next.source.empty())
    out << " <span class=\"quiet\">" << source_words(visit.packs(), next.source) << "</span>";
  return out;
}

// Parts that no step of the record itself makes: legal advice, held apart.
void add_own_parts(Visit& visit, const View& view, std::vector<Html>& items) {
  for (const Register* child : visit.packs().children_of(view.row.kind->name)) {
    const bool made_here =
        std::any_of(view.row.kind->steps.begin(), view.row.kind->steps.end(),
                    [&](const Step& step) {
                      return std::any_of(step.pages.begin(), step.pages.end(),
                                         [&](const registers::FormPage& form_page) {
                                           return std::find(form_page.children.begin(),
                                                            form_page.children.end(),
                                                            child->name) !=
                                                  form_page.children.end();
                                         });
                    });
    if (made_here || child->comments) continue;
    for (const Step* step : visit.reader->first_steps(*child, visit.who()))
      items.push_back(html::link_to(step->title, "/new/" + child->name + "/" + step->name +
                                                     "?parent=" +
                                                     base::url_encoded(view.row.reference)));
  }
}

// Each once: whoever made the record may have made it in a capacity that is named beside.
std::string takers(Visit& visit, const View& view, const Step& step) {
  std::vector<std::string> named;
  for (const registers::Permit& permit : visit.packs().permits) {
    if (permit.register_name != view.row.kind->name || permit.act != step.name) continue;
    for (const std::string& who : permit.who) {
      std::string one = standing_words(visit, view.row, who);
      if (!one.empty() && std::find(named.begin(), named.end(), one) == named.end())
        named.push_back(std::move(one));
    }
  }
  std::string words;
  for (const std::string& one : named) words += (words.empty() ? "" : ", ") + one;
  return words;
}

// Steps that lead on from here and are for somebody else: whose move it is.
Html for_others(Visit& visit, const View& view,
                const std::vector<records::Reader::NextStep>& mine) {
  std::vector<Html> items;
  for (const Step& step : view.row.kind->steps) {
    if (std::find(step.from.begin(), step.from.end(), view.row.state) == step.from.end()) continue;
    const bool known = std::any_of(mine.begin(), mine.end(),
                                   [&](const auto& next) { return next.step == &step; });
    const std::string who = known ? "" : takers(visit, view, step);
    if (who.empty()) continue;
    Html item;
    item << Text{step.title} << ": <span class=\"quiet\">" << Text{who} << "</span>";
    items.push_back(item);
  }
  if (items.empty()) return {};
  return html::details(say("next.others"), html::bullets(items));
}

}  // namespace

base::Result<Html> next_steps_of(Visit& visit, const View& view) {
  const std::vector<records::Reader::NextStep> steps =
      TRY(visit.reader->next_steps(view.row, visit.who()));
  std::vector<Html> items;
  for (const auto& next : steps) {
    if (next.absent) {
      items.push_back(absent_line(visit, next));
    } else {
      items.push_back(html::link_to(
          next.step->title, record_href(view.row.reference) + "/do/" + next.step->name));
    }
  }
  add_own_parts(visit, view, items);
  Html out;
  out << "<div class=\"next\">\n" << html::heading2(say("next.title"));
  if (items.empty()) {
    out << "<p>" << Text{say("next.nothing")} << "</p>\n";
  } else {
    out << html::bullets(items);
  }
  out << for_others(visit, view, steps) << "</div>\n";
  return out;
}

}  // namespace web
