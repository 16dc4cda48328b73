// catalog.db: every table of the house, derived from the entries alone and made again by
// catalog/rebuild.h. Reading from many threads, each in its own snapshot; writing through
// catalog/scribe.h only. SQLite in WAL mode: readers and the writer do not wait for each other.
#pragma once

#include <filesystem>
#include <memory>

#include "catalog/connection.h"
#include "catalog/faults.h"

namespace liuhen::catalog {

// A pooled connection in a read snapshot, given back by the destructor. Keep it short: while it
// lives, the write-ahead log behind it cannot be folded into the file.
class ReadLease {
 public:
  ReadLease(ReadLease&& other) noexcept;
  ReadLease& operator=(ReadLease&&) = delete;
  ~ReadLease();

  Connection& operator*() { return *connection_; }
  operator Connection&() { return *connection_; }

 private:
  friend class Catalog;
  struct Pool;
  ReadLease(std::shared_ptr<Pool> pool, std::unique_ptr<Connection> connection);

  std::shared_ptr<Pool> pool_;
  std::unique_ptr<Connection> connection_;
};

class Catalog {
 public:
  // Creates or migrates. Damaged, saying what to do, when the file cannot be opened, is not a
  // catalog, or is newer than this program.
  static Catalog open(const std::filesystem::path& file);
  // For rebuild: nothing is synced.
  static Catalog create_scratch(const std::filesystem::path& file);

  Catalog(Catalog&&) noexcept;
  Catalog& operator=(Catalog&&) noexcept;
  ~Catalog();

  // Any thread. Busy when all kReadersMax connections stay taken for 10 s.
  ReadLease read();

  // False after an upgrade that projects entries differently: run a rebuild. Rows made before
  // are still readable.
  bool projection_is_current();

  const std::filesystem::path& file() const { return file_; }
  // The one writing connection of a scribe or a rebuild.
  std::unique_ptr<Connection> open_writer();

  static constexpr std::size_t kReadersMax = 32;

 private:
  explicit Catalog(std::filesystem::path file, bool scratch);

  std::filesystem::path file_;
  bool scratch_ = false;
  std::shared_ptr<ReadLease::Pool> pool_;
};

}  // namespace liuhen::catalog
