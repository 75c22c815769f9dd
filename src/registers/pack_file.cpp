// A register's file: what it is, its fields, its lifecycle and its steps.
#include "registers/pack_file.h"

#include <algorithm>

#include "base/text.h"

namespace registers {
namespace {

std::vector<std::string> kind_names() {
  std::vector<std::string> names;
  for (const Kind kind : {Kind::line, Kind::prose, Kind::count, Kind::money, Kind::share,
                          Kind::date, Kind::time, Kind::yes_no, Kind::choice, Kind::person,
                          Kind::party, Kind::record, Kind::document, Kind::source})
    names.emplace_back(name_of(kind));
  return names;
}

void read_rules(PackTable& head, Register& kind) {
  kind.rules = head.texts("rules");
  const TomlNode* list = head.node("rules");
  for (std::size_t i = 0; i < kind.rules.size(); ++i)
    kind.rule_lines.push_back(i < list->items.size() ? list->items[i].line : list->line);
}

void read_head(PackTable head, Register& kind) {
  kind.name = head.needed_text("name");
  kind.title = head.needed_text("title");
  kind.plural = head.needed_text("plural");
  kind.one = head.needed_text("one");
  kind.prefix = head.needed_text("prefix");
  kind.area = head.text("area");
  head.needed_text("reference");
  kind.reference = head.one_of("reference", {"number", "random"}) == "random"
                       ? ReferenceStyle::random
                       : ReferenceStyle::number;
  head.needed_text("class");
  kind.record_class = head.name("class", Naming::class_name);
  head.needed_text("retention");
  kind.retention = head.name("retention", Naming::retention);
  kind.parent = head.name("parent", Naming::register_name);
  kind.goes_with = head.name("goes_with", Naming::field);
  kind.sources = head.names("sources", Naming::source);
  if (kind.sources.empty()) head.fault(head.line(), "register.sources is missing");
  kind.privileged = head.yes_no("privileged") == PackTable::Answer::yes;
  kind.internal = head.yes_no("internal") == PackTable::Answer::yes;
  kind.comments = head.yes_no("comments") == PackTable::Answer::yes;
  kind.restricted_when = head.condition("restricted");
  kind.closed = head.yes_no("closed") == PackTable::Answer::yes;
  read_rules(head, kind);
  kind.line = head.line();
  head.finish();
}

// A table of words by choice: its keys must be choices of the field.
using Put = void (*)(ChoiceOption&, std::string);
void read_words(PackTable& table, std::string_view key, std::vector<ChoiceOption>& options,
                Put put) {
  std::vector<std::string> known;
  for (const ChoiceOption& option : options) known.push_back(option.name);
  PackTable words = table.table(key);
  const TomlNode* node = table.node(key);
  if (node == nullptr || node->shape != TomlNode::Shape::table) return;
  for (const std::string& name : node->keys) {
    const auto option = std::find_if(options.begin(), options.end(),
                                     [&](const ChoiceOption& one) { return one.name == name; });
    if (option != options.end())
      put(*option, words.text(name));
    else
      words.fault(words.line_of(name), words.place().where + ": there is no choice “" + name +
                                           "”" + meant(name, known));
  }
}

void read_options(PackTable& table, Field& field) {
  if (field.kind != Kind::choice) return;
  const std::string where = table.place().where;
  for (const std::string& name : table.needed_texts("values")) {
    const std::size_t at = field.options.size();
    const TomlNode* list = table.node("values");
    field.options.push_back(
        {name, "", "", "", at < list->items.size() ? list->items[at].line : list->line});
  }
  read_words(table, "labels", field.options,
             [](ChoiceOption& option, std::string words) { option.label = std::move(words); });
  read_words(table, "hints", field.options,
             [](ChoiceOption& option, std::string words) { option.hint = std::move(words); });
  read_words(table, "tones", field.options,
             [](ChoiceOption& option, std::string words) { option.tone = std::move(words); });
  const std::vector<std::string>& tones = known_tones();
  for (const ChoiceOption& option : field.options) {
    if (option.label.empty())
      table.fault(table.line_of("labels"),
                  where + ".labels has no words for the choice “" + option.name + "”");
    if (!option.tone.empty() && std::find(tones.begin(), tones.end(), option.tone) == tones.end())
      table.fault(table.line_of("tones"), where + ".tones: there is no tone “" + option.tone +
                                              "”" + meant(option.tone, tones));
  }
}

void read_needed(PackTable& table, Field& field) {
  const TomlNode* node = table.node("needed");
  if (node == nullptr) return;
  if (node->shape == TomlNode::Shape::table) {
    field.needed = Needed::when;
    field.needed_when = table.condition("needed");
    return;
  }
  field.needed = table.yes_no("needed") == PackTable::Answer::yes ? Needed::yes : Needed::no;
}

std::string read_bound(PackTable& table, std::string_view key) {
  std::string bound = table.text(key);
  if (!bound.empty() && bound != "today")
    table.mention(Naming::date_field, bound, key, table.line_of(key));
  return bound;
}

// [field.NAME.grid]: each row one text, its choices parted by spaces. Whether they are as many as
// the two fields' choices is seen when all fields are read (pack_whole.cpp).
void read_grid(PackTable& field_table, Field& field) {
  if (!field_table.has("grid")) return;
  PackTable table = field_table.table("grid");
  for (const std::string_view key : {"down", "across"}) table.needed_text(key);
  field.grid.down = table.name("down", Naming::choice_field);
  field.grid.across = table.name("across", Naming::choice_field);
  for (const std::string& row : table.needed_texts("rows")) {
    std::vector<std::string>& cells = field.grid.rows.emplace_back();
    for (const std::string_view cell : base::split(row, ' '))
      if (!cell.empty()) cells.emplace_back(cell);
  }
  field.computed = true;
  table.finish();
}

// Keys that only some kinds know are asked for only there, so that elsewhere they are faults.
void read_kind_keys(PackTable& table, Field& field) {
  read_options(table, field);
  if (field.kind == Kind::choice) read_grid(table, field);
  if (field.kind == Kind::line || field.kind == Kind::prose) {
    field.most = table.count("most");
    field.searched = table.yes_no("search") == PackTable::Answer::yes;
  }
  if (field.kind == Kind::line) {
    field.secret = table.yes_no("secret") == PackTable::Answer::yes;
    field.sealed = table.yes_no("sealed") == PackTable::Answer::yes;
    if (field.sealed) {
      field.secret = true;
      field.alone_when = table.condition("alone_when");
    }
  }
  if (field.kind == Kind::date) {
    field.not_before = read_bound(table, "not_before");
    field.not_after = read_bound(table, "not_after");
  }
  if (field.kind == Kind::record) {
    if (table.needed_text("to") != "any") field.to = table.name("to", Naming::register_name);
    field.unseen = table.yes_no("unseen") == PackTable::Answer::yes;
  }
  if (field.kind == Kind::person) field.to = table.name("to", Naming::relation);
}

Field read_field(PackTable table, const std::string& name) {
  Field field;
  field.name = name;
  field.line = table.line();
  table.needed_text("kind");
  const std::string kind = table.one_of("kind", kind_names());
  field.kind = kind_named(kind).value_or(Kind::line);
  field.label = table.needed_text("label");
  field.short_label = table.text("short");
  if (field.short_label.empty()) field.short_label = field.label;
  field.hint = table.text("hint");
  field.needed_sentence = table.text("say");
  field.shown_when = table.condition("shown");
  field.computed = table.yes_no("computed") == PackTable::Answer::yes;
  field.retired = table.date("retired");
  read_needed(table, field);
  read_kind_keys(table, field);
  if (!kind.empty()) table.finish();  // with an unknown kind, its own keys would all seem unknown
  return field;
}

void read_lifecycle(PackTable table, Register& kind) {
  std::vector<std::string> names = table.needed_texts("states");
  PackTable titles = table.table("titles");
  PackTable tones = table.table("tones");
  for (std::string& name : names) {
    State state{name, titles.text(name), tones.one_of(name, known_tones())};
    if (state.title.empty())
      titles.fault(table.line_of("titles"),
                   "lifecycle.titles has no words for the state “" + name + "”");
    if (state.tone.empty()) state.tone = "plain";
    kind.states.push_back(std::move(state));
  }
  titles.finish();
  tones.finish();
  table.finish();
}

void read_state_words(PackTable& file, Register& kind) {
  for (PackTable& table : file.tables("state_word")) {
    StateWord word;
    word.when = table.condition("when");
    word.title = table.needed_text("title");
    word.tone = table.one_of("tone", known_tones());
    word.states = table.names("states", Naming::state);
    table.finish();
    kind.state_words.push_back(std::move(word));
  }
}

std::vector<FormPage> read_pages(PackTable& table) {
  std::vector<FormPage> pages;
  for (PackTable& page : table.tables("page")) {
    FormPage form;
    form.title = page.needed_text("title");
    form.fields = page.names("fields", Naming::field);
    form.children = page.names("children", Naming::child);
    if (form.fields.empty() && form.children.empty())
      page.fault(page.line(), page.place().where + " asks nothing: give it fields or children");
    page.finish();
    pages.push_back(std::move(form));
  }
  return pages;
}

// The sentences and conditions that only some steps have.
void read_step_words(PackTable& table, Step& step) {
  step.grave = table.text("grave");
  step.grave_when = table.condition("grave_when");
  step.declaration = table.text("declaration");
  step.proof_when = table.condition("proof_when");
  const bool asked = table.yes_no("proof") == PackTable::Answer::yes;
  if (asked || !step.proof_when.always()) step.proof = Step::Proof::asked;
  if (table.yes_no("to_confirm") == PackTable::Answer::yes) step.lapsed = Step::Lapsed::recorded;
  step.absent_when = table.condition("absent_when");
  step.absent_why = table.text("absent_why");
  step.absent_source = table.name("absent_source", Naming::source);
  step.not_by = table.name("not_by", Naming::person_field);
  if (!step.absent_when.always() && (step.absent_why.empty() || step.absent_source.empty()))
    table.fault(table.line(), table.place().where +
                                  " is absent for some records: say absent_why and absent_source");
}

Step read_step(PackTable table, const std::string& name) {
  Step step;
  step.name = name;
  step.title = table.needed_text("title");
  step.done = table.needed_text("done");
  step.from = table.names("from", Naming::state);
  step.to = table.name("to", Naming::state);
  step.pages = read_pages(table);
  read_step_words(table, step);
  step.empties = table.names("empties", Naming::field);
  step.children_of = table.name("children_of", Naming::child);
  step.children_step = table.text("children_step");
  if (step.children_of.empty() != step.children_step.empty())
    table.fault(table.line(), table.place().where + ": children_of and children_step go together");
  else if (!step.children_of.empty())
    table.mention_in(step.children_of, Naming::step, step.children_step, "children_step");
  step.silence_due = table.name("silence", Naming::date_field);
  step.decides = table.name("decides", Naming::party_field);
  step.same_as = table.name("same_as", Naming::step);
  if (step.from.empty() && step.to.empty())
    table.fault(table.line(), table.place().where + " makes a new record: say in which state (to)");
  table.finish();
  return step;
}

}  // namespace

const std::vector<std::string>& known_tones() {
  static const std::vector<std::string> tones{"plain", "on", "good", "warn", "stop"};
  return tones;
}

void read_register(const TomlNode& root, const std::string& file, Packs& packs, PackNotes& notes) {
  Register kind;
  kind.pack_file = file;
  const TomlNode* head = root.at("register");
  const TomlNode* name = head == nullptr ? nullptr : head->at("name");
  PackTable all(root, {file, "", name == nullptr ? "" : name->text}, notes);
  if (head == nullptr) {
    all.fault(1, "[register] is missing");
    packs.registers.push_back(std::move(kind));
    return;
  }
  read_head(all.table("register"), kind);
  for (const PackTable::Named& field : all.named_tables("field"))
    kind.fields.push_back(read_field(all.table_in("field", field.name), field.name));
  if (root.at("lifecycle") == nullptr) all.fault(1, "[lifecycle] is missing");
  else read_lifecycle(all.table("lifecycle"), kind);
  read_state_words(all, kind);
  for (const PackTable::Named& step : all.named_tables("step"))
    kind.steps.push_back(read_step(all.table_in("step", step.name), step.name));
  read_layout(all, kind);
  read_permits(all, kind, packs);
  read_given_sections(all, notes);
  all.finish();
  packs.registers.push_back(std::move(kind));
}

}  // namespace registers
