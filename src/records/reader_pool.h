#pragma once
// Read connections of one store: opened when first asked for, lent to one reader at a time, closed
// after a minute's idleness (FORMAT 23). Safe for many threads; outlives what it lends.
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include "base/result.h"
#include "records/reader_make.h"
#include "store/database.h"

namespace records {

class ReaderPool {
 public:
  explicit ReaderPool(std::filesystem::path folder) : folder_(std::move(folder)) {}
  // Waits up to 5 s for a connection. Errors: unavailable.
  [[nodiscard]] base::Result<ReaderLease> lease();

 private:
  using Moment = std::chrono::steady_clock::time_point;
  struct Idle {
    std::unique_ptr<store::Database> database;
    Moment since;
  };
  void give_back(std::unique_ptr<store::Database> database);

  std::filesystem::path folder_;
  std::mutex mutex_;
  std::condition_variable one_is_free_;
  std::vector<Idle> idle_;  // the longest idle first
  std::size_t open_ = 0;    // lent and idle
};

}  // namespace records
