// The only file that knows libqrencode.
#include "access/qr_code.h"

#include <qrencode.h>

#include <memory>

namespace authority {

std::optional<std::vector<std::string>> qr_code(std::string_view text) {
  const std::string whole(text);
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeString8bit(whole.c_str(), 0, QR_ECLEVEL_M), &QRcode_free);
  if (code == nullptr) return std::nullopt;
  const auto width = static_cast<std::size_t>(code->width);
  std::vector<std::string> rows(width, std::string(width, ' '));
  for (std::size_t y = 0; y < width; ++y)
    for (std::size_t x = 0; x < width; ++x)
      if ((code->data[y * width + x] & 1) != 0) rows[y][x] = 'x';
  return rows;
}

}  // namespace authority
