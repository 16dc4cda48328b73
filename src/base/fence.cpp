#include "base/fence.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/fault.h"

namespace liuhen::base {
namespace {

// The kernel headers of Debian 12 know Landlock up to ABI 2; these are the numbers of the kernel's
// user-space interface, which never change.
constexpr long kCreateRuleset = 444;
constexpr long kAddRule = 445;
constexpr long kRestrictSelf = 446;
constexpr unsigned kVersionFlag = 1;
constexpr int kPathBeneath = 1;

using Rights = std::uint64_t;
constexpr Rights kExecute = 1U << 0U;
constexpr Rights kWriteFile = 1U << 1U;
constexpr Rights kReadFile = 1U << 2U;
constexpr Rights kReadFolder = 1U << 3U;
constexpr Rights kRemoveFile = 1U << 5U;
constexpr Rights kMakeRegular = 1U << 8U;
constexpr Rights kEverythingOfAbi1 = (1U << 13U) - 1;
constexpr Rights kRefer = 1U << 13U;        // ABI 2
constexpr Rights kTruncate = 1U << 14U;     // ABI 3
constexpr Rights kDeviceCalls = 1U << 15U;  // ABI 5
constexpr Rights kOfAFile = kExecute | kWriteFile | kReadFile | kTruncate;

constexpr Rights kReadable = kExecute | kReadFile | kReadFolder;
constexpr Rights kWritable =
    kWriteFile | kReadFile | kReadFolder | kRemoveFile | kMakeRegular | kTruncate;

struct Ruleset {
  Rights handled_files = 0;
  std::uint64_t handled_network = 0;  // since ABI 4
  std::uint64_t scoped = 0;           // since ABI 6
};

struct __attribute__((packed)) PathRule {
  Rights allowed = 0;
  std::int32_t place = -1;
};

Ruleset everything_of(int abi) {
  Ruleset rules{.handled_files = kEverythingOfAbi1};
  if (abi >= 2) rules.handled_files |= kRefer;
  if (abi >= 3) rules.handled_files |= kTruncate;
  if (abi >= 5) rules.handled_files |= kDeviceCalls;
  if (abi >= 4) rules.handled_network = 3;  // TCP bind and connect
  if (abi >= 6) rules.scoped = 3;           // abstract sockets, signals
  return rules;
}

// A place that cannot be allowed stays forbidden: pipes, for one, are no places in a file system.
void allow(const File& fence, int place, Rights rights) {
  struct stat seen {};
  if (::fstat(place, &seen) != 0) return;
  if (!S_ISDIR(seen.st_mode)) rights &= kOfAFile;
  const PathRule rule{rights, place};
  ::syscall(kAddRule, fence.descriptor(), kPathBeneath, &rule, 0);
}

void allow_path(const File& fence, const fs::path& path, Rights rights) {
  const int place = ::open(path.c_str(), O_PATH | O_CLOEXEC);
  if (place < 0) return;
  allow(fence, place, rights);
  ::close(place);
}

}  // namespace

int landlock_abi() {
  const long abi = ::syscall(kCreateRuleset, nullptr, 0, kVersionFlag);
  return abi < 0 ? 0 : static_cast<int>(abi);
}

std::optional<File> make_fence(const Reach& reach, std::span<const int> open_descriptors) {
  const int abi = landlock_abi();
  if (abi == 0) return std::nullopt;
  const Ruleset rules = everything_of(abi);
  const long made = ::syscall(kCreateRuleset, &rules, sizeof rules, 0);
  if (made < 0) throw_errno("making a Landlock ruleset for a child process");
  File fence(static_cast<int>(made), "Landlock ruleset");
  for (const auto& path : reach.readable) allow_path(fence, path, kReadable & rules.handled_files);
  for (const auto& path : reach.writable) allow_path(fence, path, kWritable & rules.handled_files);
  for (const int descriptor : open_descriptors) allow(fence, descriptor, kReadFile);
  return fence;
}

bool enter_fence(int fence_descriptor) {
  return ::syscall(kRestrictSelf, fence_descriptor, 0) == 0;
}

}  // namespace liuhen::base
