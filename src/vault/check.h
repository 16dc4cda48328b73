// Verification of the vault: every byte of every object read again and compared. Answers reports;
// what it finds is never thrown. Objects that change meanwhile are none: the vault is write-once.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/digest.h"
#include "vault/chunks.h"
#include "vault/ocfl/digests.h"
#include "vault/ocfl/problem.h"

namespace liuhen::vault {

struct ObjectReport {
  std::filesystem::path object_path;  // below the root
  std::string object_id;              // urn:liuhen:record:<uuid>; empty when it cannot be read
  std::optional<base::Digest256> inventory_sha256;  // to be compared with the ledger
  std::optional<base::Digest256> content_sha256;    // that the inventory states for the original
  std::uint64_t content_bytes = 0;
  std::vector<ocfl::Problem> problems;       // without W004, which Liuhen accepts
  std::vector<DamagedChunk> damaged_chunks;  // of the original
  bool stopped = false;

  bool is_sound() const { return !stopped && !ocfl::has_error(problems); }
};

ObjectReport verify_object(const std::filesystem::path& root,
                           const std::filesystem::path& object_path,
                           const ocfl::ReadWatch& watch = {});

struct VerifyProgress {
  std::uint64_t objects_done = 0, objects_total = 0;
  std::uint64_t bytes_done = 0, bytes_total = 0;  // of content files and inventories
};

struct VerifyOptions {
  unsigned threads = 0;  // 0: one per core
  const std::atomic<bool>* stop = nullptr;
  // Called about five times a second and once at the end, by the calling thread.
  std::function<void(const VerifyProgress&)> on_progress;
  // Called for every object, sound or not, one call at a time, from any thread.
  std::function<void(const ObjectReport&)> on_object;
};

struct RootReport {
  VerifyProgress done;
  std::vector<ocfl::Problem> problems;  // of the storage root itself
  std::vector<ObjectReport> unsound;    // by path
  bool stopped = false;

  bool is_sound() const { return !stopped && unsound.empty() && !ocfl::has_error(problems); }
};

// Objects are read by `threads` threads, the largest first. Throws Fault only when the root itself
// cannot be read.
RootReport verify_root(const std::filesystem::path& root, const VerifyOptions& options = {});

}  // namespace liuhen::vault
