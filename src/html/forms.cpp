#include "html/forms.h"

#include <array>

#include "base/text.h"

namespace html {
namespace {

// The ids that describe a control, in the order they are read: hint, count, mistake.
std::string described_by(const Question& question) {
  std::string ids;
  const auto add = [&](std::string_view suffix) {
    if (!ids.empty()) ids += ' ';
    ids += question.id;
    ids += suffix;
  };
  if (!question.hint.empty()) add("-hint");
  if (question.most_letters > 0) add("-count");
  if (!question.mistake.empty()) add("-error");
  return ids;
}

Html described_attribute(const Question& question) {
  Html out;
  const std::string ids = described_by(question);
  if (!ids.empty()) out << " aria-describedby=\"" << Attr{ids} << "\"";
  return out;
}

Html hint_and_mistake(const Question& question) {
  Html out;
  if (!question.hint.empty()) {
    out << "<p class=\"ds_hint-text\" id=\"" << Attr{question.id} << "-hint\">"
        << Text{question.hint} << "</p>\n";
  }
  if (!question.mistake.empty()) {
    out << "<p class=\"ds_question__error-message\" id=\"" << Attr{question.id}
        << "-error\"><span class=\"visually-hidden\">Error:</span> " << Text{question.mistake}
        << "</p>\n";
  }
  return out;
}

Html open_question(const Question& question) {
  Html out;
  out << "<div class=\"ds_question";
  if (!question.mistake.empty()) out << " ds_question--error";
  out << "\">\n";
  return out;
}

Html words_of(const Question& question) {
  Html out;
  out << Text{question.label};
  if (question.optional_mark) out << " <span class=\"optional\">(optional)</span>";
  return out;
}

Html label_of(const Question& question) {
  Html out;
  out << "<label class=\"ds_label\" for=\"" << Attr{question.id} << "\">" << words_of(question)
      << "</label>\n"
      << hint_and_mistake(question);
  return out;
}

Html named(std::string_view id, std::string_view name) {
  Html out;
  out << " id=\"" << Attr{id} << "\" name=\"" << Attr{name} << "\"";
  return out;
}

// Class, id, name, description and state of a control that a label points at.
Html control_attributes(const Question& question) {
  Html out;
  out << " class=\"ds_input";
  if (!question.mistake.empty()) out << " ds_input--error";
  out << "\"" << named(question.id, question.name) << described_attribute(question);
  if (!question.mistake.empty()) out << " aria-invalid=\"true\"";
  return out;
}

// A group of controls under one legend. The hint and mistake are read once, with the legend.
Html group(const Question& question, const Html& controls) {
  Html out;
  out << open_question(question) << "<fieldset" << described_attribute(question) << ">";
  if (!question.label.empty()) {
    out << "<legend class=\"ds_legend\">" << words_of(question) << "</legend>";
  }
  out << "\n" << hint_and_mistake(question) << controls << "</fieldset></div>\n";
  return out;
}

// The typed parts of a value held as lines; missing ones are empty.
std::array<std::string, 4> typed_parts(std::string_view value) {
  std::array<std::string, 4> parts;
  std::size_t index = 0;
  for (const std::string_view part : base::split(value, '\n')) {
    if (index < parts.size()) parts[index++] = part;
  }
  return parts;
}

struct Box {
  std::string id, name, label, value;
  Literal width;
  Literal input_mode;
};

Html date_box(const Question& question, const Box& box) {
  Html out;
  out << "<div><label for=\"" << Attr{box.id} << "\">" << Text{box.label}
      << "</label><input class=\"ds_input " << box.width;
  if (!question.mistake.empty()) out << " ds_input--error";
  out << "\" type=\"text\"" << named(box.id, box.name) << " inputmode=\"" << box.input_mode
      << "\" autocomplete=\"off\" value=\"" << Attr{box.value} << "\"";
  if (!question.mistake.empty()) out << " aria-invalid=\"true\"";
  out << "></div>\n";
  return out;
}

enum class WithTime { no, yes };

Html date_boxes(const Question& question, WithTime with_time) {
  const std::array<std::string, 4> typed = typed_parts(question.value);
  Html boxes;
  boxes << "<div class=\"date\">\n"
        << date_box(question,
                    {question.id, question.name + ".day", "Day", typed[0], "d", "numeric"})
        << date_box(question, {question.id + "-month", question.name + ".month", "Month", typed[1],
                               "d", "numeric"})
        << date_box(question, {question.id + "-year", question.name + ".year", "Year", typed[2],
                               "y", "numeric"});
  if (with_time == WithTime::yes) {
    boxes << date_box(
        question, {question.id + "-time", question.name + ".time", "Time", typed[3], "y", "text"});
  }
  boxes << "</div>\n";
  return group(question, boxes);
}

struct ChoiceBox {
  Literal type;
  std::string id, name;
  Choice choice;
  bool chosen = false;
  bool mistaken = false;
};

Html choice_box(const ChoiceBox& box) {
  Html out;
  out << "<div class=\"choice\"><input type=\"" << box.type << "\"" << named(box.id, box.name)
      << " value=\"" << Attr{box.choice.value} << "\"";
  if (!box.choice.hint.empty()) out << " aria-describedby=\"" << Attr{box.id} << "-note\"";
  // aria-invalid belongs to the group for radios; a tick box may carry it itself.
  if (box.mistaken && box.type.text() == "checkbox") out << " aria-invalid=\"true\"";
  if (box.chosen) out << " checked";
  out << "><label for=\"" << Attr{box.id} << "\">" << Text{box.choice.label} << "</label>";
  if (!box.choice.hint.empty()) {
    out << "<p class=\"ds_hint-text\" id=\"" << Attr{box.id} << "-note\">" << Text{box.choice.hint}
        << "</p>";
  }
  out << "</div>\n";
  return out;
}

bool is_among(std::string_view value, std::string_view lines) {
  if (lines.empty()) return false;
  for (const std::string_view line : base::split(lines, '\n')) {
    if (line == value) return true;
  }
  return false;
}

// The first control has the question's own id, so that the error summary's link lands on it.
Html choice_boxes(const Question& question, const std::vector<Choice>& choices, Literal type) {
  Html boxes;
  int number = 1;
  for (const Choice& choice : choices) {
    const std::string id = number == 1 ? question.id : question.id + "-" + std::to_string(number);
    boxes << choice_box({type, id, question.name, choice, is_among(choice.value, question.value),
                         !question.mistake.empty()});
    ++number;
  }
  return group(question, boxes);
}

Html one_line(const Question& question, Literal type, std::string_view autocomplete,
              std::string_view input_mode) {
  Html out;
  out << open_question(question) << label_of(question) << "<input type=\"" << type << "\""
      << control_attributes(question);
  if (!autocomplete.empty()) out << " autocomplete=\"" << Attr{autocomplete} << "\"";
  if (!input_mode.empty()) out << " inputmode=\"" << Attr{input_mode} << "\"";
  // A password is never sent back.
  if (type.text() != "password") out << " value=\"" << Attr{question.value} << "\"";
  out << "></div>\n";
  return out;
}

Literal look_class(Button look) {
  switch (look) {
    case Button::main:
      return "ds_button";
    case Button::second:
      return "ds_button ds_button--secondary";
    case Button::plain_link:
      return "link-button";
  }
  return "ds_button";
}

}  // namespace

Html error_summary(const std::vector<Mistake>& mistakes) {
  Html out;
  if (mistakes.empty()) return out;
  out << "<div class=\"ds_error-summary\" id=\"error-summary\" role=\"alert\" tabindex=\"-1\" "
         "aria-labelledby=\"error-summary-title\">\n"
         "<h2 class=\"ds_error-summary__title\" id=\"error-summary-title\">There is a "
         "problem</h2>\n"
         "<ul class=\"ds_error-summary__list\">\n";
  for (const Mistake& mistake : mistakes) {
    if (mistake.field_id.empty()) {
      out << "<li>" << Text{mistake.text} << "</li>\n";
    } else {
      out << "<li><a href=\"#" << Attr{mistake.field_id} << "\">" << Text{mistake.text}
          << "</a></li>\n";
    }
  }
  out << "</ul></div>\n";
  return out;
}

Html text_input(const Question& question, std::string_view autocomplete,
                std::string_view input_mode) {
  return one_line(question, "text", autocomplete, input_mode);
}

Html password_input(const Question& question, std::string_view autocomplete) {
  return one_line(question, "password", autocomplete, "");
}

Html text_area(const Question& question, int rows) {
  Html out;
  out << open_question(question) << label_of(question) << "<textarea rows=\"" << rows << "\""
      << control_attributes(question);
  if (question.most_letters > 0) out << " data-most-letters=\"" << question.most_letters << "\"";
  // The parser drops one line end after the tag; this one is for it, so that a typed one stays.
  out << ">\n" << Text{question.value} << "</textarea>\n";
  if (question.most_letters > 0) {
    out << "<p class=\"ds_hint-text count\" id=\"" << Attr{question.id} << "-count\">At most "
        << Text{base::grouped(question.most_letters)} << " letters</p>\n";
  }
  out << "</div>\n";
  return out;
}

Html date_input(const Question& question) {
  return date_boxes(question, WithTime::no);
}

Html date_time_input(const Question& question) {
  return date_boxes(question, WithTime::yes);
}

Html file_input(const Question& question) {
  Html out;
  out << open_question(question) << label_of(question) << "<input type=\"file\""
      << control_attributes(question) << "></div>\n";
  return out;
}

Html radios(const Question& question, const std::vector<Choice>& choices) {
  return choice_boxes(question, choices, "radio");
}

Html checkboxes(const Question& question, const std::vector<Choice>& choices) {
  return choice_boxes(question, choices, "checkbox");
}

Html select(const Question& question, const std::vector<Choice>& choices) {
  Html out;
  out << open_question(question) << label_of(question)
      << "<div class=\"ds_select-wrapper\"><select class=\"ds_select";
  if (!question.mistake.empty()) out << " ds_input--error";
  out << "\"" << named(question.id, question.name) << described_attribute(question);
  if (!question.mistake.empty()) out << " aria-invalid=\"true\"";
  out << ">\n";
  for (const Choice& choice : choices) {
    out << "<option value=\"" << Attr{choice.value} << "\"";
    if (choice.value == question.value) out << " selected";
    out << ">" << Text{choice.label} << "</option>\n";
  }
  out << "</select><span class=\"ds_select-arrow\" aria-hidden=\"true\"></span></div></div>\n";
  return out;
}

Html checkbox(const Question& question, std::string_view text) {
  const Choice yes{"yes", std::string(text), ""};
  const ChoiceBox box{"checkbox",
                      question.id,
                      question.name,
                      yes,
                      !question.value.empty(),
                      !question.mistake.empty()};
  if (!question.label.empty()) return group(question, choice_box(box));
  Html out;
  out << open_question(question) << hint_and_mistake(question) << choice_box(box) << "</div>\n";
  return out;
}

Html hidden(std::string_view name, std::string_view value) {
  Html out;
  out << "<input type=\"hidden\" name=\"" << Attr{name} << "\" value=\"" << Attr{value} << "\">\n";
  return out;
}

Html button(std::string_view text, Button look) {
  Html out;
  out << "<button class=\"" << look_class(look) << "\" type=\"submit\">" << Text{text}
      << "</button>\n";
  return out;
}

Html named_button(std::string_view text, std::string_view name, std::string_view value,
                  Button look) {
  Html out;
  out << "<button class=\"" << look_class(look) << "\" type=\"submit\" name=\"" << Attr{name}
      << "\" value=\"" << Attr{value} << "\">" << Text{text} << "</button>\n";
  return out;
}

Html link_button(std::string_view text, std::string_view href) {
  Html out;
  out << "<a class=\"ds_button\" href=\"" << Url{href} << "\">" << Text{text} << "</a>\n";
  return out;
}

Html actions(const Html& content) {
  Html out;
  out << "<div class=\"actions\">" << content << "</div>\n";
  return out;
}

Html form(std::string_view action, Sends sends, const Html& content) {
  Html out;
  out << "<form action=\"" << Url{action} << "\"";
  if (sends == Sends::get) {
    out << " method=\"get\"";
  } else {
    out << " method=\"post\" novalidate";
  }
  if (sends == Sends::post_with_files) out << " enctype=\"multipart/form-data\"";
  out << ">\n" << content << "</form>\n";
  return out;
}

}  // namespace html
