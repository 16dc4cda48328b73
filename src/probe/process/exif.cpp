#include "probe/process/exif.h"

#include <libexif/exif-data.h>

#include <array>
#include <cstdio>
#include <memory>

#include "probe/process/tags.h"

namespace liuhen::probe::process {
namespace {

// Written as numbers: libexif names some of them only in later releases.
constexpr auto kBodySerialNumber = static_cast<ExifTag>(0xA431);
constexpr auto kOffsetTimeOriginal = static_cast<ExifTag>(0x9011);
constexpr auto kOffsetTimeDigitized = static_cast<ExifTag>(0x9012);
constexpr auto kOffsetTime = static_cast<ExifTag>(0x9010);
constexpr auto kGpsLatitudeRef = static_cast<ExifTag>(1);
constexpr auto kGpsLatitude = static_cast<ExifTag>(2);
constexpr auto kGpsLongitudeRef = static_cast<ExifTag>(3);
constexpr auto kGpsLongitude = static_cast<ExifTag>(4);
constexpr auto kGpsTimeStamp = static_cast<ExifTag>(7);
constexpr auto kGpsDateStamp = static_cast<ExifTag>(29);

class ExifReader {
 public:
  explicit ExifReader(ExifData* parsed)
      : parsed_(parsed), order_(exif_data_get_byte_order(parsed)) {}

  const ExifEntry* find(ExifIfd ifd, ExifTag tag) const {
    return exif_content_get_entry(parsed_->ifd[ifd], tag);
  }

  std::string text(ExifIfd ifd, ExifTag tag) const {
    const ExifEntry* entry = find(ifd, tag);
    if (entry == nullptr || entry->data == nullptr || entry->format != EXIF_FORMAT_ASCII) return {};
    const std::string_view all(reinterpret_cast<const char*>(entry->data), entry->size);
    return std::string(all.substr(0, all.find('\0')));
  }

  std::optional<int> number(ExifIfd ifd, ExifTag tag) const {
    const ExifEntry* entry = find(ifd, tag);
    if (entry == nullptr || entry->format != EXIF_FORMAT_SHORT || entry->size < 2) {
      return std::nullopt;
    }
    return exif_get_short(entry->data, order_);
  }

  std::optional<std::array<ExifRational, 3>> three_rationals(ExifTag tag) const {
    const ExifEntry* entry = find(EXIF_IFD_GPS, tag);
    if (entry == nullptr || entry->format != EXIF_FORMAT_RATIONAL || entry->size < 24) {
      return std::nullopt;
    }
    std::array<ExifRational, 3> out;
    for (std::size_t i = 0; i < 3; ++i) out[i] = exif_get_rational(entry->data + 8 * i, order_);
    return out;
  }

 private:
  ExifData* parsed_;
  ExifByteOrder order_;
};

std::int64_t scaled(const ExifRational& value, std::int64_t by) {
  if (value.denominator == 0) return 0;
  return static_cast<std::int64_t>(value.numerator) * by / value.denominator;
}

std::optional<std::int64_t> coordinate(const ExifReader& exif, ExifTag value, ExifTag reference,
                                       char negative) {
  const auto parts = exif.three_rationals(value);
  if (!parts || (*parts)[0].denominator == 0) return std::nullopt;
  constexpr std::int64_t kNano = 1'000'000'000;  // rounded to micro-degrees at the end
  const std::int64_t nano_degrees = scaled((*parts)[0], kNano) + scaled((*parts)[1], kNano) / 60 +
                                    scaled((*parts)[2], kNano) / 3600;
  const std::int64_t size = (nano_degrees + 500) / 1000;
  const std::string side = exif.text(EXIF_IFD_GPS, reference);
  if (side.empty()) return std::nullopt;
  return side[0] == negative ? -size : size;
}

void take_time(const ExifReader& exif, FileFacts& facts, ExifIfd ifd, ExifTag time, ExifTag offset,
               std::string_view source) {
  const std::string local = exif.text(ifd, time);
  const std::string zone = exif.text(EXIF_IFD_EXIF, offset);
  add_time(facts, time_of_text(local.empty() ? local : local + zone, source));
}

// GPSDateStamp and GPSTimeStamp come from the satellites and are UTC.
void take_gps_time(const ExifReader& exif, FileFacts& facts) {
  const std::string date = exif.text(EXIF_IFD_GPS, kGpsDateStamp);
  const auto clock = exif.three_rationals(kGpsTimeStamp);
  if (date.size() != 10 || !clock) return;
  std::array<char, 32> text;
  std::snprintf(text.data(), text.size(), " %02d:%02d:%02dZ",
                static_cast<int>(scaled((*clock)[0], 1) % 100),
                static_cast<int>(scaled((*clock)[1], 1) % 100),
                static_cast<int>(scaled((*clock)[2], 1) % 100));
  add_time(facts, time_of_text(date + text.data(), "exif:GPSDateTime"));
}

// Orientation 1 to 8 as a turn clockwise and a mirror.
void take_orientation(const ExifReader& exif, FileFacts& facts) {
  static constexpr int kTurns[] = {0, 0, 180, 180, 270, 90, 90, 270};
  static constexpr bool kMirrors[] = {false, true, false, true, true, false, true, false};
  const auto orientation = exif.number(EXIF_IFD_0, EXIF_TAG_ORIENTATION);
  if (!facts.image || !orientation || *orientation < 1 || *orientation > 8) return;
  facts.image->rotation = kTurns[*orientation - 1];
  facts.image->mirrored = kMirrors[*orientation - 1];
}

}  // namespace

void read_exif(base::ByteView block, FileFacts& facts) {
  const std::unique_ptr<ExifData, decltype(&exif_data_unref)> parsed(
      exif_data_new_from_data(block.data(), static_cast<unsigned>(block.size())), &exif_data_unref);
  if (!parsed) return;
  const ExifReader exif(parsed.get());
  facts.device.make = clean_text(exif.text(EXIF_IFD_0, EXIF_TAG_MAKE));
  facts.device.model = clean_text(exif.text(EXIF_IFD_0, EXIF_TAG_MODEL));
  facts.device.software = clean_text(exif.text(EXIF_IFD_0, EXIF_TAG_SOFTWARE));
  facts.device.serial = clean_text(exif.text(EXIF_IFD_EXIF, kBodySerialNumber));
  take_time(exif, facts, EXIF_IFD_EXIF, EXIF_TAG_DATE_TIME_ORIGINAL, kOffsetTimeOriginal,
            "exif:DateTimeOriginal");
  take_time(exif, facts, EXIF_IFD_EXIF, EXIF_TAG_DATE_TIME_DIGITIZED, kOffsetTimeDigitized,
            "exif:DateTimeDigitized");
  take_time(exif, facts, EXIF_IFD_0, EXIF_TAG_DATE_TIME, kOffsetTime, "exif:DateTime");
  take_gps_time(exif, facts);
  take_orientation(exif, facts);
  const auto latitude = coordinate(exif, kGpsLatitude, kGpsLatitudeRef, 'S');
  const auto longitude = coordinate(exif, kGpsLongitude, kGpsLongitudeRef, 'W');
  if (latitude && longitude) add_place(facts, {*latitude, *longitude, "exif:GPS"});
}

}  // namespace liuhen::probe::process
