#include <cstdio>

#include "base/clock.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/progress_line.h"
#include "flows/admin/rebuild_house.h"

namespace liuhen::cli {

int cmd_rebuild(const Words& words) {
  const Arguments arguments(words, {"data"}, {});
  if (!arguments.words().empty()) throw UsageError("rebuild takes no words");
  ProgressLine line("rebuild", false);
  const auto result = flows::rebuild_house(arguments.get("data"), base::SystemClock(),
                                           [&](std::uint64_t done, std::uint64_t total) {
                                             line.start_over_if_total_changed(total);
                                             line.show(done);
                                           });
  line.end(std::to_string(result.entries) + " entries");
  std::printf("The catalog was made again from %llu entries",
              static_cast<unsigned long long>(result.entries));
  if (result.carried_over > 0) {
    std::printf(", %llu of them not published yet and carried over",
                static_cast<unsigned long long>(result.carried_over));
  }
  std::printf(".\n");
  if (!result.old_catalog.empty()) {
    std::printf("The old one lies in %s.\n", result.old_catalog.c_str());
  }
  return 0;
}

}  // namespace liuhen::cli
