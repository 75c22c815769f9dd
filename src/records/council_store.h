#pragma once
// One council's store, open: a folder with record.sqlite, desk.sqlite, log.key and store.key (both
// keys mode 0600). Everything that reads or writes the record comes through here. Opened by app/,
// lent to web/, reports/ and exchange/.
#include <filesystem>
#include <memory>
#include <string>

#include "base/random.h"
#include "base/result.h"
#include "base/sealing.h"
#include "base/time.h"
#include "ledger/note.h"
#include "records/change.h"
#include "registers/packs.h"
#include "rules/rule.h"
#include "store/connection_room.h"

namespace records {

class Reader;

enum class Opening { read, write };

// Whether acts can be recorded just now. Readiness is red unless it is open.
enum class Recording {
  open,
  // the last batch failed whole less than half a minute ago; each act tries anew
  held_up,
  // the batch under way has waited for more than five seconds, for the disk or for the copy on
  // another machine: who comes now is refused at once
  paused,
  stopped  // the disk failed: nothing is recorded until the store is opened again
};

// What the record says of its store, from the genesis and after.
struct StoreFacts {
  std::string council, council_code, store_id, log_key, pack_digest;
  bool demonstration = false;
};

// Program-wide things a store needs; they outlive it.
struct Surroundings {
  const registers::Packs& packs;
  const rules::Catalogue& rules;
  base::Clock& clock;
  base::Random& random;
  // How many connections the program may have; none: each store has its own bound alone.
  store::ConnectionRoom* connections = nullptr;
};

class CouncilStore {
 public:
  // Write: starts the writer, adopts the program's pack by an entry if it is newer. Errors:
  // not_found, corrupt (settings or keys do not fit, in a sentence), unavailable.
  [[nodiscard]] static base::Result<std::unique_ptr<CouncilStore>> open(
      const std::filesystem::path& folder, const Surroundings& around, Opening opening);
  virtual ~CouncilStore() = default;

  // THE DOOR (records/commit.cpp): waits until the act is durable or is not recorded at all.
  // Callable from many threads.
  [[nodiscard]] virtual base::Result<Outcome> commit(Change change) = 0;
  // The same judgement without recording: mistakes, refusals and computed values, for a form. A
  // Receipt means "would be recorded".
  struct Preview {
    Outcome outcome;
    registers::Values computed;
  };
  [[nodiscard]] virtual base::Result<Preview> preview(const Change& change) = 0;

  [[nodiscard]] virtual Recording recording() const = 0;  // asks no disk
  // Too little room for the next batch counts as none: people should hear of it before they write.
  [[nodiscard]] virtual bool has_room() const = 0;
  // What two people have to record before anything else is (records/recovery.h); "" for nothing.
  [[nodiscard]] virtual std::string awaited_recovery() const = 0;
  // Writes an entry of the program's own when somebody has set the machine's clock since the last
  // look (records/clock_watch.h). Each act looks first; `serve` asks for a look now and then.
  [[nodiscard]] virtual base::Result<void> look_at_clock() = 0;

  // A reader's lease: one moment of the record, for one thread. Reading goes on while others write.
  [[nodiscard]] virtual base::Result<std::unique_ptr<Reader>> reader() = 0;

  // Has the database weigh the tables that have grown (store/database.h). Asked for now and then by
  // whoever serves, and after much was recorded.
  [[nodiscard]] virtual base::Result<void> weigh_tables() = 0;

  // Closes connections that nobody used for a minute. Asked for now and then by whoever serves.
  virtual void close_idle() = 0;

  [[nodiscard]] virtual const StoreFacts& facts() const = 0;
  [[nodiscard]] virtual const Surroundings& around() const = 0;
  [[nodiscard]] virtual const std::filesystem::path& folder() const = 0;
  [[nodiscard]] virtual const base::Key& store_key() const = 0;
  [[nodiscard]] virtual const ledger::SigningKey& log_key() const = 0;
};

// Where a store is to be: its folder, empty or not there yet, and for its tables an administrator's
// connection to a server (store/place.h), or none.
struct NewStore {
  std::filesystem::path folder;
  std::string server;
};
// Makes a new store: keys, tables, entry 0. `demonstration` marks it for ever. Errors: conflict
// when there is one.
struct Genesis {
  std::string council, council_code;
  bool demonstration = false;
  std::string administrator_name, administrator_sign_in, administrator_verifier;
  std::string second_name, second_sign_in, second_verifier;  // the second person; may be empty
};
[[nodiscard]] base::Result<void> make_store(const NewStore& to, const Genesis& genesis,
                                            const Surroundings& around);

}  // namespace records
