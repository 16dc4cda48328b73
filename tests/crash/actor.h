// The crash actor: a small client of the house in the same process, killed at a durable step by the
// shim, and the checker that comes afterwards. What the house has acknowledged goes to a file
// outside the house, one JSON line each, synced before the actor goes on.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/disk.h"
#include "flows/caller.h"
#include "flows/house.h"
#include "flows/intake/upload_sheet.h"

namespace liuhen::crash {

// Bytes of an upload, by its file name: the checker makes the same.
base::Bytes bytes_of_file(const std::string& name);

// The parts that the actor joins to one deposit.
inline const std::vector<std::string> kParts{"part-1.bin", "part-2.bin"};

std::unique_ptr<flows::House> open_house(const base::fs::path& data, const base::Clock& clock);
flows::Caller officer_of(flows::House& house);
// done or refused; nullopt after `patience_ms`, or when the house has stopped.
std::optional<flows::UploadSheet> wait_for_end(flows::House& house, const model::UploadId& id,
                                               int patience_ms);

struct Acknowledgement {
  std::string what;      // entry, receipt, offset, part
  std::uint64_t number;  // entry: index; offset, part: bytes
  std::string text;      // entry: SHA-256 of its bytes; receipt: itself; else: the upload
};

class AcknowledgementFile {
 public:
  explicit AcknowledgementFile(const base::fs::path& path);
  void add(const Acknowledgement& acknowledgement);
  static std::vector<Acknowledgement> read(const base::fs::path& path);

 private:
  base::File file_;
};

// Commands of the program; each answers its exit code.
int make_house(const base::fs::path& data);
int act(const base::fs::path& data, const base::fs::path& acknowledgements);
int recover(const base::fs::path& data);
// As a server that is started and stopped: what was left unpublished is published.
int open_and_close(const base::fs::path& data);
// Commits some entries and is gone before they are published.
int leave(const base::fs::path& data, const base::fs::path& acknowledgements);
int rebuild(const base::fs::path& data);
// `faulty`: errors were injected, so uploads without a receipt may have been refused.
int check(const base::fs::path& data, const base::fs::path& acknowledgements, bool faulty);

}  // namespace liuhen::crash
