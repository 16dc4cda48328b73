// SameBytesGate: at most one take-in at a time for the same digest. Any thread.
#pragma once

#include <condition_variable>
#include <mutex>
#include <set>

#include "base/digest.h"

namespace liuhen::flows {

class SameBytesGate {
 public:
  class Pass {
   public:
    Pass(SameBytesGate& gate, const base::Digest256& digest) : gate_(gate), digest_(digest) {}
    Pass(const Pass&) = delete;
    Pass& operator=(const Pass&) = delete;
    ~Pass() { gate_.leave(digest_); }

   private:
    SameBytesGate& gate_;
    base::Digest256 digest_;
  };

  // Waits while another holds a pass for this digest.
  Pass enter(const base::Digest256& digest) {
    std::unique_lock lock(mutex_);
    left_.wait(lock, [&] { return inside_.count(digest) == 0; });
    inside_.insert(digest);
    return {*this, digest};
  }

 private:
  void leave(const base::Digest256& digest) {
    {
      const std::scoped_lock lock(mutex_);
      inside_.erase(digest);
    }
    left_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable left_;
  std::set<base::Digest256> inside_;
};

}  // namespace liuhen::flows
