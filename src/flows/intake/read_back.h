// ReadBack follows an upload while it is being written: it syncs the staged file, drops the synced
// pages from the cache, reads them again from the device, compares each 4 MiB chunk with the
// checksum taken when the bytes arrived, and computes SHA-256 and SM3 of the whole on what the disk
// gave back. So when the last byte has come only the last moments of the file are still to be read,
// and "safe to wipe the recorder" is said of bytes that were truly read from disk.
//
// Syncing, reading and SM3 have a thread each, for each can be the slowest step of an intake.
// Threads: three of its own; written_to(), finish() and stop() from the upload's thread.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "base/digest.h"
#include "base/disk.h"
#include "flows/intake/chunk_journal.h"

namespace liuhen::flows {

struct StagedDigests {
  base::Digest256 sha256{};
  base::Digest256 sm3{};
  std::vector<base::Digest256> chunk_sha256;  // of each 4 MiB, the last may be shorter
};

class ReadBack {
 public:
  // `journal` must outlive this.
  ReadBack(const base::fs::path& staged_file, const ChunkJournal& journal);
  ReadBack(const ReadBack&) = delete;
  ReadBack& operator=(const ReadBack&) = delete;
  ~ReadBack();

  // The file holds at least `offset` bytes that will not change any more.
  void written_to(std::uint64_t offset);
  // Waits until the whole file of `size` bytes has been read back. Throws Fault when the disk gave
  // back other bytes than arrived, or cannot be synced or read.
  StagedDigests finish(std::uint64_t size);
  // For progress: how much has been read back and digested.
  std::uint64_t done_bytes() const;

 private:
  void start();
  void follow_writer();  // sync
  void follow_disk();    // drop, read again, compare, SHA-256
  void follow_sm3();
  void stop();
  std::uint64_t readable() const;  // under mutex_
  void read_window(std::uint64_t from, std::uint64_t to);
  void take(base::ByteView piece, std::uint64_t end_offset);
  void compare_chunk(std::uint64_t end_offset);
  void fail(std::exception_ptr fault);

  base::File written_file_;
  base::File file_;
  base::File sm3_file_;
  const ChunkJournal& journal_;
  base::Hasher sha256_{base::DigestAlgorithm::sha256};
  base::Hasher chunk_{base::DigestAlgorithm::sha256};
  base::Checksummer chunk_checksum_;
  base::Hasher sm3_{base::DigestAlgorithm::sm3};
  std::vector<base::Digest256> chunk_digests_;
  std::uint64_t chunk_start_ = 0;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t written_ = 0;
  std::uint64_t synced_ = 0;
  std::uint64_t read_back_ = 0;
  std::uint64_t sm3_done_ = 0;
  std::exception_ptr fault_;
  bool finishing_ = false;
  bool stopping_ = false;
  std::thread sync_thread_;
  std::thread disk_thread_;
  std::thread sm3_thread_;
};

}  // namespace liuhen::flows
