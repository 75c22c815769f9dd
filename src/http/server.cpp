// The one file that knows Asio and Beast. House rule for coroutines here, because g++ 12 destroys
// some temporaries twice: inside `co_await (...)` stand only names, calls and moves; never `?:`,
// never a braced or default-made class temporary. Each connection lives on one loop's thread for
// all its life; only Job::work runs elsewhere.
#include "http/server.h"

#include <algorithm>
#include <array>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/fields.hpp>
#include <boost/beast/http/parser.hpp>
#include <chrono>
#include <optional>
#include <thread>
#include <unordered_set>
#include <vector>

#include "base/log.h"
#include "http/head.h"
#include "http/listening.h"
#include "http/multipart.h"
#include "http/shared.h"
#include "http/wire.h"

namespace http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast::http;
using ErrorCode = boost::system::error_code;
using Protocol = asio::ip::tcp;
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<Protocol, Executor>;
using Acceptor = asio::basic_socket_acceptor<Protocol, Executor>;
using Moment = std::chrono::steady_clock;
using Timer = asio::basic_waitable_timer<Moment, asio::wait_traits<Moment>, Executor>;
template <class T>
using Task = asio::awaitable<T, Executor>;
constexpr asio::use_awaitable_t<Executor> awaiting;

constexpr std::size_t head_piece = 4 * 1024;
constexpr std::size_t body_piece = 32 * 1024;
constexpr std::size_t write_piece = 256 * 1024;
constexpr std::size_t most_drained = 256 * 1024;
constexpr auto sweep_every = std::chrono::milliseconds(250);

// Where the decoded bytes of a body go.
class BodySink {
 public:
  virtual ~BodySink() = default;
  [[nodiscard]] virtual base::Result<void> take(std::string_view bytes) = 0;
};

// The body type that Beast's parser wants: hands every decoded piece to a sink, keeps nothing.
struct SinkBody {
  using value_type = BodySink*;
  class reader {
   public:
    template <bool is_request, class Fields>
    reader(beast::header<is_request, Fields>& /*header*/, value_type& sink) : sink_(sink) {}
    void init(const boost::optional<std::uint64_t>& /*length*/, ErrorCode& fault) { fault = {}; }
    template <class Buffers>
    std::size_t put(const Buffers& buffers, ErrorCode& fault) {
      std::size_t taken = 0;
      fault = {};
      for (auto it = asio::buffer_sequence_begin(buffers); it != asio::buffer_sequence_end(buffers);
           ++it) {
        const asio::const_buffer piece = *it;
        const std::string_view bytes(static_cast<const char*>(piece.data()), piece.size());
        if (!sink_->take(bytes)) {
          fault = make_error_code(boost::system::errc::invalid_argument);
          return taken;
        }
        taken += piece.size();
      }
      return taken;
    }
    void finish(ErrorCode& fault) { fault = {}; }

   private:
    value_type& sink_;
  };
};
using Parser = beast::request_parser<SinkBody>;

class Connection;

// One thread with its sockets.
class Loop {
 public:
  Loop(Shared& shared, Protocol::acceptor::native_handle_type listening, const Protocol& family);
  void run();
  void begin_stop();  // on this loop's thread
  void enter(Connection& connection);
  void leave(Connection& connection);
  [[nodiscard]] Shared& shared() { return shared_; }
  [[nodiscard]] asio::io_context& context() { return context_; }

 private:
  Task<void> accept();
  void welcome(Socket socket);
  void arm_sweep();
  void sweep();

  Shared& shared_;
  std::unordered_set<Connection*> connections_;  // outlives the context, which ends connections
  asio::io_context context_{1};
  Acceptor acceptor_;
  Timer sweeper_;
  bool sweep_armed_ = false;
  Moment::time_point stop_by_ = Moment::time_point::max();
};

enum class Received { complete, gone, refused };

class Connection final : public Job, private BodySink {
 public:
  Connection(Loop& loop, Socket socket, std::string peer)
      : loop_(loop), socket_(std::move(socket)), ready_(loop.context()), peer_(std::move(peer)) {
    loop_.enter(*this);
  }
  ~Connection() override {
    loop_.leave(*this);
    loop_.shared().counts.leave(peer_);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  Task<void> serve();
  void work() override;  // on a pool thread, while serve() waits for ready_
  void sweep(Moment::time_point now);
  void hurry();  // the server stops: do not wait for another request

 private:
  Task<Received> receive();
  Task<Received> receive_head();
  Task<Received> receive_body();
  Task<bool> read_more(std::size_t most);
  Task<void> be_answered();
  Task<bool> send();
  Task<bool> send_body(std::size_t from);
  Task<bool> send_rest();
  Task<void> refuse();
  Task<void> drain();

  base::Result<void> take(std::string_view bytes) override;
  Received refused(int status);
  [[nodiscard]] Received cut_off();
  void begin_request();
  void begin_body();
  [[nodiscard]] Received check_length();
  [[nodiscard]] int status_for(const ErrorCode& fault) const;
  void expires_in(int seconds) { deadline_ = Moment::now() + std::chrono::seconds(seconds); }
  [[nodiscard]] const ServerLimits& limits() { return loop_.shared().limits; }

  Loop& loop_;
  Socket socket_;
  Timer ready_;  // cancelled when the pool has the answer
  std::string peer_;
  std::string in_;  // received, not yet used
  Moment::time_point deadline_ = Moment::time_point::max();
  bool expired_ = false;
  bool idle_ = true;
  bool first_ = true;
  int refusal_status_ = 400;
  int sink_status_ = 0;
  Head head_;
  Request request_;
  std::optional<Parser> parser_;
  std::optional<MultipartReader> multipart_;
  Wire reply_;
};

Task<void> Connection::serve() {
  bool go_on = true;
  while (go_on) {
    const Received received = co_await receive();
    if (received == Received::gone) break;
    if (received == Received::refused) {
      co_await refuse();
      break;
    }
    co_await be_answered();
    go_on = co_await send();
  }
}

Task<Received> Connection::receive() {
  begin_request();
  const Received head = co_await receive_head();
  if (head != Received::complete) co_return head;
  begin_body();
  const Received length = check_length();
  if (length != Received::complete) co_return length;
  const Received body = co_await receive_body();
  co_return body;
}

void Connection::begin_request() {
  head_ = Head();
  request_ = Request();
  parser_.reset();
  multipart_.reset();
  sink_status_ = 0;
  if (in_.capacity() > 4 * body_piece) in_.shrink_to_fit();
  idle_ = in_.empty();
  expires_in(first_ ? limits().read_seconds : limits().idle_seconds);
  first_ = false;
  // With the next request already here, its time begins now.
  if (!idle_) expires_in(limits().read_seconds);
}

Task<Received> Connection::receive_head() {
  HeadScanner scanner;
  while (true) {
    // An empty line before a request is passed over, as RFC 9112 2.2 asks.
    if (in_.starts_with("\r\n")) in_.erase(0, 2);
    const HeadScanner::State state = scanner.look(in_);
    if (state == HeadScanner::State::bad) co_return refused(400);
    if (state == HeadScanner::State::complete) break;
    if (in_.size() > limits().header_bytes) co_return refused(431);
    const bool came = co_await read_more(head_piece);
    if (!came) co_return cut_off();
    if (idle_) expires_in(limits().read_seconds);
    idle_ = false;
  }
  if (scanner.length() > limits().header_bytes) co_return refused(431);
  auto read = read_head(std::string_view(in_).substr(0, scanner.length()));
  if (const auto* no = std::get_if<Refused>(&read)) co_return refused(no->status);
  head_ = std::get<Head>(std::move(read));
  co_return Received::complete;
}

void Connection::begin_body() {
  request_.method = head_.method;
  request_.headers = head_.headers;
  request_.peer = peer_;
  request_.id = loop_.shared().fresh_id();
  const bool uploads = head_.body == BodyKind::multipart;
  if (uploads) {
    expires_in(limits().upload_seconds);
    multipart_.emplace(head_.boundary,
                       MultipartLimits{limits().body_bytes, 20, limits().upload_folder},
                       *loop_.shared().random);
  }
  parser_.emplace();
  parser_->header_limit(static_cast<std::uint32_t>(limits().header_bytes));
  parser_->body_limit(uploads ? limits().upload_bytes : limits().body_bytes);
  parser_->eager(true);
  parser_->get().body() = this;
}

Received Connection::check_length() {
  const std::uint64_t most =
      head_.body == BodyKind::multipart ? limits().upload_bytes : limits().body_bytes;
  if (head_.length.value_or(0) > most) return refused(413);
  return Received::complete;
}

// Beast reads the head a second time: two opinions must agree before a body is believed.
Task<Received> Connection::receive_body() {
  bool invited = !head_.wants_continue;
  while (true) {
    ErrorCode fault;
    if (!in_.empty()) {
      const std::size_t used = parser_->put(asio::buffer(in_), fault);
      in_.erase(0, used);
      if (fault && fault != beast::error::need_more) co_return refused(status_for(fault));
    }
    if (parser_->is_done()) break;
    if (in_.size() > limits().header_bytes + body_piece) co_return refused(400);
    if (!invited && in_.empty()) {
      static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
      const asio::const_buffer line(go_on.data(), go_on.size());
      auto token = asio::redirect_error(awaiting, fault);
      co_await asio::async_write(socket_, line, token);
      if (fault) co_return Received::gone;
    }
    invited = true;
    const bool came = co_await read_more(body_piece);
    if (!came) co_return cut_off();
  }
  if (multipart_ && !multipart_->finish(request_)) co_return refused(400);
  co_return Received::complete;
}

base::Result<void> Connection::take(std::string_view bytes) {
  if (!multipart_) {
    request_.body += bytes;
    return {};
  }
  base::Result<void> taken = multipart_->take(bytes);
  if (taken) return taken;
  sink_status_ = taken.error().kind == base::ErrorKind::unavailable ? 503 : 400;
  if (sink_status_ == 503) {
    base::log(base::LogLevel::fault, "upload_failed", {{"what", base::to_text(taken.error())}});
  }
  return taken;
}

int Connection::status_for(const ErrorCode& fault) const {
  if (sink_status_ != 0) return sink_status_;
  if (fault == beast::error::body_limit) return 413;
  if (fault == beast::error::header_limit) return 431;
  return 400;
}

// False when the other side is gone or the deadline has passed.
Task<bool> Connection::read_more(std::size_t most) {
  const std::size_t before = in_.size();
  in_.resize(before + most);
  const asio::mutable_buffer room(in_.data() + before, most);
  ErrorCode fault;
  auto token = asio::redirect_error(awaiting, fault);
  const std::size_t count = co_await socket_.async_read_some(room, token);
  in_.resize(before + count);
  co_return !fault && !expired_;
}

Received Connection::refused(int status) {
  refusal_status_ = status;
  parser_.reset();
  multipart_.reset();  // its files go before the answer does
  return Received::refused;
}

// After a read that brought nothing: a late request is told so, a closed or idle connection is not.
Received Connection::cut_off() {
  if (!expired_ || idle_) return Received::gone;
  expired_ = false;
  return refused(408);
}

Task<void> Connection::be_answered() {
  Shared& shared = loop_.shared();
  if (shared.stopping) head_.keep_alive = false;
  deadline_ = Moment::time_point::max();
  ready_.expires_at(Moment::time_point::max());
  if (std::optional<Wire> known = answered_at_once(head_, request_, shared.at_once)) {
    reply_ = *std::move(known);
    co_return;
  }
  if (shared.pool.offer(*this) == WorkPool::Offer::full) {
    remove_uploads(request_);
    reply_ = refusal(503);
    co_return;
  }
  ErrorCode cancelled;
  auto token = asio::redirect_error(awaiting, cancelled);
  co_await ready_.async_wait(token);
}

void Connection::work() {
  const Answer& answer = loop_.shared().answer;
  reply_ = reply_.rest_at.empty() ? answered(head_, request_, answer)
                                  : continued(reply_, request_, answer);
  remove_uploads(request_);
  // Runs after serve() has begun to wait: both happen on the loop's thread, in this order.
  asio::post(loop_.context(), [this] { ready_.cancel(); });
}

// True when the connection may serve another request.
Task<bool> Connection::send() {
  ErrorCode fault;
  auto token = asio::redirect_error(awaiting, fault);
  expires_in(limits().write_seconds);
  const std::size_t first = std::min(reply_.body.size(), write_piece);
  const std::array<asio::const_buffer, 2> opening = {asio::buffer(reply_.head),
                                                     asio::buffer(reply_.body.data(), first)};
  co_await asio::async_write(socket_, opening, token);
  if (fault || expired_) co_return false;
  bool went = co_await send_body(first);
  while (went && !reply_.rest_at.empty()) went = co_await send_rest();
  if (!went) co_return false;
  if (reply_.keep == KeepAlive::no) {
    co_await drain();
    co_return false;
  }
  reply_ = Wire();
  co_return !loop_.shared().stopping;
}

Task<bool> Connection::send_body(std::size_t from) {
  ErrorCode fault;
  auto token = asio::redirect_error(awaiting, fault);
  while (!fault && !expired_ && from < reply_.body.size()) {
    // A large file on a slow line may take as long as it likes, as long as it moves.
    expires_in(limits().write_seconds);
    const std::size_t size = std::min(reply_.body.size() - from, write_piece);
    const asio::const_buffer piece(reply_.body.data() + from, size);
    co_await asio::async_write(socket_, piece, token);
    from += size;
  }
  co_return !fault && !expired_;
}

// The next piece of a long answer. The pool is asked when this one is written, so that a slow
// reader holds no thread and nothing of the record; a full pool is asked again.
Task<bool> Connection::send_rest() {
  ErrorCode cancelled;
  auto token = asio::redirect_error(awaiting, cancelled);
  deadline_ = Moment::time_point::max();
  ready_.expires_at(Moment::time_point::max());
  while (loop_.shared().pool.offer(*this) == WorkPool::Offer::full) {
    ready_.expires_after(sweep_every);
    co_await ready_.async_wait(token);
    ready_.expires_at(Moment::time_point::max());
  }
  co_await ready_.async_wait(token);
  if (reply_.broken) co_return false;
  const bool went = co_await send_body(0);
  co_return went;
}

Task<void> Connection::refuse() {
  reply_ = refusal(refusal_status_);
  const bool more = co_await send();
  static_cast<void>(more);
}

// Closing with unread bytes would reset the connection and lose the answer; so a little is read and
// thrown away.
Task<void> Connection::drain() {
  ErrorCode fault;
  socket_.shutdown(Socket::shutdown_send, fault);
  in_.clear();
  expires_in(2);
  std::size_t drained = 0;
  while (drained < most_drained) {
    const bool came = co_await read_more(body_piece);
    if (!came) break;
    drained += in_.size();
    in_.clear();
  }
}

void Connection::sweep(Moment::time_point now) {
  if (now < deadline_) return;
  deadline_ = Moment::time_point::max();
  expired_ = true;
  ErrorCode none;
  socket_.cancel(none);
}

void Connection::hurry() {
  if (!idle_) return;
  deadline_ = Moment::time_point::min();
  sweep(Moment::now());
}

Loop::Loop(Shared& shared, Protocol::acceptor::native_handle_type listening, const Protocol& family)
    : shared_(shared), acceptor_(context_, family, listening), sweeper_(context_) {}

void Loop::enter(Connection& connection) {
  connections_.insert(&connection);
  arm_sweep();
}

void Loop::leave(Connection& connection) {
  connections_.erase(&connection);
}

// Deadlines are looked at four times a second, all together: cheaper than a timer for each read. A
// loop without connections sleeps.
void Loop::arm_sweep() {
  if (sweep_armed_ || connections_.empty()) return;
  sweep_armed_ = true;
  sweeper_.expires_after(sweep_every);
  sweeper_.async_wait([this](const ErrorCode&) {
    sweep_armed_ = false;
    sweep();
  });
}

void Loop::sweep() {
  const Moment::time_point now = Moment::now();
  if (now >= stop_by_) {
    context_.stop();
    return;
  }
  for (Connection* connection : connections_) connection->sweep(now);
  arm_sweep();
}

void Loop::begin_stop() {
  ErrorCode none;
  acceptor_.close(none);
  stop_by_ = Moment::now() + std::chrono::seconds(shared_.limits.stop_seconds);
  for (Connection* connection : connections_) connection->hurry();
}

void Loop::run() {
  asio::co_spawn(context_, accept(), [](const std::exception_ptr& thrown) {
    if (thrown) base::log(base::LogLevel::fault, "accept_failed");
  });
  context_.run();
}

Task<void> Loop::accept() {
  while (acceptor_.is_open()) {
    ErrorCode fault;
    auto token = asio::redirect_error(awaiting, fault);
    Socket socket = co_await acceptor_.async_accept(token);
    if (!fault) {
      welcome(std::move(socket));
    } else if (acceptor_.is_open()) {
      // Out of file handles, most likely: wait for some to come free.
      Timer pause(context_);
      pause.expires_after(std::chrono::milliseconds(100));
      co_await pause.async_wait(token);
    }
  }
}

Task<void> live(std::unique_ptr<Connection> connection) {
  co_await connection->serve();
}

void Loop::welcome(Socket socket) {
  ErrorCode fault;
  const auto end = socket.remote_endpoint(fault);
  if (fault) return;
  const std::string peer = end.address().to_string(fault);
  socket.set_option(Protocol::no_delay(true), fault);
  if (shared_.counts.enter(peer) == ConnectionCounts::Entry::full) {
    const Wire busy = refusal(503);
    socket.non_blocking(true, fault);
    socket.write_some(asio::buffer(busy.head + busy.body), fault);
    return;
  }
  auto connection = std::make_unique<Connection>(*this, std::move(socket), peer);
  asio::co_spawn(context_, live(std::move(connection)), [](const std::exception_ptr& thrown) {
    if (thrown) base::log(base::LogLevel::fault, "connection_failed");
  });
}

class AsioServer final : public Server {
 public:
  AsioServer(ServerLimits limits, Answer answer, AtOnce at_once)
      : shared_(std::move(limits), std::move(answer), std::move(at_once)) {}
  ~AsioServer() override { shared_.pool.join(); }  // before the connections go that its jobs are
  void open(const Listening& listening);
  [[nodiscard]] std::string address() const override { return address_; }
  void run() override;
  void stop() override;

 private:
  Shared shared_;  // outlives the loops
  std::vector<std::unique_ptr<Loop>> loops_;
  std::string address_;
};

void AsioServer::open(const Listening& listening) {
  const Protocol family =
      listening.family == Listening::Family::v6 ? Protocol::v6() : Protocol::v4();
  for (const int handle : listening.sockets) {
    loops_.push_back(std::make_unique<Loop>(shared_, handle, family));
  }
  address_ = listening.address;
}

void AsioServer::run() {
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < loops_.size(); ++i) {
    threads.emplace_back([this, i] { loops_[i]->run(); });
  }
  loops_[0]->run();
  for (std::thread& thread : threads) thread.join();
}

void AsioServer::stop() {
  shared_.stopping = true;
  for (const std::unique_ptr<Loop>& loop : loops_) {
    asio::post(loop->context(), [raw = loop.get()] { raw->begin_stop(); });
  }
}

}  // namespace

base::Result<std::unique_ptr<Server>> Server::listen(const std::string& address,
                                                     ServerLimits limits, Answer answer,
                                                     AtOnce at_once) {
  const Listening listening = TRY(listen_on(address, std::max(1, limits.loops)));
  auto server = std::make_unique<AsioServer>(std::move(limits), std::move(answer),
                                             std::move(at_once));
  server->open(listening);
  return std::unique_ptr<Server>(std::move(server));
}

}  // namespace http
