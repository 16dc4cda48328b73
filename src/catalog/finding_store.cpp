#include "catalog/finding_store.h"

#include <array>

#include "base/fault.h"
#include "base/guarded.h"
#include "base/log.h"
#include "catalog/migrations.h"
#include "catalog/sql.h"

namespace liuhen::catalog {
namespace {

constexpr std::array<std::string_view, 6> kVersion1{
    "CREATE TABLE mark (book TEXT NOT NULL, entries INTEGER NOT NULL)",
    "CREATE TABLE scope (scope_id TEXT PRIMARY KEY, judged_ms INTEGER NOT NULL,"
    " next_ms INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE INDEX scope_next ON scope (next_ms)",
    "CREATE INDEX scope_judged ON scope (judged_ms)",
    "CREATE TABLE finding (scope_id TEXT NOT NULL, position INTEGER NOT NULL,"
    " subject_kind TEXT NOT NULL, subject_id TEXT NOT NULL, title TEXT NOT NULL,"
    " article_id TEXT NOT NULL, check_name TEXT NOT NULL, state TEXT NOT NULL,"
    " severity TEXT NOT NULL, due_ms INTEGER, breached_ms INTEGER,"
    " provisional INTEGER NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (scope_id, position))"
    " WITHOUT ROWID",
    "CREATE INDEX finding_rank ON finding (rank, article_id, state)",
};
constexpr std::array<Migration, 1> kMigrations{{{kVersion1}}};
constexpr Schema kSchema{"liuhen_findings", "This file is a cache: remove it.", kMigrations};

constexpr std::int64_t kNever = INT64_MAX;

std::unique_ptr<Connection> open_file(const std::filesystem::path& file) {
  auto connection = open_connection(file, Opening::write);
  migrate(*connection, kSchema);
  return connection;
}

void remove_file(const std::filesystem::path& file) {
  for (const char* more : {"", "-wal", "-shm", "-journal"}) {
    std::filesystem::remove(file.string() + more);
  }
}

// What is broken stands before what will be; a question waits for a person; the rest last.
std::int64_t rank_of(const KeptFinding& finding) {
  constexpr std::int64_t kStep = std::int64_t{1} << 52;  // far beyond any time
  const auto place = [](const std::optional<base::UtcTime>& time) {
    return time ? time->ms : kStep - 1;
  };
  if (finding.state == "breached") {
    return place(finding.breached_at ? finding.breached_at : finding.due_at);
  }
  if (finding.state == "due" && finding.due_at) return kStep + place(finding.due_at);
  if (finding.state == "question") return 2 * kStep;
  if (finding.state == "due") return 3 * kStep;
  return 4 * kStep;
}

void keep_scope(Connection& connection, const JudgedScope& scope) {
  run(connection, "DELETE FROM finding WHERE scope_id = :scope", {scope.id});
  run(connection,
      "INSERT OR REPLACE INTO scope (scope_id, judged_ms, next_ms)"
      " VALUES (:scope, :judged, :next)",
      {scope.id, scope.judged_at, scope.next_change ? scope.next_change->ms : kNever});
  int position = 0;
  for (const KeptFinding& finding : scope.findings) {
    run(connection,
        "INSERT INTO finding (scope_id, position, subject_kind, subject_id, title, article_id,"
        " check_name, state, severity, due_ms, breached_ms, provisional, rank) VALUES (:scope,"
        " :position, :kind, :id, :title, :article, :check, :state, :severity, :due, :breached,"
        " :provisional, :rank)",
        {scope.id, position++, finding.subject_kind, finding.subject_id, finding.title,
         finding.article_id, finding.check_name, finding.state, finding.severity, finding.due_at,
         finding.breached_at, finding.provisional, rank_of(finding)});
  }
}

std::string json_of(const std::vector<model::CaseId>& ids) {
  std::string text = "[";
  for (const auto& id : ids) text += (text.size() == 1 ? "\"" : ",\"") + id.text + "\"";
  return text + "]";
}

KeptFinding finding_of(const Row& row) {
  KeptFinding found{row.text(1),      row.text(2),  row.text(3), row.text(4),
                    row.text(5),      row.text(6),  row.text(7), row.find_time(8),
                    row.find_time(9), row.flag(10), std::nullopt};
  if (row.text(0) != "house") found.case_id = model::CaseId{row.text(0)};
  return found;
}

}  // namespace

struct FindingStore::State {
  State(std::filesystem::path the_file, std::unique_ptr<Connection> opened)
      : file(std::move(the_file)), connection(std::move(opened)) {}
  const std::filesystem::path file;
  base::Guarded<std::unique_ptr<Connection>> connection;
};

FindingStore::FindingStore(std::unique_ptr<State> state) : state_(std::move(state)) {}
FindingStore::FindingStore(FindingStore&&) noexcept = default;
FindingStore& FindingStore::operator=(FindingStore&&) noexcept = default;
FindingStore::~FindingStore() = default;

FindingStore FindingStore::open(const std::filesystem::path& file) {
  try {
    return FindingStore(std::make_unique<State>(file, open_file(file)));
  } catch (const base::Fault& fault) {
    base::log_line(base::LogLevel::warning, "findings.made_again", {{"detail", fault.what()}});
    remove_file(file);
    return FindingStore(std::make_unique<State>(file, open_file(file)));
  }
}

std::optional<JudgedMark> FindingStore::find_mark() {
  return state_->connection.with([](auto& connection) {
    std::optional<JudgedMark> found;
    each_row(*connection, "SELECT book, entries FROM mark", "ti", {}, [&](const Row& row) {
      found = JudgedMark{row.text(0), row.count(1)};
    });
    return found;
  });
}

void FindingStore::keep(const std::vector<JudgedScope>& scopes,
                        const std::optional<JudgedMark>& mark) {
  state_->connection.with([&](auto& connection) {
    Transaction transaction(*connection, Transaction::Kind::write);
    for (const JudgedScope& scope : scopes) keep_scope(*connection, scope);
    if (mark) {
      run(*connection, "DELETE FROM mark");
      run(*connection, "INSERT INTO mark (book, entries) VALUES (:book, :entries)",
          {mark->book, mark->entries});
    }
    transaction.commit();
  });
}

void FindingStore::forget_judged_before(base::UtcTime time) {
  state_->connection.with([&](auto& connection) {
    Transaction transaction(*connection, Transaction::Kind::write);
    run(*connection,
        "DELETE FROM finding WHERE scope_id IN"
        " (SELECT scope_id FROM scope WHERE judged_ms < :time)",
        {time});
    run(*connection, "DELETE FROM scope WHERE judged_ms < :time", {time});
    transaction.commit();
  });
}

void FindingStore::begin_anew() {
  state_->connection.with([&](auto& connection) {
    connection.reset();
    remove_file(state_->file);
    connection = open_file(state_->file);
  });
}

std::vector<std::string> FindingStore::scopes_to_judge(base::UtcTime now,
                                                       base::UtcTime judged_before, int limit) {
  return state_->connection.with([&](auto& connection) {
    std::vector<std::string> found;
    const auto take = [&](const Row& row) { found.push_back(row.text(0)); };
    each_row(*connection,
             "SELECT scope_id FROM scope WHERE next_ms <= :now ORDER BY next_ms LIMIT :limit", "t",
             {now, limit}, take);
    if (!found.empty()) return found;
    each_row(*connection,
             "SELECT scope_id FROM scope WHERE judged_ms < :before ORDER BY judged_ms LIMIT :limit",
             "t", {judged_before, limit}, take);
    return found;
  });
}

std::vector<KeptFinding> FindingStore::list(const FindingFilter& filter, int limit) {
  std::string where = " WHERE 1 = 1";
  Values values;
  if (filter.case_ids) {
    where += " AND scope_id IN (SELECT value FROM json_each(:cases))";
    values.emplace_back(json_of(*filter.case_ids));
  }
  if (filter.article_id) {
    where += " AND article_id = :article";
    values.emplace_back(*filter.article_id);
  }
  for (std::size_t i = 0; i < filter.states.size(); ++i) {
    where += (i == 0 ? " AND state IN (:s0" : ", :s" + std::to_string(i));
    values.emplace_back(filter.states[i]);
  }
  if (!filter.states.empty()) where += ")";
  values.emplace_back(limit);
  return state_->connection.with([&](auto& connection) {
    std::vector<KeptFinding> found;
    each_row(*connection,
             "SELECT scope_id, subject_kind, subject_id, title, article_id, check_name, state,"
             " severity, due_ms, breached_ms, provisional FROM finding" +
                 where + " ORDER BY rank, scope_id, position LIMIT :limit",
             "ttttttttiii", values, [&](const Row& row) { found.push_back(finding_of(row)); });
    return found;
  });
}

std::vector<ArticleCount> FindingStore::count_by_article() {
  return state_->connection.with([](auto& connection) {
    std::vector<ArticleCount> found;
    each_row(*connection,
             "SELECT article_id, state, count(*) FROM finding GROUP BY article_id, state"
             " ORDER BY article_id, state",
             "tti", {}, [&](const Row& row) {
               found.push_back({row.text(0), row.text(1), row.integer(2)});
             });
    return found;
  });
}

}  // namespace liuhen::catalog
