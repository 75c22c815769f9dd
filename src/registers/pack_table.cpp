#include "registers/pack_table.h"

#include <algorithm>

#include "base/text.h"

namespace registers {
namespace {

const TomlNode& no_table() {
  static const TomlNode none{TomlNode::Shape::table, 0, "", {}, {}};
  return none;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words)
    if (!word.empty()) text += (text.empty() ? "" : ", ") + word;
  return text;
}

bool is_any(TomlNode::Shape shape, std::initializer_list<TomlNode::Shape> of) {
  return std::find(of.begin(), of.end(), shape) != of.end();
}

}  // namespace

std::string meant(std::string_view word, const std::vector<std::string>& known) {
  if (const auto near = base::nearest(word, known)) return ". Did you mean “" + *near + "”?";
  if (!known.empty() && known.size() <= 8) return ". Known here: " + joined(known);
  return "";
}

PackTable::PackTable(const TomlNode& node, Place place, PackNotes& notes)
    : node_(&node), place_(std::move(place)), notes_(&notes) {}

std::string PackTable::full(std::string_view key) const {
  return place_.where.empty() ? std::string(key) : place_.where + "." + std::string(key);
}

int PackTable::line_of(std::string_view key) const {
  const TomlNode* found = node_->at(key);
  return found == nullptr ? node_->line : found->line;
}

void PackTable::fault(int at, std::string what) {
  notes_->faults.push_back({place_.file, at == 0 ? 1 : at, std::move(what)});
}

const TomlNode* PackTable::node(std::string_view key) {
  asked_.emplace_back(key);
  return node_->at(key);
}

const TomlNode* PackTable::of_shape(std::string_view key, TomlNode::Shape shape,
                                    std::string_view words) {
  const TomlNode* found = node(key);
  if (found == nullptr || found->shape == shape) return found;
  fault(found->line, full(key) + " must be " + std::string(words));
  return nullptr;
}

std::string PackTable::text(std::string_view key) {
  const TomlNode* found = of_shape(key, TomlNode::Shape::text, "a text in quotes");
  return found == nullptr ? "" : found->text;
}

std::string PackTable::needed_text(std::string_view key) {
  const bool there = has(key);
  std::string value = text(key);
  if (!there)
    fault(node_->line, full(key) + " is missing");
  else if (value.empty() && node_->at(key)->shape == TomlNode::Shape::text)
    fault(line_of(key), full(key) + " is empty");
  return value;
}

std::vector<std::string> PackTable::texts(std::string_view key) {
  std::vector<std::string> all;
  const TomlNode* found = of_shape(key, TomlNode::Shape::list, "a list of texts, like [\"one\"]");
  if (found == nullptr) return all;
  for (const TomlNode& item : found->items) {
    if (item.shape == TomlNode::Shape::text)
      all.push_back(item.text);
    else
      fault(item.line, full(key) + " must hold texts only");
  }
  return all;
}

std::vector<std::string> PackTable::needed_texts(std::string_view key) {
  const bool there = has(key);
  std::vector<std::string> all = texts(key);
  if (all.empty())
    fault(line_of(key), full(key) + (there ? " must not be empty" : " is missing"));
  return all;
}

std::string PackTable::one_of(std::string_view key, const std::vector<std::string>& known) {
  std::string value = text(key);
  if (value.empty() || std::find(known.begin(), known.end(), value) != known.end()) return value;
  fault(line_of(key), full(key) + ": there is no “" + value + "”" + meant(value, known));
  return "";
}

PackTable::Answer PackTable::yes_no(std::string_view key) {
  const TomlNode* found = of_shape(key, TomlNode::Shape::yes_no, "true or false");
  return found != nullptr && found->text == "yes" ? Answer::yes : Answer::no;
}

std::size_t PackTable::count(std::string_view key) {
  const TomlNode* found = of_shape(key, TomlNode::Shape::number, "a whole number");
  if (found == nullptr) return 0;
  const auto number = base::whole_number(found->text);
  if (number && *number > 0) return static_cast<std::size_t>(*number);
  fault(found->line, full(key) + " must be more than 0");
  return 0;
}

std::string PackTable::date(std::string_view key) {
  const TomlNode* found = node(key);
  if (found == nullptr) return "";
  if (is_any(found->shape, {TomlNode::Shape::date, TomlNode::Shape::text}) &&
      (found->text.empty() || base::date_from_iso(found->text)))
    return found->text;
  fault(found->line, full(key) + " must be a date, like 2026-11-27");
  return "";
}

Condition PackTable::condition(std::string_view key) {
  const TomlNode* found =
      of_shape(key, TomlNode::Shape::table, "{ when = \"field\", is = [\"value\"] }");
  if (found == nullptr) return {};
  PackTable inner(*found, {place_.file, full(key), place_.register_name}, *notes_);
  Condition condition;
  condition.field = inner.needed_text("when");
  inner.mention(Naming::field, condition.field, "when", inner.line_of("when"));
  condition.is = inner.needed_texts("is");
  for (const std::string& value : condition.is) {
    inner.mention(Naming::choice, value, "is", inner.line_of("is"));
    notes_->mentions.back().field = condition.field;
  }
  inner.finish();
  return condition;
}

std::string PackTable::name(std::string_view key, Naming naming) {
  std::string value = text(key);
  if (!value.empty()) mention(naming, value, key, line_of(key));
  return value;
}

std::vector<std::string> PackTable::names(std::string_view key, Naming naming) {
  std::vector<std::string> all = texts(key);
  const TomlNode* found = node_->at(key);
  if (found == nullptr || found->shape != TomlNode::Shape::list) return all;
  for (const TomlNode& item : found->items)
    if (item.shape == TomlNode::Shape::text) mention(naming, item.text, key, item.line);
  return all;
}

std::vector<PackTable> PackTable::tables(std::string_view key) {
  std::vector<PackTable> all;
  const TomlNode* found = of_shape(key, TomlNode::Shape::list, "a list of tables");
  if (found == nullptr) return all;
  for (const TomlNode& item : found->items) {
    if (item.shape == TomlNode::Shape::table)
      all.emplace_back(item, Place{place_.file, full(key), place_.register_name}, *notes_);
    else
      fault(item.line, full(key) + " must hold tables only");
  }
  return all;
}

std::vector<PackTable::Named> PackTable::named_tables(std::string_view key) {
  std::vector<Named> all;
  const TomlNode* found = of_shape(key, TomlNode::Shape::table, "a table");
  if (found == nullptr) return all;
  for (std::size_t i = 0; i < found->keys.size(); ++i) {
    if (found->items[i].shape == TomlNode::Shape::table)
      all.push_back({found->keys[i], found->items[i].line});
    else
      fault(found->items[i].line, full(key) + "." + found->keys[i] + " must be a table");
  }
  return all;
}

PackTable PackTable::table(std::string_view key) {
  const TomlNode* found = of_shape(key, TomlNode::Shape::table, "a table");
  return {found == nullptr ? no_table() : *found, {place_.file, full(key), place_.register_name},
          *notes_};
}

PackTable PackTable::table_in(std::string_view key, std::string_view name) {
  const TomlNode* outer = node(key);
  const TomlNode* found = outer == nullptr ? nullptr : outer->at(name);
  return {found == nullptr ? no_table() : *found,
          {place_.file, full(key) + "." + std::string(name), place_.register_name},
          *notes_};
}

void PackTable::mention(Naming naming, std::string name, std::string_view key, int at) {
  notes_->mentions.push_back(
      {naming, std::move(name), full(key), place_.register_name, "", at, place_.file});
}

void PackTable::mention_in(std::string register_name, Naming naming, std::string name,
                           std::string_view key) {
  mention(naming, std::move(name), key, line_of(key));
  notes_->mentions.back().register_name = std::move(register_name);
}

void PackTable::finish() {
  for (std::size_t i = 0; i < node_->keys.size(); ++i) {
    const std::string& key = node_->keys[i];
    if (std::find(asked_.begin(), asked_.end(), key) != asked_.end()) continue;
    fault(node_->items[i].line,
          (place_.where.empty() ? "" : place_.where + ": ") + "there is no key “" + key + "”" +
              meant(key, asked_));
  }
}

}  // namespace registers
