// The program: reads what was asked, loads the packs, binds the rules, takes the one command. A
// pack that does not fit stops the start, with every fault told at once.
#include <cstdio>
#include <variant>

#include "app/command_line.h"
#include "app/commands.h"
#include "app/registry.h"

namespace {

// 2 and all faults on standard error, or 0.
int load(const std::filesystem::path& folder, app::Tools& tools) {
  std::vector<registers::PackText> texts;
  if (folder.empty()) {
    texts = registers::embedded_pack_texts();
  } else {
    auto read = registers::pack_texts_in(folder);
    if (!read) {
      std::fprintf(stderr, "plumbline: %s\n", base::to_text(read.error()).c_str());
      return 2;
    }
    texts = std::move(*read);
  }
  registers::LoadedPacks loaded = registers::load_packs(texts);
  tools.packs = std::move(loaded.packs);
  std::vector<registers::PackFault> faults = std::move(loaded.faults);
  tools.rules = rules::bind_rules(tools.packs);
  for (const registers::PackFault& fault : tools.rules.faults()) faults.push_back(fault);
  if (faults.empty()) return 0;
  std::fprintf(stderr, "plumbline: the packs do not fit, so nothing was started:\n%s",
               registers::to_text(faults).c_str());
  return 2;
}

// --store may be a name of the registry: from here on it is a folder. 2 when it is neither.
template <class Command>
int find_store(Command& command, const std::filesystem::path& registry) {
  if constexpr (requires { command.store; }) {
    auto folder = app::store_folder(command.store, registry);
    if (!folder) {
      std::fprintf(stderr, "plumbline: %s\n", base::to_text(folder.error()).c_str());
      return 2;
    }
    command.store = *std::move(folder);
  }
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  app::Asked asked = app::read_command_line(count, arguments);
  if (const auto* nothing = std::get_if<app::Nothing>(&asked.command)) return nothing->exit_code;
  app::Tools tools;
  tools.clock = base::system_clock();
  tools.random = base::system_random();
  tools.server = asked.server;
  tools.packs_folder = asked.packs;
  if (const int code = load(asked.packs, tools); code != 0) return code;
  const auto take = [&](auto& command) {
    if (const int code = find_store(command, asked.registry); code != 0) return code;
    return app::run(command, tools);
  };
  return std::visit(take, asked.command);
}
