#include "ledger/sound_parts.h"

#include <algorithm>
#include <array>
#include <limits>

#include "base/sealing.h"

namespace ledger::sound {
namespace {

using namespace std::literals;

constexpr std::string_view part_tag = "plumbline-part-v1\0"sv;
constexpr std::string_view salt_to_come = "the salt's place";  // until end() knows it
constexpr std::size_t salt_bytes = 16, seed_bytes = 16;
constexpr std::uint64_t least_hex = 8;  // fewer bytes stand as their digits
static_assert(salt_to_come.size() == salt_bytes);
constexpr std::size_t longest_short = 0xffff;  // what two bytes of length can say

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

void add_number(std::string& bytes, std::size_t number, int width) {
  for (int shift = (width - 1) * 8; shift >= 0; shift -= 8) {
    bytes += static_cast<char>((number >> shift) & 0xff);
  }
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
  if (!begin(from)) return false;
  for (const Named& named : header_names) {
    if (!part(from, named.name, named.kind, &beside)) return false;
  }
  return end(from);
}

bool PartsReader::read_fields(std::string_view kept) {
  Cursor from{kept};
  if (!begin(from)) return false;
  while (!from.rest.empty()) {
    if (!part(from, {}, {}, nullptr)) return false;
  }
  return end(from);
}

bool PartsReader::begin(Cursor& from) {
  bytes_.clear();
  places_.clear();
  parts_.clear();
  unsigned form = 0;
  if (!from.byte(form) || form < 1 || form > 2) return false;
  seeded_ = form == 1;
  std::string_view seed;
  if (!seeded_) return true;
  if (!from.cut(seed_bytes, seed)) return false;
  salts_.assign(seed);
  return true;
}

bool PartsReader::part(Cursor& from, std::string_view name, std::string_view kind,
                       const Beside* beside) {
  unsigned form = 0;
  std::string_view salt = salt_to_come;
  if (!seeded_ && (!from.byte(form) || form > 1)) return false;
  if (!seeded_ && form == 0 && !from.cut(salt_bytes, salt)) return false;
  if (beside == nullptr) {
    unsigned number = 0;
    if (!from.byte(number) || number >= kind_of_number.size()) return false;
    kind = kind_of_number[number];
    if (number == 0 && !from.counted(kind)) return false;
    if (!from.counted(name)) return false;
  }
  if (name.size() > longest_short || kind.size() > longest_short) return false;
  Place place{};
  place.erased = form == 1;
  place.start = bytes_.size();
  bytes_ += part_tag;
  place.salt = bytes_.size();
  bytes_ += salt;
  add_number(bytes_, name.size(), 2);
  place.name = bytes_.size();
  bytes_ += name;
  add_number(bytes_, kind.size(), 2);
  place.kind = bytes_.size();
  bytes_ += kind;
  bytes_.append(4, '\0');
  place.value = bytes_.size();
  std::string_view digest;
  if (place.erased) {
    if (!from.cut(32, digest)) return false;
    bytes_ += digest;
  } else if (!value(from, beside)) {
    return false;
  }
  place.end = bytes_.size();
  const std::size_t length = place.end - place.value;
  if (length > std::numeric_limits<std::uint32_t>::max()) return false;
  for (std::size_t i = 0; i < 4; ++i) {
    bytes_[place.value - 4 + i] = static_cast<char>((length >> (8 * (3 - i))) & 0xff);
  }
  places_.push_back(place);
  return true;
}

// A value as it is hashed, out of how it is kept: as it is, as the bytes of hex digits, as so much
// later than the time of recording, or as the row's key.
bool PartsReader::value(Cursor& from, const Beside* beside) {
  std::uint64_t code = 0;
  if (!from.number(code)) return false;
  const std::uint64_t with = code >> 2;
  std::string_view piece;
  switch (code & 3) {
    case 0:
      if (!from.cut(with, piece)) return false;
      bytes_ += piece;
      return true;
    case 1:
      if (with < least_hex || !from.cut(with, piece)) return false;
      add_hex_of(bytes_, piece);
      return true;
    case 2: {
      if (beside == nullptr) return false;
      const std::uint64_t later = (with & 1) == 0 ? with / 2 : ~(with / 2);
      const std::uint64_t then = static_cast<std::uint64_t>(beside->recorded_at.micros) + later;
      bytes_ += times_.write({static_cast<std::int64_t>(then)});
      return true;
    }
    default:
      if (beside == nullptr || with != 0 || beside->idempotency.empty()) return false;
      add_hex_of(bytes_, beside->idempotency);
      return true;
  }
}

bool PartsReader::end(Cursor& from) {
  if (!from.rest.empty()) return false;
  if (seeded_) {
    base::Key seed{};
    std::copy(salts_.begin(), salts_.end(), seed.begin());
    std::copy(salts_.begin(), salts_.end(), seed.begin() + seed_bytes);
    base::key_stream_into(salts_, seed, places_.size() * salt_bytes);
    for (std::size_t i = 0; i < places_.size(); ++i) {
      salts_.copy(bytes_.data() + places_[i].salt, salt_bytes, i * salt_bytes);
    }
  }
  const std::string_view all = bytes_;
  for (const Place& place : places_) {
    parts_.push_back({all.substr(place.name, place.kind - 2 - place.name),
                      all.substr(place.kind, place.value - 4 - place.kind),
                      all.substr(place.value, place.end - place.value), place.erased});
  }
  return true;
}

void PartsReader::add_digests(std::string& digests) const {
  const std::string_view all = bytes_;
  for (const Place& place : places_) {
    if (place.erased) {
      digests += all.substr(place.value, place.end - place.value);
      continue;
    }
    const base::Hash digest = base::sha256(all.substr(place.start, place.end - place.start));
    digests += base::bytes_of(digest);
  }
}

}  // namespace ledger::sound
