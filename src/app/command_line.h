#pragma once
// What was asked on the command line, as a plain struct. Only command_line.cpp knows the library
// that reads it.
#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>

namespace app {

enum class Output { words, json };

struct Init {
  std::filesystem::path store;
  std::string council, council_code;
  std::string administrator, sign_in;  // the first administrator
  std::string second, second_sign_in;  // the second, who confirms what the first proposes
  std::filesystem::path passwords;  // a file with one password a line; empty: asked on the terminal
};
struct Seed {
  std::filesystem::path store;
  std::filesystem::path story;  // a story to play into it
  bool demo = false;
  std::int64_t records = 0;
  std::int64_t additions = 0;  // to each of those records, later
};
struct Serve {
  std::filesystem::path store;     // empty: every store of the registry
  std::filesystem::path registry;  // empty: the usual one
  std::string listen = "127.0.0.1:8080";
  int verify_hour = 2;  // in London, each night
};
struct Import {
  std::string set;
  std::filesystem::path file, store;
  std::string edition;
  bool dry_run = false;
  Output output = Output::words;
};
struct Verify {
  std::filesystem::path store;
  Output output = Output::words;
};
struct Rebuild {
  std::filesystem::path store;
  Output output = Output::words;
};
struct Backup {
  std::filesystem::path store, to;
  Output output = Output::words;
};
struct BackupKey {
  std::filesystem::path to;
};
struct RestoreTrial {
  std::filesystem::path from, store, identity;
  Output output = Output::words;
};
struct Restore {
  std::filesystem::path from, store, after, identity;
  Output output = Output::words;
};
struct Move {
  std::filesystem::path store, to;
  Output output = Output::words;
};
struct Report {
  std::string name, year, format = "html";
  std::filesystem::path store, output;
  std::int64_t as_at = -1;
};
struct Key {
  std::string action, given_to, reference;
  std::string reason, first, second;  // of a lost key: how, and the sign-in names of who says so
  std::filesystem::path store, passwords;
};
struct Password {
  std::filesystem::path store, passwords;
  std::string sign_in;
};
struct Doctor {
  std::filesystem::path store, registry;
  Output output = Output::words;
};
struct Story {
  std::filesystem::path file;
};
struct WhoMay {};
struct DueTime {
  std::string clock, from, previous;
  bool list = false;
  Output output = Output::words;
};
struct Nothing {
  int exit_code = 0;
};  // help or a slip: already told

using Command = std::variant<Nothing, Init, Seed, Serve, Import, Verify, Rebuild, Backup, BackupKey,
                             RestoreTrial, Restore,
                             Move, Report, Key, Password, Doctor, Story, WhoMay, DueTime>;

struct Asked {
  Command command;
  std::filesystem::path packs;     // empty: those built in
  std::filesystem::path registry;  // empty: the usual one; --store may be a name in it
  std::string server;  // an administrator's connection, where new stores go; empty: files
};

// Reads the arguments. Help and mistakes are printed here; then the command is Nothing with its
// exit code.
[[nodiscard]] Asked read_command_line(int count, char** arguments);

}  // namespace app
