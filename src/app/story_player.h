#pragma once
// Plays a story in a store: makes people and appointments, takes steps through the door, and checks
// what the story expects. Everything is seeded, so the same story gives the same entries, salts and
// root every time.
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/caller.h"
#include "app/story.h"
#include "base/random.h"
#include "base/time.h"
#include "records/council_store.h"
#include "records/reader.h"

namespace app {

struct StoryTold {
  std::vector<std::string> failures;  // "FILE, line 12: …"; empty: all well
  std::int64_t checks = 0;
};

class StoryPlayer {
 public:
  // Makes the store in `place`. Errors: those of make_store and open; invalid for a word that no
  // story has.
  [[nodiscard]] static base::Result<StoryTold> play(const std::vector<StoryLine>& story,
                                                    const records::NewStore& place,
                                                    const registers::Packs& packs,
                                                    const rules::Catalogue& rules);

 private:
  StoryPlayer(const records::NewStore& place, const registers::Packs& packs,
              const rules::Catalogue& rules);
  base::Result<void> begin(const StoryLine& line);
  base::Result<void> reopen();
  base::Result<void> tell(const StoryLine& line, const StoryLine* next);
  base::Result<void> person(const StoryLine& line);
  base::Result<void> appoint(const StoryLine& line);
  base::Result<void> act(const StoryLine& line, const StoryLine* next);
  base::Result<void> again(const StoryLine& line, const StoryLine* next);
  base::Result<void> check_outcome(const records::Outcome& outcome, const StoryLine& line,
                                   const StoryLine* next);
  base::Result<void> keep_store(const StoryLine& line);  // verify, rebuild, clock

  base::Result<void> see(const StoryLine& line);
  base::Result<void> hidden(const StoryLine& line);
  base::Result<void> next_step(const StoryLine& line);
  base::Result<void> needs(const StoryLine& line);
  base::Result<void> lacks(const StoryLine& line);
  base::Result<void> search(const StoryLine& line);
  base::Result<void> history(const StoryLine& line);
  base::Result<void> report(const StoryLine& line);
  base::Result<void> leaves(const StoryLine& line);

  [[nodiscard]] base::Result<std::string> sealed_words(std::string_view words);
  base::Result<registers::Values> values_from(const StoryLine& line,
                                              const registers::Register& kind);
  [[nodiscard]] std::string with_references(const std::string& written) const;
  base::Result<std::string> typed_from(const registers::Field& field, const std::string& written);
  base::Result<records::RecordChange> change_from(const StoryLine& line,
                                                  const std::string& register_name,
                                                  const std::string& step);
  base::Result<void> label_beside(const std::string& label, const records::Receipt& receipt);
  base::Result<authority::Caller> caller_as(const std::string& label, const std::string& capacity);
  base::Result<std::string> reference_of(const std::string& label) const;
  base::Result<void> record_or_stop(records::Change change, const StoryLine& line);
  void expect(bool held, const StoryLine& line, const std::string& what);
  void set_time(base::Instant instant);

  records::NewStore place_;
  base::SetClock clock_;
  std::unique_ptr<base::Random> random_;
  records::Surroundings around_;
  std::unique_ptr<records::CouncilStore> store_;
  std::map<std::string, std::string> labels_;  // label → reference
  authority::Caller caller_;
  std::optional<records::Change> last_;
  StoryTold told_;
};

}  // namespace app
