#include "ledger/sound_parts.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string>

#include "base/sealing.h"

namespace ledger::sound {
namespace {

using namespace std::literals;

constexpr std::string_view part_tag = "plumbline-part-v1\0"sv;
constexpr std::size_t salt_bytes = 16, seed_bytes = 16, digest_bytes = 32;
constexpr std::uint64_t least_hex = 8;  // fewer bytes stand as their digits
constexpr std::size_t longest_short = 0xffff;  // what two bytes of length can say
// Four blocks of a key stream cost hardly more than one when they are made together.
constexpr std::size_t stream_step = 256;

struct Named {
  std::string_view name, kind;
};
// ENTRY_FORMAT 3, in order.
constexpr std::array<Named, 14> header_names{{{".register", "name"},
                                              {".record", "reference"},
                                              {".parent", "reference"},
                                              {".step", "name"},
                                              {".state", "name"},
                                              {".effective_at", "time"},
                                              {".person", "reference"},
                                              {".capacity", "name"},
                                              {".grant", "entry"},
                                              {".pack", "digest"},
                                              {".act", "numbers"},
                                              {".previous", "numbers"},
                                              {".key", "bytes"},
                                              {".request", "digest"}}};
// ENTRY_FORMAT 8; 0 is a kind that is spelled out.
constexpr std::array<std::string_view, 16> kind_of_number{
    "",       "line",  "prose",    "count",  "money",  "share",  "date",  "time",
    "yes_no", "choice", "party", "document", "person", "record", "source", "digest"};

// At most: what is hashed of a part beside its name and its value, and a value told by its row.
constexpr std::size_t most_added = 18 + 16 + 2 + 2 + 4 + 9 + 64;

void write_number(char* to, std::size_t number, int width) {
  for (int shift = (width - 1) * 8; shift >= 0; shift -= 8) {
    *to++ = static_cast<char>((number >> shift) & 0xff);
  }
}

std::string start_of(std::string_view name, std::string_view kind) {
  std::string start(part_tag);
  start.append(salt_bytes, '\0');
  start.append(2, '\0');
  write_number(start.data() + start.size() - 2, name.size(), 2);
  start += name;
  start.append(2, '\0');
  write_number(start.data() + start.size() - 2, kind.size(), 2);
  start += kind;
  return start.append(4, '\0');
}

// What each header part's hashed bytes begin with, up to its value: salt and length are filled in.
const std::array<std::string, header_names.size()>& header_starts() {
  static const auto starts = [] {
    std::array<std::string, header_names.size()> made;
    for (std::size_t i = 0; i < made.size(); ++i) {
      made[i] = start_of(header_names[i].name, header_names[i].kind);
    }
    return made;
  }();
  return starts;
}

}  // namespace

// What is left of a kept list. Each reading says whether there was enough.
struct PartsReader::Cursor {
  std::string_view rest;

  bool cut(std::size_t count, std::string_view& piece) {
    if (rest.size() < count) return false;
    piece = rest.substr(0, count);
    rest.remove_prefix(count);
    return true;
  }
  bool byte(unsigned& value) {
    if (rest.empty()) return false;
    value = static_cast<unsigned char>(rest.front());
    rest.remove_prefix(1);
    return true;
  }
  // Seven bits to a byte, the lowest first; the top bit says that another follows.
  bool number(std::uint64_t& value) {
    value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      unsigned next = 0;
      if (!byte(next)) return false;
      value |= std::uint64_t{next & 0x7f} << shift;
      if (next < 0x80) return next != 0 || shift == 0;
    }
    return false;
  }
  bool counted(std::string_view& piece) {
    std::uint64_t length = 0;
    return number(length) && cut(length, piece);
  }
};

bool PartsReader::read_header(std::string_view kept, base::Instant recorded_at,
                              std::string_view idempotency) {
  Cursor from{kept};
  const Beside beside{recorded_at, idempotency};
  if (!begin(from, 2 * idempotency.size() + 64)) return false;
  for (std::size_t i = 0; i < header_names.size(); ++i) {
    parts_.push_back({header_names[i].name, header_names[i].kind, {}, Kept::plain});
    if (!part(from, header_starts()[i], &beside)) return false;
  }
  return end(from);
}

bool PartsReader::read_fields(std::string_view kept) {
  Cursor from{kept};
  if (!begin(from, 0)) return false;
  while (!from.rest.empty()) {
    parts_.emplace_back();
    if (!part(from, {}, nullptr)) return false;
  }
  return end(from);
}

// A field takes three bytes of its list at least, and a byte of a value gives two at most.
bool PartsReader::begin(Cursor& from, std::size_t header_bytes) {
  hashed_.clear();
  parts_.clear();
  const std::size_t most_parts = std::max(header_names.size(), from.rest.size() / 3 + 1);
  const std::size_t most = most_parts * (most_added + header_bytes) + 2 * from.rest.size();
  if (room_.size() < most) room_.resize(most);
  next_ = room_.data();
  unsigned form = 0;
  if (!from.byte(form) || form < 1 || form > 2) return false;
  seeded_ = form == 1;
  std::string_view seed;
  if (!seeded_) return true;
  if (!from.cut(seed_bytes, seed)) return false;
  seed_ = seed;
  return true;
}

void PartsReader::put(std::string_view bytes) {
  std::copy(bytes.begin(), bytes.end(), next_);
  next_ += bytes.size();
}

// `start`: of a header's part, up to its value; empty where the list says name and kind.
bool PartsReader::part(Cursor& from, std::string_view start, const Beside* beside) {
  PartView& view = parts_.back();
  unsigned form = 0;
  std::string_view salt;
  if (!seeded_ && (!from.byte(form) || form > 1)) return false;
  if (!seeded_ && form == 0 && !from.cut(salt_bytes, salt)) return false;
  char* const begun = next_;
  if (beside != nullptr) {
    put(start);
  } else if (!name_and_kind(from, view)) {
    return false;
  }
  char* const salt_place = begun + part_tag.size();
  std::copy(salt.begin(), salt.end(), salt_place);
  char* const value_start = next_;
  if (form == 1) {
    view.kept = Kept::digest;
    std::string_view digest;
    if (!from.cut(digest_bytes, digest)) return false;
    put(digest);
  } else if (!value(from, beside, view)) {
    return false;
  }
  const auto length = static_cast<std::size_t>(next_ - value_start);
  if (length > std::numeric_limits<std::uint32_t>::max()) return false;
  write_number(value_start - 4, length, 4);
  view.value = {value_start, length};
  hashed_.push_back({salt_place, {begun, static_cast<std::size_t>(next_ - begun)}});
  return true;
}

bool PartsReader::name_and_kind(Cursor& from, PartView& view) {
  unsigned number = 0;
  if (!from.byte(number) || number >= kind_of_number.size()) return false;
  view.kind = kind_of_number[number];
  if (number == 0 && !from.counted(view.kind)) return false;
  if (!from.counted(view.name)) return false;
  if (view.name.size() > longest_short || view.kind.size() > longest_short) return false;
  put(part_tag);
  next_ += salt_bytes + 2;
  write_number(next_ - 2, view.name.size(), 2);
  char* const name = next_;
  put(view.name);
  next_ += 2;
  write_number(next_ - 2, view.kind.size(), 2);
  char* const kind = next_;
  put(view.kind);
  next_ += 4;
  // The list's own bytes may be gone when these are looked at.
  view.name = {name, view.name.size()};
  view.kind = {kind, view.kind.size()};
  return true;
}

// A value as it is hashed, out of how it is kept: as it is, as the bytes of hex digits, as so much
// later than the time of recording, or as the row's key.
bool PartsReader::value(Cursor& from, const Beside* beside, PartView& view) {
  std::uint64_t code = 0;
  if (!from.number(code)) return false;
  const std::uint64_t with = code >> 2;
  std::string_view piece;
  view.kept = static_cast<Kept>(code & 3);
  switch (view.kept) {
    case Kept::plain:
      if (!from.cut(with, piece)) return false;
      put(piece);
      return true;
    case Kept::hex:
      if (with < least_hex || !from.cut(with, piece)) return false;
      next_ = write_hex_of(next_, piece);
      return true;
    case Kept::time: {
      if (beside == nullptr) return false;
      const std::uint64_t later = (with & 1) == 0 ? with / 2 : ~(with / 2);
      const std::uint64_t then = static_cast<std::uint64_t>(beside->recorded_at.micros) + later;
      put(times_.write({static_cast<std::int64_t>(then)}));
      return true;
    }
    default:
      if (beside == nullptr || with != 0 || beside->idempotency.empty()) return false;
      next_ = write_hex_of(next_, beside->idempotency);
      return true;
  }
}

bool PartsReader::end(Cursor& from) {
  if (!from.rest.empty()) return false;
  if (!seeded_) return true;
  base::Key key{};
  std::copy(seed_.begin(), seed_.end(), key.begin());
  std::copy(seed_.begin(), seed_.end(), key.begin() + seed_bytes);
  const std::size_t wanted = hashed_.size() * salt_bytes;
  base::key_stream_into(salts_, key, (wanted + stream_step - 1) / stream_step * stream_step);
  const char* salt = salts_.data();
  for (const Hashed& part : hashed_) {
    std::copy(salt, salt + salt_bytes, part.salt);
    salt += salt_bytes;
  }
  return true;
}

void PartsReader::add_digests(std::string& digests) const {
  const std::size_t before = digests.size();
  digests.resize(before + parts_.size() * digest_bytes);
  char* to = digests.data() + before;
  for (std::size_t i = 0; i < parts_.size(); ++i, to += digest_bytes) {
    if (parts_[i].erased()) {
      parts_[i].value.copy(to, digest_bytes);
      continue;
    }
    const base::Hash digest = base::sha256(hashed_[i].whole);
    std::copy(digest.begin(), digest.end(), reinterpret_cast<unsigned char*>(to));
  }
}

}  // namespace ledger::sound
