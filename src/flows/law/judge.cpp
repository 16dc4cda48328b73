#include "flows/law/judge.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <set>

#include "base/civil_day.h"
#include "base/log.h"
#include "catalog/case_queries.h"
#include "catalog/entry_queries.h"
#include "flows/house.h"
#include "flows/law/case_subjects.h"
#include "flows/law/judge_case.h"

namespace liuhen::flows {
namespace {

constexpr std::chrono::seconds kPause{20};
constexpr int kCasesAtOnce = 200;
constexpr int kEntriesAtOnce = 500;
constexpr int kScopesAtOnce = 100;
constexpr const char* kHouseScope = "house";

// Entries that no finding rests on.
bool is_silent(const model::Entry& entry) {
  return entry.kind == "account.session" || entry.kind == "record.viewed";
}

}  // namespace

Judge::Judge(House& house, catalog::FindingStore& store)
    : house_(house), store_(store), thread_([this](const std::stop_token& stop) { run(stop); }) {}

Judge::~Judge() { thread_.request_stop(); }

void Judge::wake() {
  {
    const std::scoped_lock lock(mutex_);
    woken_ = true;
    progress_.settled = false;
  }
  changed_.notify_all();
}

JudgeProgress Judge::progress() const {
  const std::scoped_lock lock(mutex_);
  return progress_;
}

void Judge::rest(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  progress_.settled = !woken_;
  changed_.wait_for(lock, stop, kPause, [&] { return woken_; });
  woken_ = false;
}

void Judge::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    bool did_something = false;
    try {
      did_something = judge_some(stop);
    } catch (const std::exception& fault) {
      base::log_line(base::LogLevel::error, "judge.fault", {{"detail", fault.what()}});
    }
    if (!did_something) rest(stop);
  }
}

bool Judge::judge_some(const std::stop_token& stop) {
  const auto book = house_.law_book();
  if (!book) return false;
  const auto mark = store_.find_mark();
  if (!mark || mark->book != book->digest()) return judge_all(*book, stop);
  return judge_new_entries(*book) || judge_by_time(*book);
}

std::optional<catalog::JudgedScope> Judge::judge_scope(const rules::LawBook& book,
                                                       const std::string& id) {
  auto lease = house_.catalog().read();
  const base::UtcTime now = house_.clock().now();
  if (id == kHouseScope) return scope_of(id, judge(book, {gather_house(lease)}, now), now);
  const auto gathered = gather_case(lease, {id});
  if (!gathered) return std::nullopt;
  return scope_of(id, judge(book, gathered->subjects, now), now);
}

// On all cores: a new law book over a large house should be a matter of minutes.
std::vector<catalog::JudgedScope> Judge::judge_cases(const rules::LawBook& book,
                                                     const std::vector<catalog::PlacedCase>& cases,
                                                     const std::stop_token& stop) {
  std::vector<std::optional<catalog::JudgedScope>> judged(cases.size());
  std::atomic<std::size_t> next{0};
  std::exception_ptr fault;
  std::mutex fault_mutex;
  {
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i) {
      threads.emplace_back([&] {
        try {
          for (std::size_t at = next++; at < cases.size() && !stop.stop_requested(); at = next++) {
            judged[at] = judge_scope(book, cases[at].id.text);
          }
        } catch (...) {
          const std::scoped_lock lock(fault_mutex);
          fault = std::current_exception();
        }
      });
    }
  }
  if (fault) std::rethrow_exception(fault);
  std::vector<catalog::JudgedScope> scopes;
  for (auto& scope : judged) {
    if (scope) scopes.push_back(std::move(*scope));
  }
  return scopes;
}

// The mark is set at the end, with the count of entries at the beginning: what came meanwhile is
// judged again.
bool Judge::judge_all(const rules::LawBook& book, const std::stop_token& stop) {
  std::uint64_t entries = 0;
  {
    auto lease = house_.catalog().read();
    entries = catalog::count_entries(lease);
    const std::scoped_lock lock(mutex_);
    progress_.cases_done = 0;
    progress_.cases_total = static_cast<std::int64_t>(catalog::count_cases(lease));
  }
  store_.clear();
  std::int64_t place = -1;
  while (!stop.stop_requested()) {
    const auto cases = [&] {
      auto lease = house_.catalog().read();
      return catalog::cases_after(lease, place, kCasesAtOnce);
    }();
    if (cases.empty()) break;
    place = static_cast<std::int64_t>(cases.back().entry_index);
    const auto scopes = judge_cases(book, cases, stop);
    if (stop.stop_requested()) return false;
    store_.keep(scopes, std::nullopt);
    const std::scoped_lock lock(mutex_);
    progress_.cases_done += static_cast<std::int64_t>(scopes.size());
  }
  if (stop.stop_requested()) return false;
  store_.keep({*judge_scope(book, kHouseScope)}, catalog::JudgedMark{book.digest(), entries});
  const std::scoped_lock lock(mutex_);
  progress_.cases_done = progress_.cases_total = 0;
  return true;
}

bool Judge::judge_new_entries(const rules::LawBook& book) {
  const std::uint64_t done = store_.find_mark()->entries;
  std::set<std::string> ids;
  std::uint64_t next = done;
  {
    auto lease = house_.catalog().read();
    const auto bytes = catalog::entry_bytes_from(lease, done, kEntriesAtOnce);
    for (const std::string& one : bytes) {
      ++next;
      const auto entry = model::entry_of(one);
      if (!entry || is_silent(*entry)) continue;
      const auto cases = catalog::cases_about(lease, entry->subject);
      for (const auto& id : cases) ids.insert(id.text);
      if (cases.empty() || entry->kind == "duty.assigned") ids.insert(kHouseScope);
    }
  }
  if (next == done) return false;
  std::vector<catalog::JudgedScope> scopes;
  for (const std::string& id : ids) {
    if (auto scope = judge_scope(book, id)) scopes.push_back(std::move(*scope));
  }
  store_.keep(scopes, catalog::JudgedMark{book.digest(), next});
  return true;
}

bool Judge::judge_by_time(const rules::LawBook& book) {
  const base::UtcTime now = house_.clock().now();
  const base::UtcTime today = base::start_of(base::china_day_of(now));
  const auto ids = store_.scopes_to_judge(now, today, kScopesAtOnce);
  std::vector<catalog::JudgedScope> scopes;
  for (const std::string& id : ids) {
    auto scope = judge_scope(book, id);
    scopes.push_back(scope ? std::move(*scope) : catalog::JudgedScope{id, {}, {}, now});
  }
  if (scopes.empty()) return false;
  store_.keep(scopes, std::nullopt);
  return true;
}

}  // namespace liuhen::flows
