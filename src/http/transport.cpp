#include "http/transport.h"

#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <condition_variable>
#include <csignal>
#include <exception>
#include <mutex>
#include <optional>
#include <unordered_map>

#include "base/clock.h"
#include "base/fault.h"
#include "base/log.h"
#include "runtime/net_threads.h"

namespace liuhen::http {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

// Sessions that are alive, by a number of their own, and how many each peer has.
class SessionTable {
 public:
  std::uint64_t add(const std::shared_ptr<Session>& session) {
    const std::scoped_lock lock(mutex_);
    const std::string& peer = session->connection().peer();
    sessions_.emplace(++last_, Row{session, peer});
    ++by_peer_[peer];
    return last_;
  }
  void remove(std::uint64_t number) {
    const std::scoped_lock lock(mutex_);
    const auto row = sessions_.find(number);
    const auto peer = by_peer_.find(row->second.peer);
    if (--peer->second == 0) by_peer_.erase(peer);
    sessions_.erase(row);
    changed_.notify_all();
  }
  std::size_t of_peer(const std::string& peer) const {
    const std::scoped_lock lock(mutex_);
    const auto found = by_peer_.find(peer);
    return found == by_peer_.end() ? 0 : found->second;
  }
  std::size_t size() const {
    const std::scoped_lock lock(mutex_);
    return sessions_.size();
  }
  std::vector<std::shared_ptr<Session>> all() const {
    const std::scoped_lock lock(mutex_);
    std::vector<std::shared_ptr<Session>> alive;
    for (const auto& [number, row] : sessions_)
      if (auto strong = row.session.lock()) alive.push_back(std::move(strong));
    return alive;
  }
  bool wait_empty(std::chrono::milliseconds timeout) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, timeout, [this] { return sessions_.empty(); });
  }

 private:
  struct Row {
    std::weak_ptr<Session> session;
    std::string peer;
  };
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::unordered_map<std::uint64_t, Row> sessions_;
  std::unordered_map<std::string, std::size_t> by_peer_;
  std::uint64_t last_ = 0;
};

asio::awaitable<void> run_and_forget(std::shared_ptr<Session> session, SessionTable& table,
                                     std::uint64_t number) {
  try {
    co_await session->run();
  } catch (const std::exception& e) {  // not even begun: memory is short
    base::log_line(base::LogLevel::error, "http.session_failed", {{"what", e.what()}});
  }
  session.reset();
  table.remove(number);
}

}  // namespace

class Transport::Listener {
 public:
  Listener(const TransportOptions& options, Application& application)
      : options_(options),
        work_("work", options.work_threads, options.work_waiting_max),
        streams_("streams", options.streams_max, 0),
        context_{application, work_, streams_, options.limits, {}},
        net_(options.net_threads),
        acceptor_(net_.first()) {}

  void start();
  void stop();
  std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

  const TransportOptions options_;
  runtime::WorkPool work_;
  runtime::WorkPool streams_;
  SessionContext context_;
  SessionTable table_;
  // After the pools: coroutines that are destroyed with the threads may look at them.
  runtime::NetThreads net_;
  tcp::acceptor acceptor_;
  std::atomic<std::uint64_t> refused_{0};
  bool stopped_ = false;

 private:
  asio::awaitable<void> accept_all();
  void serve(tcp::socket socket);
  void refuse(const std::string& peer, const char* why);
  void cut_all();
};

void Transport::Listener::start() {
  std::signal(SIGPIPE, SIG_IGN);  // sendfile to a peer that left
  try {
    const tcp::endpoint endpoint(asio::ip::make_address(options_.address), options_.port);
    acceptor_.open(endpoint.protocol());
    acceptor_.set_option(tcp::acceptor::reuse_address(true));
    acceptor_.bind(endpoint);
    acceptor_.listen(1024);
  } catch (const boost::system::system_error& e) {
    throw base::Fault("cannot listen on " + options_.address + ":" + std::to_string(options_.port) +
                      ": " + e.code().message() +
                      "; choose another port or stop the program that uses it");
  }
  asio::co_spawn(net_.first(), accept_all(), asio::detached);
}

asio::awaitable<void> Transport::Listener::accept_all() {
  static constexpr std::chrono::milliseconds kPause{100};
  static constexpr std::int64_t kLogEveryMs = 60'000;
  std::optional<std::int64_t> logged_ms;
  asio::steady_timer pause(net_.first());
  while (!context_.shutdown.requested()) {
    std::string trouble;
    try {
      asio::io_context& lane = net_.next();
      auto [error, socket] = co_await acceptor_.async_accept(lane, kAwait);
      if (context_.shutdown.requested() || error == asio::error::bad_descriptor) co_return;
      if (!error) serve(std::move(socket));
      if (error && error != asio::error::connection_aborted) trouble = error.message();
    } catch (const std::exception& e) {
      trouble = e.what();
    }
    if (trouble.empty()) continue;
    // Out of descriptors, threads or memory: give what runs time to end, then go on.
    if (!logged_ms || base::monotonic_ms() - *logged_ms >= kLogEveryMs) {
      logged_ms = base::monotonic_ms();  // the log may lie on the disk that is in trouble too
      base::log_line(base::LogLevel::error, "http.accept_failed", {{"what", trouble}});
    }
    pause.expires_after(kPause);
    co_await pause.async_wait(kAwait);
  }
}

void Transport::Listener::refuse(const std::string& peer, const char* why) {
  // A flood must not fill the log: the first, then each thousandth.
  if (refused_++ % 1000 != 0) return;
  base::log_line(base::LogLevel::warning, "http.connection_refused",
                 {{"peer", peer}, {"why", why}, {"refused", std::to_string(refused_.load())}});
}

void Transport::Listener::serve(tcp::socket socket) {
  const auto executor = socket.get_executor();
  auto connection = std::make_shared<Connection>(std::move(socket));
  const std::string& peer = connection->peer();
  if (table_.size() >= options_.connections_max) return refuse(peer, "too many connections");
  if (table_.of_peer(peer) >= options_.connections_of_peer_max)
    return refuse(peer, "too many connections of this peer");
  auto session = std::make_shared<Session>(std::move(connection), context_);
  const std::uint64_t number = table_.add(session);
  try {
    asio::co_spawn(executor, run_and_forget(std::move(session), table_, number), asio::detached);
  } catch (...) {
    table_.remove(number);
    throw;
  }
}

void Transport::Listener::cut_all() {
  for (const auto& session : table_.all())
    asio::post(session->connection().executor(), [session] { session->connection().cut(); });
}

void Transport::Listener::stop() {
  if (stopped_) return;
  stopped_ = true;
  context_.shutdown.request();
  asio::post(net_.first(), [this] {
    boost::system::error_code ignored;
    acceptor_.close(ignored);
  });
  for (const auto& session : table_.all())
    asio::post(session->connection().executor(), [session] { session->begin_stop(); });
  if (!table_.wait_empty(options_.stop_grace)) {
    base::log_line(base::LogLevel::warning, "http.cut_on_stop",
                   {{"connections", std::to_string(table_.size())}});
    cut_all();
    table_.wait_empty(std::chrono::seconds(2));
  }
  streams_.stop();
  work_.stop();
  table_.wait_empty(std::chrono::seconds(2));
  net_.stop();
}

Transport::Transport(const TransportOptions& options, Application& application)
    : listener_(std::make_unique<Listener>(options, application)) {}

Transport::~Transport() { stop(); }

void Transport::start() { listener_->start(); }
void Transport::stop() { listener_->stop(); }
std::uint16_t Transport::port() const { return listener_->port(); }
std::size_t Transport::connections() const { return listener_->table_.size(); }
std::uint64_t Transport::connections_refused() const { return listener_->refused_.load(); }
std::size_t Transport::work_waiting() const { return listener_->work_.waiting(); }
std::size_t Transport::streams_busy() const { return listener_->streams_.busy(); }

}  // namespace liuhen::http
