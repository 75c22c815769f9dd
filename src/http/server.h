#pragma once
// The HTTP/1.1 server: Beast's parser behind a strict reader of heads, Asio coroutines, one loop
// per core, our own response writer; pages are plain functions run on a bounded pool. Limits and
// deadlines are those of ServerLimits. Hostile or ambiguous requests are refused (400, 405, 408,
// 411, 413, 414, 431, 503), and the connection is closed.
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/request.h"
#include "http/response.h"

namespace http {

// Called on a pool thread. Must not keep references to the request; its uploaded files are removed
// after the call, so one that is wanted must be moved away. An escaping exception becomes a plain
// 500 page.
using Answer = std::function<Response(Request&)>;
// What needs no waiting, such as a file held in memory: called on a connection's own thread, before
// any page, with the target as it was sent. Nothing: a page answers. Must not throw.
using AtOnce = std::function<std::optional<Response>(std::string_view target, const Request&)>;

struct ServerLimits {
  std::size_t header_bytes = 16 * 1024;
  std::uint64_t body_bytes = 1u << 20;     // for bodies without uploads
  std::uint64_t upload_bytes = 50u << 20;  // for multipart, streamed to a temporary file
  std::string upload_folder;               // empty: the system's folder for temporary files
  int read_seconds = 15;                   // a whole request, however it drips
  int upload_seconds = 120;                // the same, for multipart
  int write_seconds = 30;                  // each 256 KB of an answer
  int idle_seconds = 60;                   // keep-alive
  int stop_seconds = 10;                   // for what is under way when the server is asked to stop
  std::size_t connections = 4096;
  std::size_t connections_each =
      100;                     // from one address; not counted on loopback, where a proxy is
  std::size_t waiting = 1024;  // queue for the pool; beyond it 503 with Retry-After
  int loops = 2;
  int pool_threads = 64;  // most of them wait for the door's commit
};

class Server {
 public:
  // Listens at once on "127.0.0.1:8080" or "[::1]:8080" (port 0: any). Errors: invalid for an
  // address that is not one, unavailable when it is taken.
  [[nodiscard]] static base::Result<std::unique_ptr<Server>> listen(const std::string& address,
                                                                    ServerLimits limits,
                                                                    Answer answer,
                                                                    AtOnce at_once = {});
  virtual ~Server() = default;
  [[nodiscard]] virtual std::string address() const = 0;  // with the port in use
  virtual void run() = 0;   // until stop(); finishes what is under way, stop_seconds at most
  virtual void stop() = 0;  // safe from another thread, such as one that waits for signals
};

}  // namespace http
