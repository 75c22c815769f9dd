#include "base/result.h"

namespace base {

std::string to_text(const Error& error) {
  if (error.where.empty()) return error.what;
  return error.what + " (" + error.where + ")";
}

void bug(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "plumbline: stopped by a fault of its own: %s (%s:%d)\n", condition, file,
               line);
  std::fflush(stderr);
  std::abort();
}

}  // namespace base
