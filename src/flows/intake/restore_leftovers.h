// After a crash inside Vault::keep the original may lie in the vault's quarantine instead of in the
// upload's folder. Puts each back where its take-in looks for it. Call before the desk opens.
#pragma once

#include "base/disk.h"
#include "vault/vault.h"

namespace liuhen::flows {

// Answers how many were put back. Leftovers that belong to no unfinished upload stay in quarantine.
std::size_t restore_leftovers(const vault::Vault& vault, const base::fs::path& staging);

}  // namespace liuhen::flows
