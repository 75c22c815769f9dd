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
                         const std::vector<Said>& all) {
  const std::string& council = visit.site.store.facts().council;
  const std::string title = say(title_key);
  Html main;
  main << html::page_head({title, "", lead_key.empty() ? "" : say(lead_key, {council})})
       << say_all(all, council);
  return page(visit, {title, {home_link()}, "", false}, main);
}

constexpr Said::As heading = Said::As::heading, paragraph = Said::As::paragraph,
                   item = Said::As::item;

}  // namespace

http::Response help_page(Visit& visit) {
  return said_page(visit, "help.title", "help.lead",
                   {{heading, "help.needs_title"},
                    {paragraph, "help.needs"},
                    {heading, "help.capacity_title"},
                    {paragraph, "help.capacity"},
                    {heading, "help.record_title"},
                    {paragraph, "help.record_1"},
                    {paragraph, "help.record_2"},
                    {heading, "help.drafts_title"},
                    {paragraph, "help.drafts"},
                    {heading, "help.person_title"},
                    {paragraph, "help.person"},
                    {heading, "help.wrong_title"},
                    {paragraph, "help.wrong"}});
}

http::Response proof_help_page(Visit& visit) {
  return said_page(visit, "proofhelp.title", "proofhelp.lead",
                   {{heading, "proof.shows_title"},
                    {item, "proof.shows_1"},
                    {item, "proof.shows_2"},
                    {item, "proof.shows_3"},
                    {heading, "proof.not_title"},
                    {item, "proof.not_1"},
                    {item, "proof.not_2"},
                    {heading, "proofhelp.how_title"},
                    {paragraph, "proofhelp.how_1"},
                    {paragraph, "proofhelp.how_2"},
                    {paragraph, "proofhelp.how_3"},
                    {heading, "proofhelp.self_title"},
                    {item, "proof.step_1"},
                    {item, "proof.step_2"},
                    {item, "proof.step_3"},
                    {item, "proof.step_4"},
                    {item, "proof.step_5"},
                    {heading, "proofhelp.erase_title"},
                    {paragraph, "proofhelp.erase"}});
}

http::Response accessibility_page(Visit& visit) {
  return said_page(visit, "access.title", "access.lead",
                   {{paragraph, "access.you_should"},
                    {item, "access.can_zoom"},
                    {item, "access.can_keyboard"},
                    {item, "access.can_script"},
                    {item, "access.can_listen"},
                    {heading, "access.how_title"},
                    {paragraph, "access.how"},
                    {heading, "access.report_title"},
                    {paragraph, "access.report"},
                    {heading, "access.enforce_title"},
                    {paragraph, "access.enforce"},
                    {heading, "access.technical_title"},
                    {paragraph, "access.technical"},
                    {heading, "access.status_title"},
                    {paragraph, "access.status"},
                    {heading, "access.tested_title"},
                    {paragraph, "access.tested"},
                    {heading, "access.prepared_title"},
                    {paragraph, "access.prepared"}});
}

http::Response privacy_page(Visit& visit) {
  return said_page(visit, "privacy.title", "privacy.lead",
                   {{heading, "privacy.what_title"},
                    {item, "privacy.what_account"},
                    {item, "privacy.what_acts"},
                    {item, "privacy.what_drafts"},
                    {heading, "privacy.not_title"},
                    {paragraph, "privacy.not"},
                    {heading, "privacy.cookie_title"},
                    {paragraph, "privacy.cookie"},
                    {heading, "privacy.long_title"},
                    {paragraph, "privacy.long"},
                    {heading, "privacy.rights_title"},
                    {paragraph, "privacy.rights"}});
}

}  // namespace web
