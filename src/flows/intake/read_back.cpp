#include "flows/intake/read_back.h"

#include <algorithm>

#include "base/fault.h"

namespace liuhen::flows {
namespace {

constexpr std::uint64_t kWindowBytes = std::uint64_t{32} << 20;
constexpr std::size_t kPieceBytes = std::size_t{1} << 20;

}  // namespace

ReadBack::ReadBack(const base::fs::path& staged_file, const ChunkJournal& journal)
    : file_(base::File::open_write(staged_file)),
      sm3_file_(base::File::open_read(staged_file)),
      journal_(journal) {
  disk_thread_ = std::thread([this] { follow_disk(); });
  try {
    sm3_thread_ = std::thread([this] { follow_sm3(); });
  } catch (...) {
    stop();  // no destructor runs for what was not constructed
    throw;
  }
}

ReadBack::~ReadBack() { stop(); }

void ReadBack::stop() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (disk_thread_.joinable()) disk_thread_.join();
  if (sm3_thread_.joinable()) sm3_thread_.join();
}

void ReadBack::written_to(std::uint64_t offset) {
  {
    const std::scoped_lock lock(mutex_);
    written_ = std::max(written_, offset);
  }
  changed_.notify_all();
}

StagedDigests ReadBack::finish(std::uint64_t size) {
  written_to(size);
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return fault_ || (read_back_ == size && sm3_done_ == size); });
  if (fault_) std::rethrow_exception(fault_);
  // Both threads are idle now: they wait for more bytes, which never come.
  if (chunk_start_ < size) compare_chunk(size);
  return {sha256_.finish256(), sm3_.finish256(), chunk_digests_};
}

std::uint64_t ReadBack::done_bytes() const {
  const std::scoped_lock lock(mutex_);
  return std::min(read_back_, sm3_done_);
}

void ReadBack::fail(std::exception_ptr fault) {
  {
    const std::scoped_lock lock(mutex_);
    if (!fault_) fault_ = std::move(fault);
  }
  changed_.notify_all();
}

void ReadBack::follow_disk() try {
  std::uint64_t position = 0;
  for (;;) {
    std::uint64_t target = 0;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return stopping_ || fault_ || written_ > position; });
      if (stopping_ || fault_) return;
      target = std::min(written_, position + kWindowBytes);
    }
    file_.sync_data();
    file_.drop_cached(position, target - position);
    read_window(position, target);
    position = target;
    {
      const std::scoped_lock lock(mutex_);
      read_back_ = position;
    }
    changed_.notify_all();
  }
} catch (...) {
  fail(std::current_exception());
}

void ReadBack::read_window(std::uint64_t from, std::uint64_t to) {
  base::Bytes buffer(kPieceBytes);
  while (from < to) {
    const std::uint64_t chunk_end = (from / kChunkBytes + 1) * kChunkBytes;
    const auto want = std::min({to - from, chunk_end - from, std::uint64_t{kPieceBytes}});
    const auto piece = std::span(buffer).first(static_cast<std::size_t>(want));
    if (file_.read_at(from, piece) != piece.size()) {
      throw base::Fault("the staged file " + file_.path().string() +
                        " is shorter on disk than what was written; send it again");
    }
    from += want;
    take(piece, from);
  }
}

void ReadBack::take(base::ByteView piece, std::uint64_t end_offset) {
  sha256_.update(piece);
  chunk_.update(piece);
  if (end_offset % kChunkBytes == 0) compare_chunk(end_offset);
}

void ReadBack::compare_chunk(std::uint64_t end_offset) {
  const base::Digest256 digest = chunk_.finish256();
  const auto arrived = journal_.chunk_digest(chunk_start_ / kChunkBytes, end_offset);
  if (!arrived || *arrived != digest) {
    throw base::Fault("the disk gave back other bytes than were written at offset " +
                      std::to_string(chunk_start_) + " of " + file_.path().string() +
                      "; keep the original, check the disk and send the file again");
  }
  chunk_digests_.push_back(digest);
  chunk_ = base::Hasher(base::DigestAlgorithm::sha256);
  chunk_start_ = end_offset;
}

void ReadBack::follow_sm3() try {
  base::Bytes buffer(kPieceBytes);
  std::uint64_t position = 0;
  for (;;) {
    std::uint64_t target = 0;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return stopping_ || fault_ || read_back_ > position; });
      if (stopping_ || fault_) return;
      target = read_back_;
    }
    while (position < target) {
      const auto want = std::min<std::uint64_t>(target - position, kPieceBytes);
      const auto piece = std::span(buffer).first(static_cast<std::size_t>(want));
      if (sm3_file_.read_at(position, piece) != piece.size()) {
        throw base::Fault("the staged file " + file_.path().string() + " was cut while digested");
      }
      sm3_.update(piece);
      position += want;
    }
    {
      const std::scoped_lock lock(mutex_);
      sm3_done_ = position;
    }
    changed_.notify_all();
  }
} catch (...) {
  fail(std::current_exception());
}

}  // namespace liuhen::flows
