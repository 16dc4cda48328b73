#include "probe/process/file_facts.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.h"
#include "probe/contract.h"

namespace liuhen::probe::process {
namespace {

namespace json = boost::json;

constexpr std::int64_t kIntegerMax = (std::int64_t{1} << 53) - 1;

std::int64_t bounded(std::int64_t value) { return std::clamp(value, -kIntegerMax, kIntegerMax); }
std::int64_t not_negative(std::int64_t value) {
  return std::clamp(value, std::int64_t{0}, kIntegerMax);
}

void put(json::object& into, std::string_view name, const std::string& text) {
  if (!text.empty()) into[name] = text;
}
void put(json::object& into, std::string_view name, std::int64_t count) {
  if (count > 0) into[name] = not_negative(count);
}

json::object json_of(const Span& span, std::string_view start_name) {
  json::object out;
  out[start_name] = bounded(span.start_ms);
  out["length_ms"] = not_negative(span.length_ms);
  return out;
}

json::array json_of(const std::vector<Span>& spans, std::string_view start_name,
                    std::size_t& room) {
  json::array out;
  for (const Span& span : spans) {
    if (room == 0) break;
    --room;
    out.push_back(json_of(span, start_name));
  }
  return out;
}

// How many list places are left for all streams together.
struct Room {
  std::size_t gaps = kGapsMax;
  std::size_t steps_back = kStepsBackMax;
};

void put_walk(json::object& out, const StreamWalk& walk, Room& room) {
  out["packets"] = not_negative(walk.packets);
  out["key_frames"] = not_negative(walk.key_frames);
  out["corrupt_packets"] = not_negative(walk.corrupt_packets);
  put(out, "packets_without_time", walk.packets_without_time);
  put(out, "frame_interval_us", walk.frame_interval_us);
  out["length_ms"] = not_negative(walk.length_ms);
  out["gap_count"] = not_negative(walk.gap_count);
  out["gap_total_ms"] = not_negative(walk.gap_total_ms);
  json::array gaps = json_of(walk.gaps, "start_ms", room.gaps);
  put(out, "gaps_cut", walk.gap_count - static_cast<std::int64_t>(gaps.size()));
  out["gaps"] = std::move(gaps);
  out["step_back_count"] = not_negative(walk.step_back_count);
  json::array steps = json_of(walk.steps_back, "at_ms", room.steps_back);
  put(out, "steps_back_cut", walk.step_back_count - static_cast<std::int64_t>(steps.size()));
  out["steps_back"] = std::move(steps);
}

json::object json_of(const StreamFacts& stream, Room& room) {
  json::object out;
  out["index"] = not_negative(stream.index);
  out["kind"] = stream.kind;
  put(out, "codec", stream.codec);
  put(out, "profile", stream.profile);
  put(out, "width", stream.width);
  put(out, "height", stream.height);
  put(out, "pixel_format", stream.pixel_format);
  put(out, "sample_rate", stream.sample_rate);
  put(out, "channels", stream.channels);
  put(out, "bit_rate", stream.bit_rate);
  put(out, "language", stream.language);
  put(out, "rotation", stream.rotation);
  if (stream.frame_rate) {
    out["frame_rate"] =
        json::object{{"num", stream.frame_rate->num}, {"den", stream.frame_rate->den}};
  }
  if (stream.start_ms) out["start_ms"] = bounded(*stream.start_ms);
  if (stream.walk) put_walk(out, *stream.walk, room);
  return out;
}

json::object json_of(const SandboxState& sandbox) {
  json::object out;
  out["mode"] = sandbox.is_enforced() ? "enforced" : "absent";
  out["landlock_abi"] = sandbox.landlock_abi;
  out["seccomp"] = sandbox.seccomp;
  put(out, "missing", clean_text(sandbox.missing));
  return out;
}

json::object json_of(const PdfFacts& pdf) {
  json::object out;
  if (pdf.pages) out["pages"] = std::clamp<std::int64_t>(*pdf.pages, 0, 0x7fffffff);
  out["encrypted"] = pdf.encrypted;
  out["locked"] = pdf.locked;
  put(out, "version", pdf.version);
  put(out, "title", pdf.title);
  put(out, "author", pdf.author);
  put(out, "producer", pdf.producer);
  put(out, "creator", pdf.creator);
  return out;
}

json::object json_of(const ImageFacts& image) {
  json::object out;
  put(out, "width", image.width);
  put(out, "height", image.height);
  put(out, "rotation", image.rotation);
  if (image.mirrored) out["mirrored"] = true;
  return out;
}

void put_streams(json::object& out, const FileFacts& facts) {
  if (!facts.streams.empty()) {
    Room room;
    json::array streams;
    for (const StreamFacts& stream : facts.streams) streams.push_back(json_of(stream, room));
    out["streams"] = std::move(streams);
  }
  put(out, "streams_cut", facts.streams_cut);
  if (facts.no_timestamps) out["no_timestamps"] = true;
  if (facts.audio_video_difference_ms) {
    out["audio_video_difference_ms"] = bounded(*facts.audio_video_difference_ms);
  }
  if (!facts.empty_edits.empty()) {
    json::array edits;
    for (const Edit& edit : facts.empty_edits) {
      json::object one =
          json_of({std::max<std::int64_t>(edit.span.start_ms, 0), edit.span.length_ms}, "start_ms");
      one["track"] = not_negative(edit.track);
      edits.push_back(std::move(one));
    }
    out["empty_edits"] = std::move(edits);
  }
  put(out, "empty_edits_cut", facts.empty_edits_cut);
  if (!facts.walk_method.empty()) {
    out["walk"] =
        json::object{{"method", facts.walk_method}, {"packets", not_negative(facts.walk_packets)}};
    out["walk_complete"] = facts.walk_complete;
  }
}

void put_origin(json::object& out, const FileFacts& facts) {
  json::array times;
  for (const FoundTime& time : facts.times) {
    if (times.size() == kTimesMax) break;
    times.push_back(json::object{{"value", clean_text(time.value, 64)},
                                 {"source", clean_text(time.source, 64)},
                                 {"zone", time.zone}});
  }
  if (!times.empty()) out["times"] = std::move(times);
  json::object device;
  put(device, "make", clean_text(facts.device.make));
  put(device, "model", clean_text(facts.device.model));
  put(device, "serial", clean_text(facts.device.serial));
  put(device, "software", clean_text(facts.device.software));
  if (!device.empty()) out["device"] = std::move(device);
  json::array places;
  for (const Place& place : facts.places) {
    if (places.size() == kPlacesMax) break;
    places.push_back(json::object{{"latitude_udeg", place.latitude_udeg},
                                  {"longitude_udeg", place.longitude_udeg},
                                  {"source", place.source}});
  }
  if (!places.empty()) out["gps"] = std::move(places);
}

std::size_t character_length(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  const std::string_view candidate = text.substr(at, length);
  return candidate.size() == length && base::is_utf8(candidate) ? length : 0;
}

}  // namespace

std::string clean_text(std::string_view untrusted, std::size_t bytes_max) {
  std::string out;
  for (std::size_t at = 0; at < untrusted.size();) {
    const std::size_t length = character_length(untrusted, at);
    const auto byte = static_cast<unsigned char>(untrusted[at]);
    const bool kept = length > 1 || (length == 1 && byte >= 0x20 && byte != 0x7f);
    if (out.size() + (kept ? length : 1) > bytes_max) break;
    out.append(kept ? untrusted.substr(at, length) : std::string_view(" "));
    at += std::max<std::size_t>(length, 1);
  }
  const std::size_t first = out.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return out.substr(first, out.find_last_not_of(' ') - first + 1);
}

std::string json_text_of(const FileFacts& facts) {
  json::object out;
  out["probe_version"] = kProbeVersion;
  out["sandbox"] = json_of(facts.sandbox);
  out["kind"] = facts.kind;
  out["container"] = facts.container;
  out["mime"] = facts.mime;
  put(out, "brand", facts.brand);
  out["size_bytes"] = not_negative(static_cast<std::int64_t>(facts.size_bytes));
  out["readable"] = facts.readable;
  put(out, "unreadable_reason", clean_text(facts.unreadable_reason));
  out["truncated"] = !facts.truncated_reason.empty();
  put(out, "truncated_reason", clean_text(facts.truncated_reason));
  if (facts.duration_ms) out["duration_ms"] = not_negative(*facts.duration_ms);
  if (facts.duration_estimated) out["duration_estimated"] = true;
  put(out, "bit_rate", facts.bit_rate);
  put_streams(out, facts);
  put_origin(out, facts);
  if (facts.image) out["image"] = json_of(*facts.image);
  if (facts.pdf) out["pdf"] = json_of(*facts.pdf);
  if (facts.text) {
    json::object text;
    put(text, "encoding", facts.text->encoding);
    put(text, "delimiter", facts.text->delimiter);
    out["text"] = std::move(text);
  }
  out["playable_in_browser"] = facts.playable_in_browser;
  out["reason"] = clean_text(facts.reason, 128);
  json::array notes;
  for (const std::string& note : facts.notes) notes.push_back(json::string(clean_text(note, 64)));
  if (!notes.empty()) out["notes"] = std::move(notes);
  return json::serialize(out);
}

}  // namespace liuhen::probe::process
