#include "base/compress.h"

#include <zlib.h>

#include <algorithm>

namespace base {
namespace {

constexpr int gzip_window = 15 + 16;  // the largest window, with a gzip header
constexpr std::size_t largest_piece = 1u << 30;  // zlib counts in unsigned int

void give(z_stream& stream, std::string_view bytes, std::size_t& given) {
  const std::size_t piece = std::min(bytes.size() - given, largest_piece);
  // zlib does not write to its input, though its type says that it may.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data())) + given;
  stream.avail_in = static_cast<uInt>(piece);
  given += piece;
}

class Inflater {
 public:
  Inflater() { ready_ = ::inflateInit2(&stream_, gzip_window) == Z_OK; }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() { if (ready_) ::inflateEnd(&stream_); }
  [[nodiscard]] bool ready() const { return ready_; }
  z_stream& stream() { return stream_; }

 private:
  z_stream stream_{};
  bool ready_ = false;
};

Failure damaged() { return {ErrorKind::corrupt, "The gzip content is damaged or cut short."}; }

}  // namespace

std::string gzip(std::string_view bytes, int level) {
  z_stream stream{};
  ENSURE(::deflateInit2(&stream, level, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out;
  out.resize(::deflateBound(&stream, bytes.size()) + 32);
  std::size_t given = 0;
  std::size_t made = 0;
  int state = Z_OK;
  while (state != Z_STREAM_END) {
    if (stream.avail_in == 0 && given < bytes.size()) give(stream, bytes, given);
    const std::size_t room = std::min(out.size() - made, largest_piece);
    stream.next_out = reinterpret_cast<Bytef*>(out.data()) + made;
    stream.avail_out = static_cast<uInt>(room);
    state = ::deflate(&stream, given == bytes.size() ? Z_FINISH : Z_NO_FLUSH);
    ENSURE(state == Z_OK || state == Z_STREAM_END || state == Z_BUF_ERROR);
    made += room - stream.avail_out;
    if (made == out.size() && state != Z_STREAM_END) out.resize(out.size() + out.size() / 2);
  }
  ::deflateEnd(&stream);
  out.resize(made);
  return out;
}

Result<std::string> gunzip(std::string_view bytes, std::size_t most) {
  Inflater inflater;
  if (!inflater.ready()) return Failure{ErrorKind::unavailable, "There is not enough memory."};
  z_stream& stream = inflater.stream();
  std::string out;
  std::string piece(64u << 10, '\0');
  std::size_t given = 0;
  for (;;) {
    if (stream.avail_in == 0 && given < bytes.size()) give(stream, bytes, given);
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    // With nothing left to read this still empties what zlib holds; then it says Z_BUF_ERROR.
    const int state = ::inflate(&stream, Z_NO_FLUSH);
    if (state != Z_OK && state != Z_STREAM_END) return damaged();
    const std::size_t got = piece.size() - stream.avail_out;
    if (out.size() + got > most) {
      return Failure{ErrorKind::invalid,
                     "The unpacked content is longer than " + std::to_string(most) + " bytes."};
    }
    out.append(piece, 0, got);
    if (state != Z_STREAM_END) continue;
    if (stream.avail_in == 0 && given == bytes.size()) return out;
    // A gzip file may be several, one after the other (RFC 1952 section 2.2).
    if (::inflateReset(&stream) != Z_OK) return damaged();
  }
}

}  // namespace base
