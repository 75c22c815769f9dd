// A disk whose syncs fail once somebody says so: laid over a server (LD_PRELOAD) by the fault tests.
// While the file named by BAD_DISK is there, every fsync and fdatasync answers with an I/O error.
#include <dlfcn.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

namespace {

bool fails() {
  const char* sign = std::getenv("BAD_DISK");
  const bool there = sign != nullptr && ::access(sign, F_OK) == 0;
  if (there) errno = EIO;
  return there;
}

using Sync = int (*)(int);
int real(const char* name, int file) {
  return reinterpret_cast<Sync>(::dlsym(RTLD_NEXT, name))(file);
}

}  // namespace

extern "C" int fsync(int file) { return fails() ? -1 : real("fsync", file); }
extern "C" int fdatasync(int file) { return fails() ? -1 : real("fdatasync", file); }
