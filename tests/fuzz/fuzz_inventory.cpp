// Any bytes as an OCFL inventory, a layout configuration or a chunk list: no crash, no undefined
// behaviour, and a sound inventory names no path that leads out of its object.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "fuzz/fuzz.h"
#include "vault/chunks.h"
#include "vault/ocfl/inventory.h"
#include "vault/ocfl/layout.h"
#include "vault/ocfl/paths.h"

namespace {

using namespace liuhen;

std::optional<vault::ocfl::Inventory> inventory_in(std::string_view text) {
  vault::ocfl::Problems problems;
  auto inventory = vault::ocfl::read_inventory(text, "inventory.json", "1.1", problems);
  return problems.error_count() == 0 ? std::move(inventory) : std::nullopt;
}

}  // namespace

bool is_read(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  return inventory_in(text) || vault::ocfl::hashed_tuple_of_config(text) ||
         vault::chunk_list_of(text);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  namespace ocfl = liuhen::vault::ocfl;
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  ocfl::Problems problems;
  const auto inventory = ocfl::read_inventory(text, "inventory.json", "1.1", problems);
  if (inventory) {
    for (const auto& [path, digest] : inventory->manifest) {
      if (ocfl::flaw_of_path(path) != ocfl::PathFlaw::none) std::abort();
    }
    for (const auto& claim : inventory->fixity) {
      if (ocfl::flaw_of_path(claim.content_path) != ocfl::PathFlaw::none) std::abort();
    }
  }
  if (!inventory && problems.error_count() == 0) std::abort();
  if (const auto layout = ocfl::hashed_tuple_of_config(text)) {
    static_cast<void>(ocfl::hashed_tuple_path(*layout, "urn:example:any"));
  }
  static_cast<void>(liuhen::vault::chunk_list_of(text));
  return 0;
}
