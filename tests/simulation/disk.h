#pragma once
// A disk that behaves as badly as a disk may. What was written and not yet synced is held apart; when
// the power fails, any part of that may be gone: whole writes, single sectors, the end of a file, a
// name in the folder. Calls can be made to fail, and room to run out. Used by sqlite_disk.h, which
// puts SQLite on top of it, and by the programs of this folder. Not safe for several threads.
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulation/dice.h"

namespace simulation {

// The calls that change what the disk holds. They are counted together, from 1.
enum class Call { write, sync, truncate, remove, make };
enum class Answer { done, io_error, no_room, off };

struct Counts {
  std::int64_t calls = 0, writes = 0, syncs = 0, truncates = 0, bytes = 0;
  std::int64_t failed = 0;  // calls made to fail
};

// Which syncs are believed and not done: the negative controls. of_log: those of the write-ahead log
// that a commit asks for, as SQLite itself leaves them out with synchronous=NORMAL.
enum class Syncs { honest, none, not_of_log };

class Disk {
 public:
  using File = std::int64_t;  // a file's own number, whatever its name: never used twice

  // Names
  [[nodiscard]] std::optional<File> find(const std::string& name) const;
  Answer make(const std::string& name, File& made);
  Answer remove(const std::string& name);
  Answer remove_and_sync(const std::string& name);

  // Contents, as a program sees them
  [[nodiscard]] std::int64_t size(File file) const;
  // What there is; the rest of `bytes` becomes zero. Says how many bytes there were.
  std::size_t read(File file, std::int64_t offset, char* bytes, std::size_t count) const;
  Answer write(File file, std::int64_t offset, std::string_view bytes);
  Answer truncate(File file, std::int64_t size);
  // checkpoint: asked for by whoever copies the log into the database.
  enum class Asker { commit, checkpoint };
  Answer sync(File file, Asker asker);

  // From outside, as if nothing could go wrong
  void put(const std::string& name, std::string bytes);
  [[nodiscard]] std::string bytes_of(const std::string& name) const;
  [[nodiscard]] std::vector<std::string> names() const;
  void clear();

  // Faults. `at` is a number of a call as Counts counts it.
  void lose_power_at(std::int64_t call) { power_fails_at_ = call; }
  void lose_power_at_sync(std::int64_t sync) { power_fails_at_sync_ = sync; }
  void fail_at(std::int64_t call, Answer how) { fails_at_.emplace(call, how); }
  enum class Failing { told, ignored };  // ignored: nobody looks at the answer (negative control)
  void failing(Failing how) { failing_ = how; }
  [[nodiscard]] bool fails_are_told() const { return failing_ == Failing::told; }
  [[nodiscard]] std::optional<Call> last_failed() const { return last_failed_; }
  [[nodiscard]] const std::string& last_failed_name() const { return last_failed_name_; }
  void syncs(Syncs which) { syncs_ = which; }
  // No file may grow while all of them together hold more than this. 0: there is room.
  void room(std::int64_t bytes) { room_ = bytes; }
  void mend();  // no fault is waiting any more, and there is room

  [[nodiscard]] bool is_off() const { return off_; }
  void lose_power() { off_ = true; }
  // What is left when the power comes back: all that was synced, and of the rest what the dice say.
  // Without dice, nothing of the rest.
  void power_on(Dice* dice);

  [[nodiscard]] const Counts& counts() const { return counts_; }
  [[nodiscard]] const std::vector<Call>& calls() const { return calls_; }  // in their order
  [[nodiscard]] std::int64_t held() const;  // bytes of all files

 private:
  struct Change {  // a write, or with `truncated` a new size
    std::int64_t offset = 0;
    std::string bytes;
    bool truncated = false;
  };
  struct Contents {
    std::string now, kept;
    std::vector<Change> since;  // the last sync
  };
  [[nodiscard]] Answer asked(Call call, std::string_view name);
  [[nodiscard]] std::string name_of(File file) const;
  static void apply(std::string& bytes, const Change& change);
  static std::string survivors(const Contents& file, Dice& dice);
  static std::string torn_prefix(const Contents& file, Dice& dice, std::size_t sector);
  static std::string some_sectors(const Contents& file, Dice& dice, std::size_t sector);

  std::map<File, Contents> files_;
  std::map<std::string, File> names_, kept_names_;
  File next_ = 1;
  Counts counts_;
  std::vector<Call> calls_;
  std::optional<std::int64_t> power_fails_at_, power_fails_at_sync_;
  std::multimap<std::int64_t, Answer> fails_at_;
  Failing failing_ = Failing::told;
  std::optional<Call> last_failed_;
  std::string last_failed_name_;
  Syncs syncs_ = Syncs::honest;
  std::int64_t room_ = 0;
  bool off_ = false;
};

}  // namespace simulation
