#include "vault/check.h"

#include <algorithm>

#include "base/fault.h"
#include "vault/inventory_text.h"
#include "vault/ocfl/layout.h"
#include "vault/ocfl/object.h"
#include "vault/ocfl/paths.h"
#include "vault/ocfl/tree.h"
#include "vault/stored.h"

namespace liuhen::vault {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kRecordJsonBytesMax = std::uint64_t{1} << 28;

// OCFL lets a digest be written in either case and blanks vary; ours are always the same bytes, so
// that every flipped one is noticed.
void check_sidecar_bytes(const fs::path& object, const std::string& prefix,
                         ocfl::Problems& problems) {
  const std::string path = prefix + "inventory.json.sha256";
  try {
    const std::string inventory =
        ocfl::read_plain_text(object / (prefix + "inventory.json"), ocfl::kInventoryBytesMax);
    const std::string sidecar = ocfl::read_plain_text(object / path, 4096);
    if (sidecar == sidecar_text(base::sha256_of(inventory))) return;
    problems.add("E061", path, "The sidecar's bytes are not as Liuhen wrote them.");
  } catch (const base::Fault&) {
    // Missing or unreadable: the validator has said so.
  }
}

void check_sidecars(const fs::path& object, ocfl::Problems& problems) {
  check_sidecar_bytes(object, "", problems);
  for (const auto& [name, folder] : ocfl::list_folder(object).folders) {
    if (ocfl::version_name_of(name)) check_sidecar_bytes(object, name + "/", problems);
  }
}

// Content path of the newest version's original and record.json.
struct OwnFiles {
  std::string original, record_json;
};

OwnFiles own_files_of(const ocfl::Inventory& inventory) {
  OwnFiles files;
  if (inventory.versions.empty()) return files;
  std::map<std::string, std::string> path_of;
  for (const auto& [path, digest] : inventory.manifest) path_of.emplace(digest, path);
  for (const auto& [name, digest] : inventory.versions.back().state) {
    if (name == "record.json") files.record_json = path_of[digest];
    if (is_original_name(name)) files.original = path_of[digest];
  }
  return files;
}

bool is_damaged(const ocfl::ObjectExamination& object, const std::string& path) {
  const auto& damaged = object.damaged_files;
  return std::find(damaged.begin(), damaged.end(), path) != damaged.end();
}

// Where in a damaged original the damage is; needs a record.json that can itself be trusted.
void locate_damage(const fs::path& folder, const ocfl::ObjectExamination& object,
                   const OwnFiles& files, ObjectReport& report, ocfl::Problems& problems) {
  if (!is_damaged(object, files.original) || is_damaged(object, files.record_json)) return;
  try {
    const auto chunks =
        chunk_list_of(ocfl::read_plain_text(folder / files.record_json, kRecordJsonBytesMax));
    if (!chunks) return;
    report.damaged_chunks = damaged_chunks_of(folder / files.original, *chunks);
    if (report.damaged_chunks.empty()) return;
    problems.add("E092", files.original,
                 "The damage lies in " + sentence_of(report.damaged_chunks) + ".");
  } catch (const base::Fault&) {
    // The file cannot be opened at all: said already.
  }
}

void check_place(const fs::path& object_path, const std::string& id, ocfl::Problems& problems) {
  if (id.empty() || ocfl::hashed_tuple_path({}, id) == object_path) return;
  problems.add("E083", ".",
               "The object does not lie where its id " + ocfl::in_quotes(id) + " belongs.");
}

}  // namespace

ObjectReport verify_object(const fs::path& root, const fs::path& object_path,
                           const ocfl::ReadWatch& watch) {
  const fs::path folder = root / object_path;
  const std::string shown = object_path.generic_string();
  ocfl::ObjectExamination object = ocfl::examine_object(folder, shown, watch);
  ObjectReport report;
  report.object_path = object_path;
  report.inventory_sha256 = object.inventory_sha256;
  report.content_bytes = object.content_bytes;
  report.stopped = object.stopped;
  report.problems = std::move(object.problems);
  std::erase_if(report.problems, [](const ocfl::Problem& p) { return p.code == "W004"; });
  if (report.stopped) return report;

  ocfl::Problems own(shown);
  try {
    check_sidecars(folder, own);
  } catch (const base::Fault&) {
    // The folder cannot be read: X001 of the validator.
  }
  if (object.inventory) {
    report.object_id = object.inventory->id;
    check_place(object_path, report.object_id, own);
    const OwnFiles files = own_files_of(*object.inventory);
    if (files.original.empty() || files.record_json.empty()) {
      own.add("E050", "inventory.json", "The newest state lacks the original or record.json.");
    } else {
      report.content_sha256 = base::digest_of_hex(object.inventory->manifest[files.original]);
      locate_damage(folder, object, files, report, own);
    }
  }
  for (ocfl::Problem& problem : own.take()) report.problems.push_back(std::move(problem));
  return report;
}

}  // namespace liuhen::vault
