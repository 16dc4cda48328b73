// What the benches share: wall time, filled buffers, and the machine's own limits, measured in the
// same run so that ratios mean something on a noisy machine.
#pragma once

#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <thread>

#include "base/digest.h"
#include "base/disk.h"

namespace liuhen::bench {

inline double seconds_of(const auto& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

inline base::Bytes noise(std::size_t count, std::uint64_t seed = 1) {
  base::Bytes out(count);
  std::uint64_t state = seed * 0x9E3779B97F4A7C15ULL + 1;
  for (std::size_t at = 0; at + 8 <= count; at += 8) {
    state ^= state << 13U;
    state ^= state >> 7U;
    state ^= state << 17U;
    for (std::size_t i = 0; i < 8; ++i) out[at + i] = static_cast<std::uint8_t>(state >> (8 * i));
  }
  return out;
}

struct Limits {
  double write_sync_mb_s = 0;
  double read_back_mb_s = 0;
  double sha256_mb_s = 0;
  double sm3_mb_s = 0;
  double loopback_mb_s = 0;

  double slowest() const {
    return std::min({write_sync_mb_s, read_back_mb_s, sha256_mb_s, sm3_mb_s, loopback_mb_s});
  }
};

inline double digest_mb_s(base::DigestAlgorithm algorithm, const base::Bytes& block) {
  base::Hasher hasher(algorithm);
  const double seconds = seconds_of([&] {
    for (int i = 0; i < 8; ++i) hasher.update(block);
    static_cast<void>(hasher.finish());
  });
  return static_cast<double>(block.size()) * 8 / 1e6 / seconds;
}

inline double loopback_mb_s(std::uint64_t bytes, const base::Bytes& block) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return 0;
  std::thread reader([&] {
    base::Bytes sink(std::size_t{1} << 20);
    while (::read(ends[1], sink.data(), sink.size()) > 0) {
    }
  });
  const double seconds = seconds_of([&] {
    std::uint64_t sent = 0;
    while (sent < bytes) {
      const auto got = ::write(ends[0], block.data(), std::min<std::size_t>(block.size(), 1 << 20));
      if (got <= 0) break;
      sent += static_cast<std::uint64_t>(got);
    }
    ::close(ends[0]);
    reader.join();
  });
  ::close(ends[1]);
  return static_cast<double>(bytes) / 1e6 / seconds;
}

// Writes `bytes` into a file of `folder` with one fsync at the end, then reads them from the
// device.
inline Limits measure_limits(const base::fs::path& folder, std::uint64_t bytes) {
  const base::Bytes block = noise(std::size_t{32} << 20);
  Limits limits;
  const base::fs::path path = folder / "limit.bin";
  base::File file = base::File::open_write(path);
  const double write_s = seconds_of([&] {
    for (std::uint64_t at = 0; at < bytes; at += block.size()) file.write_at(at, block);
    file.sync_data();
  });
  file.drop_cached(0, bytes);
  base::Bytes sink(std::size_t{1} << 20);
  const double read_s = seconds_of([&] {
    for (std::uint64_t at = 0; at < bytes; at += sink.size()) {
      static_cast<void>(file.read_at(at, sink));
    }
  });
  base::fs::remove(path);
  limits.write_sync_mb_s = static_cast<double>(bytes) / 1e6 / write_s;
  limits.read_back_mb_s = static_cast<double>(bytes) / 1e6 / read_s;
  limits.sha256_mb_s = digest_mb_s(base::DigestAlgorithm::sha256, block);
  limits.sm3_mb_s = digest_mb_s(base::DigestAlgorithm::sm3, block);
  limits.loopback_mb_s = loopback_mb_s(bytes, block);
  return limits;
}

inline void print_limits(const Limits& limits) {
  std::printf(
      "limits of this machine, this run (MB/s): write+fsync %.0f, read from device %.0f, "
      "SHA-256 %.0f, SM3 %.0f, raw loopback %.0f\n",
      limits.write_sync_mb_s, limits.read_back_mb_s, limits.sha256_mb_s, limits.sm3_mb_s,
      limits.loopback_mb_s);
}

}  // namespace liuhen::bench
