#include "catalog/sql.h"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <map>

#include "base/check.h"
#include "base/disk.h"

namespace liuhen::catalog {
namespace {

constexpr std::size_t kPreparedMax = 512;

// SOCI does not export the type information that a sanitizer would check these casts with.
#define LIUHEN_UNCHECKED_CAST __attribute__((no_sanitize("vptr")))

LIUHEN_UNCHECKED_CAST sqlite_api::sqlite3* database_of(soci::session& session) {
  return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

LIUHEN_UNCHECKED_CAST void reset(soci::statement& statement) {
  sqlite_api::sqlite3_reset(
      static_cast<soci::sqlite3_statement_backend*>(statement.get_backend())->stmt_);
}

struct UseSlot {
  Value::Type type = Value::Type::integer;
  long long integer = 0;
  std::string text;
  soci::indicator indicator = soci::i_ok;
};

struct IntoSlot {
  long long integer = 0;
  std::string text;
  soci::indicator indicator = soci::i_ok;
};

// A statement with the places its values come from and go to; both must not move.
struct Prepared {
  Prepared(soci::session& session, std::string_view sql, std::string_view columns,
           const Values& values);

  void bind(const Values& values);
  void read_into(std::vector<Row::Cell>& cells) const;

  std::string column_types;
  std::vector<UseSlot> uses;
  std::vector<IntoSlot> intos;
  soci::statement statement;
  bool in_use = false;
};

Prepared::Prepared(soci::session& session, std::string_view sql, std::string_view columns,
                   const Values& values)
    : column_types(columns), uses(values.size()), intos(columns.size()), statement(session) {
  statement.alloc();
  for (std::size_t i = 0; i < values.size(); ++i) {
    UseSlot& slot = uses[i];
    slot.type = values[i].type();
    if (slot.type == Value::Type::integer) {
      statement.exchange(soci::use(slot.integer, slot.indicator));
    } else {
      statement.exchange(soci::use(slot.text, slot.indicator));
    }
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    IntoSlot& slot = intos[i];
    if (columns[i] == 'i') {
      statement.exchange(soci::into(slot.integer, slot.indicator));
    } else {
      statement.exchange(soci::into(slot.text, slot.indicator));
    }
  }
  statement.prepare(std::string(sql));
  statement.define_and_bind();
}

void Prepared::bind(const Values& values) {
  CHECK(values.size() == uses.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    CHECK(values[i].type() == uses[i].type);
    uses[i].integer = values[i].integer();
    uses[i].text = values[i].text();
    uses[i].indicator = values[i].is_null() ? soci::i_null : soci::i_ok;
  }
}

void Prepared::read_into(std::vector<Row::Cell>& cells) const {
  for (std::size_t i = 0; i < intos.size(); ++i) {
    Row::Cell& cell = cells[i];
    cell.is_null = intos[i].indicator == soci::i_null;
    if (column_types[i] == 'i') {
      cell.integer = cell.is_null ? 0 : intos[i].integer;
    } else if (cell.is_null) {
      cell.text.clear();
    } else {
      cell.text = intos[i].text;
    }
  }
}

}  // namespace

struct Connection::State {
  std::string file;
  soci::session session;
  std::map<std::string, std::unique_ptr<Prepared>, std::less<>> prepared;
};

Connection::Connection(std::unique_ptr<State> state) : state_(std::move(state)) {}
Connection::~Connection() { state_->prepared.clear(); }

namespace {

[[noreturn]] void throw_translated(const std::string& file, const soci::sqlite3_soci_error& error) {
  // get_error_message() leaves out the statement and its values, which what() holds.
  const std::string sentence = "The database " + file + ": " + error.get_error_message() + ".";
  switch (error.result() & 0xff) {
    case SQLITE_FULL:
      throw DatabaseFull(sentence + " Free some space; nothing was half kept.");
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      throw DatabaseDamaged(sentence);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Busy(sentence + " Another program holds it.");
    case SQLITE_CONSTRAINT:
      throw ConstraintBroken(sentence);
    case SQLITE_IOERR:
    case SQLITE_NOMEM:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PROTOCOL:
      throw StorageFault(sentence + " Check the disk and its permissions, then start again.");
    default:
      throw base::Fault(sentence);
  }
}

template <class Work>
auto translated(const std::string& file, Work&& work) {
  try {
    return work();
  } catch (const soci::sqlite3_soci_error& error) {
    throw_translated(file, error);
  } catch (const soci::soci_error& error) {
    throw base::Fault("The database " + file + ": " + error.get_error_message() + ".");
  }
}

Prepared& prepared_for(Connection::State& state, std::string_view sql, std::string_view columns,
                       const Values& values) {
  const auto found = state.prepared.find(sql);
  if (found != state.prepared.end()) {
    CHECK(found->second->column_types == columns);
    return *found->second;
  }
  if (state.prepared.size() >= kPreparedMax) {
    std::erase_if(state.prepared, [](const auto& pair) { return !pair.second->in_use; });
  }
  auto made = std::make_unique<Prepared>(state.session, sql, columns, values);
  return *state.prepared.emplace(std::string(sql), std::move(made)).first->second;
}

// Leaves the statement reset, so that it holds no snapshot; one that failed is prepared anew.
class Borrowed {
 public:
  Borrowed(Connection::State& state, Prepared& prepared) : state_(state), prepared_(prepared) {
    CHECK(!prepared_.in_use);
    prepared_.in_use = true;
  }
  Borrowed(const Borrowed&) = delete;
  Borrowed& operator=(const Borrowed&) = delete;
  ~Borrowed() {
    prepared_.in_use = false;
    if (finished_) return;
    std::erase_if(state_.prepared,
                  [this](const auto& pair) { return pair.second.get() == &prepared_; });
  }
  void finish() {
    reset(prepared_.statement);
    finished_ = true;
  }

 private:
  Connection::State& state_;
  Prepared& prepared_;
  bool finished_ = false;
};

}  // namespace

std::int64_t run(Connection& connection, std::string_view sql, const Values& values) {
  Connection::State& state = connection.state();
  return translated(state.file, [&]() -> std::int64_t {
    Prepared& prepared = prepared_for(state, sql, "", values);
    Borrowed borrowed(state, prepared);
    prepared.bind(values);
    prepared.statement.execute(true);
    const std::int64_t changed = prepared.statement.get_affected_rows();
    borrowed.finish();
    return changed;
  });
}

void each_row(Connection& connection, std::string_view sql, std::string_view columns,
              const Values& values, const UseRow& use) {
  Connection::State& state = connection.state();
  translated(state.file, [&] {
    Prepared& prepared = prepared_for(state, sql, columns, values);
    Borrowed borrowed(state, prepared);
    prepared.bind(values);
    std::vector<Row::Cell> cells(columns.size());
    for (bool got = prepared.statement.execute(true); got; got = prepared.statement.fetch()) {
      prepared.read_into(cells);
      use(Row(cells));
    }
    borrowed.finish();
  });
}

struct RowReader::State {
  State(Connection::State& connection, std::string_view sql, std::string_view columns)
      : file(connection.file),
        prepared(connection.session, sql, columns, {}),
        cells(columns.size()) {}

  std::string file;
  Prepared prepared;
  std::vector<Row::Cell> cells;
  bool started = false;
};

RowReader::RowReader(Connection& connection, std::string_view sql, std::string_view columns) {
  Connection::State& state = connection.state();
  state_ = translated(state.file, [&] { return std::make_unique<State>(state, sql, columns); });
}

RowReader::~RowReader() = default;

const std::vector<Row::Cell>* RowReader::next() {
  State& state = *state_;
  const bool got = translated(state.file, [&] {
    return state.started ? state.prepared.statement.fetch()
                         : state.prepared.statement.execute(true);
  });
  state.started = true;
  if (!got) return nullptr;
  state.prepared.read_into(state.cells);
  return &state.cells;
}

std::optional<std::int64_t> find_number(Connection& connection, std::string_view sql,
                                        const Values& values) {
  std::optional<std::int64_t> found;
  each_row(connection, sql, "i", values, [&](const Row& row) { found = row.find_integer(0); });
  return found;
}

std::optional<std::string> find_text(Connection& connection, std::string_view sql,
                                     const Values& values) {
  std::optional<std::string> found;
  each_row(connection, sql, "t", values, [&](const Row& row) {
    if (!row.is_null(0)) found = row.text(0);
  });
  return found;
}

std::optional<std::int64_t> Row::find_integer(std::size_t column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}

std::optional<base::UtcTime> Row::find_time(std::size_t column) const {
  if (is_null(column)) return std::nullopt;
  return time(column);
}

bool is_in_transaction(Connection& connection) {
  return sqlite_api::sqlite3_get_autocommit(database_of(connection.state().session)) == 0;
}

namespace {

std::string pragma(Connection& connection, std::string_view text) {
  std::string answer;
  each_row(connection, text, "t", {}, [&](const Row& row) { answer = row.text(0); });
  return answer;
}

void set_up(Connection& connection, Opening opening) {
  pragma(connection, "PRAGMA busy_timeout = 5000");
  pragma(connection, "PRAGMA foreign_keys = ON");
  pragma(connection, "PRAGMA cache_size = -16000");
  pragma(connection, "PRAGMA trusted_schema = OFF");
  if (opening == Opening::read) {
    pragma(connection, "PRAGMA query_only = ON");
  } else if (opening == Opening::scratch) {
    pragma(connection, "PRAGMA cache_size = -200000");
    pragma(connection, "PRAGMA journal_mode = MEMORY");
    pragma(connection, "PRAGMA synchronous = OFF");
  } else {
    if (pragma(connection, "PRAGMA journal_mode = WAL") != "wal") {
      throw StorageFault("The database " + connection.state().file +
                         " cannot keep a write-ahead log. It must lie on a local file system.");
    }
    pragma(connection, "PRAGMA synchronous = FULL");
    pragma(connection, "PRAGMA wal_autocheckpoint = 4000");
  }
}

// Nobody but the server's own user reads a database; its log files take over the mode.
void create_private_file(const std::filesystem::path& file) {
  const auto folder = std::filesystem::absolute(file).parent_path();
  if (std::filesystem::exists(file) || !std::filesystem::is_directory(folder)) return;
  base::File::open_write(file, 0600);
  base::sync_directory(folder);
}

}  // namespace

std::unique_ptr<Connection> open_connection(const std::filesystem::path& file, Opening opening) {
  const std::string name = file.string();
  if (name.find('"') != std::string::npos) {
    throw base::Fault("The path of a database must not hold a quotation mark: " + name);
  }
  if (opening != Opening::read) create_private_file(file);
  auto state = std::make_unique<Connection::State>();
  state->file = name;
  try {
    state->session.open(soci::sqlite3, "dbname=\"" + name + "\"");
    sqlite_api::sqlite3_extended_result_codes(database_of(state->session), 1);
  } catch (const soci::soci_error& error) {
    throw DatabaseDamaged("The database " + name +
                          " cannot be opened: " + error.get_error_message() + ".");
  }
  auto connection = std::make_unique<Connection>(std::move(state));
  set_up(*connection, opening);
  return connection;
}

Transaction::Transaction(Connection& connection, Kind kind) : connection_(connection) {
  run(connection_, kind == Kind::write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
  if (!open_ || !is_in_transaction(connection_)) return;
  try {
    run(connection_, "ROLLBACK");
  } catch (const base::Fault&) {  // the connection is of no more use; its next call says so
  }
}

void Transaction::commit() {
  run(connection_, "COMMIT");
  open_ = false;
}

}  // namespace liuhen::catalog
