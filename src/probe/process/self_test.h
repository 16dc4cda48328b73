// Proves the sandbox on this machine: forks one child for each forbidden deed and each wall alone
// and together, tries the deed, and looks whether it was denied.
#pragma once

#include <string>

#include "probe/process/sandbox.h"

namespace liuhen::probe::process {

// true when everything was denied; `report` gets one line for each attempt.
bool self_test(const SandboxLimits& limits, std::string& report);

}  // namespace liuhen::probe::process
