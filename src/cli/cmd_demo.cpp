#include <cstdio>

#include "base/clock.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "flows/admin/demo_bureau.h"

namespace liuhen::cli {

int cmd_demo(const Words& words) {
  const Arguments arguments(words, {"data", "media", "bureau", "probe"}, {});
  flows::DemoOrder order;
  order.house.data = arguments.get("data");
  order.house.probe_program = arguments.get_or("probe", program_beside("liuhen_probe"));
  order.media = arguments.get("media");
  order.bureau_file = arguments.get("bureau");
  order.progress = [](const std::string& what) {
    std::printf("      %s\n", what.c_str());
    std::fflush(stdout);
  };
  flows::found_demo_bureau(order, base::SystemClock());
  return 0;
}

}  // namespace liuhen::cli
