// Answers with bytes of a file: whole, one range (206) or 416, with If-None-Match and If-Range.
// Records may be hostile: the flow gives a content type from its list of types that browsers show
// without running anything, and the fields set here keep a browser from finding another.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/disk.h"
#include "http/message.h"

namespace liuhen::http {

struct FileAnswer {
  std::shared_ptr<const base::File> file;
  std::uint64_t size_bytes = 0;
  std::string etag;          // quoted
  std::string content_type;  // never one that a browser runs
  std::string file_name;     // display name, for Content-Disposition
  std::string cache_control = "private, no-store";
};

Response answer_with_file(const Request& request, const FileAnswer& answer);

// RFC 6266; `attachment` for application/octet-stream, else `inline`.
std::string content_disposition(std::string_view file_name, std::string_view content_type);

}  // namespace liuhen::http
