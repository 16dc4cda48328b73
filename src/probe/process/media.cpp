#include "probe/process/media.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/display.h>
#include <libavutil/pixdesc.h>
}

#include <algorithm>
#include <cmath>
#include <new>

#include "probe/process/avio.h"
#include "probe/process/tags.h"
#include "probe/process/walk.h"

namespace liuhen::probe::process {
namespace {

std::string kind_of(const AVStream& stream) {
  if ((stream.disposition & AV_DISPOSITION_ATTACHED_PIC) != 0) return "picture";
  switch (stream.codecpar->codec_type) {
    case AVMEDIA_TYPE_VIDEO:
      return "video";
    case AVMEDIA_TYPE_AUDIO:
      return "audio";
    case AVMEDIA_TYPE_SUBTITLE:
      return "subtitle";
    default:
      return "data";
  }
}

std::string tag_of(const AVDictionary* tags, const char* key) {
  const AVDictionaryEntry* entry = av_dict_get(tags, key, nullptr, 0);
  return entry == nullptr ? std::string() : std::string(entry->value);
}

void take_tags(const AVDictionary* tags, const std::string& where, FileFacts& facts) {
  constexpr int kTagsMax = 500;
  const AVDictionaryEntry* entry = nullptr;
  for (int i = 0; i < kTagsMax; ++i) {
    entry = av_dict_get(tags, "", entry, AV_DICT_IGNORE_SUFFIX);
    if (entry == nullptr) return;
    take_tag(facts, where, entry->key, entry->value);
  }
}

// The display matrix is a turn counter-clockwise; players and people count clockwise.
std::int64_t rotation_of(const AVStream& stream) {
  std::size_t size = 0;
  const std::uint8_t* matrix = av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
  if (matrix == nullptr || size < 9 * sizeof(std::int32_t)) return 0;
  const double degrees = av_display_rotation_get(reinterpret_cast<const std::int32_t*>(matrix));
  if (std::isnan(degrees)) return 0;
  return ((-std::lround(degrees)) % 360 + 360) % 360;
}

StreamFacts facts_of(const AVStream& stream) {
  const AVCodecParameters& codec = *stream.codecpar;
  StreamFacts out;
  out.index = stream.index;
  out.kind = kind_of(stream);
  out.codec = avcodec_get_name(codec.codec_id);
  if (const char* profile = avcodec_profile_name(codec.codec_id, codec.profile)) {
    out.profile = clean_text(profile, 64);
  }
  out.bit_rate = codec.bit_rate;
  out.language = clean_text(tag_of(stream.metadata, "language"), 32);
  if (out.language == "und") out.language.clear();
  if (codec.codec_type == AVMEDIA_TYPE_VIDEO) {
    out.width = codec.width;
    out.height = codec.height;
    const char* format = av_get_pix_fmt_name(static_cast<AVPixelFormat>(codec.format));
    if (format != nullptr) out.pixel_format = format;
    if (stream.avg_frame_rate.num > 0 && stream.avg_frame_rate.den > 0) {
      out.frame_rate = Ratio{stream.avg_frame_rate.num, stream.avg_frame_rate.den};
    }
    out.rotation = rotation_of(stream);
  } else if (codec.codec_type == AVMEDIA_TYPE_AUDIO) {
    out.sample_rate = codec.sample_rate;
    out.channels = codec.ch_layout.nb_channels;
  }
  return out;
}

std::optional<std::int64_t> file_start_us(const AVFormatContext& context) {
  if (context.start_time == AV_NOPTS_VALUE) return std::nullopt;
  return context.start_time;
}

void describe_streams(AVFormatContext& context, FileFacts& facts) {
  const std::int64_t start_us = file_start_us(context).value_or(0);
  for (unsigned i = 0; i < context.nb_streams; ++i) {
    const AVStream& stream = *context.streams[i];
    if (facts.streams.size() == kStreamsMax) {
      ++facts.streams_cut;
      continue;
    }
    StreamFacts described = facts_of(stream);
    if (stream.start_time != AV_NOPTS_VALUE) {
      const std::int64_t us = av_rescale_q(stream.start_time, stream.time_base, {1, AV_TIME_BASE});
      described.start_ms = (us - start_us) / 1000;
    }
    facts.streams.push_back(std::move(described));
    take_tags(stream.metadata, "stream" + std::to_string(i), facts);
  }
}

void describe_file(const AVFormatContext& context, FileFacts& facts) {
  if (context.duration != AV_NOPTS_VALUE && context.duration >= 0) {
    facts.duration_ms = context.duration / 1000;
    facts.duration_estimated = context.duration_estimation_method == AVFMT_DURATION_FROM_BITRATE;
  }
  facts.bit_rate = context.bit_rate;
  take_tags(context.metadata, facts.container, facts);
}

bool has_kind(const FileFacts& facts, std::string_view kind) {
  return std::any_of(facts.streams.begin(), facts.streams.end(),
                     [&](const StreamFacts& stream) { return stream.kind == kind; });
}

// Kind and media type follow from what is inside, not from the container.
void settle_kind(FileFacts& facts) {
  const bool video = has_kind(facts, "video");
  const bool audio = has_kind(facts, "audio");
  facts.kind = video ? "video" : audio ? "audio" : "unknown";
  if (video || !audio) return;
  if (facts.container == "mp4") facts.mime = "audio/mp4";
  if (facts.container == "webm") facts.mime = "audio/webm";
  if (facts.container == "ogg") facts.mime = "audio/ogg";
  if (facts.container == "matroska") facts.mime = "audio/x-matroska";
}

void name_guessed_container(const AVFormatContext& context, FileFacts& facts) {
  const std::string_view names = context.iformat->name;
  const std::string name(names.substr(0, names.find(',')));
  facts.container = clean_text(name, 32);
  if (name == "mp3") facts.mime = "audio/mpeg";
  if (name == "aac") facts.mime = "audio/aac";
  if (name == "mpegts") facts.mime = "video/mp2t";
}

// Before the streams are looked into, so that a picture of enormous claimed size is not allocated.
void refuse_enormous_pictures(AVFormatContext& context, FileFacts& facts) {
  constexpr std::int64_t kPixelsMax = 200'000'000;
  for (unsigned i = 0; i < context.nb_streams; ++i) {
    const AVCodecParameters& codec = *context.streams[i]->codecpar;
    if (std::int64_t{codec.width} * codec.height > kPixelsMax) {
      facts.add_note("image_dimensions_enormous");
    }
  }
}

bool gives_nothing(const FileFacts& facts) {
  return std::none_of(facts.streams.begin(), facts.streams.end(), [](const StreamFacts& stream) {
    return stream.walk && stream.walk->packets > 0;
  });
}

}  // namespace

bool read_media(const base::File& file, const char* demuxer, const BoxFacts* boxes,
                const WalkLimits& limits, FileFacts& facts) {
  OpenMedia media(file, demuxer, limits.deadline_ms);
  if (!media.is_open()) {
    if (demuxer != nullptr) {
      facts.mark_unreadable("the container cannot be opened: " + media.failure());
    }
    return demuxer != nullptr;
  }
  AVFormatContext& context = media.context();
  if (demuxer == nullptr) {
    if (!media.is_guess_certain()) return false;
    name_guessed_container(context, facts);
  }
  refuse_enormous_pictures(context, facts);
  if (facts.notes.empty()) {
    const int error = avformat_find_stream_info(&context, nullptr);
    if (error == AVERROR(ENOMEM)) throw std::bad_alloc();
    if (error < 0) facts.add_note("streams_not_fully_described");
  }
  describe_file(context, facts);
  describe_streams(context, facts);
  settle_kind(facts);
  const bool by_index = boxes != nullptr && boxes->has_index && !boxes->is_fragmented;
  walk_packets(media, by_index, file.size_bytes(), limits, facts);
  if (facts.kind == "unknown") facts.mark_unreadable("it holds neither picture nor sound");
  if (facts.walk_complete && gives_nothing(facts)) {
    facts.mark_unreadable("not one frame can be read");
  }
  return true;
}

}  // namespace liuhen::probe::process
