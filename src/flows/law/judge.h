// The judge: keeps findings.db true. What it works through is a question, not a queue that can be
// lost: entries behind its mark, scopes whose time has come, scopes not judged today; another law
// book starts it anew. One thread of its own; pages that show one case judge it themselves, so
// they never wait for it.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "catalog/finding_store.h"
#include "rules/law_book.h"

namespace liuhen::flows {

class House;

struct JudgeProgress {
  bool settled = false;         // nothing waits
  std::int64_t cases_done = 0;  // of a run over all cases; 0 of 0 when none runs
  std::int64_t cases_total = 0;
};

class Judge {
 public:
  Judge(House& house, catalog::FindingStore& store);
  Judge(const Judge&) = delete;
  Judge& operator=(const Judge&) = delete;
  ~Judge();

  // Any thread: there are new entries, or another book.
  void wake();
  JudgeProgress progress() const;

 private:
  void run(const std::stop_token& stop);
  bool judge_some(const std::stop_token& stop);  // false: nothing waits
  bool judge_all(const rules::LawBook& book, const std::stop_token& stop);
  bool judge_new_entries(const rules::LawBook& book, const std::stop_token& stop);
  bool judge_by_time(const rules::LawBook& book, const std::stop_token& stop);
  std::vector<catalog::JudgedScope> judge_scopes(const rules::LawBook& book,
                                                 const std::vector<std::string>& ids,
                                                 const std::stop_token& stop);
  std::optional<catalog::JudgedScope> judge_scope(const rules::LawBook& book,
                                                  const std::string& id);
  void rest(const std::stop_token& stop, bool after_fault);

  House& house_;
  catalog::FindingStore& store_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  bool woken_ = true;
  JudgeProgress progress_;
  std::jthread thread_;
};

}  // namespace liuhen::flows
