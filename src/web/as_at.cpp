#include "web/as_at.h"

#include "html/forms.h"
#include "web/words.h"

namespace web {

std::string typed_day(const Visit& visit) {
  const auto box = [&](std::string_view part) {
    return std::string(
        visit.request.query_value(std::string(as_at_name) + "." + std::string(part)));
  };
  const std::string day = box("day"), month = box("month"), year = box("year");
  if (day.empty() && month.empty() && year.empty()) return "";
  return day + "\n" + month + "\n" + year;
}

std::int64_t last_entry_of(const Visit& visit, const base::Date& day) {
  return visit.reader->entry_before(base::from_london({base::plus_days(day, 1), 0, 0, 0}));
}

html::Html day_question(const Visit& visit, std::string_view label, std::string_view typed,
                        std::string_view mistake) {
  const base::Date example = base::plus_days(visit.today(), -30);
  html::Question question;
  question.id = question.name = std::string(as_at_name);
  question.label = std::string(label);
  question.hint = say("form.date_example",
                      {std::to_string(example.day) + " " + std::to_string(example.month) + " " +
                       std::to_string(example.year)});
  question.mistake = std::string(mistake);
  question.value = std::string(typed);
  return html::date_input(question);
}

}  // namespace web
