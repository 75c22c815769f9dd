#include "simulation/disk.h"

#include <algorithm>
#include <cstring>

namespace simulation {

std::optional<Disk::File> Disk::find(const std::string& name) const {
  const auto found = names_.find(name);
  if (found == names_.end()) return std::nullopt;
  return found->second;
}

// One more call: counted, and answered by whatever fault waits for it.
Answer Disk::asked(Call call, std::string_view name) {
  if (off_) return Answer::off;
  ++counts_.calls;
  calls_.push_back(call);
  if (call == Call::write) ++counts_.writes;
  if (call == Call::sync) ++counts_.syncs;
  if (call == Call::truncate) ++counts_.truncates;
  const bool at_sync = call == Call::sync && power_fails_at_sync_ &&
                       counts_.syncs >= *power_fails_at_sync_;
  if (at_sync || (power_fails_at_ && counts_.calls >= *power_fails_at_)) off_ = true;
  const auto fault = fails_at_.find(counts_.calls);
  if (fault == fails_at_.end()) return Answer::done;
  ++counts_.failed;
  last_failed_ = call;
  last_failed_name_ = name;
  return fault->second;
}

Answer Disk::make(const std::string& name, File& made) {
  const Answer answer = asked(Call::make, name);
  if (answer != Answer::done) return answer;
  made = next_++;
  files_[made] = {};
  names_[name] = made;
  return off_ ? Answer::off : Answer::done;
}

Answer Disk::remove(const std::string& name) {
  const Answer answer = asked(Call::remove, name);
  if (answer != Answer::done) return answer;
  names_.erase(name);
  return off_ ? Answer::off : Answer::done;
}

Answer Disk::remove_and_sync(const std::string& name) {
  const Answer answer = remove(name);
  if (answer == Answer::done && syncs_ == Syncs::honest) kept_names_ = names_;
  return answer;
}

std::int64_t Disk::size(File file) const {
  const auto found = files_.find(file);
  return found == files_.end() ? 0 : static_cast<std::int64_t>(found->second.now.size());
}

std::size_t Disk::read(File file, std::int64_t offset, char* bytes, std::size_t count) const {
  const auto found = files_.find(file);
  const auto from = static_cast<std::size_t>(offset);
  const std::size_t there = found == files_.end() ? 0 : found->second.now.size();
  const std::size_t given = from >= there ? 0 : std::min(count, there - from);
  if (given > 0) std::memcpy(bytes, found->second.now.data() + from, given);
  std::memset(bytes + given, 0, count - given);
  return given;
}

Answer Disk::write(File file, std::int64_t offset, std::string_view bytes) {
  Contents& contents = files_[file];
  const auto end = static_cast<std::size_t>(offset) + bytes.size();
  const bool grows = end > contents.now.size();
  Answer answer = asked(Call::write, name_of(file));
  if (answer == Answer::done && room_ > 0 && grows && held() >= room_) answer = Answer::no_room;
  if (answer == Answer::off) return answer;
  if (answer != Answer::done) return failing_ == Failing::told ? answer : Answer::done;
  counts_.bytes += static_cast<std::int64_t>(bytes.size());
  Change change{offset, std::string(bytes), false};
  apply(contents.now, change);
  contents.since.push_back(std::move(change));
  return off_ ? Answer::off : Answer::done;  // on its way when the power went
}

Answer Disk::truncate(File file, std::int64_t size) {
  const Answer answer = asked(Call::truncate, name_of(file));
  if (answer == Answer::off) return answer;
  if (answer != Answer::done) return failing_ == Failing::told ? answer : Answer::done;
  Change change{size, {}, true};
  apply(files_[file].now, change);
  files_[file].since.push_back(std::move(change));
  return off_ ? Answer::off : Answer::done;
}

// A sync that fails is as bad as on Linux: programs go on seeing what they wrote, the system takes it
// for kept, and the next sync succeeds without it.
// The name is kept with the contents: SQLite's own layer syncs the folder after the first sync of a
// file that it made.
Answer Disk::sync(File file, Asker asker) {
  const Answer answer = asked(Call::sync, name_of(file));
  if (answer == Answer::off) return answer;
  if (answer != Answer::done) {
    files_[file].since.clear();
    return failing_ == Failing::told ? answer : Answer::done;
  }
  if (off_) return Answer::off;
  if (syncs_ == Syncs::none) return Answer::done;
  Contents& contents = files_[file];
  const std::string name = name_of(file);
  if (syncs_ == Syncs::not_of_log && name.ends_with("-wal") && asker == Asker::commit) return Answer::done;
  for (const Change& change : contents.since) apply(contents.kept, change);
  contents.since.clear();
  if (!name.empty()) kept_names_[name] = file;
  return Answer::done;
}

void Disk::put(const std::string& name, std::string bytes) {
  const File file = next_++;
  files_[file] = Contents{bytes, bytes, {}};
  names_[name] = kept_names_[name] = file;
}

std::string Disk::bytes_of(const std::string& name) const {
  const auto file = find(name);
  return file ? files_.at(*file).now : std::string();
}

std::vector<std::string> Disk::names() const {
  std::vector<std::string> all;
  for (const auto& [name, file] : names_) all.push_back(name);
  return all;
}

void Disk::clear() {
  files_.clear();
  names_.clear();
  kept_names_.clear();
  counts_ = {};
  calls_.clear();
  off_ = false;
  mend();
}

void Disk::mend() {
  power_fails_at_.reset();
  power_fails_at_sync_.reset();
  fails_at_.clear();
  room_ = 0;
}

std::string Disk::name_of(File file) const {
  for (const auto& [name, named] : names_) {
    if (named == file) return name;
  }
  return std::string();
}

std::int64_t Disk::held() const {
  std::size_t all = 0;
  for (const auto& [name, file] : names_) all += files_.at(file).now.size();
  return static_cast<std::int64_t>(all);
}

void Disk::apply(std::string& bytes, const Change& change) {
  const auto offset = static_cast<std::size_t>(change.offset);
  if (change.truncated) {
    bytes.resize(offset);
    return;
  }
  if (bytes.size() < offset + change.bytes.size()) bytes.resize(offset + change.bytes.size());
  std::memcpy(bytes.data() + offset, change.bytes.data(), change.bytes.size());
}

void Disk::power_on(Dice* dice) {
  // A file made and not synced may have no name; one removed may have it still.
  std::map<std::string, File> left = kept_names_;
  for (const auto& [name, file] : names_) {
    const auto kept = kept_names_.find(name);
    const bool same = kept != kept_names_.end() && kept->second == file;
    if (!same && dice != nullptr && dice->one_in(2)) left[name] = file;
  }
  for (const auto& [name, file] : kept_names_) {
    if (!names_.contains(name) && dice != nullptr && dice->one_in(2)) left.erase(name);
  }
  names_ = kept_names_ = left;
  std::map<File, Contents> files;
  for (const auto& [name, file] : names_) {
    Contents& was = files_.at(file);
    std::string bytes = dice == nullptr ? std::move(was.kept) : survivors(was, *dice);
    Contents& now = files[file];
    now.kept = bytes;
    now.now = std::move(bytes);
  }
  files_ = std::move(files);
  off_ = false;
  mend();
}

// Four kinds of loss, since none of them alone is the worst: nothing was written out; everything;
// what came first, the last of it torn; any sectors, each as it stood at some moment.
std::string Disk::survivors(const Contents& file, Dice& dice) {
  if (file.since.empty()) return file.kept;
  const std::size_t sector = dice.one_in(2) ? 512 : 4096;
  const bool truncated = std::any_of(file.since.begin(), file.since.end(),
                                     [](const Change& change) { return change.truncated; });
  switch (dice.below(6)) {
    case 0: return file.kept;
    case 1: return file.now;
    case 2: return torn_prefix(file, dice, sector);
    default: return truncated ? torn_prefix(file, dice, sector) : some_sectors(file, dice, sector);
  }
}

std::string Disk::torn_prefix(const Contents& file, Dice& dice, std::size_t sector) {
  std::string bytes = file.kept;
  const std::size_t whole = dice.below(file.since.size());
  for (std::size_t i = 0; i < whole; ++i) apply(bytes, file.since[i]);
  Change torn = file.since[whole];
  if (torn.truncated) return bytes;
  const auto into = static_cast<std::size_t>(torn.offset) % sector;
  const std::size_t left = dice.below(torn.bytes.size() / sector + 1) * sector;
  torn.bytes.resize(left > into ? std::min(left - into, torn.bytes.size()) : 0);
  if (!torn.bytes.empty()) apply(bytes, torn);
  return bytes;
}

// Each sector as it stood after none, some or all of the writes to it: later writes may be there and
// earlier ones gone, across sectors in any order.
std::string Disk::some_sectors(const Contents& file, Dice& dice, std::size_t sector) {
  struct Piece {
    std::size_t offset;
    std::string_view bytes;
  };
  std::map<std::size_t, std::vector<Piece>> sectors;
  for (const Change& change : file.since) {
    const auto start = static_cast<std::size_t>(change.offset);
    for (std::size_t at = start; at < start + change.bytes.size();) {
      const std::size_t end = std::min((at / sector + 1) * sector, start + change.bytes.size());
      const auto piece = std::string_view(change.bytes).substr(at - start, end - at);
      sectors[at / sector].push_back({at, piece});
      at = end;
    }
  }
  std::string bytes = file.kept;
  const std::uint64_t lost_in = dice.below(3) == 0 ? 1000 : 1 + dice.below(6);
  for (const auto& [number, pieces] : sectors) {
    std::size_t count = pieces.size();
    if (dice.one_in(lost_in)) count = dice.below(pieces.size() + 1);
    for (std::size_t i = 0; i < count; ++i) {
      apply(bytes, {static_cast<std::int64_t>(pieces[i].offset), std::string(pieces[i].bytes), false});
    }
  }
  // A file may have got its new length and not all that stands in it.
  if (bytes.size() < file.now.size() && dice.one_in(2)) bytes.resize(file.now.size());
  return bytes;
}

}  // namespace simulation
