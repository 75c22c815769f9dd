// THE NEGATIVE CONTROL of the test of cancelled commits, loaded before the library by LD_PRELOAD:
// the server's warnings are never heard, so that a commit whose wait for the standby was cancelled
// is taken for recorded. That test must find it out.
struct pg_conn;
struct pg_result;
using Receiver = void (*)(void*, const pg_result*);

extern "C" Receiver PQsetNoticeReceiver(pg_conn*, Receiver, void*) {
  return nullptr;
}
