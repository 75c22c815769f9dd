#pragma once
// What the server's loops share: limits, the pages, the pool, counts and names of requests. Used by
// server.cpp.
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "base/random.h"
#include "http/connection_counts.h"
#include "http/server.h"
#include "http/work_pool.h"

namespace http {

struct Shared {
  Shared(ServerLimits with, Answer page, AtOnce known);
  // 16 hex digits; no two alike within a run, and not to be read as a count.
  [[nodiscard]] std::string fresh_id();

  ServerLimits limits;
  Answer answer;
  AtOnce at_once;
  ConnectionCounts counts;
  std::unique_ptr<base::Random> random;
  std::atomic<bool> stopping{false};
  WorkPool pool;

 private:
  std::atomic<std::uint64_t> next_id_{0};
};

}  // namespace http
