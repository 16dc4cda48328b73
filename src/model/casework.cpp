#include "model/casework.h"

#include <algorithm>
#include <array>

namespace liuhen::model {
namespace {

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view text) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

}  // namespace

int place_of_stage(std::string_view stage) {
  static constexpr std::array<std::string_view, 6> kStages{"clue",   "filing",  "investigation",
                                                           "review", "service", "closed"};
  const auto found = std::find(kStages.begin(), kStages.end(), stage);
  return found == kStages.end() ? -1 : static_cast<int>(found - kStages.begin());
}

bool is_stage(std::string_view text) { return place_of_stage(text) >= 0; }

bool is_procedure(std::string_view text) {
  return is_one_of(std::array<std::string_view, 3>{"ordinary", "simple", "hearing"}, text);
}

bool is_act_kind(std::string_view text) {
  return is_one_of(std::array<std::string_view, 10>{"on_site_inspection", "inquiry", "sampling",
                                                    "preservation", "measure", "hearing", "notice",
                                                    "service", "execution", "other"},
                   text);
}

bool is_device_kind(std::string_view text) {
  return is_one_of(std::array<std::string_view, 5>{"camera", "sound_recorder", "camcorder",
                                                   "body_camera", "surveillance"},
                   text);
}

bool is_record_kind(std::string_view text) {
  return is_one_of(std::array<std::string_view, 3>{"recording", "document", "data_set"}, text);
}

}  // namespace liuhen::model
