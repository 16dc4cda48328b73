// The law engine over a whole bureau: every case gathered from the catalog and judged by every
// article, and one case judged again after an entry.
//   bench_rules [FILE] [CASES]   builds FILE first when it is absent: CASES cases, each with 10
//   acts
//                                and 30 records (a third of them recordings with known times)
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/disk.h"
#include "catalog/case_queries.h"
#include "catalog/catalog.h"
#include "catalog/finding_store.h"
#include "catalog/rebuild.h"
#include "flows/law/judge_case.h"
#include "measure.h"
#include "model/entry/casework.h"
#include "model/entry/law.h"
#include "model/entry/people.h"
#include "model/entry/records.h"
#include "rules/law_book.h"

namespace {

using namespace liuhen;

constexpr int kAccounts = 200;
constexpr int kActsPerCase = 10;
constexpr int kRecordsPerAct = 3;
constexpr base::UtcTime kStart{1'767'225'600'000};  // 2026-01-01
constexpr base::UtcTime kNow{1'795'000'000'000};
constexpr double kTargetSeconds = 60;
constexpr double kTargetOneMs = 5;

template <class AnyId>
AnyId id_of(int group, std::int64_t number) {
  char text[64];
  std::snprintf(text, sizeof text, "0190a000-%04x-7000-8000-%012llx", static_cast<unsigned>(group),
                static_cast<unsigned long long>(number));
  return AnyId{text};
}

class Bureau {
 public:
  explicit Bureau(std::int64_t cases) : cases_(cases) {
    put(model::UnitCreated{id_of<model::UnitId>(0, 0), std::nullopt, "市局", "Bureau"});
    for (int i = 0; i < kAccounts; ++i) {
      const auto account = id_of<model::AccountId>(1, i);
      put(model::AccountCreated{account,
                                "officer" + std::to_string(i),
                                "执法员",
                                std::to_string(i),
                                id_of<model::UnitId>(0, 0),
                                {"officer"}});
      put(model::DeviceRegistered{id_of<model::DeviceId>(4, i), "body_camera",
                                  "ZF-" + std::to_string(i), "", "", account});
      if (i % 10 == 0) continue;
      put(model::AccountCertified{account, "行政执法证", "1", "2020-01-01", "2030-12-31"});
      put(model::AccountTrained{account, "body_camera", "2025-01-01", "2027-12-31"});
    }
  }

  std::optional<std::string> next() {
    if (at_ == ready_.size()) {
      ready_.clear();
      at_ = 0;
      if (done_ == cases_) return std::nullopt;
      put_case(done_++);
    }
    return std::move(ready_[at_++]);
  }

 private:
  template <class Body>
  void put(const Body& body) {
    time_ = time_.plus_ms(100);
    ready_.push_back(model::bytes_of(
        model::make_entry(time_, "account:" + id_of<model::AccountId>(1, 0).text, body)));
  }

  void put_case(std::int64_t number) {
    const auto case_id = id_of<model::CaseId>(2, number);
    const auto first = id_of<model::AccountId>(1, number % kAccounts);
    static constexpr const char* kStages[] = {"investigation", "review", "service", "closed"};
    put(model::CaseOpened{case_id,
                          "立〔2026〕" + std::to_string(number) + "号",
                          "串通投标案",
                          "某公司",
                          "ordinary",
                          kStages[number % 4],
                          id_of<model::UnitId>(0, 0),
                          {first}});
    put(model::FactsStated{"case",
                           case_id.text,
                           case_id,
                           {R"({"filed_at":"2026-01-05T09:00:00.000Z"})"},
                           "",
                           std::nullopt});
    for (int i = 0; i < kActsPerCase; ++i) put_act(number, i, case_id, first);
  }

  void put_act(std::int64_t number, int i, const model::CaseId& case_id,
               const model::AccountId& first) {
    static constexpr const char* kKinds[] = {"on_site_inspection", "inquiry", "sampling", "hearing",
                                             "service"};
    const std::int64_t act_number = number * kActsPerCase + i;
    const auto act = id_of<model::ActId>(3, act_number);
    const base::UtcTime from = kStart.plus_ms((act_number % 200'000) * 60'000);
    put(model::ActOpened{act,
                         case_id,
                         kKinds[i % 5],
                         "活动",
                         "某处",
                         {first, id_of<model::AccountId>(1, (number * 7 + 3) % kAccounts)},
                         std::nullopt,
                         from,
                         from.plus_ms(1'800'000)});
    put(model::FactsStated{
        "act", act.text, case_id, {R"({"certificate_shown":true})"}, "", std::nullopt});
    for (int j = 0; j < kRecordsPerAct; ++j) put_record(act_number, j, case_id, act, from);
  }

  void put_record(std::int64_t act_number, int j, const model::CaseId& case_id,
                  const model::ActId& act, base::UtcTime from) {
    model::RecordDeposited body;
    body.record_id = id_of<model::RecordId>(5, act_number * kRecordsPerAct + j);
    body.case_id = case_id;
    body.act_id = act;
    body.device_id = id_of<model::DeviceId>(4, act_number % kAccounts);
    body.record_kind = j == 0 ? "recording" : j == 1 ? "document" : "data_set";
    body.file_name = "a.mp4";
    body.size_bytes = 1000;
    body.sha256 = base::sha256_of(body.record_id.text);
    body.object_path = body.record_id.text;
    put(body);
    if (j != 0) return;
    put(model::RecordProbed{
        body.record_id,
        "bench",
        "answered",
        "",
        {R"({"duration_ms":1800000,"kind":"video","times":[{"source":"mvhd","value":")" +
         base::rfc3339_of(from) + R"(","zone":"utc"}]})"}});
  }

  std::int64_t cases_ = 0, done_ = 0;
  base::UtcTime time_ = kStart;
  std::vector<std::string> ready_;
  std::size_t at_ = 0;
};

struct Tally {
  std::atomic<std::int64_t> next{0}, cases{0}, subjects{0}, checks{0}, findings{0};
  std::atomic<std::int64_t> gather_us{0}, judge_us{0};
};

std::int64_t micros_of(const auto& work) {
  return static_cast<std::int64_t>(bench::seconds_of(work) * 1e6);
}

void judge_one(catalog::Catalog& catalog, const rules::LawBook& book, const model::CaseId& id,
               Tally& tally) {
  auto lease = catalog.read();
  std::optional<flows::CaseSubjects> gathered;
  std::vector<flows::TitledFinding> findings;
  tally.gather_us += micros_of([&] { gathered = flows::gather_case(lease, id); });
  if (!gathered) return;
  tally.judge_us += micros_of([&] { findings = flows::judge(book, gathered->subjects, kNow); });
  ++tally.cases;
  tally.subjects += static_cast<std::int64_t>(gathered->subjects.size());
  tally.findings += static_cast<std::int64_t>(findings.size());
  for (const auto& subject : gathered->subjects) {
    tally.checks += static_cast<std::int64_t>(book.checks_of(subject.facts.kind()).size());
  }
}

void judge_all(catalog::Catalog& catalog, const rules::LawBook& book, std::int64_t cases,
               Tally& tally) {
  const auto work = [&] {
    for (std::int64_t i = tally.next++; i < cases; i = tally.next++) {
      judge_one(catalog, book, id_of<model::CaseId>(2, i), tally);
      if (i % 10'000 == 0) std::fprintf(stderr, "%lld cases\r", static_cast<long long>(i));
    }
  };
  std::vector<std::jthread> threads;
  for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i) {
    threads.emplace_back(work);
  }
}

void print_whole(const Tally& tally, double seconds) {
  const auto a_second = [&](const auto& count) { return static_cast<double>(count) / seconds; };
  std::printf(
      "all cases: %lld cases, %lld subjects, %lld checks, %lld findings in %.1f s on %u cores\n"
      "  %.0f cases/s, %.0f articles x subjects/s; %.2f of the target of %.0f s\n"
      "  processor: gathering %.0f s, judging %.0f s\n",
      (long long)tally.cases, (long long)tally.subjects, (long long)tally.checks,
      (long long)tally.findings, seconds, std::thread::hardware_concurrency(),
      a_second(tally.cases), a_second(tally.checks), seconds / kTargetSeconds, kTargetSeconds,
      static_cast<double>(tally.gather_us) / 1e6, static_cast<double>(tally.judge_us) / 1e6);
}

void print_one(catalog::Catalog& catalog, const rules::LawBook& book, std::int64_t cases) {
  auto store = catalog::FindingStore::open(base::fs::temp_directory_path() / "bench_findings.db");
  std::vector<double> spent;
  for (int turn = 0; turn < 1000; ++turn) {
    const auto id = id_of<model::CaseId>(2, (turn * 7919LL) % cases);
    spent.push_back(
        1e3 * bench::seconds_of([&] {
          auto lease = catalog.read();
          const auto gathered = flows::gather_case(lease, id);
          store.keep({flows::scope_of(id.text, flows::judge(book, gathered->subjects, kNow), kNow)},
                     std::nullopt);
        }));
  }
  std::sort(spent.begin(), spent.end());
  std::printf(
      "one case again after an entry: p50 %.2f, p99 %.2f ms; %.2f of the target of %.0f ms\n",
      spent[500], spent[990], spent[990] / kTargetOneMs, kTargetOneMs);
}

}  // namespace

int main(int count, char** words) {
  const base::fs::path file = count > 1 ? words[1] : "bench_rules.db";
  const std::int64_t cases = count > 2 ? std::atoll(words[2]) : 100'000;
  if (!base::fs::exists(file)) {
    Bureau bureau(cases);
    std::uint64_t entries = 0;
    const double seconds =
        bench::seconds_of([&] { entries = catalog::rebuild(file, [&] { return bureau.next(); }); });
    std::printf("built: %llu entries in %.0f s\n", (unsigned long long)entries, seconds);
  }
  auto catalog = catalog::Catalog::open(file);
  auto book = rules::LawBook::load(base::fs::path(LIUHEN_SOURCE_DIR) / "law");
  if (!book) {
    for (const auto& problem : book.error()) std::printf("%s\n", text_of(problem).c_str());
    return 1;
  }
  std::printf("law book: %zu articles\n", book->articles().size());
  Tally tally;
  const double seconds = bench::seconds_of([&] { judge_all(catalog, *book, cases, tally); });
  print_whole(tally, seconds);
  print_one(catalog, *book, cases);
  return 0;
}
