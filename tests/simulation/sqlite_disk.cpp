// Besides src/store/sqlite.cpp the only file that includes sqlite3.h: SQLite asks for its files by this
// interface and by no other.
#include "simulation/sqlite_disk.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <string>
#include <vector>

namespace simulation {
namespace {

constexpr int shared_slots = SQLITE_SHM_NLOCK;
constexpr int checkpoint_slot = 1;  // WAL_CKPT_LOCK of SQLite's file format

}  // namespace

struct SqliteDisk::Layer {
  // Who holds what on one file, among the connections of this program.
  struct Locks {
    std::map<int, int> levels;  // by open file: SQLITE_LOCK_…
    std::array<std::map<int, int>, shared_slots> slots;  // by open file: SQLITE_SHM_SHARED, _EXCLUSIVE
    std::vector<std::unique_ptr<std::array<char, 32768>>> regions;
  };

  struct Open {
    std::string name;
    Disk::File file = 0;
    bool delete_on_close = false;
  };

  std::mutex mutex;
  Disk disk;
  Dice salts{1};
  sqlite3_vfs vfs{};
  std::string vfs_name = "simulated";
  sqlite3_vfs* before = nullptr;
  std::map<int, Open> open;
  std::map<Disk::File, Locks> locks;
  int next = 1;
  int last_error = 0;

  Open* of(int number) {
    const auto found = open.find(number);
    return found == open.end() || disk.is_off() ? nullptr : &found->second;
  }
  // What SQLite's own layer says in such a case.
  int told(Answer answer, int io_error) {
    if (answer == Answer::done) return SQLITE_OK;
    errno = last_error = answer == Answer::no_room ? ENOSPC : EIO;
    return answer == Answer::no_room && io_error == SQLITE_IOERR_WRITE ? SQLITE_FULL : io_error;
  }
  void forget(int number) {
    for (auto& [file, held] : locks) {
      held.levels.erase(number);
      for (auto& slot : held.slots) slot.erase(number);
    }
  }
};

namespace {

using Layer = SqliteDisk::Layer;
using Locks = Layer::Locks;
using Open = Layer::Open;

struct Handle {
  sqlite3_file base;
  Layer* layer;
  int number;
};

Handle& handle(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }
Layer& layer_of(sqlite3_vfs* vfs) { return *static_cast<Layer*>(vfs->pAppData); }

// Each call in turn, with the open file it is about; an error when that is gone with the power.
template <class Work>
int with(sqlite3_file* file, int otherwise, Work work) {
  Layer& layer = *handle(file).layer;
  const std::lock_guard lock(layer.mutex);
  Open* open = layer.of(handle(file).number);
  if (open == nullptr) return otherwise;
  return work(layer, *open);
}

int close_file(sqlite3_file* file) {
  Layer& layer = *handle(file).layer;
  const std::lock_guard lock(layer.mutex);
  const int number = handle(file).number;
  const auto found = layer.open.find(number);
  if (found == layer.open.end()) return SQLITE_OK;
  if (found->second.delete_on_close && !layer.disk.is_off()) {
    static_cast<void>(layer.disk.remove(found->second.name));
  }
  layer.open.erase(found);
  layer.forget(number);
  return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* bytes, int count, sqlite3_int64 offset) {
  return with(file, SQLITE_IOERR_READ, [&](Layer& layer, const Open& open) {
    const auto wanted = static_cast<std::size_t>(count);
    const std::size_t given = layer.disk.read(open.file, offset, static_cast<char*>(bytes), wanted);
    return given == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
  });
}

int write_file(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 offset) {
  return with(file, SQLITE_IOERR_WRITE, [&](Layer& layer, const Open& open) {
    const std::string_view view(static_cast<const char*>(bytes), static_cast<std::size_t>(count));
    return layer.told(layer.disk.write(open.file, offset, view), SQLITE_IOERR_WRITE);
  });
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  return with(file, SQLITE_IOERR_TRUNCATE, [&](Layer& layer, const Open& open) {
    return layer.told(layer.disk.truncate(open.file, size), SQLITE_IOERR_TRUNCATE);
  });
}

// Whoever copies the log into the database holds the checkpoint's lock meanwhile.
int sync_file(sqlite3_file* file, int) {
  return with(file, SQLITE_IOERR_FSYNC, [&](Layer& layer, const Open& open) {
    const bool of_log = open.name.ends_with("-wal");
    const std::string database = of_log ? open.name.substr(0, open.name.size() - 4) : open.name;
    const auto of_database = layer.disk.find(database);
    const auto locks = of_database ? layer.locks.find(*of_database) : layer.locks.end();
    const bool copying = locks != layer.locks.end() && !locks->second.slots[checkpoint_slot].empty();
    const auto asker = copying ? Disk::Asker::checkpoint : Disk::Asker::commit;
    return layer.told(layer.disk.sync(open.file, asker), SQLITE_IOERR_FSYNC);
  });
}

int size_of_file(sqlite3_file* file, sqlite3_int64* size) {
  return with(file, SQLITE_IOERR_FSTAT, [&](Layer& layer, const Open& open) {
    *size = layer.disk.size(open.file);
    return SQLITE_OK;
  });
}

// SHARED may be held by many beside one RESERVED; EXCLUSIVE by one alone.
int lock_file(sqlite3_file* file, int level) {
  return with(file, SQLITE_IOERR_LOCK, [&](Layer& layer, const Open& open) {
    auto& levels = layer.locks[open.file].levels;
    for (const auto& [number, held] : levels) {
      if (number == handle(file).number) continue;
      const bool barred = level >= SQLITE_LOCK_EXCLUSIVE ? held >= SQLITE_LOCK_SHARED
                          : level >= SQLITE_LOCK_RESERVED ? held >= SQLITE_LOCK_RESERVED
                                                          : held >= SQLITE_LOCK_PENDING;
      if (barred) return SQLITE_BUSY;
    }
    levels[handle(file).number] = std::max(level, levels[handle(file).number]);
    return SQLITE_OK;
  });
}

int unlock_file(sqlite3_file* file, int level) {
  return with(file, SQLITE_OK, [&](Layer& layer, const Open& open) {
    layer.locks[open.file].levels[handle(file).number] = level;
    return SQLITE_OK;
  });
}

int is_reserved(sqlite3_file* file, int* reserved) {
  return with(file, SQLITE_IOERR_CHECKRESERVEDLOCK, [&](Layer& layer, const Open& open) {
    *reserved = 0;
    for (const auto& [number, held] : layer.locks[open.file].levels) {
      if (held >= SQLITE_LOCK_RESERVED) *reserved = 1;
    }
    return SQLITE_OK;
  });
}

int control_file(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return 4096; }
// As SQLite's own layer says of an ordinary disk: what stands beside a torn write is not harmed.
int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

int map_shared(sqlite3_file* file, int region, int size, int extend, void volatile** at) {
  return with(file, SQLITE_IOERR_SHMMAP, [&](Layer& layer, const Open& open) {
    auto& regions = layer.locks[open.file].regions;
    *at = nullptr;
    if (size != 32768) return SQLITE_IOERR_SHMMAP;
    const auto wanted = static_cast<std::size_t>(region);
    if (regions.size() <= wanted && extend == 0) return SQLITE_OK;
    while (regions.size() <= wanted) {
      regions.push_back(std::make_unique<std::array<char, 32768>>());
      regions.back()->fill(0);
    }
    *at = regions[wanted]->data();
    return SQLITE_OK;
  });
}

int lock_shared(sqlite3_file* file, int first, int count, int flags) {
  return with(file, SQLITE_IOERR_SHMLOCK, [&](Layer& layer, const Open& open) {
    auto& slots = layer.locks[open.file].slots;
    const int number = handle(file).number;
    const bool exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
    const auto slot = [&](int at) -> std::map<int, int>& { return slots[static_cast<std::size_t>(at)]; };
    if ((flags & SQLITE_SHM_UNLOCK) != 0) {
      for (int at = first; at < first + count; ++at) slot(at).erase(number);
      return SQLITE_OK;
    }
    for (int at = first; at < first + count; ++at) {
      for (const auto& [other, held] : slot(at)) {
        if (other != number && (exclusive || held == SQLITE_SHM_EXCLUSIVE)) return SQLITE_BUSY;
      }
    }
    for (int at = first; at < first + count; ++at) {
      slot(at)[number] = exclusive ? SQLITE_SHM_EXCLUSIVE : SQLITE_SHM_SHARED;
    }
    return SQLITE_OK;
  });
}

void shared_barrier(sqlite3_file*) { std::atomic_thread_fence(std::memory_order_seq_cst); }

int unmap_shared(sqlite3_file* file, int remove) {
  return with(file, SQLITE_OK, [&](Layer& layer, const Open& open) {
    Locks& held = layer.locks[open.file];
    for (auto& slot : held.slots) slot.erase(handle(file).number);
    if (remove != 0) held.regions.clear();
    return SQLITE_OK;
  });
}

const sqlite3_io_methods* methods() {
  static const sqlite3_io_methods all{
      2,            close_file,  read_file,    write_file,   truncate_file,   sync_file,
      size_of_file, lock_file,   unlock_file,  is_reserved,  control_file,    sector_size,
      characteristics, map_shared, lock_shared, shared_barrier, unmap_shared, nullptr, nullptr};
  return &all;
}

int open_file(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  Layer& layer = layer_of(vfs);
  const std::lock_guard lock(layer.mutex);
  handle(file) = Handle{};
  if (layer.disk.is_off() || name == nullptr) return SQLITE_CANTOPEN;
  auto found = layer.disk.find(name);
  if (!found && (flags & SQLITE_OPEN_CREATE) == 0) return SQLITE_CANTOPEN;
  if (!found) {
    Disk::File made = 0;
    if (layer.told(layer.disk.make(name, made), SQLITE_CANTOPEN) != SQLITE_OK) return SQLITE_CANTOPEN;
    found = made;
  }
  const int number = layer.next++;
  layer.open[number] = {name, *found, (flags & SQLITE_OPEN_DELETEONCLOSE) != 0};
  handle(file) = Handle{{methods()}, &layer, number};
  if (out_flags != nullptr) *out_flags = flags;
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs* vfs, const char* name, int sync_folder) {
  Layer& layer = layer_of(vfs);
  const std::lock_guard lock(layer.mutex);
  if (!layer.disk.find(name)) return SQLITE_IOERR_DELETE_NOENT;
  const Answer answer =
      sync_folder != 0 ? layer.disk.remove_and_sync(name) : layer.disk.remove(name);
  return layer.told(answer, SQLITE_IOERR_DELETE);
}

int is_there(sqlite3_vfs* vfs, const char* name, int, int* there) {
  Layer& layer = layer_of(vfs);
  const std::lock_guard lock(layer.mutex);
  if (layer.disk.is_off()) return SQLITE_IOERR_ACCESS;
  const auto found = layer.disk.find(name);
  *there = found && layer.disk.size(*found) > 0 ? 1 : 0;
  return SQLITE_OK;
}

int full_name(sqlite3_vfs*, const char* name, int room, char* out) {
  if (std::strlen(name) + 1 > static_cast<std::size_t>(room)) return SQLITE_CANTOPEN;
  std::memcpy(out, name, std::strlen(name) + 1);
  return SQLITE_OK;
}

int random_bytes(sqlite3_vfs* vfs, int count, char* out) {
  Layer& layer = layer_of(vfs);
  for (int i = 0; i < count; ++i) out[i] = static_cast<char>(layer.salts.below(256));
  return count;
}

int sleep_micros(sqlite3_vfs*, int micros) { return micros; }  // nobody waits in a simulation
int day_now(sqlite3_vfs*, double* julian) {
  *julian = 2461000.5;
  return SQLITE_OK;
}
int last_error(sqlite3_vfs* vfs, int, char*) { return layer_of(vfs).last_error; }

}  // namespace

SqliteDisk::SqliteDisk() : layer_(std::make_unique<Layer>()) {
  sqlite3_vfs& vfs = layer_->vfs;
  vfs.iVersion = 1;
  vfs.szOsFile = sizeof(Handle);
  vfs.mxPathname = 1024;
  vfs.zName = layer_->vfs_name.c_str();
  vfs.pAppData = layer_.get();
  vfs.xOpen = open_file;
  vfs.xDelete = delete_file;
  vfs.xAccess = is_there;
  vfs.xFullPathname = full_name;
  vfs.xRandomness = random_bytes;
  vfs.xSleep = sleep_micros;
  vfs.xCurrentTime = day_now;
  vfs.xGetLastError = last_error;
  layer_->before = sqlite3_vfs_find(nullptr);
  sqlite3_vfs_register(&vfs, 1);
}

SqliteDisk::~SqliteDisk() {
  sqlite3_vfs_unregister(&layer_->vfs);
  if (layer_->before != nullptr) sqlite3_vfs_register(layer_->before, 1);
}

Disk& SqliteDisk::disk() { return layer_->disk; }

void SqliteDisk::power_on(Dice* dice) {
  const std::lock_guard lock(layer_->mutex);
  layer_->open.clear();
  layer_->locks.clear();
  layer_->disk.power_on(dice);
}

void SqliteDisk::seed(std::uint64_t seed) {
  layer_->salts = Dice(seed);
  sqlite3_randomness(0, nullptr);
}

}  // namespace simulation
