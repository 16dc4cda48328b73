#include "catalog/compare.h"

#include <charconv>
#include <optional>

#include "catalog/catalog.h"
#include "catalog/sql.h"
#include "catalog/tables.h"

namespace liuhen::catalog {
namespace {

constexpr std::size_t kDifferencesMax = 1000;
constexpr std::size_t kShownBytesMax = 80;
constexpr std::uint64_t kProgressRows = 10'000;

using Cells = std::vector<Row::Cell>;

// What is read and how rows find their partners.
struct Source {
  std::string name;
  std::string sql;                   // ordered by the key
  std::string key;                   // 'i' or 't' for each key column
  std::vector<std::string> columns;  // key columns first
};

// The stored type is part of the value: a text made a blob looks the same and is found no more.
std::string typed(const std::string& column) {
  return "typeof(" + column + ") || ':' || CAST(" + column + " AS TEXT)";
}

Source source_of(const TableShape& shape) {
  Source source{std::string(shape.name), "SELECT ", std::string(shape.key), column_names(shape)};
  std::string order;
  for (std::size_t i = 0; i < source.columns.size(); ++i) {
    source.sql += (i == 0 ? "" : ", ") + typed(source.columns[i]);
    if (i < source.key.size()) order += (i == 0 ? "" : ", ") + source.columns[i];
  }
  source.sql += " FROM " + source.name + " ORDER BY " + order;
  return source;
}

// Tables, indexes and, above all, triggers that are not ours.
Source schema_source() {
  return {"sqlite_master",
          "SELECT 'text:' || type, 'text:' || name, 'text:' || tbl_name, 'text:' || sql"
          " FROM sqlite_master ORDER BY type, name",
          "tt",
          {"type", "name", "tbl_name", "sql"}};
}

// Each gram with what identifies the set of its rows.
Source gram_source(std::string_view table) {
  const std::string name(table);
  return {name,
          "SELECT 'text:' || term, 'integer:' || COUNT(*), 'integer:' || SUM(doc),"
          " 'integer:' || SUM(doc * 2654435761 % 4294967291) FROM temp.vocabulary_of_" +
              name + " GROUP BY term ORDER BY term",
          "t",
          {"gram", "row_count", "row_sum", "row_check"}};
}

std::string_view value_of(const Row::Cell& cell) {
  const std::string_view text = cell.text;
  const std::size_t colon = text.find(':');
  return colon == std::string_view::npos ? text : text.substr(colon + 1);
}

std::string_view type_of(const Row::Cell& cell) {
  return std::string_view(cell.text).substr(0, cell.text.find(':'));
}

bool same(const Row::Cell& a, const Row::Cell& b) {
  return a.is_null == b.is_null && (a.is_null || a.text == b.text);
}

std::string shown(const Row::Cell& cell, bool with_type) {
  if (cell.is_null) return "(null)";
  std::string text(with_type ? std::string_view(cell.text) : value_of(cell));
  if (text.size() <= kShownBytesMax) return text;
  std::size_t end = kShownBytesMax;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

int compare_integers(std::string_view a, std::string_view b) {
  const auto read = [](std::string_view text) {
    std::int64_t number = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
    return result.ec == std::errc() ? number : INT64_MAX;
  };
  const std::int64_t x = read(a), y = read(b);
  if (x != y) return x < y ? -1 : 1;
  return a.compare(b);
}

// Any consistent order serves: each step moves at least one side on.
int compare_keys(const Cells& a, const Cells& b, const std::string& key) {
  for (std::size_t i = 0; i < key.size(); ++i) {
    const auto x = value_of(a[i]), y = value_of(b[i]);
    const int order = key[i] == 'i' ? compare_integers(x, y) : x.compare(y);
    if (order != 0) return order;
  }
  return 0;
}

std::string key_text(const Cells& cells, const std::string& key) {
  std::string text;
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (i > 0) text += ',';
    text += value_of(cells[i]);
  }
  return text;
}

class Comparer {
 public:
  Comparer(Connection& live, Connection& rebuilt, const CompareProgress& progress)
      : live_(live), rebuilt_(rebuilt), progress_(progress) {}

  void merge(const Source& source);
  void check_pages();
  Comparison take() { return std::move(found_); }

 private:
  void note(Difference difference);
  void note_columns(const Source& source, const Cells& live, const Cells& rebuilt);
  void note_row(const Source& source, const Cells& cells, bool only_live);
  void count_row();

  Connection& live_;
  Connection& rebuilt_;
  const CompareProgress& progress_;
  Comparison found_;
};

void Comparer::note(Difference difference) {
  ++found_.difference_count;
  if (found_.differences.size() < kDifferencesMax) {
    found_.differences.push_back(std::move(difference));
  }
}

void Comparer::note_row(const Source& source, const Cells& cells, bool only_live) {
  const std::string there = "(present)", gone = "(absent)";
  note({source.name, key_text(cells, source.key), "*", only_live ? there : gone,
        only_live ? gone : there});
}

void Comparer::note_columns(const Source& source, const Cells& live, const Cells& rebuilt) {
  for (std::size_t i = 0; i < source.columns.size(); ++i) {
    if (same(live[i], rebuilt[i])) continue;
    const bool with_type = type_of(live[i]) != type_of(rebuilt[i]);
    note({source.name, key_text(rebuilt, source.key), source.columns[i], shown(live[i], with_type),
          shown(rebuilt[i], with_type)});
  }
}

void Comparer::count_row() {
  if (++found_.row_count % kProgressRows == 0 && progress_) progress_(found_.row_count);
}

void Comparer::merge(const Source& source) {
  const std::string columns(source.columns.size(), 't');
  RowReader live(live_, source.sql, columns), rebuilt(rebuilt_, source.sql, columns);
  const Cells* a = live.next();
  const Cells* b = rebuilt.next();
  while (a != nullptr || b != nullptr) {
    const int order = a == nullptr ? 1 : b == nullptr ? -1 : compare_keys(*a, *b, source.key);
    if (order == 0) note_columns(source, *a, *b);
    if (order < 0) note_row(source, *a, true);
    if (order > 0) note_row(source, *b, false);
    if (order >= 0) {
      b = rebuilt.next();
      count_row();
    }
    if (order <= 0) a = live.next();
  }
}

// Indexes that disagree with their tables would hide rows from lists.
void Comparer::check_pages() {
  each_row(live_, "PRAGMA integrity_check(100)", "t", {}, [&](const Row& row) {
    if (row.text(0) == "ok") return;
    note({"(file)", "", "*", shown({0, "text:" + row.text(0), false}, false), "ok"});
  });
}

// The vocabulary of an FTS5 table is read through a virtual table of this connection's own.
void open_vocabularies(Connection& connection) {
  const auto writable = [&](bool on) {
    each_row(connection, on ? "PRAGMA query_only = OFF" : "PRAGMA query_only = ON", "t", {},
             [](const Row&) {});
  };
  writable(true);
  for (const auto table : gram_tables()) {
    const std::string name(table);
    run(connection, "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary_of_" + name +
                        " USING fts5vocab (main, " + name + ", instance)");
  }
  writable(false);
}

}  // namespace

Comparison compare(Connection& live, Connection& rebuilt, const CompareProgress& progress) {
  open_vocabularies(live);
  open_vocabularies(rebuilt);
  Comparer comparer(live, rebuilt, progress);
  comparer.merge(schema_source());
  for (const TableShape& shape : derived_tables()) comparer.merge(source_of(shape));
  for (const auto table : gram_tables()) comparer.merge(gram_source(table));
  comparer.check_pages();
  return comparer.take();
}

Comparison compare(Catalog& live, Catalog& rebuilt, const CompareProgress& progress) {
  auto live_lease = live.read();
  auto rebuilt_lease = rebuilt.read();
  return compare(*live_lease, *rebuilt_lease, progress);
}

}  // namespace liuhen::catalog
