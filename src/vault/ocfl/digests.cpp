#include "vault/ocfl/digests.h"

#include <fcntl.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "base/io_buffer.h"
#include "vault/ocfl/tree.h"
#include "vault/ocfl/vocabulary.h"

namespace liuhen::vault::ocfl {
namespace {

constexpr std::uint64_t kAheadBytes = std::uint64_t{8} << 20;

using Hashers = std::vector<std::pair<std::string, base::Hasher>>;

Hashers hashers_of(const std::set<std::string>& algorithms) {
  Hashers hashers;
  for (const std::string& name : algorithms) {
    const Algorithm* algorithm = find_algorithm(name);
    if (algorithm == nullptr || !algorithm->computed_by) continue;
    hashers.emplace_back(name, base::Hasher(*algorithm->computed_by));
  }
  return hashers;
}

void update_all(Hashers& hashers, base::ByteView bytes) {
  for (auto& [name, hasher] : hashers) hasher.update(bytes);
}

// One byte more than a small file has, so that its end is found with the first reading.
std::size_t buffer_bytes_of(const base::File& file) {
  return std::min<std::uint64_t>(base::IoBuffer::kDefaultBytes, file.size_bytes() + 1);
}

// Reads one file from beginning to end into the hashers.
class Reading {
 public:
  Reading(const base::File& file, const ReadWatch& watch, Hashers& hashers)
      : file_(file), watch_(watch), hashers_(hashers), buffer_(buffer_bytes_of(file)) {}

  bool run() {  // false when stopped
    std::size_t got = 0;
    do {
      if (watch_.stopped()) return false;
      if (offset_ % kAheadBytes == 0) read_ahead();
      got = file_.read_at(offset_, buffer_.span());
      update_all(hashers_, buffer_.first(got));
      offset_ += got;
      if (watch_.bytes_read != nullptr) {
        watch_.bytes_read->fetch_add(got, std::memory_order_relaxed);
      }
    } while (got > 0);
    return true;
  }
  std::uint64_t bytes() const { return offset_; }

 private:
  // Asks for the bytes after the ones being hashed, so that disk and processor work at once.
  void read_ahead() const {
    static_cast<void>(::posix_fadvise(file_.descriptor(),
                                      static_cast<off_t>(offset_ + buffer_.size()),
                                      static_cast<off_t>(kAheadBytes), POSIX_FADV_WILLNEED));
  }

  const base::File& file_;
  const ReadWatch& watch_;
  Hashers& hashers_;
  std::uint64_t offset_ = 0;
  const base::IoBuffer buffer_;
};

}  // namespace

std::optional<Digests> digests_of_file(const std::filesystem::path& path,
                                       const std::set<std::string>& algorithms,
                                       const ReadWatch& watch) {
  const base::File file = open_plain_file(path);
  static_cast<void>(::posix_fadvise(file.descriptor(), 0, 0, POSIX_FADV_SEQUENTIAL));
  Hashers hashers = hashers_of(algorithms);
  Reading reading(file, watch, hashers);
  if (!reading.run()) return std::nullopt;
  Digests digests;
  for (auto& [name, hasher] : hashers) digests[name] = base::hex_of(hasher.finish());
  if (algorithms.contains("size")) digests["size"] = std::to_string(reading.bytes());
  return digests;
}

}  // namespace liuhen::vault::ocfl
