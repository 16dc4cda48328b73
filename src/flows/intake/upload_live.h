// One upload as the desk holds it in memory. Private to upload_desk*.cpp.
#pragma once

#include <memory>
#include <mutex>
#include <optional>

#include "flows/intake/upload_desk.h"

namespace liuhen::flows {

struct UploadDesk::Live {
  explicit Live(UploadSheet with) : sheet(std::move(with)) {}

  UploadSheet sheet;  // under the desk's mutex_
  base::fs::path folder;

  // Held by whoever touches the bytes; an append that does not get it is refused as locked.
  std::mutex busy;
  // The offset: what is durable. Known without opening the bytes, so that a question costs nothing.
  std::atomic<std::uint64_t> settled_bytes{0};
  bool forgotten = false;  // under busy: its folder is gone
  std::optional<base::File> bytes;
  std::unique_ptr<ChunkJournal> journal;
  std::unique_ptr<ReadBack> read_back;  // declared last: it reads the journal

  void close() {
    read_back.reset();
    journal.reset();
    bytes.reset();
  }
};

}  // namespace liuhen::flows
