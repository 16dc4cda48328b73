#include "vault/seed.h"

#include <string>
#include <vector>

#include "base/fault.h"
#include "vault/ocfl/layout.h"
#include "vault/ocfl/tree.h"

namespace liuhen::vault {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDeclarationName = "0=ocfl_1.1";
constexpr std::string_view kDeclarationText = "ocfl_1.1\n";

constexpr std::string_view kLayoutText = R"({
  "extension": "0004-hashed-n-tuple-storage-layout",
  "description": "SHA-256 of the object identifier: three folders of three digits, then all digits"
}
)";

constexpr std::string_view kConfigText = R"({
  "extensionName": "0004-hashed-n-tuple-storage-layout",
  "digestAlgorithm": "sha256",
  "tupleSize": 3,
  "numberOfTuples": 3,
  "shortObjectRoot": false
}
)";

constexpr std::string_view kLayoutPage = R"(# 0004-hashed-n-tuple-storage-layout

Where an object lies in this storage root:

1. Take the object identifier as UTF-8, for example `urn:liuhen:record:<uuid>`.
2. Compute its SHA-256 and write it as 64 lower-case hexadecimal digits.
3. Digits 1-3, 4-6 and 7-9 name three nested folders; all 64 digits name the object's folder.

Example: the identifier `object-01` lies at
`3c0/ff4/240/3c0ff4240c1e116dba14c7627f2319b58aa3d77606d0d90dfc6161608ac987d4`.

The extension is registered with the OCFL community extensions.
)";

constexpr std::string_view kSpecificationPage = R"(# This folder is an OCFL storage root

The Oxford Common File Layout, version 1.1 (https://ocfl.io/1.1/spec/), in short:

- An object is a folder with the file `0=ocfl_object_1.1`.
- `inventory.json` lists every file of the object: `manifest` maps a digest to the files that have
  it, `versions` maps each version's logical names to digests, `head` names the newest version.
- `inventory.json.sha256` holds the SHA-256 of `inventory.json`.
- Files lie in `v1/content`, `v2/content` and so on, and are never changed once written. Each
  version folder holds a copy of the inventory as it was then.

To check a file without any software of ours: compute its SHA-256 and look for it in the manifest.

In this root every object is one enforcement record. `original.*` is the file as it was deposited;
`record.json` tells its names, its other digests (SM3) and the digests of its 4 MiB pieces.
)";

struct SeedFile {
  fs::path path;
  std::string_view text;
};

std::vector<SeedFile> seed_files() {
  const std::string layout(ocfl::kHashedTupleLayout);
  return {{"ocfl_1.1.md", kSpecificationPage},
          {layout + ".md", kLayoutPage},
          {fs::path("extensions") / layout / "config.json", kConfigText},
          {"ocfl_layout.json", kLayoutText},
          {kDeclarationName, kDeclarationText}};
}

void check_finished_root(const fs::path& root) {
  const auto layout = base::find_file(root / "ocfl_layout.json", 1 << 20);
  const auto config = base::find_file(
      root / "extensions" / std::string(ocfl::kHashedTupleLayout) / "config.json", 1 << 20);
  if (base::read_text(root / kDeclarationName) != kDeclarationText || !layout || !config ||
      base::as_text(*layout) != kLayoutText || base::as_text(*config) != kConfigText) {
    throw base::Damaged("the vault " + root.string() +
                        " has another declaration or layout than Liuhen wrote; restore "
                        "0=ocfl_1.1, ocfl_layout.json and extensions/ from a backup");
  }
}

// Before the declaration is there, only what prepare_root itself writes may be.
void check_unfinished_root(const fs::path& root) {
  const ocfl::Folder folder = ocfl::list_folder(root);
  for (const auto& [name, child] : folder.folders) {
    if (name == "extensions" || name == "lost+found") continue;
    throw base::Damaged("the folder " + root.string() + " holds " + name +
                        ", but no declaration 0=ocfl_1.1; name an empty folder for the vault, or "
                        "restore the declaration");
  }
}

}  // namespace

void prepare_root(const fs::path& root) {
  base::make_directories_durably(root);
  if (fs::exists(root / kDeclarationName)) {
    check_finished_root(root);
    return;
  }
  check_unfinished_root(root);
  for (const SeedFile& file : seed_files()) {
    base::make_directories_durably((root / file.path).parent_path());
    base::write_file_durably(root / file.path, file.text, 0444);
  }
}

std::vector<ocfl::Problem> check_seed(const fs::path& root) {
  std::vector<ocfl::Problem> problems;
  for (const SeedFile& file : seed_files()) {
    const auto found = base::find_file(root / file.path, 1 << 20);
    if (found && base::as_text(*found) == file.text) continue;
    problems.push_back({"seed.differs", file.path.string(),
                        found ? "this file of the storage root is not what Liuhen wrote"
                              : "this file of the storage root is missing"});
  }
  return problems;
}

}  // namespace liuhen::vault
