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

// How a value stood in its list.
enum class Kept { plain, hex, time, key, digest };

// The views live until the next list is read.
struct PartView {
  std::string_view name, kind, value;
  Kept kept = Kept::plain;  // digest: the part was erased, and the value is its digest
  [[nodiscard]] bool erased() const { return kept == Kept::digest; }
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
  struct Beside {
    base::Instant recorded_at;
    std::string_view idempotency;
  };
  struct Cursor;
  [[nodiscard]] bool begin(Cursor& from, std::size_t header_bytes);
  [[nodiscard]] bool part(Cursor& from, std::string_view start, const Beside* beside);
  [[nodiscard]] bool name_and_kind(Cursor& from, PartView& view);
  [[nodiscard]] bool value(Cursor& from, const Beside* beside, PartView& view);
  [[nodiscard]] bool end(Cursor& from);
  void put(std::string_view bytes);

  bool seeded_ = false;
  std::string seed_, salts_;
  std::string room_;      // each part as it is hashed, one after the other
  char* next_ = nullptr;  // where the next byte goes; there is room for all that a list can give
  struct Hashed {
    char* salt;
    std::string_view whole;
  };
  std::vector<Hashed> hashed_;
  std::vector<PartView> parts_;
  TimeReader times_;
};

}  // namespace ledger::sound
