#include "cli/interrupt.h"

#include <csignal>

namespace liuhen::cli {
namespace {

std::atomic<bool> flag{false};

void on_signal(int signal) {
  if (flag.exchange(true)) {
    std::signal(signal, SIG_DFL);
    std::raise(signal);
  }
}

}  // namespace

const std::atomic<bool>& interrupted() {
  static const bool installed = [] {
    std::signal(SIGINT, on_signal);
    std::signal(SIGTERM, on_signal);
    return true;
  }();
  static_cast<void>(installed);
  return flag;
}

}  // namespace liuhen::cli
