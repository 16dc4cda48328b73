#include "catalog/catalog.h"

#include <condition_variable>
#include <mutex>
#include <vector>

#include "catalog/migrations.h"
#include "catalog/projection.h"
#include "catalog/sql.h"

namespace liuhen::catalog {
namespace fs = std::filesystem;

struct ReadLease::Pool {
  explicit Pool(fs::path path) : file(std::move(path)) {}

  std::unique_ptr<Connection> take() {
    std::unique_lock lock(mutex);
    const auto free = [this] { return !idle.empty() || taken < Catalog::kReadersMax; };
    if (!returned.wait_for(lock, std::chrono::seconds(10), free)) {
      throw Busy("All connections to the catalog are taken. Try again in a moment.");
    }
    ++taken;
    if (idle.empty()) return nullptr;
    auto connection = std::move(idle.back());
    idle.pop_back();
    return connection;
  }

  // nullptr: the connection was of no more use.
  void give_back(std::unique_ptr<Connection> connection) {
    {
      const std::scoped_lock lock(mutex);
      --taken;
      if (connection) idle.push_back(std::move(connection));
    }
    returned.notify_one();
  }

  fs::path file;
  std::mutex mutex;
  std::condition_variable returned;
  std::vector<std::unique_ptr<Connection>> idle;
  std::size_t taken = 0;
};

ReadLease::ReadLease(std::shared_ptr<Pool> pool, std::unique_ptr<Connection> connection)
    : pool_(std::move(pool)), connection_(std::move(connection)) {}

ReadLease::ReadLease(ReadLease&& other) noexcept = default;

ReadLease::~ReadLease() {
  if (!pool_) return;
  try {
    run(*connection_, "ROLLBACK");
  } catch (const base::Fault&) {
    connection_.reset();
  }
  pool_->give_back(std::move(connection_));
}

namespace {

// A fault of opening or migrating says what a person can do.
std::unique_ptr<Connection> open_migrated(const fs::path& file, Opening opening) {
  const std::string advice(catalog_schema().advice);
  try {
    auto connection = open_connection(file, opening);
    migrate(*connection, catalog_schema());
    return connection;
  } catch (const DatabaseDamaged& fault) {
    const std::string what = fault.what();
    if (what.find(advice) != std::string::npos) throw;
    throw DatabaseDamaged(what + " " + advice);
  }
}

}  // namespace

Catalog::Catalog(fs::path file, bool scratch)
    : file_(std::move(file)), scratch_(scratch), pool_(std::make_shared<ReadLease::Pool>(file_)) {
  const auto connection = open_migrated(file_, scratch ? Opening::scratch : Opening::write);
  // No entries yet: whatever is projected from now on is by these projectors.
  run(*connection,
      "UPDATE projection SET version = :version"
      " WHERE version <> :same AND NOT EXISTS (SELECT 1 FROM entry)",
      {kProjectionVersion, kProjectionVersion});
}

Catalog Catalog::open(const fs::path& file) { return Catalog(file, false); }
Catalog Catalog::create_scratch(const fs::path& file) { return Catalog(file, true); }

Catalog::Catalog(Catalog&&) noexcept = default;
Catalog& Catalog::operator=(Catalog&&) noexcept = default;
Catalog::~Catalog() = default;

ReadLease Catalog::read() {
  auto connection = pool_->take();
  try {
    if (!connection) connection = open_connection(file_, Opening::read);
    run(*connection, "BEGIN");
    // The snapshot is taken by the first read, not by BEGIN.
    find_number(*connection, "SELECT version FROM projection");
  } catch (...) {
    pool_->give_back(nullptr);
    throw;
  }
  return ReadLease(pool_, std::move(connection));
}

bool Catalog::projection_is_current() {
  auto lease = read();
  return find_number(lease, "SELECT version FROM projection") == kProjectionVersion;
}

std::unique_ptr<Connection> Catalog::open_writer() {
  return open_connection(file_, scratch_ ? Opening::scratch : Opening::write);
}

}  // namespace liuhen::catalog
