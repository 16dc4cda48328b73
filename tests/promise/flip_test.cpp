// The promise: flip every byte, and `verify` notices each. Every byte of small files and every n-th
// of larger ones in vault and log; every column of every row of the catalog; files that are gone,
// cut, grown or slipped in.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/fault.h"
#include "catalog/sql.h"
#include "catalog/tables.h"
#include "flows/admin/verify_house.h"
#include "ledger/keys.h"
#include "promise/sample_work.h"

namespace liuhen::promise {
namespace {

using base::fs::path;

// A verification of this house takes about 15 ms.
constexpr std::uint64_t kFlipsMax = 1000;

class Flip : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    const base::SystemClock clock;
    folder_ = new base::ScratchFolder("flip");
    found_sample_house(data(), clock);
    do_little_work(*open_sample_house(data(), clock));
    // Opened and closed, the write-ahead log is folded into the file.
    base::fs::copy_file(data() / "catalog.db", *folder_ / "whole.db");
  }
  static void TearDownTestSuite() { delete folder_; }

  static path data() { return *folder_ / "house"; }

  static flows::HouseReport report() {
    flows::VerifyHouseOptions options;
    options.data = data();
    options.threads = 1;
    return flows::verify_house(options);
  }

  static bool is_noticed() { return !report().is_sound(); }

  static std::vector<path> files_below(const path& root) {
    std::vector<path> out;
    for (const auto& entry : base::fs::recursive_directory_iterator(root)) {
      if (entry.is_regular_file() && entry.path().filename() != "lock") out.push_back(entry.path());
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  static std::uint64_t bytes_below(const path& root) {
    std::uint64_t total = 0;
    for (const path& file : files_below(root)) total += base::fs::file_size(file);
    return total;
  }

  static void overwrite(const path& file, std::uint64_t offset, std::uint8_t byte) {
    base::fs::permissions(file, base::fs::perms::owner_write, base::fs::perm_options::add);
    base::File::open_write(file).write_at(offset, base::Bytes{byte});
  }

  static void flip_at(const path& file, const base::Bytes& content, std::uint64_t at) {
    overwrite(file, at, content[at] ^ (1U << (at % 8)));
    EXPECT_TRUE(is_noticed()) << file << " at byte " << at;
    overwrite(file, at, content[at]);
  }

  // Every byte of files up to `whole_bytes`; of all together at most kFlipsMax.
  static void flip_below(const path& root, std::uint64_t whole_bytes) {
    ASSERT_FALSE(is_noticed());
    const std::uint64_t stride = std::max<std::uint64_t>(1, bytes_below(root) / kFlipsMax);
    std::uint64_t flips = 0;
    for (const path& file : files_below(root)) {
      const base::Bytes content = base::read_file(file);
      const std::uint64_t step = content.size() <= whole_bytes ? 1 : stride;
      for (std::uint64_t at = flips % step; at < content.size(); at += step, ++flips) {
        flip_at(file, content, at);
      }
    }
    EXPECT_FALSE(is_noticed());
    EXPECT_GT(flips, 800U);
    std::printf("%llu bytes flipped, of %llu\n", static_cast<unsigned long long>(flips),
                static_cast<unsigned long long>(bytes_below(root)));
  }

  // A tile or bundle that a wider one has replaced may go: nothing needs it any more.
  static bool may_be_missing(const path& file) {
    if (file.parent_path().extension() != ".p") return false;
    const auto width = std::stoull(file.filename().string());
    for (const auto& other : base::fs::directory_iterator(file.parent_path())) {
      if (std::stoull(other.path().filename().string()) > width) return true;
    }
    return false;
  }

  // Each file gone, cut by a byte, grown by one.
  static void mistreat_files_below(const path& root) {
    for (const path& file : files_below(root)) {
      const base::Bytes content = base::read_file(file);
      if (!may_be_missing(file)) {
        base::fs::rename(file, *folder_ / "away");
        EXPECT_TRUE(is_noticed()) << file << " is gone";
        base::fs::rename(*folder_ / "away", file);
      }
      overwrite(file, content.size(), 'x');
      EXPECT_TRUE(is_noticed()) << file << " has grown";
      base::fs::resize_file(file, content.size());
      if (content.empty()) continue;
      base::fs::resize_file(file, content.size() - 1);
      EXPECT_TRUE(is_noticed()) << file << " is cut";
      overwrite(file, content.size() - 1, content.back());
    }
    EXPECT_FALSE(is_noticed());
  }

  static inline base::ScratchFolder* folder_ = nullptr;
};

class FlipVault : public Flip {};
class FlipLog : public Flip {};

TEST_F(FlipVault, EveryByte) { flip_below(data() / "vault" / "ocfl", 200); }
TEST_F(FlipLog, EveryByte) { flip_below(data() / "log", 300); }

TEST_F(FlipVault, FilesGoneCutOrGrown) { mistreat_files_below(data() / "vault" / "ocfl"); }
TEST_F(FlipLog, FilesGoneCutOrGrown) { mistreat_files_below(data() / "log"); }

// What the house says of itself: house.json and the keys, against the first entry of the log.
class FlipHouse : public Flip {
 protected:
  static path settings() { return data() / "house.json"; }

  // The PEM of the SM2 key has bytes that say nothing of it (its last line's end, the version of
  // its wrapping): OpenSSL reads the same key without them. At most a few.
  static bool leaves_the_key(const path& file, base::Bytes content, std::uint64_t at) {
    if (file.filename() != "checkpoint.sm2.pem") return false;
    const auto whole = ledger::Sm2PrivateKey::parse_pem(base::as_text(content));
    content[at] ^= static_cast<std::uint8_t>(1U << (at % 8));
    const auto key = ledger::Sm2PrivateKey::parse_pem(base::as_text(content));
    const bool same = key && key->pem() == whole->pem();
    said_nothing_ += same ? 1 : 0;
    return same;
  }

  static std::set<std::string> codes() {
    std::set<std::string> codes;
    for (const auto& problem : report().problems) codes.insert(problem.code);
    return codes;
  }

  static std::set<std::string> codes_with(const flows::HouseSettings& changed) {
    const std::string before = base::read_text(settings());
    flows::save_settings({data()}, changed);
    const auto found = codes();
    base::write_file_durably(settings(), before);
    return found;
  }

  static inline int said_nothing_ = 0;
};

using Codes = std::set<std::string>;

TEST_F(FlipHouse, EveryByteOfSettingsAndKeys) {
  ASSERT_FALSE(is_noticed());
  auto files = files_below(data() / "keys");
  ASSERT_EQ(files.size(), 4U);
  files.push_back(settings());
  for (const path& file : files) {
    const base::Bytes content = base::read_file(file);
    for (std::uint64_t at = 0; at < content.size(); ++at) {
      if (!leaves_the_key(file, content, at)) flip_at(file, content, at);
    }
  }
  EXPECT_FALSE(is_noticed());
  EXPECT_LE(said_nothing_, 4);
}

TEST_F(FlipHouse, EachFieldHasItsCode) {
  using flows::HouseSettings;
  const HouseSettings sound = flows::get_settings({data()});
  HouseSettings changed;
  const auto with = [&](auto&& change) {
    changed = sound;
    change(changed);
    return codes_with(changed);
  };
  EXPECT_EQ(with([](auto& s) { s.house_id += "0"; }), Codes{"house.id"});
  EXPECT_EQ(with([](auto& s) { s.name_zh = "另一局"; }), Codes{"house.name_zh"});
  EXPECT_EQ(with([](auto& s) { s.name_en = "Another bureau"; }), Codes{"house.name_en"});
  EXPECT_EQ(with([](auto& s) { s.origin = "other.example/log"; }), Codes{"house.origin"});
  EXPECT_EQ(with([](auto& s) { s.demo = true; }), Codes{"house.demo"});
  EXPECT_EQ(codes(), Codes{});
}

TEST_F(FlipHouse, SettingsThatAreGoneOrSayMore) {
  const std::string sound = base::read_text(settings());
  base::fs::remove(settings());
  EXPECT_EQ(codes(), Codes{"house.missing"});
  base::write_file_durably(settings(), std::string_view("{}"));
  EXPECT_EQ(codes(), Codes{"house.malformed"});
  base::write_file_durably(settings(), "{\"also\":1," + sound.substr(1));
  EXPECT_EQ(codes(), Codes{"house.malformed"});
  base::write_file_durably(settings(), sound);
  EXPECT_EQ(codes(), Codes{});
}

// Another house's keys in the place of the own ones: what they did not sign, and who founded it.
TEST_F(FlipHouse, KeysOfAnotherHouse) {
  const path away = *folder_ / "keys";
  base::fs::rename(data() / "keys", away);
  ledger::CheckpointKeys::generate("test.example/log").store(data() / "keys");
  EXPECT_EQ(codes(), (Codes{"keys.vkey", "keys.sm2", "checkpoint.signature", "sm2.signature"}));
  base::fs::remove_all(data() / "keys");
  EXPECT_EQ(codes().count("keys.unusable"), 1U);
  base::fs::rename(away, data() / "keys");
  EXPECT_EQ(codes(), Codes{});
}

// Whatever lies in a data folder is judged by these tests, or named here as not judged by verify
// (docs/operating/verify.md says the same).
TEST_F(FlipHouse, EveryFileIsJudgedOrNamed) {
  static constexpr const char* kJudged[] = {"house.json", "keys/", "log/", "vault/ocfl/",
                                            "catalog.db"};
  static constexpr const char* kNotJudged[] = {
      "lock",   "private.db",          "findings.db",    "forms.json",
      "cache/", "vault/ocfl-staging/", "vault/uploads/", "vault/quarantine/"};
  const auto begins_with_one_of = [](const std::string& file, const auto& begins) {
    return std::any_of(std::begin(begins), std::end(begins),
                       [&](const char* begin) { return file.starts_with(begin); });
  };
  for (const auto& entry : base::fs::recursive_directory_iterator(data())) {
    if (entry.is_directory()) continue;
    const std::string file = base::fs::relative(entry.path(), data()).string();
    EXPECT_TRUE(begins_with_one_of(file, kJudged) || begins_with_one_of(file, kNotJudged)) << file;
  }
  for (const char* folder : {"cache", "vault/ocfl-staging", "vault/uploads", "vault/quarantine"}) {
    base::make_directories_durably(data() / folder);
    base::write_file_durably(data() / folder / "left", std::string_view("x"));
    EXPECT_FALSE(is_noticed()) << folder;
    base::fs::remove(data() / folder / "left");
  }
}

// OCFL lets other files lie in the storage root itself and in the folder of an extension.
bool may_hold_others(const path& folder) {
  return folder.filename() == ".staging" ||
         folder.string().ends_with("hashed-n-tuple-storage-layout");
}

TEST_F(FlipLog, FilesSlippedIn) {
  std::vector<path> folders{data() / "log"};
  for (const path& root : {data() / "vault" / "ocfl", data() / "log"}) {
    for (const auto& entry : base::fs::recursive_directory_iterator(root)) {
      if (entry.is_directory() && !may_hold_others(entry.path())) folders.push_back(entry.path());
    }
  }
  for (const path& folder : folders) {
    base::write_file_durably(folder / "slipped-in", std::string_view("x"));
    EXPECT_TRUE(is_noticed()) << folder;
    base::fs::remove(folder / "slipped-in");
  }
  EXPECT_FALSE(is_noticed());
}

// The catalog in the place of the damaged one, changed by `sql` behind the program's back.
class FlipRows : public Flip {
 protected:
  static std::unique_ptr<catalog::Connection> open_live() {
    return catalog::open_connection(data() / "catalog.db", catalog::Opening::scratch);
  }

  static void restore() {
    for (const char* more : {"-wal", "-shm"})
      base::fs::remove(data() / ("catalog.db" + std::string(more)));
    base::fs::copy_file(*folder_ / "whole.db", data() / "catalog.db",
                        base::fs::copy_options::overwrite_existing);
  }

  static bool is_noticed_after(const std::string& sql) {
    restore();
    {
      const auto live = open_live();
      catalog::run(*live, "PRAGMA foreign_keys = OFF");
      if (catalog::run(*live, sql) == 0) ADD_FAILURE() << "changes nothing: " << sql;
    }
    const bool noticed = is_noticed();
    restore();
    return noticed;
  }

  static std::int64_t row_count(const std::string& table) {
    return *catalog::find_number(*open_live(), "SELECT COUNT(*) FROM " + table);
  }

  static std::vector<std::int64_t> numbers(const std::string& sql) {
    std::vector<std::int64_t> out;
    catalog::each_row(*open_live(), sql, "i", {},
                      [&](const catalog::Row& row) { out.push_back(row.integer(0)); });
    return out;
  }

  // The keys of the `number`-th row as a condition.
  static std::string where(const catalog::TableShape& shape, std::int64_t number) {
    const auto names = catalog::column_names(shape);
    std::string keys;
    for (std::size_t i = 0; i < shape.key.size(); ++i) keys += (i > 0 ? "," : "") + names[i];
    const std::string table(shape.name);
    return " WHERE (" + keys + ") = (SELECT " + keys + " FROM " + table + " ORDER BY " + keys +
           " LIMIT 1 OFFSET " + std::to_string(number) + ")";
  }
};

// An integer one more, a text one letter longer, a null no null.
std::string changed(const std::string& column) {
  return "CASE typeof(" + column + ") WHEN 'integer' THEN " + column +
         " + 1000000 WHEN 'text' THEN " + column + " || 'x' WHEN 'blob' THEN CAST('x' AS BLOB)" +
         " ELSE 1 END";
}

TEST_F(FlipRows, EveryColumnOfEveryDerivedRow) {
  ASSERT_FALSE(is_noticed());
  std::map<std::string, int> tried;
  for (const auto& shape : catalog::derived_tables()) {
    const std::string table(shape.name);
    const std::int64_t count = row_count(table);
    for (std::int64_t number = 0; number < count; ++number) {
      for (const auto& column : catalog::column_names(shape)) {
        const std::string sql = "UPDATE OR IGNORE " + table + " SET " + column + " = " +
                                changed(column) + where(shape, number);
        EXPECT_TRUE(is_noticed_after(sql)) << sql;
        ++tried[table];
      }
      EXPECT_TRUE(is_noticed_after("DELETE FROM " + table + where(shape, number))) << table;
    }
  }
  int total = 0;
  for (const auto& [table, count] : tried) total += count;
  EXPECT_GT(total, 200);
  EXPECT_EQ(tried.size(), catalog::derived_tables().size());
  std::printf("%d columns of %zu tables changed\n", total, tried.size());
}

TEST_F(FlipRows, SearchTables) {
  for (const auto table : catalog::gram_tables()) {
    const std::string name(table);
    EXPECT_TRUE(is_noticed_after("INSERT INTO " + name + " (rowid, grams) VALUES (9, 'deadbeef')"));
  }
}

// The tables that no list of the catalog names: its two marks, and what FTS5 keeps inside.
TEST_F(FlipRows, MarksAndTheInsideOfTheSearch) {
  for (const char* mark : {"liuhen_catalog", "projection"}) {
    const std::string table(mark);
    EXPECT_EQ(row_count(table), 1);
    EXPECT_TRUE(is_noticed_after("UPDATE " + table + " SET version = version + 1")) << table;
    EXPECT_TRUE(is_noticed_after("UPDATE " + table + " SET version = 0")) << table;
    EXPECT_TRUE(is_noticed_after("DELETE FROM " + table)) << table;
  }
  // Not judged: row 1 of _data, which holds averages for a ranking that nobody asks for, and _idx,
  // where FTS5 finds the page of a gram. docs/operating/verify.md says so.
  for (const auto gram : catalog::gram_tables()) {
    const std::string table(gram);
    const auto ids = numbers("SELECT id FROM " + table + "_data WHERE id > 1");
    EXPECT_GT(ids.size(), 1U);
    for (const std::int64_t id : ids) {
      const std::string row = " WHERE id = " + std::to_string(id);
      EXPECT_TRUE(is_noticed_after("DELETE FROM " + table + "_data" + row)) << id;
      EXPECT_TRUE(is_noticed_after("UPDATE " + table + "_data SET block = x'00'" + row)) << id;
    }
    EXPECT_TRUE(is_noticed_after("DELETE FROM " + table + "_config"));
  }
}

TEST_F(FlipRows, EveryTableIsJudged) {
  std::set<std::string> judged{"liuhen_catalog", "projection"};
  for (const auto& shape : catalog::derived_tables()) judged.emplace(shape.name);
  for (const auto gram : catalog::gram_tables()) {
    for (const char* inner : {"", "_data", "_idx", "_config"})
      judged.insert(std::string(gram) + inner);
  }
  const auto live = open_live();
  catalog::each_row(
      *live, "SELECT name FROM sqlite_master WHERE type = 'table'", "t", {},
      [&](const catalog::Row& row) { EXPECT_EQ(judged.count(row.text(0)), 1U) << row.text(0); });
}

TEST_F(FlipRows, RowsSlippedIn) {
  EXPECT_TRUE(is_noticed_after(
      "INSERT INTO account_role (account_id, role, position)"
      " SELECT account_id, 'leader', 7 FROM account WHERE sign_in_name = 'officer'"));
  EXPECT_TRUE(
      is_noticed_after("INSERT INTO case_handler (case_id, account_id, position, case_index)"
                       " SELECT case_id, 'somebody', 9, entry_index FROM case_file"));
}

}  // namespace
}  // namespace liuhen::promise
