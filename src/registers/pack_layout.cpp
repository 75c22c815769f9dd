// How a register's pages are laid out, and what its records give to the rest: capacities, accounts,
// relations.
#include "registers/pack_file.h"

namespace registers {
namespace {

void read_list(PackTable table, Register& kind) {
  for (PackTable& column : table.tables("columns")) {
    column.needed_text("field");
    kind.columns.push_back({column.name("field", Naming::column), column.needed_text("heading")});
    column.finish();
  }
  kind.filters = table.names("filters", Naming::filter);
  table.finish();
}

Voice read_voice(PackTable table) {
  Voice voice;
  voice.title = table.needed_text("title");
  voice.by = read_fact_source(table, "by");
  voice.at_step = table.name("at_step", Naming::step);
  voice.empty = table.text("empty");
  voice.fields = table.names("fields", Naming::field);
  voice.children = table.names("children", Naming::child);
  table.finish();
  return voice;
}

void read_page(PackTable table, Register& kind) {
  Page& page = kind.page;
  page.title_field = table.name("title", Naming::field);
  for (PackTable& item : table.tables("band")) {
    item.needed_text("what");
    page.band.push_back({item.needed_text("label"), read_fact_source(item, "what"),
                         item.name("note", Naming::field)});
    item.finish();
  }
  for (PackTable& voice : table.tables("voice")) page.voices.push_back(read_voice(voice));
  if (page.voices.size() == 1 || page.voices.size() > 2)
    table.fault(table.line_of("voice"), "page.voice: there are two voices or none");
  page.facts = table.names("facts", Naming::field);
  page.tables = table.names("tables", Naming::child);
  page.teach = table.text("teach");
  page.marked_after = table.name("marked_after", Naming::step);
  page.mark = table.text("mark");
  if (page.marked_after.empty() != page.mark.empty())
    table.fault(table.line(), "page.marked_after and page.mark go together");
  table.finish();
}

void read_grants(PackTable& file, Register& kind) {
  if (!file.has("grants")) return;
  PackTable table = file.table("grants");
  for (const std::string_view key : {"person", "capacity", "from", "to", "state"})
    table.needed_text(key);
  kind.grants = Grants{table.name("person", Naming::person_field),
                       table.name("capacity", Naming::field),
                       table.name("from", Naming::date_field),
                       table.name("to", Naming::date_field), table.name("state", Naming::state),
                       table.name("revoked", Naming::state), table.text("within"),
                       table.name("propose", Naming::step), table.name("reason", Naming::field)};
  table.finish();
}

void read_accounts(PackTable& file, Register& kind) {
  if (!file.has("accounts")) return;
  PackTable table = file.table("accounts");
  for (const std::string_view key : {"name", "sign_in", "password", "state"})
    table.needed_text(key);
  const auto factor = [&](std::string_view key) { return table.name(key, Naming::secret_field); };
  kind.accounts =
      Accounts{table.name("name", Naming::field), table.name("sign_in", Naming::field),
               table.name("password", Naming::field), table.name("state", Naming::state),
               factor("codes"), factor("recovery"), factor("passkeys"),
               table.name("own_step", Naming::step), table.name("address", Naming::field)};
  table.finish();
}

void read_names(PackTable& file, Register& kind) {
  if (!file.has("names")) return;
  PackTable table = file.table("names");
  for (const std::string_view key : {"record", "person"}) table.needed_text(key);
  kind.names =
      Names{table.name("record", Naming::field), table.name("person", Naming::person_field),
            table.name("until", Naming::field), table.name("state", Naming::state)};
  table.finish();
}

void read_bodies(PackTable& file, Register& kind) {
  if (!file.has("bodies")) return;
  PackTable table = file.table("bodies");
  table.needed_text("kind");
  kind.body_kind = table.name("kind", Naming::choice_field);
  table.finish();
}

void read_identities(PackTable& file, Register& kind) {
  if (file.has("identities")) {
    PackTable table = file.table("identities");
    for (const std::string_view key : {"person", "issuer", "subject", "state"})
      table.needed_text(key);
    kind.identities =
        Identities{table.name("person", Naming::person_field), table.name("issuer", Naming::field),
                   table.name("subject", Naming::field), table.name("state", Naming::state)};
    table.finish();
  }
  if (!file.has("emergency")) return;
  PackTable table = file.table("emergency");
  for (const std::string_view key : {"person", "step"}) table.needed_text(key);
  kind.emergency = EmergencyNote{table.name("person", Naming::person_field),
                                 table.name("step", Naming::step)};
  table.finish();
}

void read_unconfirmed(PackTable& file, Register& kind) {
  if (!file.has("unconfirmed")) return;
  PackTable table = file.table("unconfirmed");
  for (const std::string_view key : {"record", "person", "capacity", "ended", "outside", "step"})
    table.needed_text(key);
  kind.unconfirmed =
      Unconfirmed{table.name("record", Naming::field), table.name("person", Naming::person_field),
                  table.name("capacity", Naming::field), table.name("ended", Naming::date_field),
                  table.name("outside", Naming::field), table.name("step", Naming::step)};
  table.finish();
}

void read_disposes(PackTable& file, Register& kind) {
  if (file.has("disposes")) {
    PackTable table = file.table("disposes");
    for (const std::string_view key :
         {"records", "with", "basis", "by_period", "state", "finish"})
      table.needed_text(key);
    kind.disposes =
        Disposes{table.name("records", Naming::field), table.name("with", Naming::secret_field),
                 table.name("basis", Naming::choice_field), table.text("by_period"),
                 table.name("state", Naming::state),    table.name("finish", Naming::step),
                 table.name("passages", Naming::field), table.name("again", Naming::step)};
    table.finish();
  }
  if (!file.has("holds")) return;
  PackTable table = file.table("holds");
  for (const std::string_view key : {"record", "state"}) table.needed_text(key);
  kind.holds = Holds{table.name("record", Naming::field), table.name("until", Naming::date_field),
                     table.name("state", Naming::state)};
  table.finish();
}

void read_recovers(PackTable& file, Register& kind) {
  if (!file.has("recovers")) return;
  PackTable table = file.table("recovers");
  for (const std::string_view key : {"lost", "state"}) table.needed_text(key);
  kind.recovers =
      Recovers{table.name("lost", Naming::field), table.name("state", Naming::state)};
  table.finish();
}

void read_return_code(PackTable& file, Register& kind) {
  if (!file.has("return_code")) return;
  PackTable table = file.table("return_code");
  for (const std::string_view key : {"mark", "raise", "add"}) table.needed_text(key);
  kind.return_code = ReturnCode{table.name("mark", Naming::secret_field),
                                table.name("raise", Naming::step), table.name("add", Naming::step),
                                table.names("shows", Naming::field), table.needed_text("first"),
                                table.needed_texts("covers"), table.needed_texts("limits")};
  table.finish();
}

// Keys to what is sealed, and what opens it.
void read_seal_registers(PackTable& file, Register& kind) {
  if (file.has("sealing_keys")) {
    PackTable table = file.table("sealing_keys");
    for (const std::string_view key : {"person", "public_half", "private_half", "make", "state"})
      table.needed_text(key);
    kind.sealing_keys =
        SealingKeys{table.name("person", Naming::person_field),
                    table.name("public_half", Naming::field),
                    table.name("private_half", Naming::secret_field),
                    table.name("make", Naming::step), table.name("state", Naming::state)};
    table.finish();
  }
  if (!file.has("seal_openings")) return;
  PackTable table = file.table("seal_openings");
  for (const std::string_view key : {"record", "first", "second", "peeled", "why", "ask", "open",
                                     "alone"})
    table.needed_text(key);
  kind.seal_openings =
      SealOpenings{table.name("record", Naming::field), table.name("first", Naming::person_field),
                   table.name("second", Naming::person_field),
                   table.name("peeled", Naming::secret_field), table.name("why", Naming::field),
                   table.name("ask", Naming::step), table.name("open", Naming::step),
                   table.name("alone", Naming::step)};
  table.finish();
}

void read_relations(PackTable& file, Register& kind) {
  const TomlNode* node = file.node("relations");
  if (node == nullptr) return;
  PackTable table = file.table("relations");
  for (const std::string& name : node->keys)
    kind.relations.push_back({name, table.name(name, Naming::any_person_field)});
}

void read_needs(PackTable& file, Register& kind) {
  for (PackTable& table : file.tables("need")) {
    NeedLine line;
    for (const std::string_view key : {"state", "step"}) table.needed_text(key);
    line.state = table.name("state", Naming::state);
    line.step = table.name("step", Naming::step);
    line.verb = table.needed_text("verb");
    line.why = table.needed_text("why");
    line.due = table.name("due", Naming::date_field);
    line.when = table.condition("when");
    table.finish();
    kind.needs.push_back(std::move(line));
  }
}

}  // namespace

std::string read_fact_source(PackTable& table, std::string_view key) {
  return table.name(key, Naming::fact_source);
}

void read_given_sections(PackTable& file, PackNotes& notes) {
  for (PackTable& table : file.tables("section")) {
    table.needed_text("report");
    const std::string report = table.text("report");
    notes.sections.push_back({report, table.place().file, table.line(), read_section(table)});
  }
}

void read_permits(PackTable& file, const Register& kind, Packs& packs) {
  const TomlNode* acts = file.node("may");
  if (acts == nullptr || acts->shape != TomlNode::Shape::table) return;
  PackTable table = file.table("may");
  for (std::size_t i = 0; i < acts->keys.size(); ++i) {
    table.mention(Naming::act, acts->keys[i], acts->keys[i], acts->items[i].line);
    const Naming who = acts->keys[i] == "read" ? Naming::reader : Naming::actor;
    packs.permits.push_back({kind.name, acts->keys[i], table.names(acts->keys[i], who)});
  }
}

void read_layout(PackTable& file, Register& kind) {
  const bool has_list = file.has("list");
  const bool has_page = file.has("page");
  if (has_list) read_list(file.table("list"), kind);
  if (has_page) read_page(file.table("page"), kind);
  if (!has_list && !kind.internal) file.fault(kind.line, "[list] is missing");
  if (!has_page && !kind.internal && kind.parent.empty())
    file.fault(kind.line, "[page] is missing");
  read_grants(file, kind);
  read_accounts(file, kind);
  read_names(file, kind);
  read_identities(file, kind);
  read_unconfirmed(file, kind);
  read_disposes(file, kind);
  read_recovers(file, kind);
  read_return_code(file, kind);
  read_seal_registers(file, kind);
  read_bodies(file, kind);
  read_relations(file, kind);
  read_needs(file, kind);
}

}  // namespace registers
