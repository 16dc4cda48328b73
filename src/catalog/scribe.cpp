#include "catalog/scribe.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>

#include "base/guarded.h"
#include "base/log.h"
#include "catalog/projection.h"
#include "catalog/sql.h"

namespace liuhen::catalog {
namespace {

// One waiting submit(); lives on its caller's stack.
struct Command {
  Decide decide;
  std::optional<model::Answer<Committed>> answer;
  std::exception_ptr error;
  std::mutex mutex;
  std::condition_variable answered;
  bool done = false;

  void finish() {
    // Notified under the lock: the caller frees this object as soon as it can take it.
    const std::scoped_lock lock(mutex);
    done = true;
    answered.notify_one();
  }
  void wait() {
    std::unique_lock lock(mutex);
    answered.wait(lock, [this] { return done; });
  }
};

using Batch = std::vector<Command*>;

// A fault that leaves the file in an unknown state, rather than one command wrong.
bool stops_writer(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const StorageFault&) {
    return true;
  } catch (const DatabaseDamaged&) {
    return true;
  } catch (...) {
    return false;
  }
}

std::string sentence_of(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const std::exception& fault) {
    return fault.what();
  } catch (...) {
    return "an unknown exception";
  }
}

// Where the log stands; copied before a command and put back when it is undone.
struct LogEnd {
  std::uint64_t size = 0;
  base::UtcTime last_time{INT64_MIN};
};

LogEnd log_end_of(Connection& connection) {
  LogEnd end;
  each_row(connection, "SELECT idx, time_ms FROM entry ORDER BY idx DESC LIMIT 1", "ii", {},
           [&](const Row& row) {
             end = {row.count(0) + 1, row.time(1)};
           });
  return end;
}

}  // namespace

struct Scribe::State {
  State(Catalog& catalog, const base::Clock& the_clock, ScribeLimits the_limits)
      : clock(the_clock), limits(the_limits), connection(catalog.open_writer()) {
    end = log_end_of(*connection);
  }

  void work();
  std::optional<Batch> take_batch();
  void write(const Batch& batch);
  bool write_in_transaction(const Batch& batch);
  void decide_one(Command& command);
  Committed place(std::vector<model::Entry> entries);
  base::UtcTime time_for_entry();
  void undo_command(const LogEnd& before);
  void fail(const Batch& batch, const std::exception_ptr& error);
  void stop_writing(const std::string& why);
  void call_hooks();

  const base::Clock& clock;
  const ScribeLimits limits;
  std::unique_ptr<Connection> connection;
  LogEnd end;
  bool clock_is_behind = false;

  std::mutex mutex;  // of queue and closing
  std::condition_variable queued;
  std::deque<Command*> queue;
  bool closing = false;

  base::Guarded<std::vector<std::function<void(std::uint64_t)>>> hooks;
  base::Guarded<std::string> stopped;  // why; empty while healthy
  std::atomic<std::uint64_t> command_count{0};
  std::atomic<std::uint64_t> commit_count{0};
  std::thread thread;
};

std::optional<Batch> Scribe::State::take_batch() {
  std::unique_lock lock(mutex);
  queued.wait(lock, [this] { return closing || !queue.empty(); });
  if (queue.empty()) return std::nullopt;
  const std::size_t size = std::min(queue.size(), limits.batch_max);
  const auto until = queue.begin() + static_cast<std::ptrdiff_t>(size);
  Batch batch(queue.begin(), until);
  queue.erase(queue.begin(), until);
  return batch;
}

void Scribe::State::work() {
  while (const auto batch = take_batch()) {
    write(*batch);
    command_count += batch->size();
    for (Command* command : *batch) command->finish();
  }
}

void Scribe::State::write(const Batch& batch) {
  const std::string why = stopped.with([](const std::string& text) { return text; });
  if (!why.empty()) {
    fail(batch, std::make_exception_ptr(base::Fault(why)));
    return;
  }
  const LogEnd before = end;
  try {
    if (!write_in_transaction(batch)) return;
    ++commit_count;
    call_hooks();
  } catch (...) {
    const std::exception_ptr error = std::current_exception();
    end = before;
    fail(batch, error);
    if (is_in_transaction(*connection) || stops_writer(error)) stop_writing(sentence_of(error));
  }
}

// False when there was nothing to make durable. Throws when the whole batch is lost.
bool Scribe::State::write_in_transaction(const Batch& batch) {
  const LogEnd before = end;
  Transaction transaction(*connection, Transaction::Kind::write);
  for (Command* command : batch) decide_one(*command);
  transaction.commit();
  return end.size != before.size;
}

void Scribe::State::decide_one(Command& command) {
  const LogEnd before = end;
  run(*connection, "SAVEPOINT command");
  try {
    auto decided = command.decide(*connection);
    if (decided) {
      command.answer = place(*std::move(decided));
      run(*connection, "RELEASE SAVEPOINT command");
      return;
    }
    command.answer = std::move(decided).error();
  } catch (const DatabaseFull&) {
    throw;  // the database may have undone the neighbours already
  } catch (...) {
    if (stops_writer(std::current_exception())) throw;
    command.error = std::current_exception();
  }
  undo_command(before);
}

void Scribe::State::undo_command(const LogEnd& before) {
  run(*connection, "ROLLBACK TO SAVEPOINT command");
  run(*connection, "RELEASE SAVEPOINT command");
  end = before;
}

Committed Scribe::State::place(std::vector<model::Entry> entries) {
  Committed committed{end.size, {}};
  for (model::Entry& entry : entries) {
    entry.time = time_for_entry();
    entry.salt = model::new_salt();
    const std::string bytes = model::bytes_of(entry);
    if (bytes.size() > model::kEntryBytesMax) {
      throw base::Fault("An entry of the kind " + entry.kind + " has " +
                        std::to_string(bytes.size()) + " bytes; the log takes at most " +
                        std::to_string(model::kEntryBytesMax) + ".");
    }
    project(*connection, end.size, entry, bytes);
    committed.entries.push_back({end.size, std::move(entry)});
    end = {end.size + 1, committed.entries.back().entry.time};
  }
  return committed;
}

// Time never runs backwards inside the log, whatever the machine's clock does.
base::UtcTime Scribe::State::time_for_entry() {
  const base::UtcTime now = clock.now();
  const bool behind = now < end.last_time;
  if (behind && !clock_is_behind) {
    base::log_line(base::LogLevel::warning, "scribe.clock_set_back",
                   {{"behind_ms", std::to_string(end.last_time.ms - now.ms)},
                    {"last_entry_time", base::rfc3339_of(end.last_time)}});
  }
  clock_is_behind = behind;
  return behind ? end.last_time : now;
}

void Scribe::State::fail(const Batch& batch, const std::exception_ptr& error) {
  for (Command* command : batch) {
    command->answer.reset();
    command->error = error;
  }
}

void Scribe::State::stop_writing(const std::string& why) {
  const std::string sentence =
      "The log takes no more entries until the server is started again, because a write failed: " +
      why;
  stopped.with([&](std::string& text) { text = sentence; });
  base::log_line(base::LogLevel::error, "scribe.stopped", {{"why", why}});
}

void Scribe::State::call_hooks() {
  const std::uint64_t size = end.size;
  const auto copy = hooks.with([](const auto& all) { return all; });
  for (const auto& hook : copy) {
    try {
      hook(size);
    } catch (...) {
      base::log_line(base::LogLevel::error, "scribe.hook_failed",
                     {{"why", sentence_of(std::current_exception())}});
    }
  }
}

Scribe::Scribe(Catalog& catalog, const base::Clock& clock, ScribeLimits limits)
    : state_(std::make_unique<State>(catalog, clock, limits)) {
  state_->thread = std::thread([state = state_.get()] { state->work(); });
}

Scribe::~Scribe() {
  {
    const std::scoped_lock lock(state_->mutex);
    state_->closing = true;
  }
  state_->queued.notify_one();
  state_->thread.join();
}

model::Answer<Committed> Scribe::submit(Decide decide) {
  CHECK(std::this_thread::get_id() != state_->thread.get_id());
  Command command;
  command.decide = std::move(decide);
  {
    const std::scoped_lock lock(state_->mutex);
    if (state_->closing) throw base::Fault("The server is stopping.");
    if (state_->queue.size() >= state_->limits.queue_max) {
      throw Busy("Too many commands wait to be written. Try again in a moment.");
    }
    state_->queue.push_back(&command);
  }
  state_->queued.notify_one();
  command.wait();
  if (command.error) std::rethrow_exception(command.error);
  return *std::move(command.answer);
}

void Scribe::on_committed(std::function<void(std::uint64_t)> hook) {
  state_->hooks.with([&](auto& all) { all.push_back(std::move(hook)); });
}

bool Scribe::healthy() const {
  return state_->stopped.with([](const std::string& why) { return why.empty(); });
}

ScribeCounts Scribe::counts() const {
  return {state_->command_count.load(), state_->commit_count.load()};
}

}  // namespace liuhen::catalog
