#pragma once
// SQLite on a simulated disk: while one of these lives, every database file that this program opens
// stands on its Disk and nowhere else, since it is SQLite's default layer for files. The product knows
// nothing of it; it is linked into test programs alone.
#include <cstdint>
#include <memory>
#include <mutex>

#include "simulation/disk.h"

namespace simulation {

class SqliteDisk {
 public:
  // Open some database through the store first: it sets SQLite up, which cannot be done later.
  SqliteDisk();
  ~SqliteDisk();  // when all connections are closed
  SqliteDisk(const SqliteDisk&) = delete;
  SqliteDisk& operator=(const SqliteDisk&) = delete;

  // The disk itself, while nobody else works on it.
  [[nodiscard]] Disk& disk();
  // Close all connections before: what still stands open then finds no disk.
  void power_on(Dice* dice);
  // SQLite's own randomness (salts of the log) begins anew from this seed.
  void seed(std::uint64_t seed);
  struct Layer;

 private:
  std::unique_ptr<Layer> layer_;
};

}  // namespace simulation
