#include "web/shown.h"

#include "base/money.h"
#include "base/text.h"
#include "web/words.h"

namespace web {
namespace {

using html::Attr;
using html::Html;
using html::Text;
using html::Url;
using registers::Field;
using registers::Kind;
using registers::Value;

Html link_to_record(Visit& visit, std::string_view reference) {
  Html out;
  const std::string title = visit.reader->title_of(reference);
  out << "<a href=\"" << Url{record_href(reference)} << "\">" << Text{title} << "</a>";
  return out;
}

// A record by its own words where the reader may open it; what they may not open is no value, or
// its reference alone.
Html link_by_title(Visit& visit, const Field& field, const std::string& reference) {
  const auto row = visit.reader->find(reference, visit.who(), visit.as_at);
  if (!row && field.unseen) return html::reference(reference);
  if (!row) return link_to_record(visit, reference);
  Html out = record_link(visit, *row);
  out << " <span class=\"quiet nowrap\">" << Text{reference} << "</span>";
  return out;
}

Html link_to_document(const Visit& visit, const Field& field, const Value& value,
                      std::string_view reference) {
  const registers::Document document = value.document();
  Html out;
  out << "<a href=\"" << Url{record_href(reference) + "/file/" + field.name + as_at_query(visit)}
      << "\">"
      << Text{document.name} << "</a> <span class=\"quiet\">" << Text{size_words(document.length)}
      << "</span>";
  return out;
}

Html linked_party(Visit& visit, const registers::Party& party) {
  Html out;
  if (party.bodies.empty()) {
    out << Text{shown_party(visit, party)};
    return out;
  }
  for (std::size_t i = 0; i < party.bodies.size(); ++i) {
    if (i > 0) out << Text{say("shown.and")};
    out << link_to_record(visit, party.bodies[i]);
  }
  if (party.bodies.size() > 1) out << Text{say("shown.jointly")};
  if (!party.minute.empty()) out << Text{say("shown.by_minute", {party.minute})};
  return out;
}

}  // namespace

std::string capacity_title(const registers::Packs& packs, std::string_view capacity) {
  if (capacity == "clock") return say("shown.clock");
  if (capacity == "operator") return say("shown.operator");
  if (capacity == authority::account_holder_capacity) return say("shown.account_holder");
  if (capacity == authority::return_code_capacity) return say("shown.return_code");
  const registers::Capacity* known = packs.capacity(capacity);
  return known == nullptr ? std::string(capacity) : known->title;
}

bool is_open_field(const Field& field) { return !field.secret; }

bool names_capacity(const registers::Register& kind, const Field& field) {
  return kind.grants && kind.grants->capacity == field.name && field.kind == Kind::line;
}

std::string shown_party(Visit& visit, const registers::Party& party) {
  if (!party.post.empty()) return capacity_title(visit.packs(), party.post);
  if (!party.person.empty()) return visit.reader->person_name(party.person);
  std::string text;
  for (const std::string& body : party.bodies) {
    if (!text.empty()) text += say("shown.and");
    text += visit.reader->title_of(body);
  }
  if (party.bodies.size() > 1) text += say("shown.jointly");
  return text;
}

std::string shown_minute(const registers::Party& party) {
  return party.minute.empty() ? "" : say("shown.minute", {party.minute});
}

std::string shown_text(Visit& visit, const registers::Register& kind, const Field& field,
                       const Value& value) {
  if (value.empty() || !is_open_field(field)) return "";
  switch (field.kind) {
    case Kind::line:
      return names_capacity(kind, field) ? capacity_title(visit.packs(), value.text())
                                         : value.text();
    case Kind::prose:
      return value.text();
    case Kind::count:
      return base::grouped(value.number());
    case Kind::money:
      return base::pounds(value.number());
    case Kind::share:
      return base::per_cent(value.number());
    case Kind::date:
      return value.date() ? base::long_date(*value.date()) : "";
    case Kind::time:
      return value.time() ? base::long_time(*value.time()) : "";
    case Kind::yes_no:
      return value.is_yes() ? say("shown.yes") : say("shown.no");
    case Kind::choice:
      return registers::choice_label(field, value.text());
    case Kind::person:
      return visit.reader->person_name(value.text());
    case Kind::party: {
      const registers::Party party = value.party();
      const std::string minute = shown_minute(party);
      return shown_party(visit, party) + (minute.empty() ? "" : ", " + minute);
    }
    case Kind::record:
      return visit.reader->title_of(value.text());
    case Kind::document:
      return value.document().name;
    case Kind::source: {
      const registers::Source* source = visit.packs().source(value.text());
      return source == nullptr ? value.text() : source->title;
    }
  }
  return value.text();
}

Html shown_value(Visit& visit, const registers::Register& kind, const Field& field,
                 const Value& value, std::string_view reference) {
  if (value.empty() || !is_open_field(field)) return {};
  Html out;
  switch (field.kind) {
    case Kind::prose:
      return html::paragraphs(value.text());
    case Kind::party:
      return linked_party(visit, value.party());
    case Kind::record:
      return link_by_title(visit, field, value.text());
    case Kind::document:
      return link_to_document(visit, field, value, reference);
    case Kind::source:
      return source_words(visit.packs(), value.text());
    case Kind::line:
    case Kind::count:
    case Kind::money:
    case Kind::share:
    case Kind::date:
    case Kind::time:
    case Kind::yes_no:
    case Kind::choice:
    case Kind::person:
      break;
  }
  out << Text{shown_text(visit, kind, field, value)};
  return out;
}

html::Tone tone_of(std::string_view name) {
  if (name == "on") return html::Tone::on;
  if (name == "good") return html::Tone::good;
  if (name == "warn") return html::Tone::warn;
  if (name == "stop") return html::Tone::stop;
  return html::Tone::plain;
}

std::string record_title(Visit& visit, const records::Row& row) {
  const Field* field = row.kind->field(row.kind->page.title_field);
  if (field == nullptr) return row.reference;
  std::string text =
      shown_text(visit, *row.kind, *field, registers::value_of(row.values, field->name));
  return text.empty() ? row.reference : text;
}

Html state_of(const records::Row& row) {
  const registers::ShownState shown = registers::shown_state(*row.kind, row.state, row.values);
  return html::state_word(shown.title, tone_of(shown.tone));
}

std::string record_href(std::string_view reference) {
  return "/record/" + base::url_encoded(reference);
}

Html record_link(Visit& visit, const records::Row& row) {
  Html out;
  out << "<a href=\"" << Url{record_href(row.reference) + as_at_query(visit)} << "\">"
      << Text{base::shortened(record_title(visit, row), 120)} << "</a>";
  return out;
}

std::string as_at_query(const Visit& visit) {
  if (!visit.as_at) return "";
  return "?as_at=" + (visit.as_at_day ? base::iso(*visit.as_at_day) : std::to_string(*visit.as_at));
}

std::string entry_words(std::int64_t entry) {
  return say("shown.entry", {base::grouped(entry)});
}

Html source_words(const registers::Packs& packs, std::string_view id) {
  Html out;
  const registers::Source* source = packs.source(id);
  if (source == nullptr) {
    out << Text{id};
    return out;
  }
  const bool is_principle = source->kind == "principle";
  const std::string words = source->cite.empty() || is_principle
                                ? source->title
                                : source->title + ", " + source->cite;
  if (source->url.starts_with("https://")) {
    out << "<a href=\"" << Url{source->url} << "\">" << Text{words} << "</a>";
  } else {
    out << Text{words};
  }
  if (is_principle) return out;
  if (source->status == registers::SourceStatus::unconfirmed) {
    out << " <span class=\"quiet\">" << Text{say("shown.unconfirmed")} << "</span>";
  } else if (source->status == registers::SourceStatus::opinion) {
    out << " <span class=\"quiet\">" << Text{say("shown.opinion")} << "</span>";
  }
  return out;
}

std::string capitalised(std::string_view text) {
  std::string out(text);
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 32);
  return out;
}

std::string as_sentence(std::string_view text) {
  std::string out(text);
  if (!out.empty() && !out.ends_with('?') && !out.ends_with('.') && !out.ends_with('!') &&
      !out.ends_with("…"))
    out += '.';
  return out;
}

std::string size_words(std::int64_t bytes) {
  if (bytes < 1024) return base::plural(bytes, "byte", "bytes");
  const std::int64_t kilobytes = (bytes + 512) / 1024;
  if (kilobytes < 1024) return base::grouped(kilobytes) + " KB";
  const std::int64_t tenths = (bytes * 10 + (1 << 19)) / (1 << 20);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " MB";
}

}  // namespace web
