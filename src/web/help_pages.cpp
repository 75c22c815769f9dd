#include "web/help_pages.h"

#include "base/text.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;

// A page of the catalogue: headings and paragraphs by key, in order. A key that ends in "_title" is
// a heading, one that begins a list of three ends in "_list".
struct Said {
  enum class As { heading, paragraph, item } as;
  std::string_view key;
};

Html say_all(const std::vector<Said>& all, std::string_view council) {
  Html out;
  std::vector<Html> items;
  const auto end_list = [&] {
    if (!items.empty()) out << html::bullets(items);
    items.clear();
  };
  for (const Said& said : all) {
    const std::string text = say(said.key, {council});
    if (said.as == Said::As::item) {
      items.push_back(Html() << Text{text});
      continue;
    }
    end_list();
    if (said.as == Said::As::heading) {
      out << html::heading2(text);
    } else {
      out << "<p>" << Text{text} << "</p>\n";
    }
  }
  end_list();
  return out;
}

http::Response said_page(Visit& visit, std::string_view title_key, std::string_view lead_key,
                         const std::vector<Said>& all, const Html& more = {}) {
  const std::string& council = visit.site.store.facts().council;
  const std::string title = say(title_key);
  Html main;
  main << html::page_head({title, "", lead_key.empty() ? "" : say(lead_key, {council})})
       << say_all(all, council) << more;
  return page(visit, {title, {home_link()}, "", false}, main);
}

constexpr Said::As a_heading = Said::As::heading, a_paragraph = Said::As::paragraph,
                   an_item = Said::As::item;

}  // namespace

http::Response help_page(Visit& visit) {
  return said_page(visit, "help.title", "help.lead",
                   {{a_heading, "help.needs_title"},
                    {a_paragraph, "help.needs"},
                    {a_heading, "help.capacity_title"},
                    {a_paragraph, "help.capacity"},
                    {a_heading, "help.record_title"},
                    {a_paragraph, "help.record_1"},
                    {a_paragraph, "help.record_2"},
                    {a_heading, "help.drafts_title"},
                    {a_paragraph, "help.drafts"},
                    {a_heading, "help.person_title"},
                    {a_paragraph, "help.person"},
                    {a_heading, "help.wrong_title"},
                    {a_paragraph, "help.wrong"}});
}

http::Response proof_help_page(Visit& visit) {
  Html steps;
  steps << html::heading2(say("proofhelp.steps_title")) << "<p>"
        << Text{say("proofhelp.steps")} << " "
        << html::link_to(say("proofhelp.steps_link"), "/help/proof/steps") << "</p>\n";
  return said_page(visit, "proofhelp.title", "proofhelp.lead",
                   {{a_heading, "proof.shows_title"},
                    {an_item, "proof.shows_1"},
                    {an_item, "proof.shows_2"},
                    {an_item, "proof.shows_3"},
                    {a_heading, "proof.not_title"},
                    {an_item, "proof.not_1"},
                    {an_item, "proof.not_2"},
                    {a_heading, "proofhelp.how_title"},
                    {a_paragraph, "proofhelp.how_1"},
                    {a_paragraph, "proofhelp.how_2"},
                    {a_paragraph, "proofhelp.how_3"},
                    {a_heading, "proofhelp.self_title"},
                    {an_item, "proof.step_1"},
                    {an_item, "proof.step_2"},
                    {an_item, "proof.step_3"},
                    {an_item, "proof.step_4"},
                    {an_item, "proof.step_5"},
                    {a_heading, "proofhelp.erase_title"},
                    {a_paragraph, "proofhelp.erase"}},
                   steps);
}

http::Response accessibility_page(Visit& visit) {
  return said_page(visit, "access.title", "access.lead",
                   {{a_paragraph, "access.you_should"},
                    {an_item, "access.can_zoom"},
                    {an_item, "access.can_keyboard"},
                    {an_item, "access.can_script"},
                    {an_item, "access.can_listen"},
                    {a_heading, "access.how_title"},
                    {a_paragraph, "access.how"},
                    {a_heading, "access.report_title"},
                    {a_paragraph, "access.report"},
                    {a_heading, "access.enforce_title"},
                    {a_paragraph, "access.enforce"},
                    {a_heading, "access.technical_title"},
                    {a_paragraph, "access.technical"},
                    {a_heading, "access.status_title"},
                    {a_paragraph, "access.status"},
                    {a_heading, "access.tested_title"},
                    {a_paragraph, "access.tested"},
                    {a_heading, "access.prepared_title"},
                    {a_paragraph, "access.prepared"}});
}

http::Response privacy_page(Visit& visit) {
  return said_page(visit, "privacy.title", "privacy.lead",
                   {{a_heading, "privacy.what_title"},
                    {an_item, "privacy.what_account"},
                    {an_item, "privacy.what_acts"},
                    {an_item, "privacy.what_drafts"},
                    {a_heading, "privacy.not_title"},
                    {a_paragraph, "privacy.not"},
                    {a_heading, "privacy.cookie_title"},
                    {a_paragraph, "privacy.cookie"},
                    {a_heading, "privacy.long_title"},
                    {a_paragraph, "privacy.long"},
                    {a_heading, "privacy.rights_title"},
                    {a_paragraph, "privacy.rights"}});
}

}  // namespace web
