#include "http/connection_counts.h"

namespace http {
namespace {

bool is_loopback(const std::string& address) {
  return address.starts_with("127.") || address == "::1" || address.starts_with("::ffff:127.");
}

}  // namespace

ConnectionCounts::Entry ConnectionCounts::enter(const std::string& address) {
  const std::lock_guard lock(mutex_);
  if (all_ >= most_) return Entry::full;
  const auto found = each_.find(address);
  const bool too_many = found != each_.end() && found->second >= most_each_;
  if (too_many && !is_loopback(address)) return Entry::full;
  ++all_;
  ++each_[address];
  return Entry::allowed;
}

void ConnectionCounts::leave(const std::string& address) {
  const std::lock_guard lock(mutex_);
  --all_;
  const auto found = each_.find(address);
  if (found != each_.end() && --found->second == 0) each_.erase(found);
}

}  // namespace http
