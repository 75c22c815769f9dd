#pragma once
// The HTTP/1.1 server: Beast's parser, Asio coroutines, one loop per core, our own response writer; handlers are plain
// functions run on a bounded pool. Limits and deadlines are those of ServerLimits; hostile requests are refused with 400.
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "http/request.h"
#include "http/response.h"

namespace http {

// Called on a pool thread. Must not keep references to the request. An escaping exception becomes a plain 500 page.
using Answer = std::function<Response(Request&)>;

struct ServerLimits {
  std::size_t header_bytes = 16 * 1024;
  std::uint64_t body_bytes = 1u << 20;                 // for bodies without uploads
  std::uint64_t upload_bytes = 50u << 20;              // for multipart, streamed to a temporary file
  int read_seconds = 15;                               // a whole request, however it drips (uploads: 120)
  int write_seconds = 30;
  int idle_seconds = 60;                               // keep-alive
  std::size_t connections = 4096;
  std::size_t waiting = 1024;                          // queue for the pool; beyond it 503 with Retry-After
  int loops = 2;
  int pool_threads = 8;
};

class Server {
 public:
  // Listens at once on "127.0.0.1:8080" (port 0: any). Errors: invalid address, unavailable when it is taken.
  [[nodiscard]] static base::Result<std::unique_ptr<Server>> listen(const std::string& address, ServerLimits limits, Answer answer);
  virtual ~Server() = default;
  [[nodiscard]] virtual std::string address() const = 0;   // with the port in use
  virtual void run() = 0;                                  // until stop(); finishes what is under way, 10 s at most
  virtual void stop() = 0;                                 // safe from a signal-handling thread
};

}  // namespace http
