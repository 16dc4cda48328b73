// XXH3 with 128 bits (xxHash 0.8): a checksum against accidents of disks and memory, at many times
// the speed of a digest. Anyone can make bytes for a given checksum, so it never proves anything to
// another party; for that there is base/digest.h.
// A checksummer belongs to one thread.
#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "base/text.h"

namespace liuhen::base {

using Checksum128 = std::array<std::uint8_t, 16>;

class Checksummer {
 public:
  Checksummer();
  ~Checksummer();
  Checksummer(Checksummer&&) noexcept;
  Checksummer& operator=(Checksummer&&) noexcept;

  void update(ByteView bytes);
  // Of what came since the start or the last restart(); may be asked at any time, and again.
  Checksum128 value() const;
  void restart();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

Checksum128 checksum_of(ByteView bytes);

}  // namespace liuhen::base
