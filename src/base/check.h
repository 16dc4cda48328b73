// CHECK(condition): a bug in this program, never a fault of the world. Always on; writes where and
// what to standard error and aborts, so that a broken assumption never reaches the vault or ledger.
#pragma once

namespace liuhen::base {

[[noreturn]] void check_failed(const char* file, int line, const char* condition);

}  // namespace liuhen::base

#define CHECK(condition)              \
  ((condition) ? static_cast<void>(0) \
               : ::liuhen::base::check_failed(__FILE__, __LINE__, #condition))
