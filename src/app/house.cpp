#include "app/house.h"

#include <algorithm>

#include "http/host.h"

namespace app {
namespace {

constexpr auto longest_opening = std::chrono::seconds(10);
constexpr std::size_t most_connections = 100;  // to databases, of the whole program (FORMAT 23)

}  // namespace

House::House(const Making& making, const Tools& tools)
    : connections_(most_connections), share_(making.threads, making.stores.size()) {
  const bool any_host = making.stores.size() == 1;
  records::Surroundings around = tools.around();
  around.connections = &connections_;
  const Ground ground{around, any_host ? nullptr : &councils_, logs_, share_,
                      making.loopback_only};
  for (const RegisteredStore& place : making.stores) {
    if (!any_host) councils_.add(place.host);
    stores_.push_back(std::make_unique<HeldStore>(place, ground));
  }
}

House::~House() = default;

base::Result<void> House::open_only() {
  ENSURE(stores_.size() == 1);
  return stores_[0]->open();
}

void House::begin() {
  rounds_ = std::make_unique<Rounds>(stores_.size(), Rounds::Times{},
                                     [this](std::size_t place) { stores_[place]->turn(); });
  rounds_->wait_for_first(longest_opening);
}

http::Response House::answer(http::Request& request) const {
  HeldStore* store = holds_one() ? stores_[0].get() : store_for(http::host_name(request));
  return store == nullptr ? answer_outside(request) : store->answer(request);
}

HeldStore* House::store_for(std::string_view host) const {
  const auto found = std::find_if(stores_.begin(), stores_.end(),
                                  [&](const auto& one) { return one->host() == host; });
  return found == stores_.end() ? nullptr : found->get();
}

http::Response House::answer_outside(const http::Request& request) const {
  if (request.path == "/health/live") return http::Response::text("live\n");
  if (request.path == "/health/ready") return readiness();
  return web::answer_without_council(request, councils_.all());
}

// One council that is not ready is no reason to send nobody here: 503 when none is.
http::Response House::readiness() const {
  std::string missing;
  std::size_t ready = 0;
  for (const auto& store : stores_) {
    if (store->is_ready()) {
      ++ready;
    } else {
      missing += "not ready: " + store->host() + "\n";
    }
  }
  return http::Response::text((ready > 0 ? "ready\n" : "") + missing, ready > 0 ? 200 : 503);
}

bool House::only_store_stopped() const { return holds_one() && stores_[0]->has_stopped(); }

std::string House::words() const {
  if (holds_one()) return stores_[0]->council();
  const auto ready = std::count_if(stores_.begin(), stores_.end(),
                                   [](const auto& store) { return store->is_ready(); });
  return std::to_string(ready) + " of " + std::to_string(stores_.size()) + " councils";
}

}  // namespace app
