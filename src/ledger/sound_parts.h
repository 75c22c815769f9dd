#pragma once
// The lists in which an entry's parts are kept (ENTRY_FORMAT 8), read for sound.cpp alone; and the
// digest of each part. Shares no code with what writes them (part_list.h).
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "ledger/sound_bytes.h"

namespace ledger::sound {

// The views live until the next list is read.
struct PartView {
  std::string_view name, kind, value;
  bool erased = false;  // the value is then the part's digest
};

// One list at a time, in room that is used again.
class PartsReader {
 public:
  // False when the bytes are not such a list, whole and with nothing after it. `idempotency` and
  // the time of recording are those of the header's row. A header's parts have the names and kinds
  // of ENTRY_FORMAT 3.
  [[nodiscard]] bool read_header(std::string_view kept, base::Instant recorded_at,
                                 std::string_view idempotency);
  [[nodiscard]] bool read_fields(std::string_view kept);
  [[nodiscard]] const std::vector<PartView>& parts() const { return parts_; }
  // The parts' digests in order, 32 bytes each.
  void add_digests(std::string& digests) const;

 private:
  // Where a part's pieces stand in bytes_, which holds each part as it is hashed.
  struct Place {
    std::size_t start, salt, name, kind, value, end;
    bool erased;
  };
  struct Beside {
    base::Instant recorded_at;
    std::string_view idempotency;
  };
  struct Cursor;
  [[nodiscard]] bool begin(Cursor& from);
  [[nodiscard]] bool part(Cursor& from, std::string_view name, std::string_view kind,
                          const Beside* beside);
  [[nodiscard]] bool value(Cursor& from, const Beside* beside);
  [[nodiscard]] bool end(Cursor& from);

  bool seeded_ = false;
  std::string bytes_, salts_;
  std::vector<Place> places_;
  std::vector<PartView> parts_;
  TimeReader times_;
};

}  // namespace ledger::sound
