// Invented records: the demonstration council, told as a story; any story of a file; and for
// measuring, dull pieces of advice (seed_records.h).
#include <cstdio>
#include <filesystem>

#include "app/commands.h"
#include "app/seed_records.h"
#include "app/story_player.h"
#include "base/files.h"
#include "base/text.h"
#include "exchange/care_import.h"
#include "registers/embedded_packs.h"
#include "store/place.h"

namespace app {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;

// The built-in stories whose path begins so, told together in a store of their own.
Result<void> play_demonstration(const std::filesystem::path& folder, const Tools& tools,
                                std::string_view begins) {
  std::vector<std::vector<StoryLine>> stories;
  for (const registers::PackFile& file : registers::embedded_packs()) {
    if (!file.path.starts_with(begins) || !file.path.ends_with(".story")) continue;
    stories.push_back(
        TRY(read_story(file.bytes, std::filesystem::path(file.path).filename().string())));
  }
  if (stories.empty())
    return Failure{ErrorKind::not_found, "the demonstration is not built in", std::string(begins)};
  const StoryTold told = TRY(StoryPlayer::play(told_together(stories), {folder, tools.server},
                                               tools.packs, tools.rules));
  if (told.failures.empty()) return {};
  return Failure{ErrorKind::corrupt, "the demonstration does not play: " + told.failures.front(),
                 std::string(begins)};
}

// The invented editions of the regulator's file, imported on a day of their own.
Result<void> import_invented_editions(const std::filesystem::path& folder, const Tools& tools) {
  base::SetClock clock(base::from_london({{2026, 11, 20}, 10, 0, 0}));
  const auto random = base::seeded_random("the editions are imported the same way every time");
  auto store = TRY(records::CouncilStore::open(folder, {tools.packs, tools.rules, clock, *random},
                                               records::Opening::write));
  for (const registers::PackFile& file : registers::embedded_packs()) {
    if (!file.path.starts_with("ardmorran/care_services_")) continue;
    exchange::ImportOptions options;
    options.file_name = std::filesystem::path(file.path).filename().string();
    TRY(exchange::import_care_services(*store, authority::operator_caller("demonstration"),
                                       std::string(file.bytes), options, {}));
  }
  return {};
}

// A story from a file or a folder, in a store of its own. What it expects must hold, as in a test.
Result<void> seed_story(const Seed& asked, const Tools& tools) {
  const auto story = TRY(story_at(asked.story));
  const StoryTold told =
      TRY(StoryPlayer::play(story, {asked.store, tools.server}, tools.packs, tools.rules));
  if (told.failures.empty()) return {};
  return Failure{ErrorKind::invalid, "the story does not play: " + told.failures.front(),
                 asked.story.string()};
}

Result<void> seed_many(const Seed& asked, const Tools& tools) {
  if (!store::holds_store(asked.store)) {
    TRY(play_demonstration(asked.store, tools, "ardmorran/cast.story"));
  }
  return seed_records(asked, tools);
}

Result<void> seed_demonstration(const std::filesystem::path& folder, const Tools& tools) {
  TRY(play_demonstration(folder, tools, "ardmorran/year/"));
  return import_invented_editions(folder, tools);
}

}  // namespace

int run(const Seed& asked, const Tools& tools) {
  if (!asked.demo && asked.records == 0 && asked.story.empty()) {
    return say_error({ErrorKind::invalid,
                      "say what to fill it with: --demo, --records N or --story FILE", "seed"},
                     Output::words);
  }
  const auto seeded = asked.demo            ? seed_demonstration(asked.store, tools)
                      : asked.story.empty() ? seed_many(asked, tools)
                                            : seed_story(asked, tools);
  if (!seeded) return say_error(seeded.error(), Output::words);
  if (asked.demo) {
    std::printf("The demonstration council stands in %s. All its people are invented.\n",
                asked.store.c_str());
  } else if (asked.records == 0) {
    std::printf("The story stands in %s. All its people are invented.\n", asked.store.c_str());
  } else {
    std::printf("%s recorded in %s.\n",
                base::plural(asked.records, "invented piece of advice", "invented pieces of advice")
                    .c_str(),
                asked.store.c_str());
  }
  return 0;
}

}  // namespace app
