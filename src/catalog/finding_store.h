// findings.db: what the law engine found last, for lists across cases. A cache: made again by the
// judge from the catalog and the law book whenever it is missing, foreign or of another book, never
// compared, never a source of truth. Any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "model/ids.h"

namespace liuhen::catalog {

struct KeptFinding {
  std::string subject_kind, subject_id, title;
  std::string article_id, check_name;
  std::string state, severity;
  std::optional<base::UtcTime> due_at, breached_at;
  bool provisional = false;
  std::optional<model::CaseId> case_id;  // filled when read
};

// What is judged together: a case, or the house ("house").
struct JudgedScope {
  std::string id;
  std::vector<KeptFinding> findings;
  std::optional<base::UtcTime> next_change;
  base::UtcTime judged_at;
};

// How far the judge has come.
struct JudgedMark {
  std::string book;           // digest of the law book with its settings
  std::uint64_t entries = 0;  // all of them are taken into account
};

struct FindingFilter {
  std::vector<std::string> states;  // empty: all
  std::optional<std::string> article_id;
  std::optional<std::vector<model::CaseId>> case_ids;  // only of these
};

struct ArticleCount {
  std::string article_id, state;
  std::int64_t count = 0;
};

class FindingStore {
 public:
  // A file that cannot be used is removed and begun anew.
  static FindingStore open(const std::filesystem::path& file);
  FindingStore(FindingStore&&) noexcept;
  FindingStore& operator=(FindingStore&&) noexcept;
  ~FindingStore();

  std::optional<JudgedMark> find_mark();
  // All or nothing, in one transaction. Without a mark the old one stays.
  void keep(const std::vector<JudgedScope>& scopes, const std::optional<JudgedMark>& mark);
  // After a run over all cases: scopes that were not judged since then are no more.
  void forget_judged_before(base::UtcTime time);
  // The file turned out to be damaged: removed, and nothing is known any more.
  void begin_anew();

  // Scopes whose time has come, or that were judged before `judged_before`; oldest first.
  std::vector<std::string> scopes_to_judge(base::UtcTime now, base::UtcTime judged_before,
                                           int limit);

  // By due date, those that are broken already first; without one last.
  std::vector<KeptFinding> list(const FindingFilter& filter, int limit);
  std::vector<ArticleCount> count_by_article();

 private:
  struct State;
  explicit FindingStore(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace liuhen::catalog
