#pragma once
// Read connections of one store: opened when first asked for, lent to one reader at a time, closed
// after a minute's idleness, or sooner when the program has too many (FORMAT 23). Safe for many
// threads; outlives what it lends.
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include "base/result.h"
#include "records/reader_make.h"
#include "store/connection_room.h"
#include "store/database.h"

namespace records {

class ReaderPool final : public store::ConnectionRoom::Keeper {
 public:
  // `room`: of the whole program; none: this store's own bound alone. Outlives the pool.
  ReaderPool(std::filesystem::path folder, store::ConnectionRoom* room);
  ~ReaderPool();
  ReaderPool(const ReaderPool&) = delete;
  ReaderPool& operator=(const ReaderPool&) = delete;

  // Waits up to 5 s for a connection. Errors: unavailable.
  [[nodiscard]] base::Result<ReaderLease> lease();
  // Closes those that nobody used for a minute.
  void close_idle();
  std::unique_ptr<store::Database> give_up_idle() override;

 private:
  using Moment = std::chrono::steady_clock::time_point;
  struct Idle {
    std::unique_ptr<store::Database> database;
    Moment since;
  };
  [[nodiscard]] base::Result<std::unique_ptr<store::Database>> open_one();
  void give_back(std::unique_ptr<store::Database> database);

  std::filesystem::path folder_;
  store::ConnectionRoom* room_;
  std::mutex mutex_;
  std::condition_variable one_is_free_;
  std::vector<Idle> idle_;  // the longest idle first
  std::size_t open_ = 0;    // lent and idle
};

}  // namespace records
