#include "web/printed_steps.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "web/assets.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;

constexpr std::string_view steps_file = "check-a-proof.md", heading_mark = "# ";

std::string_view steps_text() {
  for (const Asset& asset : assets())
    if (asset.name == steps_file) return asset.bytes;
  ENSURE(!"steps_text: no such embedded file");
  return {};
}

// What stands between a mark and its like, taken off the front; empty when it has no end.
std::string_view marked(std::string_view& text, std::string_view mark) {
  if (!text.starts_with(mark)) return {};
  const std::size_t end = text.find(mark, mark.size());
  if (end == text.npos) return {};
  const std::string_view inside = text.substr(mark.size(), end - mark.size());
  text.remove_prefix(end + mark.size());
  return inside;
}

// The words of a link, taken off the front with where it leads.
std::string_view link_words(std::string_view& text) {
  const std::size_t middle = text.starts_with('[') ? text.find("](") : text.npos;
  const std::size_t end = middle == text.npos ? text.npos : text.find(')', middle);
  if (end == text.npos) return {};
  const std::string_view words = text.substr(1, middle - 1);
  text.remove_prefix(end + 1);
  return words;
}

Html line_of(std::string_view text) {
  Html out;
  while (!text.empty()) {
    if (const auto code = marked(text, "`"); !code.empty()) {
      out << "<code>" << Text{code} << "</code>";
    } else if (const auto strong = marked(text, "**"); !strong.empty()) {
      out << "<b>" << Text{strong} << "</b>";
    } else if (const auto stressed = marked(text, "*"); !stressed.empty()) {
      out << "<em>" << Text{stressed} << "</em>";
    } else if (const auto words = link_words(text); !words.empty()) {
      out << Text{words};
    } else {
      const std::size_t next = std::min(text.find_first_of("`*[", 1), text.size());
      out << Text{text.substr(0, next)};
      text.remove_prefix(next);
    }
  }
  return out;
}

// "1. " and "- " begin an item; gives what follows, or nothing.
std::optional<std::string_view> item_of(std::string_view line) {
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  if (digits > 0 && line.substr(digits).starts_with(". ")) return line.substr(digits + 2);
  if (line.starts_with("- ")) return line.substr(2);
  return std::nullopt;
}

class Marks {
 public:
  Html read(std::string_view text) {
    for (const std::string_view line : base::split(text, '\n')) take(line);
    end_block();
    return std::move(out_);
  }

 private:
  void take(std::string_view line) {
    if (line.starts_with("```")) return fence();
    if (in_code_) {
      code_ += std::string(line) + '\n';
    } else if (line.empty()) {
      end_block();
    } else if (line.starts_with("## ")) {
      end_block();
      out_ << html::heading2(line.substr(3));
    } else if (line.starts_with(heading_mark)) {
      end_block();
    } else if (const auto item = item_of(line)) {
      end_paragraph();
      paragraph_ = std::string(*item);
      in_list_ = true;
      numbered_ = !line.starts_with("- ");
    } else {
      paragraph_ += (paragraph_.empty() ? "" : " ") + std::string(base::trimmed(line));
    }
  }

  void fence() {
    if (!in_code_) {
      end_block();
    } else {
      out_ << "<pre class=\"bytes\" tabindex=\"0\">" << Text{code_} << "</pre>\n";
      code_.clear();
    }
    in_code_ = !in_code_;
  }

  void end_paragraph() {
    if (paragraph_.empty()) return;
    if (in_list_) {
      items_.push_back(line_of(paragraph_));
    } else {
      out_ << "<p>" << line_of(paragraph_) << "</p>\n";
    }
    paragraph_.clear();
  }

  void end_block() {
    end_paragraph();
    if (!items_.empty() && numbered_) {
      out_ << "<ol>\n";
      for (const Html& item : items_) out_ << "<li>" << item << "</li>\n";
      out_ << "</ol>\n";
    } else if (!items_.empty()) {
      out_ << html::bullets(items_);
    }
    items_.clear();
    in_list_ = false;
  }

  Html out_;
  std::vector<Html> items_;
  std::string paragraph_, code_;
  bool in_code_ = false, in_list_ = false, numbered_ = false;
};

}  // namespace

Html from_marks(std::string_view text) { return Marks().read(text); }

std::string_view title_in(std::string_view text) {
  if (!text.starts_with(heading_mark)) return {};
  return text.substr(heading_mark.size(), text.find('\n') - heading_mark.size());
}

http::Response proof_steps_page(Visit& visit) {
  const std::string title(title_in(steps_text()));
  Html main;
  main << html::page_head({title, "", ""}) << from_marks(steps_text());
  return page(visit,
              {title, {home_link(), {say("proofhelp.title"), "/help/proof", false}}, "", false},
              main);
}

}  // namespace web
