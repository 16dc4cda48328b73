// Fault: something in the world outside this program went wrong (disk, child process, peer). It is
// an exception because hardly any caller can mend it; it is caught in three places only: the HTTP
// session, worker loops and the command line's main. what() says what happened, where, and what a
// person can do about it; it never holds content or secrets.
#pragma once

#include <stdexcept>
#include <string>

namespace liuhen::base {

class Fault : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// No space left (or quota reached). HTTP answers 507; nothing is half kept.
class DiskFull : public Fault {
 public:
  using Fault::Fault;
};

// A queue, a pool or the log cannot take or answer more at the moment; the same call may succeed in
// a second. HTTP answers 503 with Retry-After.
class Busy : public Fault {
 public:
  using Fault::Fault;
};

// Stored bytes are not what they must be, met where no report can be given (for example an
// unreadable database at start). Verification gives reports instead of throwing this.
class Damaged : public Fault {
 public:
  using Fault::Fault;
};

// Another process already holds the folder.
class AlreadyRunning : public Fault {
 public:
  using Fault::Fault;
};

// Throws Fault (or DiskFull for ENOSPC/EDQUOT) with strerror of `error_number`.
[[noreturn]] void throw_errno(const std::string& what, int error_number);
[[noreturn]] void throw_errno(const std::string& what);  // uses errno

}  // namespace liuhen::base
