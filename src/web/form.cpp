#include "web/form.h"

#include <algorithm>

#include "base/text.h"
#include "registers/typed.h"

namespace web {
namespace {

using registers::Field;
using registers::Kind;

constexpr std::size_t most_rows = 40;
constexpr std::size_t most_typed = 200'000;  // bytes of one input; a field's own limit is less

std::string_view sent_value(const std::vector<http::NameValue>& sent, std::string_view name) {
  for (const http::NameValue& pair : sent)
    if (pair.name == name) return pair.value;
  return {};
}

// A date as read_typed wants it; nothing at all when all its boxes are empty.
std::string joined_boxes(const Form& form, const std::vector<std::string>& inputs) {
  std::string text;
  bool any = false;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    if (i > 0) text += '\n';
    const std::string_view box = base::trimmed(form.text(inputs[i]));
    any = any || !box.empty();
    text += box;
  }
  return any ? text : "";
}

// "post director", "body B-2026-001 / minute …", or two bodies jointly, as the entry format has it.
std::string party_text(const Form& form, const std::string& input) {
  const std::string_view chosen = form.text(input);
  std::string text;
  if (chosen == "two") {
    for (const char* place : {".first", ".second"}) {
      const std::string_view body = form.text(input + place);
      if (!body.empty()) text += "body " + std::string(body) + "\n";
    }
  } else if (!chosen.empty()) {
    text = std::string(chosen) + "\n";
  }
  const std::string_view minute = base::trimmed(form.text(input + ".minute"));
  if (!minute.empty()) text += "minute " + std::string(minute) + "\n";
  return text;
}

void put_party(Form& form, const std::string& input, const registers::Party& party) {
  form.typed[input + ".minute"] = party.minute;
  if (!party.post.empty()) form.typed[input] = "post " + party.post;
  if (!party.person.empty()) form.typed[input] = "person " + party.person;
  if (party.bodies.size() == 1) form.typed[input] = "body " + party.bodies[0];
  if (party.bodies.size() < 2) return;
  form.typed[input] = "two";
  form.typed[input + ".first"] = party.bodies[0];
  form.typed[input + ".second"] = party.bodies[1];
}

constexpr std::string_view file_mark = "\x1f" "file ";

std::string file_text(const KeptFile& file) {
  return file.id + "\n" + file.name + "\n" + file.type + "\n" + std::to_string(file.length);
}

KeptFile file_from(std::string_view text) {
  const std::vector<std::string_view> lines = base::split(text, '\n');
  if (lines.size() != 4) return {};
  return {std::string(lines[0]), std::string(lines[1]), std::string(lines[2]),
          base::whole_number(lines[3]).value_or(0)};
}

}  // namespace

std::string_view Form::text(std::string_view input) const {
  const auto found = typed.find(input);
  return found == typed.end() ? std::string_view() : std::string_view(found->second);
}

std::vector<std::string> inputs_of(const Field& field, std::string_view prefix) {
  const std::string name = std::string(prefix) + field.name;
  switch (field.kind) {
    case Kind::date:
      return {name + ".day", name + ".month", name + ".year"};
    case Kind::time:
      return {name + ".day", name + ".month", name + ".year", name + ".time"};
    case Kind::party:
      return {name, name + ".first", name + ".second", name + ".minute"};
    case Kind::document:
      return {};
    case Kind::line:
    case Kind::prose:
    case Kind::count:
    case Kind::money:
    case Kind::share:
    case Kind::yes_no:
    case Kind::choice:
    case Kind::person:
    case Kind::record:
    case Kind::source:
      return {name};
  }
  return {name};
}

std::string typed_text(const Form& form, const Field& field, std::string_view prefix) {
  const std::vector<std::string> inputs = inputs_of(field, prefix);
  if (inputs.empty()) return "";  // a document comes as a file
  if (field.kind == Kind::party) return party_text(form, inputs.front());
  return inputs.size() == 1 ? std::string(form.text(inputs.front())) : joined_boxes(form, inputs);
}

void put_value(Form& form, const Field& field, std::string_view prefix,
               const registers::Value& value) {
  const std::string name = std::string(prefix) + field.name;
  if (value.empty() || field.kind == Kind::document) return;
  if (field.kind == Kind::party) return put_party(form, name, value.party());
  const std::string text = registers::as_typed(field, value);
  const std::vector<std::string> inputs = inputs_of(field, prefix);
  if (inputs.size() == 1) {
    form.typed[inputs[0]] = text;
    return;
  }
  const std::vector<std::string_view> boxes = base::split(text, '\n');
  for (std::size_t i = 0; i < inputs.size() && i < boxes.size(); ++i)
    form.typed[inputs[i]] = boxes[i];
}

void take_field(Form& form, const Field& field, std::string_view prefix,
                const std::vector<http::NameValue>& sent) {
  for (const std::string& input : inputs_of(field, prefix)) {
    std::string_view value = sent_value(sent, input);
    if (value.size() > most_typed) value = value.substr(0, most_typed);
    if (value.empty()) {
      form.typed.erase(input);
    } else {
      form.typed[input] = base::tidy_text(value);
    }
  }
}

std::size_t rows_of(const Form& form, std::string_view child) {
  const auto rows = base::whole_number(form.text(std::string(child) + ".rows"));
  if (!rows || *rows < 1) return 1;
  return std::min(static_cast<std::size_t>(*rows), most_rows);
}

void set_rows(Form& form, std::string_view child, std::size_t rows) {
  form.typed[std::string(child) + ".rows"] = std::to_string(std::min(rows, most_rows));
}

std::string row_prefix(std::string_view child, std::string_view row) {
  return std::string(child) + "." + std::string(row) + ".";
}

std::string encoded_pairs(const std::vector<http::NameValue>& pairs) {
  std::string text;
  for (const http::NameValue& pair : pairs) {
    if (!text.empty()) text += '&';
    text += base::url_encoded(pair.name) + "=" + base::url_encoded(pair.value);
  }
  return text;
}

std::vector<http::NameValue> decoded_pairs(std::string_view text) {
  std::vector<http::NameValue> pairs;
  if (text.empty()) return pairs;
  for (const std::string_view piece : base::split(text, '&')) {
    const std::size_t equals = piece.find('=');
    if (equals == std::string_view::npos) continue;
    auto name = base::url_decoded(piece.substr(0, equals), false);
    auto value = base::url_decoded(piece.substr(equals + 1), false);
    if (name && value) pairs.push_back({std::move(*name), std::move(*value)});
  }
  return pairs;
}

std::string encoded(const Form& form) {
  std::vector<http::NameValue> pairs;
  for (const auto& [name, value] : form.typed) pairs.push_back({name, value});
  for (const auto& [name, file] : form.files)
    pairs.push_back({std::string(file_mark) + name, file_text(file)});
  return encoded_pairs(pairs);
}

Form decoded(std::string_view text) {
  Form form;
  for (http::NameValue& pair : decoded_pairs(text)) {
    if (pair.name.starts_with(file_mark)) {
      form.files[pair.name.substr(file_mark.size())] = file_from(pair.value);
    } else {
      form.typed[std::move(pair.name)] = std::move(pair.value);
    }
  }
  return form;
}

std::string id_of(std::string_view input) {
  std::string id(input);
  std::replace(id.begin(), id.end(), '.', '-');
  return id;
}

}  // namespace web
