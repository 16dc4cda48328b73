// An OCFL inventory (OCFL 1.1 §3.5): read from outside bytes with every rule that the text alone
// can break. Hostile input: at most 64 MiB, 16 levels deep; nothing here touches the disk.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vault/ocfl/problem.h"

namespace liuhen::vault::ocfl {

inline constexpr std::uint64_t kInventoryBytesMax = std::uint64_t{64} << 20;

// One version block. created, message and user are kept as JSON text, for comparison only.
struct Version {
  std::string name;
  std::uint32_t number = 0;
  std::string created, message, user;
  std::map<std::string, std::string> state;  // logical path → digest, lower case
};

struct FixityClaim {
  std::string algorithm, digest;  // lower case
  std::string content_path;
};

// What could be read; parts that broke a rule are left out.
struct Inventory {
  std::string id;
  std::string spec_version;      // "1.1"; empty when `type` is unusable
  std::string digest_algorithm;  // "sha512" or "sha256"; empty when unusable
  std::string head;
  std::string content_directory = "content";
  bool content_directory_set = false;
  bool has_manifest = false;
  // No error in its own text: comparing a broken inventory with others would only repeat its error.
  bool is_sound = false;
  std::map<std::string, std::string> manifest;  // content path → digest, lower case
  std::vector<FixityClaim> fixity;
  std::vector<Version> versions;  // by number

  const Version* find_version(std::string_view name) const;
};

// Reads `text`, the inventory at `where` ("v1/inventory.json"). nullopt when it is no JSON object.
// `declared_version` is the version of the object's declaration (decides between codes).
std::optional<Inventory> read_inventory(std::string_view text, const std::string& where,
                                        std::string_view declared_version, Problems& problems);

// "1.1" of "https://ocfl.io/1.1/spec/#inventory"; nullopt for versions this validator lacks.
std::optional<std::string> spec_version_of_type(std::string_view type);
bool is_known_spec_version(std::string_view version);  // 1.0, 1.1

}  // namespace liuhen::vault::ocfl
