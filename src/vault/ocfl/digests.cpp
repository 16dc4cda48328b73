#include "vault/ocfl/digests.h"

#include <fcntl.h>
#include <sys/mman.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "base/io_buffer.h"
#include "vault/ocfl/tree.h"
#include "vault/ocfl/vocabulary.h"

namespace liuhen::vault::ocfl {
namespace {

constexpr std::size_t kWindowBytes = std::size_t{4} << 20;  // of a mapping
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

// A window of a file in memory. The kernel is made to read it all at once, so that a failing disk
// is an error here and no signal later.
class Window {
 public:
  Window(const base::File& file, std::uint64_t offset, std::size_t size) : size_(size) {
    address_ =
        ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file.descriptor(), static_cast<off_t>(offset));
    if (address_ == MAP_FAILED) return;
    is_loaded_ = ::madvise(address_, size, MADV_POPULATE_READ) == 0;
  }
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;
  ~Window() {
    if (address_ != MAP_FAILED) ::munmap(address_, size_);
  }
  bool is_loaded() const { return is_loaded_; }
  base::ByteView bytes() const { return {static_cast<const std::uint8_t*>(address_), size_}; }

 private:
  void* address_ = MAP_FAILED;
  std::size_t size_ = 0;
  bool is_loaded_ = false;
};

// One byte more than a small file has, so that its end is found with the first reading.
std::size_t buffer_bytes_of(std::uint64_t file_size) {
  return std::min<std::uint64_t>(base::IoBuffer::kDefaultBytes, file_size + 1);
}

// Reads one file from beginning to end into the hashers.
class Reading {
 public:
  Reading(const base::File& file, const ReadWatch& watch, Hashers& hashers)
      : file_(file),
        watch_(watch),
        hashers_(hashers),
        size_(file.size_bytes()),
        buffer_(buffer_bytes_of(size_)) {}

  bool run() {  // false when stopped
    std::size_t got = 0;
    do {
      if (watch_.stopped()) return false;
      if (offset_ % kAheadBytes == 0) read_ahead();
      got = watch_.may_map && size_ - offset_ >= kWindowBytes ? read_mapped() : read_copied();
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
                                      static_cast<off_t>(offset_ + kWindowBytes),
                                      static_cast<off_t>(kAheadBytes), POSIX_FADV_WILLNEED));
  }

  std::size_t read_mapped() {
    const Window window(file_, offset_, kWindowBytes);
    if (!window.is_loaded()) return read_copied();  // which names the disk's error
    update_all(hashers_, window.bytes());
    return kWindowBytes;
  }

  std::size_t read_copied() {
    const std::size_t got = file_.read_at(offset_, buffer_.span());
    update_all(hashers_, buffer_.first(got));
    return got;
  }

  const base::File& file_;
  const ReadWatch& watch_;
  Hashers& hashers_;
  std::uint64_t size_, offset_ = 0;
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
