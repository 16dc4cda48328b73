#include "flows/admin/validate_ocfl.h"

#include <algorithm>
#include <thread>

#include "vault/ocfl/validate.h"

namespace liuhen::flows {

OcflReport validate_ocfl(const base::fs::path& path) {
  vault::ocfl::ValidateOptions how;
  how.threads = std::max(1U, std::thread::hardware_concurrency());
  const auto validated = vault::ocfl::validate(path, how);
  OcflReport report;
  report.is_storage_root = validated.kind == vault::ocfl::Validated::storage_root;
  report.object_count = validated.object_count;
  report.has_error = !validated.is_valid();
  for (const auto& problem : validated.problems) {
    report.findings.push_back({problem.code, problem.path, problem.sentence});
  }
  return report;
}

}  // namespace liuhen::flows
