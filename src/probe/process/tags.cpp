#include "probe/process/tags.h"

#include <algorithm>
#include <cctype>

#include "base/clock.h"

namespace liuhen::probe::process {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\0')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\0')) text.remove_suffix(1);
  return text;
}

// Does `text` begin like `pattern`, where 'd' is a digit, 'T' is T or a space and '-' is - or : or
// /?
bool begins_like(std::string_view text, std::string_view pattern) {
  if (text.size() < pattern.size()) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = text[i];
    const bool fits = pattern[i] == 'd'   ? is_digit(c)
                      : pattern[i] == 'T' ? c == 'T' || c == ' '
                      : pattern[i] == '-' ? c == '-' || c == ':' || c == '/'
                                          : c == pattern[i];
    if (!fits) return false;
  }
  return true;
}

// "+0800", "+08:00", "+08'00'", "+08" -> "+08:00"; empty when it is none of these.
std::string zone_of(std::string_view text) {
  if (text.empty() || (text[0] != '+' && text[0] != '-')) return {};
  std::string digits;
  for (const char c : text.substr(1)) {
    if (is_digit(c))
      digits.push_back(c);
    else if (c != ':' && c != '\'')
      return {};
  }
  if (digits.size() == 2) digits += "00";
  if (digits.size() != 4 || digits > "1500") return {};
  return std::string(1, text[0]) + digits.substr(0, 2) + ":" + digits.substr(2);
}

// `local` is "2026-03-05T09:10:00" or with a fraction.
FoundTime with_zone(const std::string& local, std::string_view zone, std::string_view source) {
  const std::string where(source);
  if (zone == "Z" || zone == "z") {
    const auto time = base::time_of_rfc3339(local + "Z");
    if (time) return {base::rfc3339_of(*time), where, "utc"};
  }
  const std::string offset = zone_of(zone);
  if (!offset.empty() && base::time_of_rfc3339(local + offset)) {
    return {local + offset, where, "offset"};
  }
  return {clean_text(local + std::string(zone), 64), where, "local-unknown"};
}

// Degrees times 10^6 of "30.3352", "3020.112" or "302006.72" (whole part of `whole` digits).
std::optional<std::int64_t> micro_degrees(std::string_view number, std::size_t degree_digits) {
  const std::size_t dot = std::min(number.find('.'), number.size());
  const std::string_view whole = number.substr(0, dot);
  const std::string_view fraction = dot < number.size() ? number.substr(dot + 1) : "";
  if (!std::all_of(whole.begin(), whole.end(), is_digit)) return std::nullopt;
  if (!std::all_of(fraction.begin(), fraction.end(), is_digit)) return std::nullopt;
  const std::size_t extra = whole.size() - std::min(whole.size(), degree_digits);
  if (whole.size() < degree_digits || extra % 2 != 0 || extra > 4) return std::nullopt;
  std::int64_t micro = 0;  // of the smallest unit written
  for (std::size_t i = 0; i < 6; ++i)
    micro = micro * 10 + (i < fraction.size() ? fraction[i] - '0' : 0);
  std::int64_t degrees = 0, minutes = 0, seconds = 0;
  for (const char c : whole.substr(0, degree_digits)) degrees = degrees * 10 + (c - '0');
  if (extra >= 2) minutes = (whole[degree_digits] - '0') * 10 + whole[degree_digits + 1] - '0';
  if (extra == 4) seconds = (whole[degree_digits + 2] - '0') * 10 + whole[degree_digits + 3] - '0';
  const std::int64_t unit = extra == 0 ? 1 : extra == 2 ? 60 : 3600;
  return degrees * 1'000'000 + minutes * 1'000'000 / 60 + seconds * 1'000'000 / 3600 + micro / unit;
}

// A signed part at the start of `text`, which is moved behind it.
std::optional<std::int64_t> take_coordinate(std::string_view& text, std::size_t degree_digits) {
  if (text.empty() || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  const bool negative = text[0] == '-';
  text.remove_prefix(1);
  std::size_t end = 0;
  while (end < text.size() && (is_digit(text[end]) || text[end] == '.')) ++end;
  const auto value = micro_degrees(text.substr(0, end), degree_digits);
  text.remove_prefix(end);
  if (!value) return std::nullopt;
  return negative ? -*value : *value;
}

enum class TagUse { time, place, make, model, serial, software };

struct KnownTag {
  std::string_view key;
  TagUse use;
};

constexpr KnownTag kKnownTags[] = {
    {"creation_time", TagUse::time},
    {"com.apple.quicktime.creationdate", TagUse::time},
    {"date", TagUse::time},
    {"date_digitized", TagUse::time},
    {"com.android.capture.time", TagUse::time},
    {"location", TagUse::place},
    {"com.apple.quicktime.location.iso6709", TagUse::place},
    {"make", TagUse::make},
    {"com.apple.quicktime.make", TagUse::make},
    {"com.android.manufacturer", TagUse::make},
    {"model", TagUse::model},
    {"com.apple.quicktime.model", TagUse::model},
    {"com.android.model", TagUse::model},
    {"serial", TagUse::serial},
    {"serial_number", TagUse::serial},
    {"com.apple.quicktime.camera.identifier", TagUse::serial},
    {"originator_reference", TagUse::serial},
    {"software", TagUse::software},
    {"com.apple.quicktime.software", TagUse::software},
    {"encoder", TagUse::software},
};

void take_first(std::string& into, std::string_view value) {
  if (into.empty()) into = clean_text(value);
}

}  // namespace

std::optional<FoundTime> time_of_text(std::string_view text, std::string_view source) {
  text = trimmed(text);
  if (text.empty() || text.substr(0, 4) == "0000" || text.substr(0, 4) == "    ") {
    return std::nullopt;
  }
  if (!begins_like(text, "dddd-dd-ddTdd:dd:dd")) {
    const std::string kept = clean_text(text, 64);
    if (kept.empty()) return std::nullopt;
    return FoundTime{kept, std::string(source), "local-unknown"};
  }
  std::string local(text.substr(0, 19));
  local[4] = local[7] = '-';
  local[10] = 'T';
  std::size_t at = 19;
  if (at < text.size() && text[at] == '.') {
    std::size_t end = at + 1;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (text.substr(at + 1, end - at - 1).find_first_not_of('0') != std::string_view::npos) {
      local += text.substr(at, std::min<std::size_t>(end - at, 4));
    }
    at = end;
  }
  return with_zone(local, trimmed(text.substr(at)), source);
}

std::optional<FoundTime> time_of_pdf(std::string_view text, std::string_view source) {
  text = trimmed(text);
  if (text.substr(0, 2) == "D:") text.remove_prefix(2);
  if (!begins_like(text, "dddddddddddddd")) return time_of_text(text, source);
  const std::string digits(text.substr(0, 14));
  const std::string local = digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" +
                            digits.substr(6, 2) + "T" + digits.substr(8, 2) + ":" +
                            digits.substr(10, 2) + ":" + digits.substr(12, 2);
  const std::string_view zone = text.substr(14);
  // Some writers put "Z00'00'".
  return with_zone(local, zone.substr(0, 1) == "Z" ? "Z" : zone, source);
}

std::optional<Place> place_of_iso6709(std::string_view text, std::string_view source) {
  text = trimmed(text);
  const auto latitude = take_coordinate(text, 2);
  if (!latitude) return std::nullopt;
  const auto longitude = take_coordinate(text, 3);
  if (!longitude) return std::nullopt;
  return Place{*latitude, *longitude, std::string(source)};
}

void add_time(FileFacts& facts, std::optional<FoundTime> time) {
  if (!time || facts.times.size() >= kTimesMax) return;
  const auto same = [&](const FoundTime& known) {
    return known.value == time->value && known.source == time->source;
  };
  if (std::none_of(facts.times.begin(), facts.times.end(), same)) {
    facts.times.push_back(std::move(*time));
  }
}

void add_place(FileFacts& facts, const Place& place) {
  constexpr std::int64_t kLatitudeMax = 90'000'000, kLongitudeMax = 180'000'000;
  if (place.latitude_udeg > kLatitudeMax || place.latitude_udeg < -kLatitudeMax ||
      place.longitude_udeg > kLongitudeMax || place.longitude_udeg < -kLongitudeMax) {
    facts.add_note("gps_out_of_range");
    return;
  }
  if (facts.places.size() < kPlacesMax) facts.places.push_back(place);
}

void take_tag(FileFacts& facts, std::string_view where, std::string_view key,
              std::string_view value) {
  std::string lower(key.substr(0, 64));
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const auto known = std::find_if(std::begin(kKnownTags), std::end(kKnownTags),
                                  [&](const KnownTag& tag) { return tag.key == lower; });
  if (known == std::end(kKnownTags)) return;
  const std::string source = std::string(where) + ":" + lower;
  switch (known->use) {
    case TagUse::time:
      add_time(facts, time_of_text(value, source));
      return;
    case TagUse::place:
      if (const auto place = place_of_iso6709(value, source)) add_place(facts, *place);
      return;
    case TagUse::make:
      return take_first(facts.device.make, value);
    case TagUse::model:
      return take_first(facts.device.model, value);
    case TagUse::serial:
      return take_first(facts.device.serial, value);
    case TagUse::software:
      return take_first(facts.device.software, value);
  }
}

}  // namespace liuhen::probe::process
