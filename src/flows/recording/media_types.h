// The media type under which an original is served: from an allow-list, so that a record is never
// run by a browser. Whatever is not listed is application/octet-stream.
#pragma once

#include <string>
#include <string_view>

namespace liuhen::flows {

std::string safe_media_type(std::string_view media_kind, std::string_view facts_json);

}  // namespace liuhen::flows
