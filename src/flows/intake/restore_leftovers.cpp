#include "flows/intake/restore_leftovers.h"

#include <map>

#include "base/log.h"
#include "flows/intake/upload_sheet.h"

namespace liuhen::flows {

namespace {

// One sheet that cannot be read must not keep the house closed.
std::optional<UploadSheet> find_readable_sheet(const base::fs::path& folder) try {
  return find_sheet(folder);
} catch (const std::exception& caught) {
  base::log_line(base::LogLevel::error, "take_in.sheet_unreadable",
                 {{"folder", folder.string()}, {"detail", caught.what()}});
  return std::nullopt;
}

}  // namespace

std::size_t restore_leftovers(const vault::Vault& vault, const base::fs::path& staging) {
  std::map<std::string, base::fs::path> contents;
  for (const auto& leftover : vault.quarantined_originals()) {
    if (!leftover.record_id.empty()) contents[leftover.record_id] = *leftover.content;
  }
  if (contents.empty() || !base::fs::exists(staging)) return 0;
  std::size_t restored = 0;
  for (const auto& folder : base::fs::directory_iterator(staging)) {
    const auto sheet = find_readable_sheet(folder.path());
    // An upload that has ended needs its bytes no more: what lies in quarantine is evidence then.
    if (!sheet || has_ended(sheet->state)) {
      continue;
    }
    const auto found = contents.find(sheet->record_id.text);
    const base::fs::path bytes = folder.path() / "bytes";
    if (found == contents.end() || base::fs::exists(bytes)) continue;
    base::fs::permissions(found->second, base::fs::perms::owner_write, base::fs::perm_options::add);
    base::rename_over(found->second, bytes);
    base::sync_directory(folder.path());
    base::log_line(base::LogLevel::warning, "take_in.leftover_restored",
                   {{"upload", sheet->id.text}});
    ++restored;
  }
  return restored;
}

}  // namespace liuhen::flows
