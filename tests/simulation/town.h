#pragma once
// The invented council that every run begins with: its packs, its people, and the bytes of its record
// as they stood after everybody was appointed. Made once by a program, through the real door on a
// real disk; each run gets a copy on a simulated one.
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "access/caller.h"
#include "base/random.h"
#include "base/time.h"
#include "faults/ground.h"
#include "records/change.h"
#include "records/council_store.h"
#include "simulation/disk.h"

namespace simulation {

// Stops the program with a sentence: a test that cannot be set up proves nothing.
[[noreturn]] void give_up(const std::string& what);

constexpr std::int64_t forged_grant = 1;  // the entry of a person

class Town {
 public:
  // In a temporary folder that goes with it. The record is the same for ever for one `name`.
  explicit Town(const std::string& name);
  ~Town();
  Town(const Town&) = delete;
  Town& operator=(const Town&) = delete;

  struct Cast {
    authority::Caller cswo, depute, director, head, first_administrator, second_administrator;
    authority::Caller nobody;  // holds nothing, and names an entry that is no grant
  };
  [[nodiscard]] const Cast& cast() const { return cast_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] std::string file() const { return (folder_ / "record.sqlite").string(); }
  [[nodiscard]] const std::string& verifier_text() const { return verifier_text_; }  // of its log
  [[nodiscard]] base::Instant begins() const { return begins_; }  // just after the last appointment
  [[nodiscard]] std::int64_t entries() const { return entries_; }
  [[nodiscard]] records::Surroundings around(base::Clock& clock, base::Random& random) const {
    return {ground_.packs, ground_.rules, clock, random};
  }
  void put_on(Disk& disk) const { disk.put(file(), image_); }
  // What the folder remembers beside the tables lies on the real disk, which loses nothing with the
  // simulated one: forgotten before each opening. tests/disposal/older_copy.mjs tries it.
  void forget_beside() const;

 private:
  void make(base::SetClock& clock, base::Random& random);
  void find_administrators(records::CouncilStore& store, const base::Date& today);

  std::filesystem::path folder_;
  faults::Ground ground_ = faults::ground();
  Cast cast_;
  base::Instant begins_;
  std::int64_t entries_ = 0;
  std::string image_, verifier_text_;
};

// One record's change as an act of its own, with a fresh key.
[[nodiscard]] records::Change act_of(const authority::Caller& caller,
                                     const std::string& register_name, const std::string& step,
                                     const std::string& reference, registers::Values set,
                                     base::Random& random);
// Advice on services to the director, with so many risks as parts of it.
[[nodiscard]] records::Change advice_of(const authority::Caller& caller, const std::string& question,
                                        int risks, base::Random& random);

}  // namespace simulation
