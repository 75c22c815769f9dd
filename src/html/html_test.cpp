#include "html/html.h"

#include <doctest/doctest.h>

#include <set>

#include "html/parts.h"

namespace html {
namespace {

std::string url(std::string_view address) {
  Html out;
  out << Url{address};
  return out.str();
}

Html words(std::string_view text) {
  Html out;
  out << Text{text};
  return out;
}

// Every value of id="…" in the markup, in order.
std::vector<std::string> ids(const std::string& markup) {
  std::vector<std::string> found;
  constexpr std::string_view open = " id=\"";
  for (std::size_t at = markup.find(open); at != std::string::npos; at = markup.find(open, at)) {
    at += open.size();
    found.push_back(markup.substr(at, markup.find('"', at) - at));
  }
  return found;
}

bool has(const Html& html, std::string_view piece) {
  return html.str().find(piece) != std::string::npos;
}

constexpr std::string_view hostile = "<script>alert(1)</script>\"'&";

TEST_CASE("text is escaped by its type") {
  Html out;
  out << "<p title=\"" << Attr{hostile} << "\">" << Text{hostile} << " " << 42 << "</p>";
  CHECK(out.str() ==
        "<p title=\"&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;\">"
        "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp; 42</p>");
}

TEST_CASE("addresses that could run or lead astray are blocked") {
  for (const char* good : {"/a?b=c#d", "?page=2", "#main", "/", "https://a.example/", "HTTP://a",
                           "mailto:a@example.org", "tel:01632960144"}) {
    CAPTURE(good);
    CHECK(url(good) == good);
  }
  CHECK(url("/a?b=1&c=2") == "/a?b=1&amp;c=2");
  for (const char* bad : {"", "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)",
                          "data:text/html,x", "//evil.example", "/\\evil.example",
                          "\\\\evil.example", "/a\nb", "/\t/evil.example", "evil", "vbscript:x",
                          "\x01javascript:x", "java\tscript:x", "https:/\\evil.example"}) {
    CAPTURE(bad);
    CHECK(url(bad) == "#blocked");
  }
}

TEST_CASE("typed text becomes paragraphs") {
  CHECK(paragraphs("one\r\ntwo\n\n\n <b>three\n").str() ==
        "<p>one<br>\ntwo</p>\n<p>&lt;b&gt;three</p>\n");
  CHECK(paragraphs(" \n\n").empty());
}

TEST_CASE("every part escapes what it is given") {
  const std::string text(hostile);
  Question question{"q", text, text, text, text, text};
  Table table_of;
  table_of.caption = text;
  table_of.columns = {{text}, {text}};
  table_of.rows = {{words(text), words(text)}};
  Chart chart;
  chart.id = "c";
  chart.title = text;
  chart.description = text;
  chart.labels = {text, text};
  chart.lines = {{text, {0.1, 0.9}, ChartLine::Look::us}};
  Frame frame;
  frame.title = text;
  frame.council = text;
  frame.notice = text;
  frame.menu = {{text, text}};
  frame.trail = {{text, text}};
  frame.footer = {{text, text}};
  Html all;
  all << text_input(question, text, text) << text_area(question, 3) << date_input(question)
      << radios(question, {{text, text, text}}) << select(question, {{text, text, text}})
      << checkbox(question, text) << file_input(question) << hidden(text, text)
      << named_button(text, text, text, Button::second) << form(text, Sends::post, words(text))
      << error_summary({{text, text}}) << band({{text, words(text), text}})
      << state_word(text, Tone::warn) << voices({text, words(text), words(text)}, {text, {}, {}})
      << table(table_of) << fact_list({{text, words(text)}}) << history({{text, words(text)}})
      << needs({{words(text), text, text, text}}) << clocks({{text, text, Tone::on, text}})
      << page_head({text, text, text}) << details(text, words(text)) << invented(text)
      << columns(words(text), words(text), text) << link_to(text, text) << line_chart(chart);
  const std::string page = whole_page(frame, all);
  CHECK(page.find("<script>alert") == std::string::npos);
  CHECK(page.find("\"'&") == std::string::npos);
  CHECK(page.find(" style=") == std::string::npos);
}

TEST_CASE("a mistake is said in the summary, beside the field and to a screen reader") {
  const Question question{"risk", "risk", "A risk", "As advised.", "Say what will be done", "old"};
  const Html area = text_area(question, 3);
  CHECK(has(area, "aria-describedby=\"risk-hint risk-error\""));
  CHECK(has(area, "aria-invalid=\"true\""));
  CHECK(has(area, "<span class=\"visually-hidden\">Error:</span> Say what will be done"));
  CHECK(has(area, ">\nold</textarea>"));
  CHECK(has(error_summary({{"risk", "Say what will be done"}}),
              "<a href=\"#risk\">Say what will be done</a>"));
  CHECK(error_summary({}).empty());
  Frame frame;
  frame.title = "Respond";
  frame.has_mistakes = true;
  CHECK(whole_page(frame, {}).find("<title>Error: Respond - Plumbline</title>") !=
        std::string::npos);
}

TEST_CASE("the first control of a group has the question's id") {
  const Question question{"d", "day", "When?", "", "", "3\n\n2026"};
  const Html date = date_input(question);
  CHECK(has(date, "id=\"d\" name=\"day.day\""));
  CHECK(has(date, "name=\"day.month\" inputmode=\"numeric\" autocomplete=\"off\" value=\"\""));
  CHECK(has(date, "value=\"2026\""));
  const Html choice = radios({"r", "r", "Which?", "", "", "b"}, {{"a", "A", ""}, {"b", "B", ""}});
  CHECK(ids(choice.str()) == std::vector<std::string>{"r", "r-2"});
  CHECK(has(choice, "value=\"b\" checked"));
  const Html boxes = checkboxes({"c", "c", "Which?", "", "", "a\nb"},
                                {{"a", "A", ""}, {"b", "B", ""}, {"", "", ""}});
  CHECK(has(boxes, "value=\"a\" checked"));
  CHECK(has(boxes, "value=\"b\" checked"));
  CHECK_FALSE(has(boxes, "value=\"\" checked"));
}

TEST_CASE("a password is never sent back") {
  CHECK_FALSE(has(password_input({"p", "p", "Password", "", "", "secret"}, "current-password"),
                    "secret"));
}

TEST_CASE("a table's cells say their heading for the phone") {
  Table options;
  options.caption = "Options";
  options.columns = {{"Option"}, {"Cost to March", Column::Align::right, "Cost"}};
  options.rows = {{words("Close"), words("1")}, {words("Keep")}};
  options.ours = {1};
  const Html html = table(options);
  CHECK(has(html, "<th scope=\"row\">Close</th><td class=\"r\" data-heading=\"Cost\">"));
  CHECK(has(html, "<tr class=\"us\"><th scope=\"row\">Keep</th><td"));
}

TEST_CASE("the menu marks where one is, once in each of its two forms") {
  Frame frame;
  frame.menu = {{"Home", "/"}, {"Advice", "/advice"}};
  frame.current_menu = "/advice";
  const std::string page = whole_page(frame, {});
  std::size_t marks = 0;
  for (std::size_t at = page.find("aria-current"); at != std::string::npos;
       at = page.find("aria-current", at + 1)) {
    ++marks;
  }
  CHECK(marks == 2);
}

TEST_CASE("the offer to stay stands only on pages of a session") {
  Frame frame;
  CHECK(whole_page(frame, {}).find("data-idle-seconds") == std::string::npos);
  frame.idle_seconds = 900;
  frame.stay_href = "/stay";
  const std::string page = whole_page(frame, {});
  CHECK(page.find("data-idle-seconds=\"900\" hidden") != std::string::npos);
  CHECK(page.find("<a href=\"/stay\">Stay signed in</a>") != std::string::npos);
}

TEST_CASE("pages of a list") {
  CHECK(pagination({1, 1, "/a?page="}).empty());
  const Html middle = pagination({2, 3, "/a?page="});
  CHECK(has(middle, "href=\"/a?page=1\""));
  CHECK(has(middle, "Page 2 of 3"));
  CHECK(has(middle, "href=\"/a?page=3\""));
  CHECK_FALSE(has(pagination({3, 3, "/a?page="}), "page=4"));
}

}  // namespace
}  // namespace html
