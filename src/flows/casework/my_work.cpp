#include "flows/casework/my_work.h"

#include <algorithm>

#include "base/check.h"
#include "catalog/act_queries.h"
#include "catalog/case_queries.h"
#include "catalog/record_queries.h"
#include "flows/house.h"

namespace liuhen::flows {
namespace {

// Article 1-5a "2日内": natural days, the start day not counted (setting, default of
// reference/law-and-standards §4). The end of the second day, Beijing time; rolling to the next
// working day needs the calendar of the law engine.
constexpr std::int64_t kDayMs = std::int64_t{24} * 3600 * 1000;
constexpr std::int64_t kBeijingMs = std::int64_t{8} * 3600 * 1000;

base::UtcTime storing_due(base::UtcTime ended_at) {
  const std::int64_t local_day = (ended_at.ms + kBeijingMs) / kDayMs;
  return {(local_day + 3) * kDayMs - kBeijingMs - 1000};
}

std::optional<Task> task_of_act(const model::Act& act) {
  if (act.ended_at && act.record_count == 0) {
    return Task{"act_without_recording",
                "执法活动“" + act.title + "”已结束，尚无音像记录入库",
                "The act “" + act.title + "” has ended and no recording is in store",
                act.case_id,
                act.id,
                std::nullopt,
                storing_due(*act.ended_at),
                "1-5a"};
  }
  if (!act.started_at && act.record_count > 0) {
    return Task{"act_without_times",
                "请补填执法活动“" + act.title + "”的起止时间",
                "State when the act “" + act.title + "” began and ended",
                act.case_id,
                act.id,
                std::nullopt,
                std::nullopt,
                "3-9b"};
  }
  return std::nullopt;
}

std::optional<Task> task_of_record(const model::Record& record) {
  if (record.probe_outcome.empty() || record.probe_outcome == "answered") return std::nullopt;
  return Task{"record_failed_probe",
              "文件“" + record.file_name + "”无法识别，请核对原件",
              "The file “" + record.file_name + "” could not be examined; check the original",
              record.case_id,
              record.act_id,
              record.id,
              std::nullopt,
              "2-8"};
}

bool due_before(const Task& a, const Task& b) {
  if (a.due_at && b.due_at) return *a.due_at < *b.due_at;
  return a.due_at.has_value() && !b.due_at.has_value();
}

}  // namespace

MyWork get_my_work(House& house, const Caller& caller) {
  const Sight sight = sight_of(caller);
  MyWork work;
  if (sight.none) return work;
  auto lease = house.catalog().read();
  catalog::CaseFilter cases;
  cases.only_of = sight.only_of;
  cases.handler = caller.account.id;
  auto case_page = catalog::list_cases(lease, cases, {std::nullopt, 20});
  CHECK(case_page.ok());  // only a cursor is refused
  work.cases = std::move(case_page->cases);
  auto record_page =
      catalog::list_records(lease, {{}, {}, {}, {}, {}, sight.only_of}, {std::nullopt, 12});
  CHECK(record_page.ok());
  work.records = std::move(record_page->records);
  for (const auto& act : catalog::acts_of_officer(lease, caller.account.id, 200)) {
    if (auto task = task_of_act(act)) work.tasks.push_back(std::move(*task));
  }
  for (const auto& record : work.records) {
    if (auto task = task_of_record(record)) work.tasks.push_back(std::move(*task));
  }
  std::stable_sort(work.tasks.begin(), work.tasks.end(), due_before);
  return work;
}

}  // namespace liuhen::flows
