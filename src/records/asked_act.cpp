#include "records/asked_act.h"

#include "base/hash.h"
#include "records/documents.h"

namespace records {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;
using registers::Kind;
using registers::Value;

constexpr std::size_t key_bytes = 16;

std::string first_bytes_of_hash(std::string_view bytes) {
  return std::string(base::bytes_of(base::sha256(bytes)).substr(0, key_bytes));
}

// Documents get their id, and length and digest of the file as it is now.
Result<void> measure_documents(RecordChange& record, base::Random& random) {
  if (record.document_files.empty()) return {};
  std::size_t next = 0;
  for (auto& [name, value] : record.set) {
    if (value.kind() != Kind::document || value.empty()) continue;
    if (next == record.document_files.size()) break;
    const FileFacts facts = TRY(file_facts(record.document_files[next++]));
    registers::Document document = value.document();
    document.id = base::hex(random.bytes(key_bytes));
    document.length = facts.length;
    document.sha256 = facts.sha256;
    value = Value::document(document);
  }
  if (next != record.document_files.size()) {
    return Failure{ErrorKind::invalid, "There are more files than documents in this act.",
                   record.register_name};
  }
  return {};
}

Result<void> check_values(RecordChange& record) {
  for (auto& [name, value] : record.set) {
    auto checked = Value::from_canonical(value.kind(), value.text());
    if (!checked) {
      return Failure{ErrorKind::invalid, "A value is not well formed: " + checked.error().what,
                     record.register_name + " " + name};
    }
  }
  return {};
}

void add(std::string& text, std::string_view word) {
  text += std::to_string(word.size());
  text += ':';
  text += word;
}

// What tells one request from another. A document counts by its content, not by the id it was given
// here.
std::string request_text(const Change& change) {
  std::string text;
  text.reserve(1024);
  add(text, change.caller.person);
  add(text, change.caller.held.capacity);
  add(text, change.effective_at ? base::iso(*change.effective_at) : std::string());
  for (const RecordChange& record : change.records) {
    add(text, record.register_name);
    add(text, record.step);
    add(text, record.reference);
    add(text, record.parent ? std::to_string(*record.parent) : std::string());
    add(text, record.parent_reference);
    add(text, std::to_string(record.set.size()));
    for (const auto& [name, value] : record.set) {
      add(text, name);
      add(text, registers::name_of(value.kind()));
      if (value.kind() != Kind::document || value.empty()) {
        add(text, value.text());
        continue;
      }
      const registers::Document document = value.document();
      add(text, document.name);
      add(text, document.type);
      add(text, document.sha256);
    }
  }
  return text;
}

}  // namespace

Result<AskedAct> ask(Change change, base::Random& random) {
  if (change.key.size() != key_bytes) {
    return Failure{ErrorKind::invalid, "An act needs a key of 16 bytes.", "change"};
  }
  for (RecordChange& record : change.records) {
    TRY(measure_documents(record, random));
    TRY(check_values(record));
  }
  const base::Hash request = base::sha256(request_text(change));
  AskedAct act;
  act.request = base::hex(base::bytes_of(request));
  const std::string form_key =
      change.even_if_repeated
          ? first_bytes_of_hash(change.key + '\0' + std::string(base::bytes_of(request)))
          : change.key;
  act.key = stored_key(change.caller.person, form_key);
  act.change = std::move(change);
  return act;
}

std::string stored_key(std::string_view person, std::string_view form_key) {
  std::string bytes(person);
  bytes += '\0';
  bytes += form_key;
  return first_bytes_of_hash(bytes);
}

std::string clock_key(std::string_view reference, std::string_view clock, std::string_view due) {
  std::string bytes(reference);
  bytes += '\0';
  bytes += clock;
  bytes += '\0';
  bytes += due;
  return first_bytes_of_hash(bytes);
}

}  // namespace records
