// Ctrl-C and TERM as a flag that long work looks at, so that it can stop cleanly.
#pragma once

#include <atomic>

namespace liuhen::cli {

// Installs the handlers on the first call. A second signal ends the program at once.
const std::atomic<bool>& interrupted();

}  // namespace liuhen::cli
