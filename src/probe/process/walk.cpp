#include "probe/process/walk.h"

extern "C" {
#include <libavcodec/avcodec.h>
}

#include <algorithm>
#include <new>
#include <optional>

#include "probe/process/gap_tracker.h"

namespace liuhen::probe::process {
namespace {

// Sound in packets of changing length: each packet's own duration says when the next is due.
bool has_varying_steps(const AVCodecParameters& codec) {
  if (codec.codec_type != AVMEDIA_TYPE_AUDIO) return false;
  return av_get_exact_bits_per_sample(codec.codec_id) > 0 || codec.codec_id == AV_CODEC_ID_VORBIS ||
         codec.codec_id == AV_CODEC_ID_OPUS || codec.codec_id == AV_CODEC_ID_FLAC;
}

bool is_followed(const StreamFacts& stream) {
  return stream.kind == "video" || stream.kind == "audio";
}

class Walker {
 public:
  Walker(OpenMedia& media, std::uint64_t size_bytes, const WalkLimits& limits, FileFacts& facts)
      : media_(media), size_bytes_(size_bytes), limits_(limits), facts_(facts) {
    for (std::size_t i = 0; i < facts.streams.size(); ++i) {
      const AVStream& stream = *media.context().streams[i];
      walks_.emplace_back();
      trackers_.emplace_back(GapTracker::Settings{
          .time_base = {stream.time_base.num, std::max(stream.time_base.den, 1)},
          .gap_permille = limits.gap_permille,
          .steps_vary = has_varying_steps(*stream.codecpar),
          .start_ms = facts.streams[i].start_ms.value_or(0)});
    }
  }

  void over_packets() {
    facts_.walk_method = "packets";
    AVPacket* packet = av_packet_alloc();
    if (packet == nullptr) throw std::bad_alloc();
    int error = 0;
    while (has_budget() && (error = av_read_frame(&media_.context(), packet)) >= 0) {
      take(*packet);
      av_packet_unref(packet);
    }
    av_packet_free(&packet);
    if (error == AVERROR(ENOMEM)) throw std::bad_alloc();
    if (error == AVERROR_EXIT) facts_.walk_complete = false;
    if (error < 0 && error != AVERROR_EOF && error != AVERROR_EXIT) {
      facts_.mark_truncated("reading ends early: " + text_of_error(error));
    }
  }

  void over_index() {
    facts_.walk_method = "index";
    for (std::size_t i = 0; i < walks_.size(); ++i) over_index_of(i);
    if (beyond_end_ > 0) {
      facts_.mark_truncated(std::to_string(beyond_end_) +
                            " frames of the index lie beyond the end of the file");
    }
  }

  void finish() {
    for (std::size_t i = 0; i < walks_.size(); ++i) {
      StreamFacts& stream = facts_.streams[i];
      if (!is_followed(stream)) continue;
      trackers_[i].finish(walks_[i]);
      stream.walk = std::move(walks_[i]);
    }
    facts_.walk_packets = walked_;
  }

 private:
  bool has_budget() {
    if (walked_ < limits_.packets_max && !((walked_ & 255) == 0 && media_.is_past_deadline())) {
      return true;
    }
    facts_.walk_complete = false;
    return false;
  }

  void take(const AVPacket& packet) {
    ++walked_;
    const auto index = static_cast<std::size_t>(packet.stream_index);
    if (index >= walks_.size()) return;
    StreamWalk& walk = walks_[index];
    ++walk.packets;
    if ((packet.flags & AV_PKT_FLAG_KEY) != 0) ++walk.key_frames;
    if ((packet.flags & AV_PKT_FLAG_CORRUPT) != 0) ++walk.corrupt_packets;
    const std::int64_t time = packet.dts != AV_NOPTS_VALUE ? packet.dts : packet.pts;
    if (time == AV_NOPTS_VALUE) {
      ++walk.packets_without_time;
    } else {
      trackers_[index].add(time, packet.duration);
    }
  }

  void over_index_of(std::size_t stream_index) {
    AVStream* stream = media_.context().streams[stream_index];
    StreamWalk& walk = walks_[stream_index];
    const int entries = avformat_index_get_entries_count(stream);
    for (int i = 0; i < entries && has_budget(); ++i) {
      const AVIndexEntry* entry = avformat_index_get_entry(stream, i);
      if (entry == nullptr) break;
      ++walked_;
      if ((entry->flags & AVINDEX_DISCARD_FRAME) != 0) continue;
      const auto end = static_cast<std::uint64_t>(std::max<std::int64_t>(entry->pos, 0)) +
                       static_cast<std::uint64_t>(std::max(entry->size, 0));
      if (entry->pos < 0 || end > size_bytes_) {
        ++beyond_end_;
        ++walk.corrupt_packets;
        continue;
      }
      ++walk.packets;
      if ((entry->flags & AVINDEX_KEYFRAME) != 0) ++walk.key_frames;
      trackers_[stream_index].add(entry->timestamp, 0);
    }
  }

  OpenMedia& media_;
  std::uint64_t size_bytes_;
  const WalkLimits& limits_;
  FileFacts& facts_;
  std::vector<StreamWalk> walks_;
  std::vector<GapTracker> trackers_;
  std::int64_t walked_ = 0;
  std::int64_t beyond_end_ = 0;
};

const StreamWalk* first_walk(const FileFacts& facts, std::string_view kind) {
  for (const StreamFacts& stream : facts.streams) {
    if (stream.kind == kind && stream.walk && stream.walk->packets > 0) return &*stream.walk;
  }
  return nullptr;
}

void compare_lengths(FileFacts& facts) {
  const StreamWalk* video = first_walk(facts, "video");
  const StreamWalk* audio = first_walk(facts, "audio");
  if (video != nullptr && audio != nullptr && facts.walk_complete) {
    facts.audio_video_difference_ms = video->length_ms - audio->length_ms;
  }
}

// PCM in an index has samples, not packets: its steps cannot be judged there.
bool index_is_judgeable(OpenMedia& media, const FileFacts& facts) {
  for (std::size_t i = 0; i < facts.streams.size(); ++i) {
    AVStream* stream = media.context().streams[i];
    if (!is_followed(facts.streams[i])) continue;
    if (has_varying_steps(*stream->codecpar) || avformat_index_get_entries_count(stream) == 0) {
      return false;
    }
  }
  return true;
}

}  // namespace

void walk_packets(OpenMedia& media, bool by_index, std::uint64_t size_bytes,
                  const WalkLimits& limits, FileFacts& facts) {
  Walker walker(media, size_bytes, limits, facts);
  if (by_index && index_is_judgeable(media, facts)) {
    walker.over_index();
  } else {
    walker.over_packets();
  }
  walker.finish();
  // AVI has no time stamps: libavformat counts frames. Breaks inside cannot show as jumps, only as
  // picture and sound of different length.
  facts.no_timestamps = facts.container == "avi";
  compare_lengths(facts);
}

}  // namespace liuhen::probe::process
