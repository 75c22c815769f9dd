#include "app/command_line.h"

#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>
#include <memory>
#include <vector>

namespace app {
namespace {

// The commands as they are being read; one of them is taken at the end.
struct Reading {
  Init init;
  Seed seed;
  Serve serve;
  Import import;
  Verify verify;
  Rebuild rebuild;
  Backup backup;
  BackupKey backup_key;
  RestoreTrial restore_trial;
  Restore restore;
  Move move;
  Report report;
  Key key;
  Password password;
  Doctor doctor;
  Story story;
  DueTime due;
  std::filesystem::path registry;
  bool json = false;
};

using Take = std::function<Command(Reading&)>;

struct Entry {
  CLI::App* words;
  Take take;
};

constexpr const char* registry_words =
    "The registry of stores (otherwise $PLUMBLINE_REGISTRY, or plumbline.toml here)";

CLI::Option* store_option(CLI::App* words, Reading& reading, std::filesystem::path& store) {
  words->add_option("--registry", reading.registry, registry_words);
  return words->add_option("--store", store,
                           "The folder of the council's store, or its name in the registry");
}

void needed_store(CLI::App* words, Reading& reading, std::filesystem::path& store) {
  store_option(words, reading, store)->required();
}

Output output_of(const Reading& reading) {
  return reading.json ? Output::json : Output::words;
}

void add_json(CLI::App* words, Reading& reading) {
  words->add_flag("--json", reading.json, "Answer as JSON, for scripts");
}

void add_making(CLI::App& top, Reading& reading, std::vector<Entry>& entries) {
  CLI::App* init = top.add_subcommand("init", "Begin a store for a council");
  needed_store(init, reading, reading.init.store);
  init->add_option("--council", reading.init.council, "The council's name")->required();
  init->add_option("--code", reading.init.council_code, "The council's code, like S12000036");
  init->add_option("--administrator", reading.init.administrator, "Name of the first administrator")
      ->required();
  init->add_option("--sign-in", reading.init.sign_in, "Their sign-in name")->required();
  init->add_option("--second", reading.init.second, "Name of a second administrator")->required();
  init->add_option("--second-sign-in", reading.init.second_sign_in, "Their sign-in name")
      ->required();
  init->add_option("--passwords", reading.init.passwords,
                   "A file with their two passwords, one a line (otherwise asked)");
  entries.push_back({init, [](Reading& r) { return Command{r.init}; }});

  CLI::App* seed = top.add_subcommand("seed", "Fill a store with invented records");
  needed_store(seed, reading, reading.seed.store);
  CLI::Option* demo =
      seed->add_flag("--demo", reading.seed.demo, "The demonstration council: a cast and a year");
  CLI::Option* records =
      seed->add_option("--records", reading.seed.records, "This many invented pieces of advice")
          ->check(CLI::Range(std::int64_t{1}, std::int64_t{10'000'000}));
  CLI::Option* story = seed->add_option("--story", reading.seed.story,
                                        "What this story tells, in a store of its own");
  seed->add_option("--additions", reading.seed.additions,
                   "Add to each of them this many times, for a longer history")
      ->check(CLI::Range(std::int64_t{0}, std::int64_t{100}))
      ->needs(records);
  demo->excludes(records)->excludes(story);
  records->excludes(story);
  entries.push_back({seed, [](Reading& r) { return Command{r.seed}; }});

  CLI::App* password = top.add_subcommand("password", "Set the password of an account");
  needed_store(password, reading, reading.password.store);
  password->add_option("SIGN-IN", reading.password.sign_in, "The sign-in name")->required();
  password->add_option("--passwords", reading.password.passwords,
                       "A file with the password on its first line (otherwise asked)");
  entries.push_back({password, [](Reading& r) { return Command{r.password}; }});
}

void add_using(CLI::App& top, Reading& reading, std::vector<Entry>& entries) {
  CLI::App* serve = top.add_subcommand(
      "serve", "Serve the pages of a store, or of every store in the registry");
  store_option(serve, reading, reading.serve.store);
  serve->add_option("--listen", reading.serve.listen, "Address and port")->capture_default_str();
  serve->add_option("--verify-hour", reading.serve.verify_hour,
                    "When each store is verified, every night: 0 to 23, London time")
      ->check(CLI::Range(0, 23))
      ->capture_default_str();
  entries.push_back({serve, [](Reading& r) {
                       r.serve.registry = r.registry;
                       return Command{r.serve};
                     }});

  CLI::App* import = top.add_subcommand("import", "Import a published file");
  import->add_option("SET", reading.import.set, "What it is: care-services")->required();
  import->add_option("FILE", reading.import.file, "The file")->required();
  needed_store(import, reading, reading.import.store);
  import->add_option("--edition", reading.import.edition,
                     "Date of the edition, like 2026-05-31 (otherwise from the file's name)");
  import->add_flag("--dry-run", reading.import.dry_run, "Read and say, record nothing");
  add_json(import, reading);
  entries.push_back({import, [](Reading& r) {
                       r.import.output = output_of(r);
                       return Command{r.import};
                     }});

  CLI::App* report = top.add_subcommand("report", "Write a report to a file");
  report->add_option("NAME", reading.report.name, "Which report: annual")->required();
  needed_store(report, reading, reading.report.store);
  report->add_option("--year", reading.report.year, "The year, like 2025-26")->required();
  report->add_option("--format", reading.report.format, "html")
      ->check(CLI::IsMember({"html"}))
      ->capture_default_str();
  report->add_option("--output", reading.report.output, "The file to write")->required();
  report->add_option("--as-at", reading.report.as_at, "As the record stood after this entry");
  entries.push_back({report, [](Reading& r) { return Command{r.report}; }});

  CLI::App* key = top.add_subcommand("key", "Keys to the log, and the log's own key");
  key->add_option("ACTION", reading.key.action,
                  "auditor and withdraw: a key for an auditor; rotate: a new signing key for the "
                  "log; replace: the same when the old one is lost")
      ->required()
      ->check(CLI::IsMember({"auditor", "withdraw", "rotate", "replace"}));
  key->add_option("--to", reading.key.given_to, "Who gets it");
  key->add_option("--reference", reading.key.reference, "Which key is withdrawn, like AK-2026-001");
  key->add_option("--reason", reading.key.reason, "How the log's key was lost");
  key->add_option("--first", reading.key.first, "Sign-in name of one who says that it is lost");
  key->add_option("--second", reading.key.second, "Sign-in name of the other");
  key->add_option("--passwords", reading.key.passwords, "A file with their passwords, one a line");
  needed_store(key, reading, reading.key.store);
  entries.push_back({key, [](Reading& r) { return Command{r.key}; }});
}

void add_backups(CLI::App& top, Reading& reading, std::vector<Entry>& entries) {
  CLI::App* backup = top.add_subcommand("backup", "Copy the record to a file, while serving too");
  needed_store(backup, reading, reading.backup.store);
  backup->add_option("--to", reading.backup.to, "The file to write; keys go to FILE.keys")
      ->required();
  add_json(backup, reading);
  entries.push_back({backup, [](Reading& r) {
                       r.backup.output = output_of(r);
                       return Command{r.backup};
                     }});
  CLI::App* backup_key =
      top.add_subcommand("backup-key", "Make a key to seal backups to, and print its public half");
  backup_key->add_option("--to", reading.backup_key.to, "The file for the secret half")->required();
  entries.push_back({backup_key, [](Reading& r) { return Command{r.backup_key}; }});
  CLI::App* trial = top.add_subcommand(
      "restore-test", "Restore a backup into a passing folder, verify it, keep what came of it");
  trial->add_option("--from", reading.restore_trial.from, "The backup")->required();
  trial->add_option("--identity", reading.restore_trial.identity, "Opens a sealed backup");
  needed_store(trial, reading, reading.restore_trial.store);
  add_json(trial, reading);
  entries.push_back({trial, [](Reading& r) {
                       r.restore_trial.output = output_of(r);
                       return Command{r.restore_trial};
                     }});
  CLI::App* restore =
      top.add_subcommand("restore", "Restore a backup into an empty folder, and prove it");
  restore->add_option("--from", reading.restore.from, "The backup")->required();
  restore->add_option("--after", reading.restore.after,
                      "The folder of the store that it replaces, or the newest checkpoint kept");
  restore->add_option("--identity", reading.restore.identity, "Opens a sealed backup");
  needed_store(restore, reading, reading.restore.store);
  add_json(restore, reading);
  entries.push_back({restore, [](Reading& r) {
                       r.restore.output = output_of(r);
                       return Command{r.restore};
                     }});
}

void add_keeping(CLI::App& top, Reading& reading, std::vector<Entry>& entries) {
  CLI::App* verify =
      top.add_subcommand("verify", "Check the whole record: 0 sound, 1 not, 2 could not look");
  needed_store(verify, reading, reading.verify.store);
  add_json(verify, reading);
  entries.push_back({verify, [](Reading& r) {
                       r.verify.output = output_of(r);
                       return Command{r.verify};
                     }});
  CLI::App* rebuild = top.add_subcommand("rebuild", "Make the derived tables anew from the log");
  needed_store(rebuild, reading, reading.rebuild.store);
  add_json(rebuild, reading);
  entries.push_back({rebuild, [](Reading& r) {
                       r.rebuild.output = output_of(r);
                       return Command{r.rebuild};
                     }});
  CLI::App* move = top.add_subcommand(
      "move", "Take a store to another folder, or between files and a server, and prove it");
  needed_store(move, reading, reading.move.store);
  move->add_option("--to", reading.move.to, "The folder that will hold it, empty or not there yet")
      ->required();
  add_json(move, reading);
  entries.push_back({move, [](Reading& r) {
                       r.move.output = output_of(r);
                       return Command{r.move};
                     }});
  CLI::App* doctor =
      top.add_subcommand("doctor", "Say what is well and what is not, here and in the store");
  store_option(doctor, reading, reading.doctor.store);
  add_json(doctor, reading);
  entries.push_back({doctor, [](Reading& r) {
                       r.doctor.output = output_of(r);
                       r.doctor.registry = r.registry;
                       return Command{r.doctor};
                     }});
  CLI::App* story =
      top.add_subcommand("story", "Play a story in a scratch store and check what it expects");
  story->add_option("FILE", reading.story.file, "The story, or a folder of stories")->required();
  entries.push_back({story, [](Reading& r) { return Command{r.story}; }});
}

// What needs no store.
void add_asking(CLI::App& top, Reading& reading, std::vector<Entry>& entries) {
  CLI::App* who_may =
      top.add_subcommand("who-may", "Print who may do what, to be read and signed off");
  entries.push_back({who_may, [](Reading&) { return Command{WhoMay{}}; }});
  CLI::App* due = top.add_subcommand("due", "Say when the law wants something, and why then");
  due->add_option("CLOCK", reading.due.clock, "Which clock; --list tells their names");
  due->add_flag("--list", reading.due.list, "All clocks, with their sources and how sure they are");
  due->add_option("--from", reading.due.from,
                  "When it started: 2026-05-15, or 2026-05-15 14:30 as the clock on the wall said");
  due->add_option("--previous", reading.due.previous,
                  "When the one before was, for clocks that run from that");
  add_json(due, reading);
  entries.push_back({due, [](Reading& r) {
                       r.due.output = output_of(r);
                       return Command{r.due};
                     }});
}

}  // namespace

Asked read_command_line(int count, char** arguments) {
  CLI::App top{"Plumbline: the record of professional judgement in a council's social work."};
  top.require_subcommand(1);
  top.set_version_flag("--version", "plumbline 0.1.0");
  Asked asked;
  top.fallthrough();
  top.add_option("--server", asked.server,
                 "Where init, seed, restore, move and story put a new store's tables: a PostgreSQL "
                 "administrator's connection, used once (otherwise files in the store's folder)")
      ->envname("PLUMBLINE_SERVER");
  top.add_option("--packs", asked.packs,
                 "Read the packs from this folder instead of the built-in ones");
  Reading reading;
  std::vector<Entry> entries;
  add_using(top, reading, entries);
  add_backups(top, reading, entries);
  add_keeping(top, reading, entries);
  add_making(top, reading, entries);
  add_asking(top, reading, entries);
  try {
    top.parse(count, arguments);
  } catch (const CLI::ParseError& told) {
    const int code = top.exit(told);
    asked.command = Nothing{code == 0 ? 0 : 2};
    return asked;
  }
  for (const Entry& entry : entries) {
    if (entry.words->parsed()) asked.command = entry.take(reading);
  }
  asked.registry = reading.registry;
  return asked;
}

}  // namespace app
