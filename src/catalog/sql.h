// SQL with plain values, for this room only. It hides SOCI (its header costs 2 s) and keeps every
// statement prepared per connection, keyed by its text. Values go in by position to :names, so the
// names are for readers; a name stands once in a statement.
//
//   run(connection, "UPDATE act SET place = :place WHERE act_id = :act", {place, id});
//   each_row(connection, "SELECT name, time_ms FROM t WHERE a = :a", "ti", {a},
//            [&](const Row& row) { use(row.text(0), row.integer(1)); });
//
// Faults: catalog/faults.h. Anything else wrong with a statement is base::Fault.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/digest.h"
#include "catalog/connection.h"
#include "catalog/faults.h"
#include "model/ids.h"

namespace liuhen::catalog {

// An integer or a text, or the NULL of one of them.
class Value {
 public:
  enum class Type { integer, text };

  Value(std::int64_t integer) : integer_(integer) {}
  Value(std::uint64_t integer) : integer_(static_cast<std::int64_t>(integer)) {}
  Value(int integer) : integer_(integer) {}
  Value(bool flag) : integer_(flag ? 1 : 0) {}
  Value(base::UtcTime time) : integer_(time.ms) {}
  Value(std::string text) : type_(Type::text), text_(std::move(text)) {}
  Value(std::string_view text) : Value(std::string(text)) {}
  Value(const char* text) : Value(std::string(text)) {}
  Value(const base::Digest256& digest) : Value(base::hex_of(digest)) {}
  template <class Tag>
  Value(const model::Id<Tag>& id) : Value(id.text) {}
  template <class T>
  Value(const std::optional<T>& value) : Value(value ? Value(*value) : Value(T{})) {
    is_null_ = !value;
  }

  Type type() const { return type_; }
  bool is_null() const { return is_null_; }
  std::int64_t integer() const { return integer_; }
  const std::string& text() const { return text_; }

 private:
  Type type_ = Type::integer;
  bool is_null_ = false;
  std::int64_t integer_ = 0;
  std::string text_;
};

using Values = std::vector<Value>;

// The row being read; valid inside the callback. A NULL reads as 0 or "" unless asked for.
class Row {
 public:
  struct Cell {
    std::int64_t integer = 0;
    std::string text;
    bool is_null = false;
  };
  explicit Row(const std::vector<Cell>& cells) : cells_(cells) {}

  bool is_null(std::size_t column) const { return cells_[column].is_null; }
  std::int64_t integer(std::size_t column) const { return cells_[column].integer; }
  std::uint64_t count(std::size_t column) const {
    return static_cast<std::uint64_t>(cells_[column].integer);
  }
  bool flag(std::size_t column) const { return cells_[column].integer != 0; }
  const std::string& text(std::size_t column) const { return cells_[column].text; }
  base::UtcTime time(std::size_t column) const { return {cells_[column].integer}; }
  template <class AnyId>
  AnyId id(std::size_t column) const {
    return AnyId{text(column)};
  }

  std::optional<std::int64_t> find_integer(std::size_t column) const;
  std::optional<base::UtcTime> find_time(std::size_t column) const;
  template <class AnyId>
  std::optional<AnyId> find_id(std::size_t column) const {
    if (is_null(column)) return std::nullopt;
    return id<AnyId>(column);
  }

 private:
  const std::vector<Cell>& cells_;
};

using UseRow = std::function<void(const Row&)>;

// Gives the number of rows changed.
std::int64_t run(Connection& connection, std::string_view sql, const Values& values = {});
// `columns`: one letter a column, 'i' integer or 't' text.
void each_row(Connection& connection, std::string_view sql, std::string_view columns,
              const Values& values, const UseRow& use);

// Rows one by one, for merging two databases. The statement is the reader's own.
class RowReader {
 public:
  RowReader(Connection& connection, std::string_view sql, std::string_view columns);
  RowReader(const RowReader&) = delete;
  RowReader& operator=(const RowReader&) = delete;
  ~RowReader();
  // nullptr after the last; valid until the next call.
  const std::vector<Row::Cell>* next();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::optional<std::int64_t> find_number(Connection& connection, std::string_view sql,
                                        const Values& values = {});
std::optional<std::string> find_text(Connection& connection, std::string_view sql,
                                     const Values& values = {});

// False when the database has undone an open transaction by itself (after a full disk, say).
bool is_in_transaction(Connection& connection);

enum class Opening {
  write,    // WAL, every commit synced
  read,     // refuses to write
  scratch,  // no log, no syncing: a file that is thrown away after a crash
};

// Creates the file when absent (mode 0600), except for reading. Damaged when it cannot be opened.
std::unique_ptr<Connection> open_connection(const std::filesystem::path& file, Opening opening);

// BEGIN … COMMIT; undone by the destructor unless committed.
class Transaction {
 public:
  enum class Kind { read, write };
  Transaction(Connection& connection, Kind kind);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  void commit();

 private:
  Connection& connection_;
  bool open_ = true;
};

}  // namespace liuhen::catalog
