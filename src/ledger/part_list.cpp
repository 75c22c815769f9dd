#include "ledger/part_list.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/hash.h"
#include "base/sealing.h"

namespace ledger {
namespace {

constexpr std::size_t salt_length = 16;
constexpr std::size_t seed_length = 16;
constexpr std::size_t digest_length = 32;
constexpr std::size_t worth_packing = 16;  // hex digits: fewer might as well stand as they are

enum class ListForm : char { seeded = 1, salted = 2 };
enum class PartForm : char { whole = 0, erased = 1 };
// How a value is kept, in the two low bits of what stands before it.
enum class ValueForm : std::uint64_t { plain = 0, hex = 1, time = 2, key = 3 };

// ENTRY_FORMAT 8: the number of each kind, from 1. New ones go at the end.
constexpr std::array<std::string_view, 15> numbered_kinds{
    "line",   "prose", "count",    "money",  "share", "date",   "time", "yes_no",
    "choice", "party", "document", "person", "record", "source", "digest"};

base::Failure damaged_list() {
  return {base::ErrorKind::corrupt, "An entry's list of parts is damaged."};
}

void give_salts(PartList& list) {
  base::Key key{};  // ChaCha20 takes a key of 16 bytes twice over
  std::copy(list.seed.begin(), list.seed.end(), key.begin());
  std::copy(list.seed.begin(), list.seed.end(), key.begin() + seed_length);
  const std::string salts = base::key_stream(key, list.parts.size() * salt_length);
  for (std::size_t i = 0; i < list.parts.size(); ++i) {
    list.parts[i].salt = salts.substr(i * salt_length, salt_length);
  }
}

class ListWriter {
 public:
  explicit ListWriter(const PartList& list) : seeded_(!list.seed.empty()) {
    bytes_.reserve(1024);
    bytes_ += static_cast<char>(seeded_ ? ListForm::seeded : ListForm::salted);
    bytes_ += list.seed;
  }

  void begin_part(const Part& part) {
    ENSURE(!seeded_ || !is_erased(part));
    if (seeded_) return;
    bytes_ += static_cast<char>(is_erased(part) ? PartForm::erased : PartForm::whole);
    bytes_ += part.salt;
  }
  void name_and_kind(const Part& part) {
    const auto found = std::find(numbered_kinds.begin(), numbered_kinds.end(), part.kind);
    const bool known = found != numbered_kinds.end();
    bytes_ += static_cast<char>(known ? found - numbered_kinds.begin() + 1 : 0);
    if (!known) counted(part.kind);
    counted(part.name);
  }
  void value(const Part& part, const KeptBeside* beside) {
    if (is_erased(part)) {
      bytes_ += part.value;
    } else if (!by_row(part, beside)) {
      plain_or_hex(part.value);
    }
  }
  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) bytes_ += static_cast<char>(0x80 | (value & 0x7f));
    bytes_ += static_cast<char>(value);
  }
  void form(ValueForm form, std::uint64_t with) {
    number(with << 2 | static_cast<std::uint64_t>(form));
  }
  void counted(std::string_view text) {
    number(text.size());
    bytes_ += text;
  }

  // A value that the row tells already: its time of recording, more or less, or its key.
  bool by_row(const Part& part, const KeptBeside* beside) {
    if (beside == nullptr || part.value.empty()) return false;
    if (part.kind == "time") {
      const auto time = base::instant_from_iso(part.value);
      if (!time || base::iso(*time) != part.value) return false;
      const std::int64_t later = time->micros - beside->recorded_at.micros;
      const auto shifted = static_cast<std::uint64_t>(later) << 1;
      form(ValueForm::time, later < 0 ? ~shifted : shifted);
      return true;
    }
    if (beside->idempotency.empty() || part.value != base::hex(beside->idempotency)) return false;
    form(ValueForm::key, 0);
    return true;
  }

  void plain_or_hex(const std::string& value) {
    const auto packed = value.size() < worth_packing ? std::nullopt : base::unhex(value);
    const bool exact = packed && base::hex(*packed) == value;
    const std::string& kept = exact ? *packed : value;
    form(exact ? ValueForm::hex : ValueForm::plain, kept.size());
    bytes_ += kept;
  }

  bool seeded_;
  std::string bytes_;
};

// Takes pieces off the front of a kept list. After one that was not there, everything is empty and
// sound() is false.
class ListBytes {
 public:
  explicit ListBytes(std::string_view rest) : rest_(rest) {}
  [[nodiscard]] bool sound() const { return sound_; }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

  std::string_view take(std::uint64_t count) {
    if (!sound_ || rest_.size() < count) {
      sound_ = false;
      rest_ = {};
      return {};
    }
    const std::string_view piece = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return piece;
  }
  unsigned char byte() {
    const std::string_view one = take(1);
    return one.empty() ? 0 : static_cast<unsigned char>(one.front());
  }
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const unsigned char next = byte();
      value |= static_cast<std::uint64_t>(next & 0x7f) << shift;
      if (next >= 0x80) continue;
      if (next == 0 && shift > 0) spoil();  // one way of writing a number
      return value;
    }
    spoil();
    return 0;
  }
  std::string_view counted() { return take(number()); }
  void spoil() { sound_ = false; }

 private:
  std::string_view rest_;
  bool sound_ = true;
};

std::string kind_from(ListBytes& bytes) {
  const unsigned char number = bytes.byte();
  if (number == 0) return std::string(bytes.counted());
  if (number <= numbered_kinds.size()) return std::string(numbered_kinds[number - 1u]);
  bytes.spoil();
  return std::string();
}

std::string value_from(ListBytes& bytes, const KeptBeside* beside) {
  const std::uint64_t code = bytes.number();
  const std::uint64_t with = code >> 2;
  switch (static_cast<ValueForm>(code & 3)) {
    case ValueForm::plain:
      return std::string(bytes.take(with));
    case ValueForm::hex:
      if (with < worth_packing / 2) break;  // one way of keeping a short value
      return base::hex(bytes.take(with));
    case ValueForm::time: {
      if (beside == nullptr) break;
      const std::uint64_t half = with >> 1;
      const auto later = static_cast<std::int64_t>((with & 1) != 0 ? ~half : half);
      // Wraps in a damaged list, whose digests then do not fit.
      const auto then = static_cast<std::uint64_t>(beside->recorded_at.micros) +
                        static_cast<std::uint64_t>(later);
      return base::iso(base::Instant{static_cast<std::int64_t>(then)});
    }
    case ValueForm::key:
      if (beside == nullptr || with != 0 || beside->idempotency.empty()) break;
      return base::hex(beside->idempotency);
  }
  bytes.spoil();
  return std::string();
}

enum class ListOf { header, fields };

// One part, but for its salt when that comes from the seed.
Part part_from(ListBytes& bytes, ListForm form, const HeaderPart* named, const KeptBeside* beside) {
  Part part;
  bool erased = false;
  if (form == ListForm::salted) {
    const unsigned char part_form = bytes.byte();
    erased = part_form == static_cast<unsigned char>(PartForm::erased);
    if (part_form > static_cast<unsigned char>(PartForm::erased)) bytes.spoil();
    if (!erased) part.salt = bytes.take(salt_length);
  }
  part.kind = named == nullptr ? kind_from(bytes) : std::string(named->kind);
  part.name = named == nullptr ? bytes.counted() : named->name;
  part.value = erased ? std::string(bytes.take(digest_length)) : value_from(bytes, beside);
  return part;
}

Result<PartList> decode_list(std::string_view kept, ListOf what, const KeptBeside* beside) {
  ListBytes bytes(kept);
  PartList list;
  const auto form = static_cast<ListForm>(bytes.byte());
  if (form != ListForm::seeded && form != ListForm::salted) return damaged_list();
  if (form == ListForm::seeded) list.seed = bytes.take(seed_length);
  if (what == ListOf::header) {
    list.parts.reserve(header_form.size());
    for (const HeaderPart& named : header_form) {
      list.parts.push_back(part_from(bytes, form, &named, beside));
    }
  } else {
    while (bytes.sound() && !bytes.at_end()) {
      list.parts.push_back(part_from(bytes, form, nullptr, beside));
    }
  }
  if (!bytes.sound() || !bytes.at_end()) return damaged_list();
  if (form == ListForm::seeded) give_salts(list);
  return list;
}

}  // namespace

bool is_erased(const Part& part) { return part.salt.empty(); }

Hash kept_digest(const Part& part) {
  if (!is_erased(part)) return part_digest(part);
  const auto digest = base::hash_of(part.value);
  ENSURE(digest.has_value());
  return *digest;
}

PartList with_salts(std::vector<Part> parts, base::Random& random) {
  PartList list{random.bytes(seed_length), std::move(parts)};
  give_salts(list);
  return list;
}

PartList with_erased(PartList list, std::size_t place) {
  ENSURE(place < list.parts.size());
  Part& part = list.parts[place];
  part.value = std::string(base::bytes_of(kept_digest(part)));
  part.salt.clear();
  list.seed.clear();
  return list;
}

std::string encode_header(const PartList& list, const KeptBeside& beside) {
  ENSURE(list.parts.size() == header_form.size());
  ListWriter writer(list);
  for (std::size_t i = 0; i < header_form.size(); ++i) {
    const Part& part = list.parts[i];
    ENSURE(part.name == header_form[i].name && part.kind == header_form[i].kind);
    writer.begin_part(part);
    writer.value(part, &beside);
  }
  return writer.take();
}

std::string encode_fields(const PartList& list) {
  ListWriter writer(list);
  for (const Part& part : list.parts) {
    writer.begin_part(part);
    writer.name_and_kind(part);
    writer.value(part, nullptr);
  }
  return writer.take();
}

Result<PartList> decode_header(std::string_view bytes, const KeptBeside& beside) {
  return decode_list(bytes, ListOf::header, &beside);
}

Result<PartList> decode_fields(std::string_view bytes) {
  return decode_list(bytes, ListOf::fields, nullptr);
}

}  // namespace ledger
