#pragma once
// The commands, one function each: they print for people or as JSON, and give the exit code.
// main.cpp chooses.
#include "app/command_line.h"
#include "base/random.h"
#include "base/time.h"
#include "records/council_store.h"
#include "registers/packs.h"
#include "rules/rule.h"

namespace app {

// What every command has: the packs and rules in force, the clock, randomness. Lives as long as the
// program.
struct Tools {
  registers::Packs packs;
  rules::Catalogue rules;
  std::unique_ptr<base::Clock> clock;
  std::unique_ptr<base::Random> random;
  std::string server;  // where new stores' tables go (Asked)
  std::filesystem::path packs_folder;  // of --packs; empty: those of the program
  [[nodiscard]] records::Surroundings around() const { return {packs, rules, *clock, *random}; }
};

int say_error(const base::Error& error, Output output);  // prints; exit code 1

int run(const Init& asked, const Tools& tools);
int run(const Seed& asked, const Tools& tools);
int run(const Serve& asked, const Tools& tools);
int run(const Import& asked, const Tools& tools);
int run(const Verify& asked, const Tools& tools);
int run(const Rebuild& asked, const Tools& tools);
int run(const Backup& asked, const Tools& tools);
int run(const BackupKey& asked, const Tools& tools);
int run(const RestoreTrial& asked, const Tools& tools);
int run(const Restore& asked, const Tools& tools);
int run(const Move& asked, const Tools& tools);
int run(const Report& asked, const Tools& tools);
int run(const Key& asked, const Tools& tools);
int run(const Password& asked, const Tools& tools);
int run(const Doctor& asked, const Tools& tools);
int run(const Story& asked, const Tools& tools);
int run(const DueTime& asked, const Tools& tools);
int run(const WhoMay& asked, const Tools& tools);
int run(const Nothing& asked, const Tools& tools);

}  // namespace app
