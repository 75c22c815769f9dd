#pragma once
// Questions and buttons, in the markup of the Design System. Used by web/. Every control has a
// label, its hint and its mistake beside it, and says so to a screen reader. Values are shown again
// exactly as they were typed.
#include <string>
#include <string_view>
#include <vector>

#include "html/html.h"

namespace html {

struct Mistake {
  std::string field_id = {}, text = {};
};
// "There is a problem" with a link to each field; empty when there are none. Stands above the
// title.
[[nodiscard]] Html error_summary(const std::vector<Mistake>& mistakes);

// One labelled control. `id` is unique on the page; `name` is what the form sends.
struct Question {
  std::string id = {}, name = {}, label = {}, hint = {}, mistake = {}, value = {};
  bool optional_mark = false;  // "(optional)" after the label
  int most_letters =
      0;  // text areas: said beside the field, counted by the script; 0: no limit said
};
[[nodiscard]] Html text_input(const Question& question, std::string_view autocomplete = "off",
                              std::string_view input_mode = "");
[[nodiscard]] Html password_input(const Question& question, std::string_view autocomplete);
[[nodiscard]] Html text_area(const Question& question, int rows);
// Three boxes NAME.day NAME.month NAME.year; value is "d m y" as typed, LF between. The first box
// has the id.
[[nodiscard]] Html date_input(const Question& question);
// A date, then NAME.time ("4:10pm"); value is "d m y t" as typed, LF between.
[[nodiscard]] Html date_time_input(const Question& question);
[[nodiscard]] Html file_input(const Question& question);
struct Choice {
  std::string value = {}, label = {}, hint = {};
};
[[nodiscard]] Html radios(const Question& question, const std::vector<Choice>& choices);
// Several may be chosen; value is the chosen ones, LF between. Each sends NAME once.
[[nodiscard]] Html checkboxes(const Question& question, const std::vector<Choice>& choices);
[[nodiscard]] Html select(const Question& question, const std::vector<Choice>& choices);
// One box that sends NAME=yes, ticked when value is not empty. The label is its legend and may be
// empty.
[[nodiscard]] Html checkbox(const Question& question, std::string_view text);

[[nodiscard]] Html hidden(std::string_view name, std::string_view value);
enum class Button { main, second, plain_link };
[[nodiscard]] Html button(std::string_view text, Button look = Button::main);
// A button that sends NAME=VALUE, for a form with more than one way on.
[[nodiscard]] Html named_button(std::string_view text, std::string_view name,
                                std::string_view value, Button look);
[[nodiscard]] Html link_button(std::string_view text, std::string_view href);
[[nodiscard]] Html actions(
    const Html& content);  // buttons and links in one row; on a phone full width

enum class Sends { get, post, post_with_files };
[[nodiscard]] Html form(std::string_view action, Sends sends, const Html& content);

}  // namespace html
