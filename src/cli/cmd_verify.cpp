#include <boost/json.hpp>
#include <cstdio>

#include "base/fault.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/credentials.h"
#include "cli/interrupt.h"
#include "cli/progress_line.h"
#include "flows/admin/verify_house.h"

namespace liuhen::cli {
namespace {

// One line of progress for each part, in turn.
class PartProgress {
 public:
  void show(const std::string& part, std::uint64_t done, std::uint64_t total) {
    if (!line_ || part != part_) {
      part_ = part;
      line_ = std::make_unique<ProgressLine>("verify " + part, part == "vault");
      line_->start(total);
    }
    line_->start_over_if_total_changed(total);
    line_->show(done);
  }

 private:
  std::string part_;
  std::unique_ptr<ProgressLine> line_;
};

void print_for_people(const flows::HouseReport& report) {
  for (const auto& problem : report.problems) {
    std::printf("PROBLEM  %-8s %-20s %s\n         %s\n", problem.part.c_str(), problem.code.c_str(),
                problem.place.c_str(), problem.sentence.c_str());
  }
  std::printf(
      "entries in the log    %llu\nobjects in the vault  %llu (%s)\ncatalog rows compared %llu\n",
      static_cast<unsigned long long>(report.entries),
      static_cast<unsigned long long>(report.objects), size_text(report.content_bytes).c_str(),
      static_cast<unsigned long long>(report.catalog_rows));
  if (report.unpublished_entries > 0) {
    std::printf("not published yet     %llu entries (the server publishes them when it runs)\n",
                static_cast<unsigned long long>(report.unpublished_entries));
  }
  if (report.stopped) {
    std::printf("STOPPED before the end: what was not reached is not judged\n");
  } else if (report.is_sound()) {
    std::printf("SOUND: log, vault and catalog agree, byte for byte and row for row\n");
  } else {
    std::printf("NOT SOUND: %llu problems\n",
                static_cast<unsigned long long>(report.problem_count));
  }
}

}  // namespace

int cmd_verify(const Words& words) {
  const Arguments arguments(words, {"data", "threads", "key", "sm2-key"}, {"json"});
  if (!arguments.words().empty()) throw UsageError("verify takes no words but 'receipt'");
  flows::VerifyHouseOptions options;
  options.data = arguments.get("data");
  options.threads = static_cast<unsigned>(arguments.integer_or("threads", 0, 0, 256));
  if (const auto key = arguments.find("key")) options.vkey = read_vkey(*key);
  if (const auto pem = arguments.find("sm2-key")) options.sm2_public_pem = read_sm2_key(*pem);
  options.stop = &interrupted();
  PartProgress progress;
  options.progress = [&](const std::string& part, std::uint64_t done, std::uint64_t total) {
    progress.show(part, done, total);
  };
  try {
    const flows::HouseReport report = flows::verify_house(options);
    if (arguments.has("json")) {
      std::printf("%s\n", boost::json::serialize(flows::json_of(report)).c_str());
    } else {
      print_for_people(report);
    }
    return report.stopped ? 3 : report.is_sound() ? 0 : 1;
  } catch (const base::Fault& fault) {
    std::fprintf(stderr, "the house could not be checked: %s\n", fault.what());
    return 3;
  }
}

}  // namespace liuhen::cli
