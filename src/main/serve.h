// liuhen serve: opens the house, starts the server, stays until Ctrl-C or TERM.
#pragma once

#include <string>
#include <vector>

namespace liuhen {

int serve(const std::vector<std::string>& words);

}  // namespace liuhen
