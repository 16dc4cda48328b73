#include <cstdio>

#include "base/clock.h"
#include "base/fault.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "flows/admin/demo_bureau.h"
#include "flows/admin/founding_place.h"

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
  const auto place = flows::examine_founding_place(order.house.data);
  if (place.is_begun()) {
    throw base::Fault("a house was begun in " + order.house.data.string() +
                      "; go on with 'liuhen init', or choose another folder");
  }
  flows::check_founding_file_system(order.house.data);
  flows::found_demo_bureau(order, base::SystemClock());
  return 0;
}

}  // namespace liuhen::cli
