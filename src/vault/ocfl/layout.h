// How object identifiers become paths: extension 0004-hashed-n-tuple-storage-layout, and flat
// directories (0002) for checking.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace liuhen::vault::ocfl {

inline constexpr std::string_view kHashedTupleLayout = "0004-hashed-n-tuple-storage-layout";
inline constexpr std::string_view kFlatDirectLayout = "0002-flat-direct-storage-layout";

struct HashedTupleParameters {
  std::string digest_algorithm = "sha256";
  unsigned tuple_size = 3;
  unsigned tuple_count = 3;
  bool short_object_root = false;
};

// The extension's config.json; nullopt when the text is no such configuration.
std::optional<HashedTupleParameters> hashed_tuple_of_config(std::string_view json_text);
// "3c0/ff4/240/3c0ff4240c1e…" of an object identifier.
std::filesystem::path hashed_tuple_path(const HashedTupleParameters& parameters,
                                        std::string_view object_id);

}  // namespace liuhen::vault::ocfl
