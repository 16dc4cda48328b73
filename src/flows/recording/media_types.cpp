#include "flows/recording/media_types.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "base/json.h"

namespace liuhen::flows {
namespace {

// What the probe may say and a browser shows without running anything.
constexpr std::array<std::string_view, 12> kServed{
    "video/mp4", "video/webm",  "video/quicktime", "audio/mp4", "audio/mpeg", "audio/wav",
    "audio/ogg", "audio/x-wav", "image/jpeg",      "image/png", "image/gif",  "application/pdf"};

}  // namespace

std::string safe_media_type(std::string_view media_kind, std::string_view facts_json) {
  if (media_kind == "text") return "text/plain; charset=utf-8";
  const auto facts = base::parse_json(facts_json);
  if (facts && facts->is_object()) {
    const auto stated = base::find_text(facts->get_object(), "mime");
    const std::string_view type = stated.value_or("");
    if (std::find(kServed.begin(), kServed.end(), type) != kServed.end()) return std::string(type);
  }
  return "application/octet-stream";
}

}  // namespace liuhen::flows
