#pragma once
// What every drawer of the desk works with: the one connection, its lock and the keys. Used by
// desk_parts.h alone.
#include <atomic>
#include <chrono>
#include <functional>
#include <initializer_list>
#include <memory>
#include <mutex>
#include <string_view>

#include "base/random.h"
#include "base/result.h"
#include "base/sealing.h"
#include "base/time.h"
#include "store/connection_room.h"
#include "store/database.h"

namespace authority {

// The lock is held for each call: a connection is used by one thread
// at a time. It is opened when first asked for and closed after a minute's idleness (FORMAT 23).
class DeskTop final : public store::ConnectionRoom::Keeper {
 public:
  using Connection = std::unique_ptr<store::Database>;
  using Opening = std::function<base::Result<Connection>()>;
  DeskTop(Opening opening, store::ConnectionRoom* room, const base::Key& store_key,
          base::Clock& now, base::Random& source);
  ~DeskTop();
  DeskTop(const DeskTop&) = delete;
  DeskTop& operator=(const DeskTop&) = delete;

  // Opens the connection unless it is open. With the lock held, as are the next two.
  [[nodiscard]] base::Result<store::Database*> opened();
  [[nodiscard]] base::Result<void> run(std::string_view sql,
                                       std::initializer_list<store::Parameter> parameters);
  [[nodiscard]] base::Result<store::Rows> query(std::string_view sql,
                                                std::initializer_list<store::Parameter> parameters);
  void close_idle();
  std::unique_ptr<store::Database> give_up_idle() override;

  std::mutex lock;
  base::Key draft_key;
  base::Key guess_key;
  base::Key look_key;
  base::Key mail_key;
  base::Clock& clock;
  base::Random& random;

 private:
  Opening opening_;
  store::ConnectionRoom* room_;
  Connection connection_;
  std::atomic<bool> finding_room_{false};  // just now, by whoever holds the lock
  std::chrono::steady_clock::time_point used_;
};

}  // namespace authority
