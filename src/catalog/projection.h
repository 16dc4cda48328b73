// Projectors: entries become rows. The same code runs live, in the scribe's transaction, and in a
// rebuild; it depends on the entry and the rows before it only, never on the clock or chance.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "catalog/connection.h"
#include "model/entry.h"

namespace liuhen::catalog {

// Raised when the same entries would give other rows than before; a rebuild is then asked for.
inline constexpr std::int64_t kProjectionVersion = 1;

using Apply = void (*)(Connection&, std::uint64_t index, const model::Entry&);

struct Projector {
  std::string_view kind;
  Apply apply;
};

bool has_projector(std::string_view kind);
std::vector<std::string_view> projected_kinds();

// Writes the row of table `entry` and then the entry's own rows. `bytes` is bytes_of(entry).
// Faults: ConstraintBroken when the rows before contradict the entry; UnknownEntry when its kind is
// not known (a newer program wrote it) or its body is not of its kind.
void project(Connection& connection, std::uint64_t index, const model::Entry& entry,
             std::string_view bytes);

}  // namespace liuhen::catalog
