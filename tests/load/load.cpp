// Sends one form over and over from many keep-alive connections and measures it: how many were
// recorded, how many failed, and how long each took. Loopback only, bounded in time. Used by
// tests/steps/load and tests/steps/faults.
//
//   load HOST:PORT PATH CLIENTS SECONDS COOKIE FORM [RECEIPTS]
//
// FORM is an encoded body in which @KEY@ stands for 32 fresh hex digits and @N@ for a running
// number. An answer of 303 is a record; its key and Location go to the file RECEIPTS, one line
// each, flushed at once. Says "begun" on standard error when every client has sent its first form,
// and prints one JSON line at the end.
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace {

using Moment = std::chrono::steady_clock::time_point;

struct Target {
  sockaddr_in address{};
  std::string host, path, cookie, form;
};

struct Client {
  int socket = -1;
  std::string out, in, key;
  std::size_t sent = 0;
  Moment began;
};

struct Counts {
  std::int64_t recorded = 0, failed = 0, broken = 0;
  std::map<int, std::int64_t> by_status;
  std::vector<double> milliseconds;
};

std::string fresh_key(std::mt19937_64& random) {
  char text[33];
  std::snprintf(text, sizeof text, "%016llx%016llx", static_cast<unsigned long long>(random()),
                static_cast<unsigned long long>(random()));
  return text;
}

std::string filled(std::string form, const std::string& mark, const std::string& with) {
  for (std::size_t at = form.find(mark); at != std::string::npos;
       at = form.find(mark, at + with.size())) {
    form.replace(at, mark.size(), with);
  }
  return form;
}

bool connect_client(Client& client, const Target& target, int poll) {
  client.socket = socket(AF_INET, SOCK_STREAM, 0);
  if (client.socket < 0) return false;
  const int on = 1;
  setsockopt(client.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (connect(client.socket, reinterpret_cast<const sockaddr*>(&target.address),
              sizeof target.address) != 0) {
    close(client.socket);
    client.socket = -1;
    return false;
  }
  fcntl(client.socket, F_SETFL, O_NONBLOCK);
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.ptr = &client;
  epoll_ctl(poll, EPOLL_CTL_ADD, client.socket, &event);
  return true;
}

void begin_request(Client& client, const Target& target, std::mt19937_64& random,
                   std::int64_t number) {
  client.key = fresh_key(random);
  const std::string body =
      filled(filled(target.form, "@KEY@", client.key), "@N@", std::to_string(number));
  client.out = "POST " + target.path + " HTTP/1.1\r\nHost: " + target.host + "\r\nOrigin: http://" +
               target.host + "\r\nSec-Fetch-Site: same-origin\r\nCookie: " + target.cookie +
               "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
               std::to_string(body.size()) + "\r\n\r\n" + body;
  client.sent = 0;
  client.in.clear();
  client.began = std::chrono::steady_clock::now();
  while (client.sent < client.out.size()) {
    const ssize_t wrote = send(client.socket, client.out.data() + client.sent,
                               client.out.size() - client.sent, MSG_NOSIGNAL);
    if (wrote <= 0) return;  // small forms fit the socket's buffer; a broken one shows on reading
    client.sent += static_cast<std::size_t>(wrote);
  }
}

// True when a whole answer stands in `in`.
bool answered(const std::string& in) {
  const std::size_t end = in.find("\r\n\r\n");
  if (end == std::string::npos) return false;
  const std::size_t at = in.find("Content-Length: ");
  if (at == std::string::npos || at > end) return true;
  return in.size() >=
         end + 4 + static_cast<std::size_t>(std::strtoull(in.c_str() + at + 16, nullptr, 10));
}

std::string header_of(const std::string& in, const std::string& name) {
  const std::size_t at = in.find(name);
  if (at == std::string::npos) return {};
  const std::size_t from = at + name.size();
  return in.substr(from, in.find("\r\n", from) - from);
}

void note_answer(const Client& client, Counts& counts, std::FILE* receipts) {
  const int status = std::atoi(client.in.c_str() + std::strlen("HTTP/1.1 "));
  ++counts.by_status[status];
  const std::string location =
      header_of(client.in, "\r\nLocation: ") + header_of(client.in, "\r\nlocation: ");
  if (status != 303 || location.find("receipt=") == std::string::npos) {
    if (counts.failed++ == 0) std::fprintf(stderr, "first failure:\n%.2000s\n", client.in.c_str());
    return;
  }
  ++counts.recorded;
  const auto took = std::chrono::steady_clock::now() - client.began;
  counts.milliseconds.push_back(std::chrono::duration<double, std::milli>(took).count());
  if (receipts != nullptr) {
    std::fprintf(receipts, "%s %s\n", client.key.c_str(), location.c_str());
    std::fflush(receipts);
  }
}

double part_of(const std::vector<double>& sorted, double share) {
  if (sorted.empty()) return 0;
  return sorted[std::min(sorted.size() - 1,
                         static_cast<std::size_t>(share * static_cast<double>(sorted.size())))];
}

void print(const Counts& counts, double seconds) {
  std::vector<double> sorted = counts.milliseconds;
  std::sort(sorted.begin(), sorted.end());
  std::printf(
      "{\"recorded\":%lld,\"failed\":%lld,\"broken\":%lld,\"seconds\":%.2f,\"per_second\":%.0f,"
      "\"p50_ms\":%.2f,"
      "\"p99_ms\":%.2f,\"max_ms\":%.2f}\n",
      static_cast<long long>(counts.recorded), static_cast<long long>(counts.failed),
      static_cast<long long>(counts.broken), seconds,
      static_cast<double>(counts.recorded) / seconds, part_of(sorted, 0.5), part_of(sorted, 0.99),
      sorted.empty() ? 0.0 : sorted.back());
}

// Reads what has come; false when the connection has ended.
bool read_some(Client& client) {
  char piece[16384];
  for (;;) {
    const ssize_t got = recv(client.socket, piece, sizeof piece, 0);
    if (got > 0) {
      client.in.append(piece, static_cast<std::size_t>(got));
      continue;
    }
    return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 7) return 2;
  Target target;
  target.host = arguments[1];
  const std::size_t colon = target.host.find(':');
  target.address.sin_family = AF_INET;
  target.address.sin_port =
      htons(static_cast<std::uint16_t>(std::atoi(target.host.c_str() + colon + 1)));
  if (target.host.rfind("127.", 0) != 0) return 2;  // loopback only
  inet_pton(AF_INET, target.host.substr(0, colon).c_str(), &target.address.sin_addr);
  target.path = arguments[2];
  const std::size_t clients = static_cast<std::size_t>(std::atoi(arguments[3]));
  const double seconds = std::atof(arguments[4]);
  target.cookie = arguments[5];
  target.form = arguments[6];
  std::FILE* receipts = count > 7 ? std::fopen(arguments[7], "a") : nullptr;
  std::mt19937_64 random(std::random_device{}());
  const int poll = epoll_create1(0);
  std::vector<Client> all(clients);
  Counts counts;
  std::int64_t number = 0;
  const Moment start = std::chrono::steady_clock::now();
  const Moment end = start + std::chrono::microseconds(static_cast<std::int64_t>(seconds * 1e6));
  std::size_t open = 0;
  for (Client& client : all) {
    if (!connect_client(client, target, poll)) continue;  // a server that has just been killed
    begin_request(client, target, random, number++);
    ++open;
  }
  std::fprintf(stderr, "begun\n");
  std::vector<epoll_event> events(std::max<std::size_t>(clients, 1));
  while (open > 0 && std::chrono::steady_clock::now() < end + std::chrono::seconds(5)) {
    const int ready = epoll_wait(poll, events.data(), static_cast<int>(events.size()), 200);
    for (int place = 0; place < ready; ++place) {
      Client& client = *static_cast<Client*>(events[static_cast<std::size_t>(place)].data.ptr);
      const bool alive = read_some(client);
      if (answered(client.in)) {
        note_answer(client, counts, receipts);
        if (alive && std::chrono::steady_clock::now() < end) {
          begin_request(client, target, random, number++);
          continue;
        }
      } else if (alive) {
        continue;
      } else {
        ++counts.broken;
      }
      close(client.socket);
      --open;
    }
  }
  print(counts, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  return counts.failed == 0 ? 0 : 1;
}
