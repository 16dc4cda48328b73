#include "flows/intake/read_back.h"

#include <algorithm>

#include "base/fault.h"
#include "base/io_buffer.h"

namespace liuhen::flows {
namespace {

constexpr std::uint64_t kWindowBytes = std::uint64_t{32} << 20;
// A sync costs the disk much the same for one byte as for these.
constexpr std::uint64_t kSyncStepBytes = std::uint64_t{16} << 20;
constexpr std::uint64_t kPageBytes = 4096;

}  // namespace

ReadBack::ReadBack(const base::fs::path& staged_file, const ChunkJournal& journal)
    : written_file_(base::File::open_write(staged_file)),
      file_(base::File::open_read(staged_file)),
      sm3_file_(base::File::open_read(staged_file)),
      journal_(journal) {
  try {
    start();
  } catch (...) {
    stop();  // no destructor runs for what was not constructed
    throw;
  }
}

ReadBack::~ReadBack() { stop(); }

void ReadBack::start() {
  sync_thread_ = std::thread([this] { follow_writer(); });
  disk_thread_ = std::thread([this] { follow_disk(); });
  sm3_thread_ = std::thread([this] { follow_sm3(); });
}

void ReadBack::stop() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  for (std::thread* thread : {&sync_thread_, &disk_thread_, &sm3_thread_}) {
    if (thread->joinable()) thread->join();
  }
}

void ReadBack::written_to(std::uint64_t offset) {
  {
    const std::scoped_lock lock(mutex_);
    written_ = std::max(written_, offset);
  }
  changed_.notify_all();
}

StagedDigests ReadBack::finish(std::uint64_t size) {
  std::unique_lock lock(mutex_);
  written_ = std::max(written_, size);
  finishing_ = true;
  changed_.notify_all();
  changed_.wait(lock, [&] { return fault_ || (read_back_ == size && sm3_done_ == size); });
  if (fault_) std::rethrow_exception(fault_);
  // All threads are idle now: they wait for more bytes, which never come.
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

void ReadBack::follow_writer() try {
  const auto is_due = [&] {
    return written_ - synced_ >= kSyncStepBytes || (finishing_ && written_ > synced_);
  };
  for (;;) {
    std::uint64_t target = 0;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return stopping_ || fault_ || is_due(); });
      if (stopping_ || fault_) return;
      target = written_;
    }
    written_file_.sync_data();
    {
      const std::scoped_lock lock(mutex_);
      synced_ = target;
    }
    changed_.notify_all();
  }
} catch (...) {
  fail(std::current_exception());
}

// The kernel drops whole pages only, and the last one of a file: what ends within a page waits.
std::uint64_t ReadBack::readable() const {
  return finishing_ && synced_ == written_ ? synced_ : synced_ / kPageBytes * kPageBytes;
}

void ReadBack::follow_disk() try {
  std::uint64_t position = 0;
  for (;;) {
    std::uint64_t target = 0;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return stopping_ || fault_ || readable() > position; });
      if (stopping_ || fault_) return;
      target = std::min(readable(), position + kWindowBytes);
    }
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
  const base::IoBuffer buffer;
  while (from < to) {
    const std::uint64_t chunk_end = (from / kChunkBytes + 1) * kChunkBytes;
    const auto want = std::min({to - from, chunk_end - from, std::uint64_t{buffer.size()}});
    const auto piece = buffer.span().first(static_cast<std::size_t>(want));
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
  chunk_checksum_.update(piece);
  if (end_offset % kChunkBytes == 0) compare_chunk(end_offset);
}

void ReadBack::compare_chunk(std::uint64_t end_offset) {
  const auto arrived = journal_.chunk_checksum(chunk_start_ / kChunkBytes, end_offset);
  if (!arrived || *arrived != chunk_checksum_.value()) {
    throw base::Fault("the disk gave back other bytes than were written at offset " +
                      std::to_string(chunk_start_) + " of " + file_.path().string() +
                      "; keep the original, check the disk and send the file again");
  }
  chunk_digests_.push_back(chunk_.finish256());
  chunk_checksum_.restart();
  chunk_ = base::Hasher(base::DigestAlgorithm::sha256);
  chunk_start_ = end_offset;
}

void ReadBack::follow_sm3() try {
  const base::IoBuffer buffer;
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
      const auto want = std::min<std::uint64_t>(target - position, buffer.size());
      const auto piece = buffer.span().first(static_cast<std::size_t>(want));
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
