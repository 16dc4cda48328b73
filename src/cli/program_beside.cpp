#include "base/disk.h"
#include "cli/commands.h"

namespace liuhen::cli {

std::string program_beside(const std::string& name) {
  return (base::fs::read_symlink("/proc/self/exe").parent_path() / name).string();
}

}  // namespace liuhen::cli
