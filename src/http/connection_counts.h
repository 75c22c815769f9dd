#pragma once
// How many connections stand, in all and from each address, so that one address cannot take them
// all. Used by server.cpp.
#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>

namespace http {

class ConnectionCounts {
 public:
  ConnectionCounts(std::size_t most, std::size_t most_each) : most_(most), most_each_(most_each) {}
  enum class Entry { allowed, full };
  // Counts a connection in, unless there are too many. Loopback is not limited by address: a proxy
  // comes from there.
  [[nodiscard]] Entry enter(const std::string& address);
  void leave(const std::string& address);  // once for each that was allowed

 private:
  std::mutex mutex_;
  std::size_t most_;
  std::size_t most_each_;
  std::size_t all_ = 0;
  std::unordered_map<std::string, std::size_t> each_;
};

}  // namespace http
