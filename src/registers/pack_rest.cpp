// The files of a pack that are not registers: the pack itself, sources, holidays, reports,
// sets.
#include <algorithm>

#include "registers/pack_file.h"

namespace registers {
namespace {

SourceStatus status_from(std::string_view word) {
  if (word == "confirmed") return SourceStatus::confirmed;
  if (word == "part") return SourceStatus::part;
  if (word == "opinion") return SourceStatus::opinion;
  return SourceStatus::unconfirmed;
}

Source read_source(PackTable table, std::string id) {
  Source source;
  source.id = std::move(id);
  source.title = table.needed_text("title");
  source.cite = table.needed_text("cite");
  table.needed_text("kind");
  source.kind = table.one_of("kind",
                             {"act", "regulation", "guidance", "opinion", "data", "principle"});
  source.url = table.text("url");
  source.read = table.date("read");
  table.needed_text("status");
  source.status =
      status_from(table.one_of("status", {"confirmed", "part", "unconfirmed", "opinion"}));
  source.says = table.needed_text("says");
  table.finish();
  return source;
}

// Ids have a dot in them ("sw1968.s3"), which TOML reads as a table within a table.
void read_sources_in(PackTable& table, const std::string& prefix, Packs& packs) {
  for (const PackTable::Named& one : table.named_tables(prefix)) {
    PackTable inner = table.table_in(prefix, one.name);
    packs.sources.push_back(read_source(std::move(inner), prefix + "." + one.name));
  }
}

TallyFigure read_figure(PackTable table) {
  TallyFigure figure;
  figure.name = table.needed_text("name");
  figure.sentence = table.needed_text("sentence");
  figure.register_name = table.text("register");
  if (figure.register_name.empty()) figure.register_name = table.place().register_name;
  if (figure.register_name.empty())
    table.fault(table.line(), table.place().where + ".register is missing");
  else
    table.mention_in(figure.register_name, Naming::register_name, figure.register_name,
                     "register");
  table.within(figure.register_name);
  figure.by = table.name("by", Naming::filter);
  figure.dated = table.name("dated", Naming::step_or_date_field);
  figure.when = table.condition("when");
  table.finish();
  return figure;
}

std::string setting_text(const TomlNode& node) {
  if (node.shape != TomlNode::Shape::list) return node.text;
  std::string lines;
  for (const TomlNode& item : node.items) lines += (lines.empty() ? "" : "\n") + item.text;
  return lines;
}

SetColumn read_column(PackTable table) {
  SetColumn column;
  column.name = table.needed_text("name");
  table.needed_text("kind");
  column.kind = table.one_of("kind", {"line", "count", "decimal", "grade", "date", "yes_no"});
  column.label = table.needed_text("label");
  column.from = table.needed_texts("from");
  column.needed = table.yes_no("needed") == PackTable::Answer::yes;
  table.finish();
  return column;
}

}  // namespace

ReportSection read_section(PackTable table) {
  ReportSection section;
  section.name = table.needed_text("name");
  section.title = table.needed_text("title");
  section.lead = table.text("lead");
  section.empty = table.text("empty");
  section.sources = table.names("sources", Naming::source);
  for (PackTable& figure : table.tables("figure"))
    section.figures.push_back(read_figure(std::move(figure)));
  table.finish();
  return section;
}

void give_sections(Packs& packs, PackNotes& notes) {
  std::vector<std::string> known;
  for (const ReportTemplate& report : packs.reports) known.push_back(report.name);
  for (GivenSection& given : notes.sections) {
    const auto report =
        std::find_if(packs.reports.begin(), packs.reports.end(),
                     [&](const ReportTemplate& one) { return one.name == given.report; });
    if (report != packs.reports.end())
      report->sections.push_back(std::move(given.section));
    else
      notes.faults.push_back({given.file, given.line,
                              "section.report: there is no report “" + given.report + "”" +
                                  meant(given.report, known)});
  }
}

void read_pack(const TomlNode& root, const std::string& file, Packs& packs, PackNotes& notes) {
  PackTable all(root, {file, "", ""}, notes);
  PackTable head = all.table("pack");
  packs.name = head.needed_text("name");
  packs.version = head.needed_text("version");
  if (!head.has("in_force_from")) head.fault(head.line(), "pack.in_force_from is missing");
  packs.in_force_from = head.date("in_force_from");
  head.finish();
  for (const PackTable::Named& one : all.named_tables("class")) {
    PackTable table = all.table_in("class", one.name);
    packs.classes.push_back({one.name, table.needed_text("title")});
    table.finish();
  }
  for (const PackTable::Named& one : all.named_tables("retention")) {
    PackTable table = all.table_in("retention", one.name);
    Retention kept{one.name, table.needed_text("title")};
    if (table.has("years")) kept.years = static_cast<int>(table.count("years"));
    kept.source = table.name("source", Naming::source);
    if (kept.years && kept.source.empty())
      table.fault(table.line(), "retention." + one.name + ".source is missing: say where the " +
                                    "length comes from");
    packs.retentions.push_back(std::move(kept));
    table.finish();
  }
  all.finish();
}

void read_sources(const TomlNode& root, const std::string& file, Packs& packs,
                  PackNotes& notes) {
  PackTable all(root, {file, "", ""}, notes);
  for (const std::string& prefix : root.keys) read_sources_in(all, prefix, packs);
  all.finish();
}

void read_holidays(const TomlNode& root, const std::string& file, Packs& packs,
                   PackNotes& notes) {
  PackTable all(root, {file, "", ""}, notes);
  for (PackTable& table : all.tables("holiday")) {
    if (!table.has("date")) table.fault(table.line(), "holiday.date is missing");
    const std::string day = table.date("date");
    table.needed_text("name");
    table.one_of("status", {"confirmed", "part", "unconfirmed"});
    table.needed_text("status");
    table.name("source", Naming::source);
    table.finish();
    if (const auto date = base::date_from_iso(day)) packs.holidays.push_back(*date);
  }
  std::sort(packs.holidays.begin(), packs.holidays.end());
  all.finish();
}

void read_first_steps(const TomlNode& root, const std::string& file, Packs& packs,
                      PackNotes& notes) {
  PackTable all(root, {file, "", ""}, notes);
  for (PackTable& table : all.tables("first")) {
    FirstStep first;
    first.title = table.needed_text("title");
    first.why = table.needed_text("why");
    first.others = table.needed_text("others");
    first.set = table.text("set");
    if (first.set.empty()) {
      first.register_name = table.needed_text("register");
      table.mention_in(first.register_name, Naming::register_name, first.register_name, "register");
      table.within(first.register_name);
      table.needed_text("step");
      first.step = table.name("step", Naming::step);
      first.state = table.name("state", Naming::state);
      first.when = table.condition("when");
      if (const auto least = table.count("at_least"); least > 0)
        first.at_least = static_cast<std::int64_t>(least);
    }
    table.finish();
    packs.first_steps.push_back(std::move(first));
  }
  all.finish();
}

void read_report(const TomlNode& root, const std::string& file, Packs& packs, PackNotes& notes) {
  PackTable all(root, {file, "", ""}, notes);
  PackTable head = all.table("report");
  ReportTemplate report;
  report.name = head.needed_text("name");
  report.title = head.needed_text("title");
  report.plural = head.needed_text("plural");
  report.pack_file = file;
  head.finish();
  for (PackTable& section : all.tables("section"))
    report.sections.push_back(read_section(section));
  all.finish();
  packs.reports.push_back(std::move(report));
}

void read_set(const TomlNode& root, const std::string& file, Packs& packs, PackNotes& notes) {
  PackTable all(root, {file, "", ""}, notes);
  PackTable head = all.table("set");
  ReferenceSet set;
  set.name = head.needed_text("name");
  set.title = head.needed_text("title");
  set.key = head.needed_text("key");
  set.pack_file = file;
  set.sources = head.names("sources", Naming::source);
  head.finish();
  std::vector<std::string> known;
  for (PackTable& column : all.tables("column")) {
    set.columns.push_back(read_column(column));
    known.push_back(set.columns.back().name);
  }
  if (!set.key.empty() && std::find(known.begin(), known.end(), set.key) == known.end())
    all.fault(head.line_of("key"),
              "set.key: there is no column “" + set.key + "”" + meant(set.key, known));
  if (const TomlNode* settings = all.node("settings"))
    for (std::size_t i = 0; i < settings->keys.size(); ++i)
      set.settings[settings->keys[i]] = setting_text(settings->items[i]);
  all.finish();
  packs.sets.push_back(std::move(set));
}

}  // namespace registers
