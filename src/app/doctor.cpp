// doctor: what is well and what is not, here, in one store, or in every store of the registry.
#include <cstdio>
#include <filesystem>
#include <optional>
#include <system_error>

#include "app/commands.h"
#include "app/mail_file.h"
#include "app/registry.h"
#include "app/sign_in_file.h"
#include "base/files.h"
#include "base/json.h"
#include "base/text.h"
#include "records/night_look.h"
#include "records/recovery.h"
#include "records/upkeep.h"

namespace app {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t least_room = 1ull << 30;

enum class Health { well, ill };

struct Line {
  std::string what;
  Health health;
  std::string said;
};
using Lines = std::vector<Line>;

Health well_if(bool well) {
  return well ? Health::well : Health::ill;
}

// What is said of a store begins with its name in the registry, when it has one.
class StoreDoctor {
 public:
  StoreDoctor(const Tools& tools, fs::path folder, std::string name, Lines& lines)
      : tools_(tools), folder_(std::move(folder)), name_(std::move(name)), lines_(lines) {}

  void look() {
    for (const char* file : {"log.key", "store.key"}) look_at_key(file);
    look_at_store();
    look_at_night();
    look_at_recovery();
    look_at_restore_test();
    look_at_mail();
    std::error_code failed;
    const auto space = fs::space(folder_, failed);
    const auto free = static_cast<std::int64_t>(space.available >> 20);
    say("disk", well_if(!failed && space.available > least_room),
        failed ? failed.message() : base::grouped(free) + " MB free");
  }

 private:
  void say(const std::string& what, Health health, std::string said) {
    lines_.push_back({name_.empty() ? what : name_ + ", " + what, health, std::move(said)});
  }

  void look_at_key(const std::string& file) {
    const auto bits = base::mode_bits(folder_ / file);
    if (!bits) return say(file, Health::ill, bits.error().what);
    std::string mode = "mode ";
    for (const unsigned shift : {6u, 3u, 0u}) mode += std::to_string((*bits >> shift) & 7u);
    say(file, well_if((*bits & 077u) == 0), mode);
  }

  void look_at_store() {
    const auto store =
        records::CouncilStore::open(folder_, tools_.around(), records::Opening::read);
    if (!store) return say("store", Health::ill, base::to_text(store.error()));
    const records::StoreFacts& facts = (*store)->facts();
    say("store", Health::well, facts.council + ", store " + facts.store_id);
    const bool same = facts.pack_digest == tools_.packs.digest;
    say("pack set", well_if(same),
        same ? "the store has adopted this program's packs"
             : "the store has another pack set; serve will adopt this one by an entry");
  }

  void look_at_night() {
    using How = records::NightState::How;
    const auto state = records::night_state(folder_, tools_.clock->now());
    const std::string when = state.look ? base::long_time(state.look->at) : "";
    switch (state.how) {
      case How::sound: return say("verified by night", Health::well, "sound, " + when);
      case How::not_yet: return say("verified by night", Health::well, "not yet");
      case How::old:
        return say(
            "verified by night", Health::ill,
            (when.empty() ? "never" : "last on " + when) + "; is “plumbline serve” running?");
      case How::failed:
        return say("verified by night", Health::ill, when + ": " + state.look->said);
    }
  }

  void look_at_recovery() {
    const auto awaited = records::awaited_in(folder_);
    if (!awaited) return say("older copy", Health::ill, base::to_text(awaited.error()));
    if (awaited->what.empty()) return;
    say("older copy", Health::ill, awaited->what + " Two people have to record a recovery.");
  }

  // A backup is worth what its last restore was: over two days ago is too long.
  void look_at_restore_test() {
    const auto last = records::last_restore_test(folder_);
    if (!last) return say("restore test", Health::ill, base::to_text(last.error()));
    if (!*last)
      return say("restore test", Health::well, "none yet: “plumbline restore-test” makes one");
    constexpr std::int64_t hour = 3'600'000'000;
    const std::int64_t hours = (tools_.around().clock.now().micros - (*last)->at.micros) / hour;
    const std::string when = base::plural(hours, "hour", "hours") + " ago";
    if (!(*last)->wrong.empty())
      return say("restore test", Health::ill, when + ": " + (*last)->wrong);
    say("restore test", well_if(hours <= 48), "sound, " + when);
  }

  // A store without the file is well: it sends no mail, and its pages say so.
  void look_at_mail() {
    const auto sign_in = sign_in_settings(folder_, StoreKind::real);
    if (!sign_in) return say("sign_in.toml", Health::ill, base::to_text(sign_in.error()));
    if (const auto fit = groups_fit(*sign_in, tools_.packs); !fit)
      return say("sign_in.toml", Health::ill, base::to_text(fit.error()));
    const auto mail = mail_settings(folder_, sign_in->address);
    if (!mail) return say("mail.toml", Health::ill, base::to_text(mail.error()));
    if (*mail) say("mail.toml", Health::well, "mail goes out by " + (*mail)->server);
  }

  const Tools& tools_;
  fs::path folder_;
  std::string name_;
  Lines& lines_;
};

void look_at_registry(const fs::path& file, const Tools& tools, Lines& lines) {
  const auto registry = load_registry(file);
  if (!registry) {
    lines.push_back({"registry", Health::ill, base::to_text(registry.error())});
    return;
  }
  const auto count = static_cast<std::int64_t>(registry->stores.size());
  lines.push_back(
      {"registry", Health::well, file.string() + ": " + base::plural(count, "store", "stores")});
  for (const RegisteredStore& store : registry->stores) {
    lines.push_back(
        {store.name, Health::well, "host " + store.host + ", " + store.folder.string()});
    StoreDoctor(tools, store.folder, store.name, lines).look();
  }
}

std::string as_json(const Lines& lines) {
  base::JsonWriter json;
  json.begin_array();
  for (const Line& line : lines) {
    json.begin_object().key("what").text(line.what);
    json.key("well").yes_no(line.health == Health::well).key("said").text(line.said).end_object();
  }
  json.end_array();
  return json.take();
}

}  // namespace

int run(const Doctor& asked, const Tools& tools) {
  Lines lines;
  lines.push_back({"packs", Health::well,
                   std::to_string(tools.packs.registers.size()) + " registers, digest " +
                       tools.packs.digest.substr(0, 16)});
  lines.push_back(
      {"rules", Health::well, std::to_string(tools.rules.names().size()) + " rules bound"});
  if (!asked.store.empty()) {
    StoreDoctor(tools, asked.store, "", lines).look();
  } else if (const fs::path file = registry_file(asked.registry); !file.empty()) {
    look_at_registry(file, tools, lines);
  }
  bool well = true;
  for (const Line& line : lines) {
    well = well && line.health == Health::well;
    if (asked.output == Output::words)
      std::printf("%s%s: %s\n", line.health == Health::well ? "well   " : "NOT    ",
                  line.what.c_str(), line.said.c_str());
  }
  if (asked.output == Output::json) std::printf("%s\n", as_json(lines).c_str());
  return well ? 0 : 1;
}

}  // namespace app
