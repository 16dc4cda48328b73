// The built web pages (web/dist), read into memory at start: a request can only name what was found
// then, so no path can leave the folder. Unknown paths without a dot get index.html, because the
// pages route themselves. Names with a content hash are cached for ever, the rest re-checked.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/disk.h"
#include "http/message.h"

namespace liuhen::http {

class StaticFiles {
 public:
  // An absent folder gives no files. Fault for more than 64 MiB: that is no web/dist.
  explicit StaticFiles(const base::fs::path& folder);

  // For GET and HEAD; nullopt when nothing is there.
  std::optional<Response> find(const Request& request) const;
  std::size_t size() const { return files_.size(); }

 private:
  struct Page {
    SharedText bytes;
    std::string content_type;
    std::string etag;
    bool immutable = false;
  };
  std::map<std::string, Page> files_;  // "assets/index-abc123.js"
};

}  // namespace liuhen::http
