// What can go wrong with a database, beside the faults of base/fault.h. SQL text and bound values
// never stand in what(): they hold content.
#pragma once

#include "base/fault.h"

namespace liuhen::catalog {

// Queue or pool full, or the database held by another program.
using base::Busy;

// A row that a key, a uniqueness or a reference forbids. In the scribe it undoes one command only.
class ConstraintBroken : public base::Fault {
 public:
  using Fault::Fault;
};

// No space for the database: the transaction is undone as a whole, the next may succeed.
class DatabaseFull : public base::DiskFull {
 public:
  using DiskFull::DiskFull;
};

// Reading or writing the file failed. The scribe stops: what is on the disk is not known any more.
class StorageFault : public base::Fault {
 public:
  using Fault::Fault;
};

// The file is not a database, or its pages contradict each other.
class DatabaseDamaged : public base::Damaged {
 public:
  using Damaged::Damaged;
};

// An entry of a kind or shape that this program does not project.
class UnknownEntry : public base::Damaged {
 public:
  using Damaged::Damaged;
};

}  // namespace liuhen::catalog
