// The words in which articles ask and cases answer: kinds of subjects and their facts, each with
// its type and its name for people. A closed set: a law file that names another fact is refused,
// and who gathers facts (flows) finds here what to gather. A new fact is one line in
// vocabulary.cpp. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace liuhen::rules {

// time: UTC milliseconds. day: a civil day in China time. flag: yes or no. count: a whole number.
// text: words or a choice. list: a set of words.
enum class FactType { time, day, flag, count, text, list };

enum class SubjectKind : std::uint8_t {
  house,         // the bureau's installation itself
  archive_year,  // the yearly filing of one year
  case_,         // "case" in files
  act,
  assignment,  // one officer's part in one act
  device_use,  // one device taken to one act
  recording,
  gap,      // a break in a recording, or between two
  failure,  // recording had become impossible
  document,
  data_set,
  filing,     // one record on its way into the archive
  campaign,   // sampling of carriers of one kind
  migration,  // carriers converted to new ones
  viewing,    // reading, copying or printing with approval
  release,    // something given out or published
  disposal,   // appraisal and destruction of one list
  service,    // one document served on one party
  complaint,  // a complaint about tendering or procurement
  challenge,  // a lawsuit or a review against what the bureau decided
};
inline constexpr std::size_t kSubjectKinds = 20;

struct SubjectName {
  SubjectKind kind;
  std::string_view name, zh, en;
};

using FactId = std::uint16_t;  // index into facts()

struct FactName {
  SubjectKind subject;
  std::string_view name;
  FactType type;
  std::string_view zh, en;
};

std::span<const SubjectName> subjects();
std::span<const FactName> facts();
std::optional<SubjectKind> find_subject(std::string_view name);
const SubjectName& name_of(SubjectKind kind);
std::optional<FactId> find_fact(SubjectKind subject, std::string_view name);
FactId get_fact(SubjectKind subject, std::string_view name);  // CHECKs that it is in the vocabulary
// The house knows it by itself: nobody states it.
bool is_derived(FactId fact);
// Texts out of a closed set; other facts take any words. Empty: any.
std::span<const std::string_view> words_of(const FactName& name);
bool is_word_of(const FactName& name, std::string_view text);
std::string_view name_of(FactType type);

}  // namespace liuhen::rules
