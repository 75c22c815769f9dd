#include "base/sealed_box.h"

#include <sodium.h>

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"

namespace base {
namespace {

constexpr std::string_view first_word = "sealed-v1";
constexpr std::size_t filled_to = 256;
constexpr std::size_t public_bytes = crypto_box_PUBLICKEYBYTES;
constexpr std::size_t layer_bytes = crypto_box_SEALBYTES;
static_assert(std::tuple_size_v<Key> == crypto_box_SECRETKEYBYTES);

unsigned char* box_out(std::string& bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}
const unsigned char* box_in(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

void box_ready() {
  static const int state = sodium_init();
  ENSURE(state >= 0);
}

// crypto_box_seal draws its own passing key from the operating system: two boxes never look alike.
std::string seal_to(const std::string& public_half, std::string_view plain) {
  ENSURE(public_half.size() == public_bytes);
  std::string box(plain.size() + layer_bytes, '\0');
  const int sealed = crypto_box_seal(box_out(box), box_in(plain), plain.size(),
                                     box_in(public_half));
  ENSURE(sealed == 0);
  return box;
}

Failure does_not_open() {
  return {ErrorKind::corrupt,
          "The sealed text does not open: it was changed, or the key is another’s."};
}

Result<std::string> unseal_from(std::string_view box, const SealPair& key) {
  if (box.size() < layer_bytes || key.public_half.size() != public_bytes) return does_not_open();
  std::string plain(box.size() - layer_bytes, '\0');
  if (crypto_box_seal_open(box_out(plain), box_in(box), box.size(), box_in(key.public_half),
                           key.private_half.data()) != 0)
    return does_not_open();
  return plain;
}

std::string filled(std::string_view plain) {
  std::string text(plain);
  text += '\0';
  text.resize((text.size() + filled_to - 1) / filled_to * filled_to, '\0');
  return text;
}

struct Layer {
  std::string_view first, second;  // second: "" for who opens alone
  std::string box;
};
struct Parts {
  std::string content;
  std::vector<Layer> layers;
};

bool is_key_name(std::string_view name) {
  return !name.empty() && name.size() <= 40 &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
         });
}

std::optional<Layer> layer_from(std::string_view word) {
  const std::size_t colon = word.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view names = word.substr(0, colon);
  const std::size_t plus = names.find('+');
  Layer layer;
  layer.first = names.substr(0, plus);
  const bool two = plus != std::string_view::npos;
  if (two) layer.second = names.substr(plus + 1);
  auto box = unbase64url(word.substr(colon + 1));
  const std::size_t layers = two ? 2 : 1;
  if (!is_key_name(layer.first) || (two && !is_key_name(layer.second)) || !box ||
      box->size() != std::tuple_size_v<Key> + layers * layer_bytes)
    return std::nullopt;
  layer.box.swap(*box);
  return layer;
}

std::optional<Parts> parts_of(std::string_view sealed) {
  const std::vector<std::string_view> words = split(sealed, ' ');
  if (words.size() < 3 || words.front() != first_word) return std::nullopt;
  Parts parts;
  auto content = unbase64url(words[1]);
  if (!content || content->size() < filled_to + 40 || (content->size() - 40) % filled_to != 0)
    return std::nullopt;
  parts.content.swap(*content);
  for (std::size_t place = 2; place < words.size(); ++place) {
    auto layer = layer_from(words[place]);
    if (!layer) return std::nullopt;
    parts.layers.push_back(std::move(*layer));
  }
  return parts;
}

Failure not_their_seal() {
  return {ErrorKind::refused, "This was sealed before this key was made, or for others."};
}

Result<std::string> open_content(std::string_view sealed, std::string_view bound_to,
                                 std::string_view key_bytes) {
  const auto parts = parts_of(sealed);
  Key key{};
  if (!parts || key_bytes.size() != key.size()) return does_not_open();
  std::copy(key_bytes.begin(), key_bytes.end(), key.begin());
  std::string plain = TRY(unseal(key, parts->content, bound_to));
  const std::size_t end = plain.find('\0');
  if (end == std::string::npos) return does_not_open();
  plain.resize(end);
  return plain;
}

}  // namespace

SealPair new_seal_pair(Random& random) {
  box_ready();
  SealPair pair{std::string(public_bytes, '\0'), new_key(random)};
  const int made = crypto_scalarmult_base(box_out(pair.public_half), pair.private_half.data());
  ENSURE(made == 0);
  return pair;
}

Result<std::string> sealed_for_two(std::string_view plain, std::string_view bound_to,
                                   const SealFor& people, Random& random) {
  box_ready();
  const Key key = new_key(random);
  const std::string_view key_bytes(reinterpret_cast<const char*>(key.data()), key.size());
  std::string text(first_word);
  text += " " + base64url(seal(key, filled(plain), bound_to, random));
  std::size_t pairs = 0;
  for (const SealKey& first : people.holders) {
    for (const SealKey& second : people.holders) {
      if (first.owner == second.owner) continue;
      const std::string inner = seal_to(second.public_half, key_bytes);
      text += " " + first.name + "+" + second.name + ":" +
              base64url(seal_to(first.public_half, inner));
      ++pairs;
    }
    const bool alone =
        std::find(people.alone.begin(), people.alone.end(), first.name) != people.alone.end();
    if (alone) text += " " + first.name + ":" + base64url(seal_to(first.public_half, key_bytes));
  }
  if (pairs == 0)
    return Failure{ErrorKind::invalid, "It takes two people with keys to seal anything."};
  ENSURE(is_sealed_box(text));
  return text;
}

bool is_sealed_box(std::string_view text) { return parts_of(text).has_value(); }

Result<std::vector<Peeled>> peel_first(std::string_view sealed, std::string_view key_name,
                                       const SealPair& key) {
  box_ready();
  const auto parts = parts_of(sealed);
  if (!parts) return does_not_open();
  std::vector<Peeled> all;
  for (const Layer& layer : parts->layers) {
    if (layer.first != key_name || layer.second.empty()) continue;
    all.push_back({std::string(layer.second), TRY(unseal_from(layer.box, key))});
  }
  if (all.empty()) return not_their_seal();
  return all;
}

std::string peeled_text(std::span<const Peeled> all) {
  std::string text;
  for (const Peeled& one : all)
    text += (text.empty() ? "" : " ") + one.second + ":" + base64url(one.box);
  return text;
}

Result<std::vector<Peeled>> peeled_from(std::string_view text) {
  std::vector<Peeled> all;
  for (const std::string_view word : split(text, ' ')) {
    const std::size_t colon = word.find(':');
    const auto box = colon == std::string_view::npos ? std::nullopt
                                                     : unbase64url(word.substr(colon + 1));
    if (!box) return does_not_open();
    all.push_back({std::string(word.substr(0, colon)), *box});
  }
  return all;
}

Result<std::string> open_second(const Opening& what, std::span<const Peeled> peeled,
                                const SealPair& key) {
  box_ready();
  for (const Peeled& one : peeled)
    if (one.second == what.key_name)
      return open_content(what.sealed, what.bound_to, TRY(unseal_from(one.box, key)));
  return not_their_seal();
}

Result<std::string> open_alone(const Opening& what, const SealPair& key) {
  box_ready();
  const auto parts = parts_of(what.sealed);
  if (!parts) return does_not_open();
  for (const Layer& layer : parts->layers)
    if (layer.first == what.key_name && layer.second.empty())
      return open_content(what.sealed, what.bound_to, TRY(unseal_from(layer.box, key)));
  return not_their_seal();
}

bool opens_alone(std::string_view sealed, std::string_view key_name) {
  const auto parts = parts_of(sealed);
  return parts && std::any_of(parts->layers.begin(), parts->layers.end(), [&](const Layer& one) {
           return one.first == key_name && one.second.empty();
         });
}

bool opens_first(std::string_view sealed, std::string_view key_name) {
  const auto parts = parts_of(sealed);
  return parts && std::any_of(parts->layers.begin(), parts->layers.end(), [&](const Layer& one) {
           return one.first == key_name && !one.second.empty();
         });
}

}  // namespace base
