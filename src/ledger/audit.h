// Checks a whole log folder: recomputes every tile and the root from the entry bundles, compares
// every file byte for byte, and verifies the signatures. Streams one bundle at a time, may run
// beside a writer (it judges the checkpoint that it met first), and throws only when the disk
// refuses to be read: what is wrong with the log is in the report.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/disk.h"

namespace liuhen::ledger {

// Without a key, the form of a signature is checked but not the signature itself; the report says
// so, because then a changed signature cannot be noticed.
struct AuditKeys {
  std::optional<std::string> vkey;
  std::optional<std::string> sm2_public_pem;
};

// Codes are stable:
//   checkpoint.missing  .malformed  .signature  .root
//   sm2.missing         .malformed  .signature  .root
//   tile.missing    tile.differs
//   bundle.missing  bundle.malformed  bundle.differs
//   file.stray
struct LogProblem {
  std::string code;
  std::string file;      // relative to the log folder
  std::string sentence;  // for people: what is wrong
};

struct LogReport {
  std::uint64_t entries = 0;  // that the checkpoint names
  std::vector<LogProblem> problems;
  std::uint64_t problems_not_listed = 0;  // beyond the first kProblemsListedMax
  // Files beyond the checkpoint, as a crash or a running writer leaves them. The next append
  // replaces them; no checkpoint vouches for them, so they are not judged.
  std::vector<std::string> leftovers;
  bool ed25519_checked = false;
  bool sm2_checked = false;

  bool is_sound() const { return problems.empty(); }
};

inline constexpr std::size_t kProblemsListedMax = 1000;

using AuditProgress = std::function<void(std::uint64_t done, std::uint64_t total)>;

LogReport audit_log(const base::fs::path& log, const AuditKeys& keys = {},
                    const AuditProgress& progress = {});

}  // namespace liuhen::ledger
