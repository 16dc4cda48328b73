#include "probe/facts.h"

#include <algorithm>
#include <boost/json.hpp>
#include <optional>
#include <span>

#include "base/json.h"
#include "probe/contract.h"

namespace liuhen::probe {
namespace {

namespace json = boost::json;

constexpr std::int64_t kIntegerMax = (std::int64_t{1} << 53) - 1;

enum class Kind { text, integer, boolean, object, objects, texts };

struct Field;
using Shape = std::span<const Field>;

// One known member. `max`: bytes of a text, length of a list, largest integer.
struct Field {
  std::string_view name;
  Kind kind;
  std::int64_t max = kIntegerMax;
  std::int64_t min = 0;
  Shape shape = {};
  bool required = false;
};

constexpr Field text(std::string_view name, std::int64_t max) {
  return {.name = name, .kind = Kind::text, .max = max};
}
constexpr Field count(std::string_view name, std::int64_t max = kIntegerMax) {
  return {.name = name, .kind = Kind::integer, .max = max};
}
constexpr Field signed_count(std::string_view name, std::int64_t most = kIntegerMax) {
  return {.name = name, .kind = Kind::integer, .max = most, .min = -most};
}
constexpr Field flag(std::string_view name) { return {.name = name, .kind = Kind::boolean}; }
constexpr Field object(std::string_view name, Shape shape) {
  return {.name = name, .kind = Kind::object, .shape = shape};
}
constexpr Field objects(std::string_view name, std::int64_t max, Shape shape) {
  return {.name = name, .kind = Kind::objects, .max = max, .shape = shape};
}
constexpr Field required(Field field) {
  field.required = true;
  return field;
}

constexpr std::string_view kKinds[] = {"video", "audio", "image", "pdf", "csv", "text", "unknown"};
constexpr std::string_view kStreamKinds[] = {"video", "audio", "subtitle", "picture", "data"};
constexpr std::string_view kZones[] = {"utc", "offset", "local-unknown"};
constexpr std::string_view kModes[] = {"enforced", "absent"};
constexpr std::string_view kWalkMethods[] = {"packets", "index", "none"};

const Field kRatioShape[] = {required(count("num", 0x7fffffff)),
                             required(count("den", 0x7fffffff))};
const Field kGapShape[] = {required(signed_count("start_ms")), required(count("length_ms"))};
const Field kStepBackShape[] = {required(signed_count("at_ms")), required(count("length_ms"))};
const Field kEditShape[] = {required(count("track", 0xffffffff)), required(count("start_ms")),
                            required(count("length_ms"))};
const Field kSandboxShape[] = {required(text("mode", 16)), count("landlock_abi", 1000),
                               flag("seccomp"), text("missing", 256)};
const Field kTimeShape[] = {required(text("value", 64)), required(text("source", 64)),
                            required(text("zone", 16))};
const Field kDeviceShape[] = {text("make", 256), text("model", 256), text("serial", 256),
                              text("software", 256)};
const Field kPlaceShape[] = {required(signed_count("latitude_udeg", 90'000'000)),
                             required(signed_count("longitude_udeg", 180'000'000)),
                             required(text("source", 64))};
const Field kImageShape[] = {count("width", 0xffffffff), count("height", 0xffffffff),
                             count("rotation", 270), flag("mirrored")};
const Field kPdfShape[] = {count("pages", 0x7fffffff), flag("encrypted"),   flag("locked"),
                           text("version", 16),        text("title", 256),  text("author", 256),
                           text("producer", 256),      text("creator", 256)};
const Field kTextShape[] = {text("encoding", 16), text("delimiter", 4)};
const Field kWalkShape[] = {required(text("method", 16)), count("packets")};

const Field kStreamShape[] = {
    required(count("index", 1'000'000)),
    required(text("kind", 16)),
    text("codec", 64),
    text("profile", 64),
    count("width", 0x7fffffff),
    count("height", 0x7fffffff),
    text("pixel_format", 32),
    object("frame_rate", kRatioShape),
    count("sample_rate", 0x7fffffff),
    count("channels", 0x7fffffff),
    text("language", 32),
    count("rotation", 359),
    count("bit_rate"),
    count("packets"),
    count("key_frames"),
    count("corrupt_packets"),
    count("packets_without_time"),
    count("frame_interval_us"),
    signed_count("start_ms"),
    count("length_ms"),
    count("gap_count"),
    count("gap_total_ms"),
    objects("gaps", 256, kGapShape),
    count("gaps_cut"),
    count("step_back_count"),
    objects("steps_back", 64, kStepBackShape),
    count("steps_back_cut"),
};

const Field kFactsShape[] = {
    required(text("probe_version", 64)),
    required(object("sandbox", kSandboxShape)),
    required(text("kind", 16)),
    required(text("container", 32)),
    required(text("mime", 128)),
    text("brand", 16),
    required(count("size_bytes")),
    required(flag("readable")),
    text("unreadable_reason", 256),
    flag("truncated"),
    text("truncated_reason", 256),
    count("duration_ms"),
    flag("duration_estimated"),
    count("bit_rate"),
    objects("streams", 16, kStreamShape),
    count("streams_cut"),
    flag("no_timestamps"),
    signed_count("audio_video_difference_ms"),
    objects("empty_edits", 64, kEditShape),
    count("empty_edits_cut"),
    objects("times", 16, kTimeShape),
    object("device", kDeviceShape),
    objects("gps", 4, kPlaceShape),
    object("image", kImageShape),
    object("pdf", kPdfShape),
    object("text", kTextShape),
    object("walk", kWalkShape),
    flag("walk_complete"),
    required(flag("playable_in_browser")),
    required(text("reason", 128)),
    {.name = "notes", .kind = Kind::texts, .max = 16},
};

using Wrong = std::optional<std::string>;

Wrong wrong_object(const json::object& found, Shape shape, const std::string& where);

bool is_clean_text(std::string_view value, std::size_t bytes_max) {
  return value.size() <= bytes_max &&
         std::none_of(value.begin(), value.end(), [](unsigned char c) { return c < 0x20; });
}

Wrong wrong_integer(const json::value& value, const Field& field, const std::string& where) {
  std::int64_t number = 0;
  if (value.is_int64()) {
    number = value.get_int64();
  } else {
    return where + " is not a whole number within 2^53";
  }
  if (number < field.min || number > field.max) return where + " is out of bounds";
  return std::nullopt;
}

Wrong wrong_list(const json::array& list, const Field& field, const std::string& where) {
  if (list.size() > static_cast<std::size_t>(field.max)) return where + " has too many members";
  for (const json::value& member : list) {
    if (field.kind == Kind::texts) {
      if (!member.is_string() || !is_clean_text(member.get_string(), 64)) {
        return where + " holds something other than short texts";
      }
    } else if (!member.is_object()) {
      return where + " holds something other than objects";
    } else if (Wrong wrong = wrong_object(member.get_object(), field.shape, where)) {
      return wrong;
    }
  }
  return std::nullopt;
}

Wrong wrong_member(const json::value& value, const Field& field, const std::string& where) {
  switch (field.kind) {
    case Kind::text:
      if (!value.is_string()) return where + " is not a text";
      if (!is_clean_text(value.get_string(), static_cast<std::size_t>(field.max))) {
        return where + " is too long or holds control characters";
      }
      return std::nullopt;
    case Kind::integer:
      return wrong_integer(value, field, where);
    case Kind::boolean:
      if (!value.is_bool()) return where + " is not true or false";
      return std::nullopt;
    case Kind::object:
      if (!value.is_object()) return where + " is not an object";
      return wrong_object(value.get_object(), field.shape, where);
    case Kind::objects:
    case Kind::texts:
      if (!value.is_array()) return where + " is not a list";
      return wrong_list(value.get_array(), field, where);
  }
  return where + " is of no known kind";
}

Wrong wrong_object(const json::object& found, Shape shape, const std::string& where) {
  std::size_t known = 0;
  for (const Field& field : shape) {
    const std::string name = where + "." + std::string(field.name);
    const json::value* value = found.if_contains(field.name);
    if (value == nullptr) {
      if (field.required) return name + " is missing";
      continue;
    }
    ++known;
    if (Wrong wrong = wrong_member(*value, field, name)) return wrong;
  }
  if (known != found.size()) return where + " has a member that is not known";
  return std::nullopt;
}

Wrong wrong_word(const json::object& object, std::string_view name,
                 std::span<const std::string_view> words) {
  const auto value = base::find_text(object, name);
  if (value && std::find(words.begin(), words.end(), *value) == words.end()) {
    return std::string(name) + " is not one of the known words";
  }
  return std::nullopt;
}

Wrong wrong_words(const json::object& facts) {
  if (Wrong wrong = wrong_word(facts, "kind", kKinds)) return wrong;
  const json::object* sandbox = base::find_object(facts, "sandbox");
  if (Wrong wrong = wrong_word(*sandbox, "mode", kModes)) return wrong;
  if (const json::object* walk = base::find_object(facts, "walk")) {
    if (Wrong wrong = wrong_word(*walk, "method", kWalkMethods)) return wrong;
  }
  if (const json::array* streams = base::find_array(facts, "streams")) {
    for (const json::value& stream : *streams) {
      if (Wrong wrong = wrong_word(stream.get_object(), "kind", kStreamKinds)) return wrong;
    }
  }
  if (const json::array* times = base::find_array(facts, "times")) {
    for (const json::value& time : *times) {
      if (Wrong wrong = wrong_word(time.get_object(), "zone", kZones)) return wrong;
    }
  }
  if (base::find_text(facts, "probe_version") != kProbeVersion) {
    return "probe_version is not " + std::string(kProbeVersion) +
           "; server and probe program are of different releases";
  }
  return std::nullopt;
}

}  // namespace

base::Result<std::string, BadAnswer> canonical_facts(std::string_view answer) {
  const auto refused = [](std::string why) { return BadAnswer{std::move(why)}; };
  auto parsed = base::parse_json(answer, {.size_bytes_max = kAnswerBytesMax, .depth_max = 6});
  if (!parsed) return refused("the answer is not JSON: " + parsed.error());
  if (!parsed->is_object()) return refused("the answer is not a JSON object");
  const json::object& facts = parsed->get_object();
  if (Wrong wrong = wrong_object(facts, kFactsShape, "facts")) return refused(*wrong);
  if (Wrong wrong = wrong_words(facts)) return refused(*wrong);
  if (!base::is_canonicalizable(*parsed)) return refused("the answer has no canonical form");
  std::string canonical = base::canonical_json(*parsed);
  if (canonical.size() > kFactsBytesMax) return refused("the answer is too large for an entry");
  return canonical;
}

}  // namespace liuhen::probe
