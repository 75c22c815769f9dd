#include "access/cbor.h"

#include <limits>

namespace authority {
namespace {

constexpr int deepest_cbor = 8;
constexpr std::uint64_t most_items = 1000;

class CborReader {
 public:
  explicit CborReader(std::string_view bytes) : rest_(bytes) {}

  std::optional<CborValue> value(int depth) {
    if (depth > deepest_cbor || rest_.empty()) return std::nullopt;
    const auto first = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    const auto number = argument(first & 31);
    if (!number) return std::nullopt;
    switch (first >> 5) {
      case 0: return whole(*number, 1);
      case 1: return whole(*number, -1);
      case 2: return string(CborValue::Kind::bytes, *number);
      case 3: return string(CborValue::Kind::text, *number);
      case 4: return list(*number, depth);
      case 5: return map(*number, depth);
      case 7: return simple(first & 31);
      default: return std::nullopt;
    }
  }
  [[nodiscard]] std::string_view rest() const { return rest_; }

 private:
  // The number in or after the first byte; nothing for indefinite lengths.
  std::optional<std::uint64_t> argument(unsigned short_form) {
    if (short_form < 24) return short_form;
    if (short_form > 27) return std::nullopt;
    const std::size_t length = std::size_t{1} << (short_form - 24);
    if (rest_.size() < length) return std::nullopt;
    std::uint64_t number = 0;
    for (std::size_t at = 0; at < length; ++at)
      number = number << 8 | static_cast<unsigned char>(rest_[at]);
    rest_.remove_prefix(length);
    return number;
  }

  static std::optional<CborValue> whole(std::uint64_t number, int sign) {
    if (number >= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
      return std::nullopt;
    CborValue value;
    value.kind = CborValue::Kind::whole;
    const auto plain = static_cast<std::int64_t>(number);
    value.whole = sign > 0 ? plain : -1 - plain;
    return value;
  }

  std::optional<CborValue> string(CborValue::Kind kind, std::uint64_t length) {
    if (length > rest_.size()) return std::nullopt;
    CborValue value;
    value.kind = kind;
    value.text = rest_.substr(0, static_cast<std::size_t>(length));
    rest_.remove_prefix(static_cast<std::size_t>(length));
    return value;
  }

  std::optional<CborValue> list(std::uint64_t length, int depth) {
    if (length > most_items) return std::nullopt;
    CborValue all;
    all.kind = CborValue::Kind::list;
    for (std::uint64_t at = 0; at < length; ++at) {
      auto item = value(depth + 1);
      if (!item) return std::nullopt;
      all.items.push_back(std::move(*item));
    }
    return all;
  }

  std::optional<CborValue> map(std::uint64_t length, int depth) {
    if (length > most_items) return std::nullopt;
    CborValue all;
    all.kind = CborValue::Kind::map;
    for (std::uint64_t at = 0; at < length; ++at) {
      auto key = value(depth + 1);
      if (!key || is_there(all, *key)) return std::nullopt;
      auto held = value(depth + 1);
      if (!held) return std::nullopt;
      all.pairs.emplace_back(std::move(*key), std::move(*held));
    }
    return all;
  }

  static bool is_there(const CborValue& map, const CborValue& key) {
    if (key.kind == CborValue::Kind::whole) return map.at(key.whole) != nullptr;
    if (key.kind == CborValue::Kind::text) return map.at(key.text) != nullptr;
    return true;  // no other keys are known here
  }

  static std::optional<CborValue> simple(unsigned what) {
    if (what < 20 || what > 23) return std::nullopt;  // no, yes, null, undefined; no fractions
    return CborValue{};
  }

  std::string_view rest_;
};

}  // namespace

const CborValue* CborValue::at(std::string_view name) const {
  for (const auto& [key, value] : pairs)
    if (key.kind == Kind::text && key.text == name) return &value;
  return nullptr;
}

const CborValue* CborValue::at(std::int64_t number) const {
  for (const auto& [key, value] : pairs)
    if (key.kind == Kind::whole && key.whole == number) return &value;
  return nullptr;
}

std::optional<CborValue> take_cbor(std::string_view& bytes) {
  CborReader reader(bytes);
  auto value = reader.value(0);
  if (value) bytes = reader.rest();
  return value;
}

}  // namespace authority
