#include "web/zip_names.h"

#include <algorithm>
#include <fstream>
#include <string_view>

namespace web {
namespace {

constexpr std::size_t end_bytes = 22;
constexpr std::size_t most_comment = 65'535;
constexpr std::size_t entry_bytes = 46;
constexpr std::uint64_t most_directory = 2u << 20;
constexpr std::uint64_t most_parts = 5000;

std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t width) {
  std::uint64_t number = 0;
  for (std::size_t i = width; i > 0; --i)
    number = number << 8 | static_cast<unsigned char>(bytes[at + i - 1]);
  return number;
}

std::string read_from(std::ifstream& in, std::uint64_t from, std::uint64_t count) {
  std::string bytes(static_cast<std::size_t>(count), '\0');
  in.clear();
  in.seekg(static_cast<std::streamoff>(from));
  in.read(bytes.data(), static_cast<std::streamsize>(count));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  return bytes;
}

std::optional<std::vector<std::string>> names_in(std::string_view directory,
                                                 std::uint64_t count) {
  std::vector<std::string> names;
  std::size_t at = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    if (directory.size() - at < entry_bytes || directory.substr(at, 4) != "PK\x01\x02")
      return std::nullopt;
    const std::uint64_t flags = number_at(directory, at + 8, 2);
    if ((flags & 1) != 0) return std::nullopt;  // encrypted
    const std::size_t name = number_at(directory, at + 28, 2);
    const std::size_t rest =
        number_at(directory, at + 30, 2) + number_at(directory, at + 32, 2);
    if (directory.size() - at - entry_bytes < name + rest) return std::nullopt;
    names.emplace_back(directory.substr(at + entry_bytes, name));
    at += entry_bytes + name + rest;
  }
  return names;
}

}  // namespace

std::optional<std::vector<std::string>> zip_names(const std::filesystem::path& path,
                                                  std::uint64_t length) {
  std::ifstream in(path, std::ios::binary);
  const std::uint64_t tail = std::min<std::uint64_t>(length, end_bytes + most_comment);
  const std::string last = read_from(in, length - tail, tail);
  const std::size_t end = last.rfind("PK\x05\x06");
  if (end == std::string::npos || last.size() - end < end_bytes) return std::nullopt;
  const std::uint64_t disk = number_at(last, end + 4, 2);
  const std::uint64_t count = number_at(last, end + 10, 2);
  const std::uint64_t size = number_at(last, end + 12, 4);
  const std::uint64_t start = number_at(last, end + 16, 4);
  if (disk != 0 || count > most_parts || size > most_directory || start + size > length)
    return std::nullopt;
  return names_in(read_from(in, start, size), count);
}

}  // namespace web
