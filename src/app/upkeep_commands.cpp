// verify, rebuild, backup, restore, story, who-may, and how errors are told.
#include <cstdio>
#include <filesystem>

#include "access/who_may.h"
#include "app/bus_guard.h"
#include "app/commands.h"
#include "app/story_player.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/sealed_file.h"
#include "base/text.h"
#include "records/reader.h"
#include "records/recovery.h"
#include "records/upkeep.h"

namespace app {
namespace {

void print_line(const std::string& text) {
  std::printf("%s\n", text.c_str());
}

std::string findings_json(const records::VerifyReport& report) {
  base::JsonWriter json;
  json.begin_object().key("sound").yes_no(report.sound).key("entries").number(report.entries);
  json.key("records").number(report.records).key("documents").number(report.documents);
  json.key("erased").number(report.erased).key("erased_parts").number(report.erased_parts);
  json.key("checkpoints").number(report.checkpoints).key("root").text(report.root);
  json.key("keys").number(report.keys).key("unvouched_keys").begin_array();
  for (const std::int64_t entry : report.unvouched_keys) json.number(entry);
  json.end_array();
  json.key("findings").begin_array();
  for (const auto& finding : report.findings) {
    json.begin_object().key("entry");
    finding.entry < 0 ? json.null() : json.number(finding.entry);
    json.key("what")
        .text(finding.what)
        .key("in")
        .text(finding.in_log ? "log" : "tables")
        .end_object();
  }
  json.end_array().end_object();
  return json.take();
}

std::string erased_words(const records::VerifyReport& report) {
  std::string words;
  if (report.erased != 0)
    words += "; " + base::plural(report.erased, "entry was", "entries were") +
             " erased by disposals";
  if (report.erased_parts != 0)
    words += "; " + base::plural(report.erased_parts, "field", "fields") + " of others too";
  return words;
}

std::string key_words(const records::VerifyReport& report) {
  const std::string keys = base::plural(report.keys, "key", "keys");
  if (report.unvouched_keys.empty())
    return "Signed by " + keys + (report.keys > 1 ? ", each vouched for by the one before." : ".");
  std::string words =
      "Signed by " + keys + ". NOT VOUCHED FOR by the key before, which two people ";
  words += "say was lost: the key since entry";
  for (const std::int64_t entry : report.unvouched_keys) words += " " + std::to_string(entry);
  return words + ". Compare a checkpoint that was kept from before it.";
}

void print_soundness(const records::VerifyReport& report, Output output) {
  if (output == Output::json) return print_line(findings_json(report));
  if (report.sound) {
    print_line("Sound: " + base::plural(report.entries, "entry", "entries") + ", " +
               base::plural(report.records, "record", "records") + ", " +
               base::plural(report.documents, "document", "documents") + erased_words(report) +
               "; every digest, proof, signature and table fits.");
    print_line(key_words(report));
    print_line("Root " + report.root +
               ". This shows what was recorded and when, not that it was true.");
    return;
  }
  print_line("NOT SOUND: " + (report.findings.empty() ? std::string("no reason was given")
                                                      : report.findings.front().what));
  for (const auto& finding : report.findings) {
    print_line("  " + std::string(finding.in_log ? "log" : "tables") +
               (finding.entry < 0 ? "" : ", entry " + std::to_string(finding.entry)) + ": " +
               finding.what);
  }
}

}  // namespace

int say_error(const base::Error& error, Output output) {
  if (output == Output::json) {
    base::JsonWriter json;
    json.begin_object().key("error").text(error.what).key("where").text(error.where).end_object();
    print_line(json.take());
  }
  std::fprintf(stderr, "plumbline: %s\n", base::to_text(error).c_str());
  return 1;
}

int run(const Verify& asked, const Tools& tools) {
  guard_against_bus_errors();  // what cannot be read of a mapped file reads as zeros, and is found
  const auto report = records::verify(asked.store, tools.around());
  if (!report) {
    say_error(report.error(), asked.output);
    return 2;
  }
  print_soundness(*report, asked.output);
  return report->sound ? 0 : 1;
}

int run(const Rebuild& asked, const Tools& tools) {
  const auto rebuilt = records::rebuild(asked.store, tools.around(), {});
  if (!rebuilt) return say_error(rebuilt.error(), asked.output);
  if (asked.output == Output::json) {
    print_line("{\"entries\":" + std::to_string(*rebuilt) + "}");
  } else {
    print_line("Every derived table was made anew from " +
               base::plural(*rebuilt, "entry", "entries") + ".");
  }
  return 0;
}

int run(const Backup& asked, const Tools& tools) {
  const auto report = records::backup(asked.store, asked.to, tools.around());
  if (!report) return say_error(report.error(), asked.output);
  if (asked.output == Output::json) {
    base::JsonWriter json;
    json.begin_object()
        .key("entries")
        .number(report->entries)
        .key("root")
        .text(report->root)
        .end_object();
    print_line(json.take());
  } else {
    print_line("Copied " + base::plural(report->entries, "entry", "entries") + " to " +
               asked.to.string() + ", keys to " + asked.to.string() +
               ".keys. Keep the two apart, and the keys for a shorter time.");
  }
  return 0;
}

// The secret half stays out of the store's folder: whoever has the machine cannot read its backups.
int run(const BackupKey& asked, const Tools& tools) {
  std::error_code unknown;
  if (std::filesystem::exists(asked.to, unknown))
    return say_error({base::ErrorKind::conflict, "There is a file of this name.",
                      asked.to.string()},
                     Output::words);
  const base::RecipientPair pair = base::new_recipient_pair(*tools.random);
  const auto written =
      base::write_file(asked.to, pair.secret_half + "\n", base::FileMode::secret);
  if (!written) return say_error(written.error(), Output::words);
  print_line(pair.public_half);
  std::fprintf(stderr,
               "Write this line into the file backup.recipient in the store's folder. Keep %s away "
               "from the server: without it no sealed backup can be opened.\n",
               asked.to.c_str());
  return 0;
}

int run(const RestoreTrial& asked, const Tools& tools) {
  const auto report =
      records::test_restore(asked.from, asked.identity, asked.store, tools.around());
  if (!report) return say_error(report.error(), asked.output);
  print_soundness(*report, asked.output);
  return report->sound ? 0 : 1;
}

int run(const Restore& asked, const Tools& tools) {
  const auto report = records::restore(
      asked.from, {{asked.store, tools.server}, asked.after, asked.identity}, tools.around());
  if (!report) return say_error(report.error(), asked.output);
  if (asked.output == Output::words)
    print_line("Restored into " + asked.store.string() + " and checked against its log.");
  const auto awaited = records::awaited_in(asked.store);
  if (asked.output == Output::words && awaited && !awaited->what.empty())
    print_line(awaited->what +
               " Nothing is recorded until two people have said so under Recoveries.");
  print_soundness(*report, asked.output);
  return report->sound ? 0 : 1;
}

int run(const Move& asked, const Tools& tools) {
  const auto report = records::move_store(asked.store, {asked.to, tools.server}, tools.around());
  if (!report) return say_error(report.error(), asked.output);
  if (asked.output == Output::words)
    print_line("Moved to " + asked.to.string() +
               ", and checked against the log. The old place in " + asked.store.string() +
               " records nothing more; keep or destroy it by your rules.");
  print_soundness(*report, asked.output);
  return report->sound ? 0 : 1;
}

int run(const Story& asked, const Tools& tools) {
  const auto story = story_at(asked.file);
  if (!story) return say_error(story.error(), Output::words);
  const auto folder = std::filesystem::temp_directory_path() /
                      ("plumbline-story-" + base::hex(tools.random->bytes(8)));
  const auto told = StoryPlayer::play(*story, {folder, tools.server}, tools.packs, tools.rules);
  std::error_code no;
  std::filesystem::remove_all(folder, no);
  if (!told) return say_error(told.error(), Output::words);
  for (const std::string& failure : told->failures)
    print_line(failure);
  const auto failed = static_cast<std::int64_t>(told->failures.size());
  print_line(std::to_string(told->checks - failed) + " passed, " + std::to_string(failed) +
             " failed, 0 skipped");
  return failed == 0 ? 0 : 1;
}

int run(const WhoMay&, const Tools& tools) {
  std::fputs(authority::who_may_page(tools.packs).c_str(), stdout);
  return 0;
}

int run(const Nothing& asked, const Tools&) {
  return asked.exit_code;
}

}  // namespace app
