#pragma once
// Reads the little CBOR that a passkey sends: whole numbers, bytes, texts, lists and maps of
// definite length. Anything else is a fault. Used by access/passkey.cpp alone. Source: RFC 8949,
// CTAP2 canonical form.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace authority {

struct CborValue {
  enum class Kind { whole, bytes, text, list, map, simple } kind = Kind::simple;
  std::int64_t whole = 0;
  std::string text;  // of bytes and texts
  std::vector<CborValue> items;
  std::vector<std::pair<CborValue, CborValue>> pairs;

  [[nodiscard]] const CborValue* at(std::string_view name) const;  // of a map; null when absent
  [[nodiscard]] const CborValue* at(std::int64_t number) const;
};

// The value that `bytes` begins with, which is taken off them. Nothing when it is cut short, deeper
// than 8, or names a key twice.
[[nodiscard]] std::optional<CborValue> take_cbor(std::string_view& bytes);

}  // namespace authority
