#include "base/fault.h"

#include <cerrno>
#include <system_error>

namespace liuhen::base {

void throw_errno(const std::string& what, int error_number) {
  const std::string text = what + ": " + std::generic_category().message(error_number);
  if (error_number == ENOSPC || error_number == EDQUOT) throw DiskFull(text);
  throw Fault(text);
}

void throw_errno(const std::string& what) { throw_errno(what, errno); }

}  // namespace liuhen::base
