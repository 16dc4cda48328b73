// A checkpoint (C2SP tlog-checkpoint v1.0.0): three lines that name a log, its size and its root.
//   <origin>\n<decimal size>\n<base64 of the root>\n
// It is published as a signed note, and beside it stands a detached SM2 signature over the same
// three lines (docs/formats/checkpoint.md). Errors are sentences for people. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "base/result.h"

namespace liuhen::ledger {

struct Checkpoint {
  std::string origin;
  std::uint64_t size = 0;
  base::Digest256 root{};

  bool operator==(const Checkpoint&) const = default;
};

// CHECKs the origin: not empty, one line.
std::string format_checkpoint(const Checkpoint& checkpoint);
// Reads the text of a note. Extension lines after the third are allowed and ignored.
base::Result<Checkpoint, std::string> parse_checkpoint(std::string_view text);

struct SignedCheckpoint {
  std::string note;                  // the file `checkpoint`
  std::string sm2_signature_base64;  // DER, over the text of the note
};

// One line of the file `checkpoint.sm2`: the signature of one size and root.
struct Sm2Line {
  std::uint64_t size = 0;
  base::Digest256 root{};
  std::string signature_base64;

  bool operator==(const Sm2Line&) const = default;
};

// The whole file: one or two lines, sizes rising. CHECKs that on writing.
std::string format_sm2_lines(const std::vector<Sm2Line>& lines);
base::Result<std::vector<Sm2Line>, std::string> parse_sm2_lines(std::string_view text);
std::optional<Sm2Line> find_sm2_line(const std::vector<Sm2Line>& lines,
                                     const Checkpoint& checkpoint);

}  // namespace liuhen::ledger
