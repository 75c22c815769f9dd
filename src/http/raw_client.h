#pragma once
// A raw socket for the server's tests: says what it is told, byte for byte, and reads with a bound.
// Tests only.
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <thread>

#include "http/server.h"

namespace http {

class RawClient {
 public:
  explicit RawClient(std::uint16_t port) : handle_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in where{};
    where.sin_family = AF_INET;
    where.sin_port = htons(port);
    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(handle_, reinterpret_cast<sockaddr*>(&where), sizeof where) == 0;
  }
  ~RawClient() { ::close(handle_); }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  [[nodiscard]] bool connected() const { return connected_; }
  void say(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(handle_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  void say_no_more() { ::shutdown(handle_, SHUT_WR); }
  // Everything until the server closes, or `milliseconds` of silence.
  std::string read_all(int milliseconds = 3000) {
    std::string all;
    while (read_some(all, milliseconds)) {
    }
    return all;
  }
  // Until `end` has come in, or silence.
  std::string read_until(std::string_view end, int milliseconds = 3000) {
    std::string all;
    while (all.find(end) == std::string::npos && read_some(all, milliseconds)) {
    }
    return all;
  }
  [[nodiscard]] bool closed() const { return closed_; }

 private:
  bool read_some(std::string& all, int milliseconds) {
    pollfd ready{handle_, POLLIN, 0};
    if (::poll(&ready, 1, milliseconds) <= 0) return false;
    std::array<char, 16384> buffer{};
    const ssize_t count = ::recv(handle_, buffer.data(), buffer.size(), 0);
    closed_ = count <= 0;
    if (count <= 0) return false;
    all.append(buffer.data(), static_cast<std::size_t>(count));
    return true;
  }
  int handle_;
  bool connected_ = false;
  bool closed_ = false;
};

// A server on a free port of loopback, run by a thread of its own until the end of the test.
class TestServer {
 public:
  TestServer(ServerLimits limits, Answer answer) {
    auto listening = Server::listen("127.0.0.1:0", std::move(limits), std::move(answer));
    if (!listening) return;
    server_ = std::move(*listening);
    const std::string address = server_->address();
    port_ = static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)));
    thread_ = std::thread([this] { server_->run(); });
  }
  ~TestServer() { stop(); }
  TestServer(const TestServer&) = delete;
  TestServer& operator=(const TestServer&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] Server& server() { return *server_; }
  void stop() {
    if (!thread_.joinable()) return;
    server_->stop();
    thread_.join();
  }
  // The whole answer to `request`, on a connection of its own.
  std::string ask(std::string_view request, int milliseconds = 3000) {
    RawClient client(port_);
    client.say(request);
    return client.read_all(milliseconds);
  }

 private:
  std::unique_ptr<Server> server_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

}  // namespace http
