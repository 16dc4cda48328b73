// For tests only, never installed: takes the probe's place and its sandbox, then does what the
// first word of the file on descriptor 3 says, as a probe in hostile hands would.
#include <unistd.h>

#include <sys/socket.h>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>
#include <vector>

#include "probe/contract.h"
#include "probe/process/sandbox.h"

namespace {

int crash() { std::abort(); }

int hang() {
  for (;;) ::usleep(1000);
}

int close_and_hang() {
  ::close(1);
  ::close(2);
  return hang();
}

int eat_processor() {
  const volatile bool on = true;
  while (on) {
  }
  return 0;
}

int eat_memory() {
  try {
    std::vector<std::string> all;
    for (;;) all.emplace_back(std::size_t{4} << 20, 'x');
  } catch (const std::bad_alloc&) {
    return liuhen::probe::kExitMemory;
  }
}

int write_garbage() {
  std::fputs("{\"kind\":\"video\",\"evil\":1e9}\n\x01\xff", stdout);
  std::fputs("\x1b[31mcoloured\n", stderr);
  return 0;
}

int flood() {
  const std::string much(65536, '[');
  for (;;) {
    if (std::fwrite(much.data(), 1, much.size(), stdout) == 0) return 1;
  }
}

int flood_errors() {
  const std::string much(65536, 'e');
  for (int i = 0; i < 64; ++i) std::fwrite(much.data(), 1, much.size(), stderr);
  return 3;
}

int open_socket() { return ::socket(AF_INET, SOCK_STREAM, 0); }

}  // namespace

int main(int count, char** values) {
  const std::map<std::string, int (*)()> deeds{
      {"crash", crash},           {"hang", hang},
      {"cpu", eat_processor},     {"memory", eat_memory},
      {"garbage", write_garbage}, {"flood", flood},
      {"errors", flood_errors},   {"close", close_and_hang},
      {"socket", open_socket}};
  liuhen::probe::process::SandboxLimits limits{std::uint64_t{1} << 30, 60};
  for (int i = 1; i < count; ++i) {
    if (std::strncmp(values[i], "--cpu-s=", 8) == 0) limits.cpu_s = std::atoi(values[i] + 8);
    if (std::strncmp(values[i], "--memory-bytes=", 15) == 0) {
      limits.memory_bytes = std::strtoull(values[i] + 15, nullptr, 10);
    }
  }
  liuhen::probe::process::enter_sandbox(limits);
  char word[32] = {};
  if (::pread(liuhen::probe::kFileDescriptor, word, sizeof word - 1, 0) <= 0) return 99;
  const auto deed = deeds.find(word);
  const int code = deed == deeds.end() ? 98 : deed->second();
  std::fflush(nullptr);
  ::_exit(code);
}
