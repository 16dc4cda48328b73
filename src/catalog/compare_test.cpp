#include "catalog/compare.h"

#include <gtest/gtest.h>

#include <set>

#include "catalog/entry_queries.h"
#include "catalog/rebuild.h"
#include "catalog/sample_house.h"
#include "catalog/sql.h"
#include "catalog/tables.h"

namespace liuhen::catalog {
namespace {

// A live catalog of plain files that tests damage one at a time, and its rebuild.
class Compare : public testing::Test {
 protected:
  Compare() {
    {
      SampleHouse house;
      house.submit_all(sample_entries());
      run_plain_sql(house.catalog.file(), "PRAGMA wal_checkpoint(TRUNCATE)");
      base::fs::copy_file(house.catalog.file(), folder_ / "live.db");
      std::uint64_t next = 0;
      rebuild(folder_ / "rebuilt.db", [&]() -> std::optional<std::string> {
        auto lease = house.catalog.read();
        return find_entry_bytes(lease, next++);
      });
    }
    rebuilt_.emplace(Catalog::open(folder_ / "rebuilt.db"));
  }

  // What is found after `sql` was done to a copy of the live catalog.
  Comparison found_after(const std::string& sql) {
    const auto file = folder_ / ("damaged" + std::to_string(number_++) + ".db");
    base::fs::copy_file(folder_ / "live.db", file);
    if (!sql.empty()) run_plain_sql(file, sql);
    Comparison found;
    {
      Catalog damaged = Catalog::create_scratch(file);  // nothing is synced
      found = compare(damaged, *rebuilt_);
    }
    for (const char* more : {"", "-wal", "-shm"}) base::fs::remove(file.string() + more);
    return found;
  }

  static bool names(const Comparison& comparison, std::string_view table, std::string_view column) {
    for (const auto& difference : comparison.differences) {
      if (difference.table == table && difference.column == column) return true;
    }
    return false;
  }

  base::ScratchFolder folder_{"compare"};
  std::optional<Catalog> rebuilt_;
  int number_ = 0;
};

TEST_F(Compare, FindsNothingInAnUntouchedCatalog) {
  const Comparison found = found_after("");
  EXPECT_EQ(found.difference_count, 0U);
  EXPECT_GT(found.row_count, 100U);
}

TEST_F(Compare, NoticesEachChangedColumn) {
  for (const TableShape& shape : derived_tables()) {
    const auto columns = column_names(shape);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string table(shape.name), column = columns[i], key = columns[0];
      const std::string where = " WHERE " + key + " = (SELECT MIN(" + key + ") FROM " + table + ")";
      const Comparison found =
          found_after("UPDATE " + table + " SET " + column + " = CASE typeof(" + column +
                      ") WHEN 'integer' THEN " + column + " + 1000 WHEN 'null' THEN 1 ELSE " +
                      column + " || 'x' END" + where);
      EXPECT_GT(found.difference_count, 0U) << table << '.' << column;
      const bool is_key = i < shape.key.size();
      EXPECT_TRUE(names(found, table, is_key ? "*" : column)) << table << '.' << column;
    }
  }
}

TEST_F(Compare, NoticesEachMissingAndEachExtraRow) {
  for (const TableShape& shape : derived_tables()) {
    const std::string table(shape.name);
    const auto columns = column_names(shape);
    const std::string least = "SELECT MIN(" + columns[0] + ") FROM " + table;
    const Comparison missing =
        found_after("DELETE FROM " + table + " WHERE " + columns[0] + " = (" + least + ")");
    EXPECT_TRUE(names(missing, table, "*")) << table;
    EXPECT_EQ(missing.differences.at(0).live, "(absent)");
    // The least row again, under other keys and names.
    std::string select;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      select += (i == 0 ? "" : ", ") + std::string("CASE typeof(") + columns[i] +
                ") WHEN 'integer' THEN " + columns[i] + " + 1000 WHEN 'text' THEN " + columns[i] +
                " || 'x' END";
    }
    const Comparison extra =
        found_after("INSERT INTO " + table + " (" + std::string(shape.columns) + ") SELECT " +
                    select + " FROM " + table + " LIMIT 1");
    EXPECT_TRUE(names(extra, table, "*")) << table;
    EXPECT_EQ(extra.differences.at(0).rebuilt, "(absent)");
  }
}

TEST_F(Compare, NoticesWhatLooksTheSame) {
  EXPECT_TRUE(names(found_after("UPDATE record SET record_id = CAST(record_id AS BLOB)"), "record",
                    "record_id"));
  EXPECT_TRUE(names(found_after("UPDATE record SET file_name = file_name || char(0)"), "record",
                    "file_name"));
  EXPECT_TRUE(names(found_after("UPDATE unit SET parent_id = '' WHERE parent_id IS NULL"), "unit",
                    "parent_id"));
}

TEST_F(Compare, NoticesTheSearchIndexAndTheSchema) {
  EXPECT_TRUE(names(found_after("INSERT INTO record_gram (rowid, grams) VALUES (9, 'deadbeef')"),
                    "record_gram", "*"));
  EXPECT_GT(found_after("INSERT INTO case_gram (case_gram) VALUES ('delete-all')").difference_count,
            10U);
  EXPECT_TRUE(names(found_after("CREATE TRIGGER hide AFTER INSERT ON record BEGIN"
                                " DELETE FROM record_sight; END"),
                    "sqlite_master", "*"));
  EXPECT_TRUE(names(found_after("DROP INDEX record_digest"), "sqlite_master", "*"));
  EXPECT_GT(found_after("PRAGMA writable_schema = ON; UPDATE sqlite_master SET rootpage ="
                        " (SELECT rootpage FROM sqlite_master WHERE name = 'act_case')"
                        " WHERE name = 'record_digest'")
                .difference_count,
            0U);
}

TEST_F(Compare, KeepsTheFirstThousandAndCountsAll) {
  const Comparison found = found_after(
      "WITH RECURSIVE n (i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 1599)"
      " INSERT INTO entry SELECT i, 'k', 's', 'a', 0, 'b' FROM n");
  EXPECT_EQ(found.differences.size(), 1000U);
  EXPECT_EQ(found.difference_count, 1500U);
}

// No table or column of the schema is forgotten.
TEST_F(Compare, ShapesAreThoseOfTheSchema) {
  std::set<std::string> known, real;
  for (const TableShape& shape : derived_tables()) {
    for (const auto& column : column_names(shape)) {
      known.insert(std::string(shape.name) + '.' + column);
    }
  }
  auto lease = rebuilt_->read();
  each_row(lease,
           "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c"
           " WHERE m.type = 'table' AND m.name NOT LIKE '%\\_gram%' ESCAPE '\\'"
           " AND m.name NOT IN ('liuhen_catalog', 'projection')",
           "tt", {}, [&](const Row& row) { real.insert(row.text(0) + '.' + row.text(1)); });
  EXPECT_EQ(known, real);
  const auto grams =
      find_number(lease, "SELECT COUNT(*) FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%'");
  EXPECT_EQ(grams, static_cast<std::int64_t>(gram_tables().size()));
}

}  // namespace
}  // namespace liuhen::catalog
