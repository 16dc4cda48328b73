#include "flows/law/judge.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <set>

#include "base/civil_day.h"
#include "base/fault.h"
#include "base/guarded.h"
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
constexpr unsigned kThreadsMax = 8;  // each takes a connection of the catalog's pool
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

// After a fault the pause is kept whatever is committed meanwhile, and nothing is called settled.
void Judge::rest(const std::stop_token& stop, bool after_fault) {
  std::unique_lock lock(mutex_);
  progress_.settled = !woken_ && !after_fault;
  changed_.wait_for(lock, stop, kPause, [&] { return woken_ && !after_fault; });
  woken_ = false;
}

void Judge::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    bool did_something = false, failed = false;
    try {
      did_something = judge_some(stop);
    } catch (const base::Damaged& fault) {
      base::log_line(base::LogLevel::error, "findings.made_again", {{"detail", fault.what()}});
      store_.begin_anew();
      failed = true;
    } catch (const std::exception& fault) {
      base::log_line(base::LogLevel::error, "judge.fault", {{"detail", fault.what()}});
      failed = true;
    }
    if (!did_something) rest(stop, failed);
  }
}

bool Judge::judge_some(const std::stop_token& stop) {
  const auto book = house_.law_book();
  if (!book) return false;
  const auto mark = store_.find_mark();
  if (!mark || mark->book != book->digest()) return judge_all(*book, stop);
  return judge_new_entries(*book, stop) || judge_by_time(*book, stop);
}

// One case that cannot be judged must not keep the others waiting: it is logged, and tried again
// with the daily run.
std::optional<catalog::JudgedScope> Judge::judge_scope(const rules::LawBook& book,
                                                       const std::string& id) {
  const base::UtcTime now = house_.clock().now();
  try {
    auto lease = house_.catalog().read();
    if (id == kHouseScope) return scope_of(id, judge(book, {gather_house(lease)}, now), now);
    const auto gathered = gather_case(lease, {id});
    if (!gathered) return std::nullopt;
    return scope_of(id, judge(book, gathered->subjects, now), now);
  } catch (const base::Damaged&) {
    throw;
  } catch (const std::exception& fault) {
    base::log_line(base::LogLevel::error, "judge.scope", {{"id", id}, {"detail", fault.what()}});
    return catalog::JudgedScope{id, {}, std::nullopt, now};
  }
}

// On all cores but one: a new law book over a large house should be a matter of minutes, and people
// go on working meanwhile.
std::vector<catalog::JudgedScope> Judge::judge_scopes(const rules::LawBook& book,
                                                      const std::vector<std::string>& ids,
                                                      const std::stop_token& stop) {
  std::vector<std::optional<catalog::JudgedScope>> judged(ids.size());
  std::atomic<std::size_t> next{0};
  base::Guarded<std::exception_ptr> fault;
  {
    const unsigned count = std::clamp(std::thread::hardware_concurrency(), 2U, kThreadsMax);
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < count && i < ids.size(); ++i) {
      threads.emplace_back([&] {
        try {
          for (std::size_t at = next++; at < ids.size() && !stop.stop_requested(); at = next++) {
            judged[at] = judge_scope(book, ids[at]);
          }
        } catch (...) {
          fault.with([](auto& held) { held = std::current_exception(); });
        }
      });
    }
  }
  fault.with([](const auto& held) {
    if (held) std::rethrow_exception(held);
  });
  std::vector<catalog::JudgedScope> scopes;
  for (auto& scope : judged) {
    if (scope) scopes.push_back(std::move(*scope));
  }
  return scopes;
}

// The mark is set at the end, with the count of entries at the beginning: what came meanwhile is
// judged again. What the old book found stays in the lists until the new one has judged it.
bool Judge::judge_all(const rules::LawBook& book, const std::stop_token& stop) {
  std::uint64_t entries = 0;
  const base::UtcTime began = house_.clock().now();
  {
    auto lease = house_.catalog().read();
    entries = catalog::count_entries(lease);
    const std::scoped_lock lock(mutex_);
    progress_.cases_done = 0;
    progress_.cases_total = static_cast<std::int64_t>(catalog::count_cases(lease));
  }
  std::int64_t place = -1;
  for (;;) {
    std::vector<std::string> ids;
    {
      auto lease = house_.catalog().read();
      for (const auto& one : catalog::cases_after(lease, place, kCasesAtOnce)) {
        ids.push_back(one.id.text);
        place = static_cast<std::int64_t>(one.entry_index);
      }
    }
    if (ids.empty()) break;
    store_.keep(judge_scopes(book, ids, stop), std::nullopt);
    if (stop.stop_requested()) return false;
    const std::scoped_lock lock(mutex_);
    progress_.cases_done += static_cast<std::int64_t>(ids.size());
  }
  store_.forget_judged_before(began);
  store_.keep({*judge_scope(book, kHouseScope)}, catalog::JudgedMark{book.digest(), entries});
  const std::scoped_lock lock(mutex_);
  progress_.cases_done = progress_.cases_total = 0;
  return true;
}

// In slices, so that closing the house does not wait for an officer with thousands of cases; the
// mark comes last.
bool Judge::judge_new_entries(const rules::LawBook& book, const std::stop_token& stop) {
  const std::uint64_t done = store_.find_mark()->entries;
  std::set<std::string> ids;
  std::uint64_t next = done;
  {
    auto lease = house_.catalog().read();
    for (const std::string& one : catalog::entry_bytes_from(lease, done, kEntriesAtOnce)) {
      ++next;
      const auto entry = model::entry_of(one);
      if (!entry || is_silent(*entry)) continue;
      const auto cases = catalog::cases_about(lease, entry->subject);
      for (const auto& id : cases) ids.insert(id.text);
      if (cases.empty() || entry->kind == "duty.assigned") ids.insert(kHouseScope);
    }
  }
  if (next == done) return false;
  const std::vector<std::string> all(ids.begin(), ids.end());
  for (std::size_t at = 0; at < all.size(); at += kCasesAtOnce) {
    const auto end = std::min(all.size(), at + kCasesAtOnce);
    store_.keep(judge_scopes(book,
                             {all.begin() + static_cast<std::ptrdiff_t>(at),
                              all.begin() + static_cast<std::ptrdiff_t>(end)},
                             stop),
                std::nullopt);
    if (stop.stop_requested()) return false;
  }
  store_.keep({}, catalog::JudgedMark{book.digest(), next});
  return true;
}

bool Judge::judge_by_time(const rules::LawBook& book, const std::stop_token& stop) {
  const base::UtcTime now = house_.clock().now();
  const base::UtcTime today = base::start_of(base::china_day_of(now));
  const auto ids = store_.scopes_to_judge(now, today, kCasesAtOnce);
  auto scopes = judge_scopes(book, ids, stop);
  if (stop.stop_requested() || ids.empty()) return false;
  std::set<std::string> judged;
  for (const auto& scope : scopes) judged.insert(scope.id);
  for (const auto& id : ids) {  // a scope that is no more asks nothing again today
    if (!judged.contains(id)) scopes.push_back({id, {}, std::nullopt, now});
  }
  store_.keep(scopes, std::nullopt);
  return true;
}

}  // namespace liuhen::flows
