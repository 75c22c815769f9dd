// What came of an import, in words for a terminal and as JSON for a script.
#include "base/json.h"
#include "base/text.h"
#include "exchange/care_import.h"

namespace exchange {
namespace {

constexpr std::size_t most_lines = 20;

std::string came_words(const ImportReport& report) {
  switch (report.came) {
    case ImportReport::Came::looked:
      return "Nothing was recorded: you asked only to look.";
    case ImportReport::Came::already:
      return "This file is in the record already, as " + report.reference +
             ". Nothing was changed.";
    case ImportReport::Came::recorded:
      break;
  }
  return "Recorded as entry " + base::grouped(report.entry) + " (" + report.reference + ")." +
         (report.supersedes.empty() ? "" : " It supersedes " + report.supersedes + ".");
}

std::string_view came_name(ImportReport::Came came) {
  if (came == ImportReport::Came::looked) return "looked";
  return came == ImportReport::Came::already ? "already" : "recorded";
}

std::string_view from_name(EditionFrom from) {
  if (from == EditionFrom::given) return "given";
  return from == EditionFrom::file_name ? "file_name" : "newest_date";
}

std::string grade_words(const ImportReport& report) {
  std::string words;
  for (const auto& [grade, services] : report.lowest_grades) {
    if (grade.empty()) continue;
    words += (words.empty() ? "" : ", ") + base::grouped(services) + " with " + grade;
  }
  const auto none = report.lowest_grades.find("");
  if (none != report.lowest_grades.end())
    words += "; " + base::grouped(none->second) + " not graded";
  return words;
}

void write_texts(base::JsonWriter& json, std::string_view key,
                 const std::vector<std::string>& texts) {
  json.key(key).begin_array();
  for (const std::string& text : texts) json.text(text);
  json.end_array();
}

void write_refusals(base::JsonWriter& json, const Reading& reading) {
  json.key("refusals").begin_array();
  for (const Refused& refused : reading.refusals) {
    json.begin_object();
    json.key("row").number(refused.row);
    json.key("column").text(refused.column);
    json.key("value").text(refused.value);
    json.key("reason").text(refused.reason);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::string report_text(const ImportReport& report) {
  const Reading& reading = report.reading;
  std::string text = "Edition of " + base::long_date(reading.edition) + ": " +
                     base::grouped(reading.read) + " rows read, " +
                     base::grouped(reading.accepted) + " accepted, " +
                     base::grouped(reading.refused) + " refused.\n";
  text += base::grouped(report.services) + " services in " +
          base::plural(report.councils, "council", "councils") + " of Scotland, and " +
          base::grouped(report.outside_scotland) + " outside it. Graded by " + reading.scheme +
          ".\n";
  text += "Lowest grades: " + grade_words(report) + ".\n";
  for (std::size_t i = 0; i < reading.refusals.size() && i < most_lines; ++i) {
    const Refused& refused = reading.refusals[i];
    text += "Row " + std::to_string(refused.row) + ", " + refused.column + ", “" + refused.value +
            "”: " + refused.reason + "\n";
  }
  if (reading.refusals.size() > most_lines)
    text += "… and " +
            base::grouped(static_cast<std::int64_t>(reading.refusals.size() - most_lines)) +
            " more; --json gives them all.\n";
  for (const std::string& header : reading.not_recognised)
    text += "Column not recognised, left out: " + header + "\n";
  for (const std::string& note : reading.notes) text += note + "\n";
  return text + came_words(report) + "\n";
}

std::string report_json(const ImportReport& report) {
  const Reading& reading = report.reading;
  base::JsonWriter json;
  json.begin_object();
  json.key("set").text(care_services_set);
  json.key("edition").text(base::iso(reading.edition));
  json.key("edition_from").text(from_name(reading.edition_from));
  json.key("outcome").text(came_name(report.came));
  json.key("read").number(reading.read);
  json.key("accepted").number(reading.accepted);
  json.key("refused").number(reading.refused);
  json.key("services").number(report.services);
  json.key("councils").number(report.councils);
  json.key("outside_scotland").number(report.outside_scotland);
  json.key("grades").begin_object();
  for (const auto& [grade, services] : report.lowest_grades)
    json.key(grade.empty() ? "not_graded" : grade).number(services);
  json.end_object();
  json.key("scheme").text(reading.scheme);
  json.key("encoding").text(name_of(reading.encoding));
  json.key("reader_version").number(care_reader_version);
  json.key("content_digest").text(report.content_digest);
  json.key("reference").text(report.reference);
  json.key("entry");
  report.entry < 0 ? json.null() : json.number(report.entry);
  json.key("supersedes").text(report.supersedes);
  write_texts(json, "not_recognised", reading.not_recognised);
  write_texts(json, "absent", reading.absent);
  write_texts(json, "notes", reading.notes);
  write_refusals(json, reading);
  json.end_object();
  return json.take();
}

}  // namespace exchange
