#include "flows/law/case_subjects.h"

#include <algorithm>
#include <set>

#include "base/civil_day.h"
#include "catalog/act_queries.h"
#include "catalog/case_queries.h"
#include "catalog/device_queries.h"
#include "catalog/document_queries.h"
#include "catalog/law_queries.h"
#include "catalog/people_queries.h"
#include "flows/law/subject_builder.h"

namespace liuhen::flows {
namespace {

using rules::SubjectKind;

// A notice belongs to its recording from this long before it begins.
constexpr std::int64_t kNoticeEarlyMs = std::int64_t{30} * 60 * 1000;

// A certificate or a training, as days.
struct Validity {
  base::CivilDay from, to;
};

// The one that is valid on that day, else the one that ends last: it says since when none is.
std::optional<Validity> validity_on(const std::vector<catalog::Certificate>& all,
                                    base::CivilDay day, std::string_view kind = {}) {
  std::optional<Validity> found;
  std::map<std::pair<std::string, std::string>, std::uint64_t> newest;  // a later entry corrects
  for (const auto& one : all) newest[{one.kind, one.number}] = one.entry_index;
  for (const auto& one : all) {
    if (!kind.empty() && one.kind != kind) continue;
    if (!one.number.empty() && newest[{one.kind, one.number}] != one.entry_index) continue;
    const auto from = base::civil_day_of(one.valid_from);
    const auto to = base::civil_day_of(one.valid_to);
    if (!from || !to) continue;
    if (*from <= day && day <= *to) return Validity{*from, *to};
    if (!found || found->to < *to) found = Validity{*from, *to};
  }
  return found;
}

std::map<model::ActId, std::vector<catalog::ActRecord>> by_act(
    std::vector<catalog::ActRecord> records) {
  std::map<model::ActId, std::vector<catalog::ActRecord>> sorted;
  for (auto& record : records) sorted[record.act_id].push_back(std::move(record));
  return sorted;
}

std::set<model::ActId> acts_of(const std::vector<catalog::FinalDocument>& documents) {
  std::set<model::ActId> acts;
  for (const auto& document : documents) {
    if (document.act_id) acts.insert(*document.act_id);
  }
  return acts;
}

std::set<model::RecordId> records_of(const std::vector<catalog::Evidence>& evidence) {
  std::set<model::RecordId> records;
  for (const auto& one : evidence) {
    if (one.void_reason.empty() && one.record_id) records.insert(*one.record_id);
  }
  return records;
}

// Gathers one case; what several subjects ask for is read once.
class CaseGatherer {
 public:
  CaseGatherer(catalog::Connection& connection, model::Case case_file)
      : connection_(connection),
        gathered_{std::move(case_file), {}},
        acts_(catalog::acts_of_case(connection, id())),
        records_(by_act(catalog::records_in_acts_of(connection, id()))),
        documents_(catalog::documents_of_case(connection, id())),
        evidence_(catalog::evidence_of_case(connection, id())),
        acts_with_documents_(acts_of(documents_)),
        evidence_records_(records_of(evidence_)),
        builder_(catalog::facts_stated_in_case(connection, id()),
                 catalog::answers_in_case(connection, id())) {}

  CaseSubjects gather() {
    add_case();
    for (const auto& act : acts_) add_act(act);
    return std::move(gathered_);
  }

 private:
  const model::CaseId& id() const { return gathered_.case_file.id; }

  void add_case() {
    const model::Case& file = gathered_.case_file;
    LawSubject subject = builder_.begin(SubjectKind::case_, file.id.text, file.opened_at,
                                        file.number + " " + file.title);
    rules::Facts& facts = subject.facts;
    facts.set("procedure", file.procedure);
    facts.set("stage", file.stage);
    // Nothing stated: the outcome is open, and the house knows that.
    const auto outcome = rules::get_fact(SubjectKind::case_, "outcome");
    if (facts.find(outcome) == nullptr) facts.set(outcome, std::string());
    std::vector<std::string> kinds;
    for (const auto& document : documents_) kinds.push_back(document.form);
    facts.set("document_kinds", std::move(kinds));
    decided_at_ = facts.find_moment(rules::get_fact(SubjectKind::case_, "decided_at"));
    if (decided_at_) facts.set("late_evidence_count", count_late_evidence());
    gathered_.subjects.push_back(std::move(subject));
  }

  std::int64_t count_late_evidence() const {
    return std::count_if(evidence_.begin(), evidence_.end(), [&](const auto& one) {
      return one.void_reason.empty() && one.obtained_at > *decided_at_;
    });
  }

  void add_act(const model::Act& act) {
    static const std::vector<catalog::ActRecord> kNone;
    const auto of_act = records_.find(act.id);
    const auto& records = of_act == records_.end() ? kNone : of_act->second;
    const base::UtcTime at = act.started_at.value_or(act.planned_at.value_or(act.opened_at));
    LawSubject subject = builder_.begin(SubjectKind::act, act.id.text, at, act.title);
    set_act_facts(subject.facts, act, records);
    const std::size_t place = gathered_.subjects.size();
    gathered_.subjects.push_back(std::move(subject));
    for (const auto& officer : act.officer_ids) add_assignment(act, officer, at);
    std::set<model::DeviceId> devices;
    for (const auto& record : records) {
      if (record.device_id && record.record_kind == "recording") devices.insert(*record.device_id);
      if (record.came_first_here) add_record(act, record);  // else judged where it came first
    }
    carry_over_recordings(place);
    for (const auto& device : devices) add_device_use(act, device, at);
    if (act.kind == "service") add_service(act, at);
  }

  // What one recording of the act shows holds for the act: subjects filmed in any of them, and a
  // notice given in one for those that begin later.
  void carry_over_recordings(std::size_t act_place) {
    static const auto kNotice = rules::get_fact(SubjectKind::recording, "notice_at");
    static const auto kFrom = rules::get_fact(SubjectKind::recording, "recorded_from");
    static const auto kFilmed = rules::get_fact(SubjectKind::recording, "subjects_filmed");
    static const auto kActFilmed = rules::get_fact(SubjectKind::act, "subjects_filmed");
    std::optional<base::UtcTime> told_at;
    std::set<std::string> filmed;
    const auto add_words = [&](const std::vector<std::string>* words) {
      if (words != nullptr) filmed.insert(words->begin(), words->end());
    };
    rules::Facts& act = gathered_.subjects[act_place].facts;
    add_words(act.find_list(kActFilmed));
    for (std::size_t i = act_place + 1; i < gathered_.subjects.size(); ++i) {
      const rules::Facts& facts = gathered_.subjects[i].facts;
      if (facts.kind() != SubjectKind::recording) continue;
      const auto notice = facts.find_moment(kNotice);
      const auto began = facts.find_moment(kFrom);
      const bool is_of_this = notice && began && notice->ms >= began->ms - kNoticeEarlyMs;
      if (is_of_this) told_at = std::min(told_at.value_or(*notice), *notice);
      add_words(facts.find_list(kFilmed));
    }
    if (!filmed.empty()) {
      act.set(kActFilmed, std::vector<std::string>(filmed.begin(), filmed.end()));
    }
    for (std::size_t i = act_place + 1; told_at && i < gathered_.subjects.size(); ++i) {
      rules::Facts& facts = gathered_.subjects[i].facts;
      if (facts.kind() != SubjectKind::recording || facts.find(kNotice) != nullptr) continue;
      const auto from = facts.find_moment(kFrom);
      if (from && *told_at <= *from) facts.set(kNotice, *told_at);
    }
  }

  static void set_act_facts(rules::Facts& facts, const model::Act& act,
                            const std::vector<catalog::ActRecord>& records) {
    facts.set("kind", act.kind);
    set_if(facts, "started_at", act.started_at);
    set_if(facts, "ended_at", act.ended_at);
    facts.set("officer_count", static_cast<std::int64_t>(act.officer_ids.size()));
    std::int64_t count = 0;
    std::optional<base::UtcTime> from, to;
    for (const auto& record : records) {
      if (record.record_kind != "recording") continue;
      ++count;
      if (!record.recorded_from || !record.recorded_to) continue;
      from = std::min(from.value_or(*record.recorded_from), *record.recorded_from);
      to = std::max(to.value_or(*record.recorded_to), *record.recorded_to);
    }
    facts.set("recording_count", count);
    set_if(facts, "recorded_from", from);
    set_if(facts, "recorded_to", to);
  }

  void add_assignment(const model::Act& act, const model::AccountId& officer, base::UtcTime at) {
    const auto account = catalog::find_account(connection_, officer);
    LawSubject subject = builder_.begin(SubjectKind::assignment, act.id.text + "/" + officer.text,
                                        at, (account ? account->name : "") + " · " + act.title);
    const base::CivilDay day = base::china_day_of(at);
    subject.facts.set("act_on", day);
    if (const auto valid = validity_on(certificates_of(officer), day)) {
      subject.facts.set("certificate_from", valid->from);
      subject.facts.set("certificate_to", valid->to);
    }
    if (act.started_at) {
      const base::UtcTime end = act.ended_at.value_or(*act.started_at);
      subject.facts.set("overlap_count",
                        catalog::count_acts_at(connection_, officer, act.id, *act.started_at, end));
    }
    gathered_.subjects.push_back(std::move(subject));
  }

  void add_record(const model::Act& act, const catalog::ActRecord& record) {
    if (record.record_kind == "recording") add_recording(act, record);
    if (record.record_kind == "document") add_document(record);
    if (record.record_kind == "data_set") {
      gathered_.subjects.push_back(builder_.begin(SubjectKind::data_set, record.id.text,
                                                  record.deposited_at, record.file_name));
    }
  }

  void add_recording(const model::Act& act, const catalog::ActRecord& record) {
    const base::UtcTime at = record.recorded_from.value_or(record.deposited_at);
    LawSubject subject =
        builder_.begin(SubjectKind::recording, record.id.text, at, record.file_name);
    rules::Facts& facts = subject.facts;
    facts.set("act_kind", act.kind);
    facts.set("medium", record.media_kind);
    facts.set("probed", !record.probe_outcome.empty());
    facts.set("identified", record.probe_outcome == "answered" && record.media_kind != "unknown");
    set_if(facts, "recorded_from", record.recorded_from);
    set_if(facts, "recorded_to", record.recorded_to);
    facts.set("stored_at", record.deposited_at);
    if (is_evidence(record.id)) facts.set("is_evidence", true);
    if (has_document(act.id)) facts.set("linked", true);
    if (record.device_id) {
      if (const auto& device = device_of(*record.device_id)) {
        facts.set("device_kind", device->kind);
        if (device->holder_id) facts.set("device_holder", name_of(*device->holder_id));
        const auto& trainings = trainings_of(device->holder_id.value_or(record.deposited_by));
        if (const auto valid = validity_on(trainings, base::china_day_of(at), device->kind)) {
          facts.set("training_from", valid->from);
          facts.set("training_to", valid->to);
        }
      }
    }
    gathered_.subjects.push_back(std::move(subject));
  }

  void add_document(const catalog::ActRecord& record) {
    LawSubject subject = builder_.begin(SubjectKind::document, record.id.text, record.deposited_at,
                                        record.file_name);
    subject.facts.set("stored_at", record.deposited_at);
    for (const auto& document : documents_) {
      if (document.record_id != record.id) continue;
      subject.title = document.title;
      subject.facts.set("form", std::string("electronic"));
      subject.facts.set("finalised_at", document.finalised_at);
      set_if(subject.facts, "completed_at", document.completed_at);
      subject.facts.set("linked", true);  // to its act, or to the case itself
    }
    gathered_.subjects.push_back(std::move(subject));
  }

  void add_device_use(const model::Act& act, const model::DeviceId& device_id, base::UtcTime at) {
    const auto& device = device_of(device_id);
    LawSubject subject = builder_.begin(SubjectKind::device_use, act.id.text + "/" + device_id.text,
                                        at, (device ? device->number : "") + " · " + act.title);
    set_if(subject.facts, "act_started_at", act.started_at);
    gathered_.subjects.push_back(std::move(subject));
  }

  void add_service(const model::Act& act, base::UtcTime at) {
    LawSubject subject = builder_.begin(SubjectKind::service, act.id.text, at, act.title);
    set_if(subject.facts, "decided_at", decided_at_);
    set_if(subject.facts, "served_at", act.ended_at);
    gathered_.subjects.push_back(std::move(subject));
  }

  bool is_evidence(const model::RecordId& record) const {
    return evidence_records_.contains(record);
  }
  bool has_document(const model::ActId& act) const { return acts_with_documents_.contains(act); }

  // Each of these is read once for the case.
  template <class Key, class Value, class Read>
  const Value& once(std::map<Key, Value>& known, const Key& key, Read read) {
    const auto found = known.find(key);
    return found != known.end() ? found->second : known.emplace(key, read()).first->second;
  }
  const std::vector<catalog::Certificate>& certificates_of(const model::AccountId& id) {
    return once(certificates_, id, [&] { return catalog::certificates_of(connection_, id); });
  }
  const std::vector<catalog::Certificate>& trainings_of(const model::AccountId& id) {
    return once(trainings_, id, [&] { return catalog::trainings_of(connection_, id); });
  }
  const std::optional<model::Device>& device_of(const model::DeviceId& id) {
    return once(devices_, id, [&] { return catalog::find_device(connection_, id); });
  }
  const std::string& name_of(const model::AccountId& id) {
    return once(names_, id, [&] {
      const auto account = catalog::find_account(connection_, id);
      return account ? account->name : std::string();
    });
  }

  catalog::Connection& connection_;
  CaseSubjects gathered_;
  const std::vector<model::Act> acts_;
  const std::map<model::ActId, std::vector<catalog::ActRecord>> records_;
  const std::vector<catalog::FinalDocument> documents_;
  const std::vector<catalog::Evidence> evidence_;
  const std::set<model::ActId> acts_with_documents_;
  const std::set<model::RecordId> evidence_records_;  // of pieces that count
  const SubjectBuilder builder_;
  std::optional<base::UtcTime> decided_at_;
  std::map<model::AccountId, std::vector<catalog::Certificate>> certificates_, trainings_;
  std::map<model::DeviceId, std::optional<model::Device>> devices_;
  std::map<model::AccountId, std::string> names_;
};

}  // namespace

std::optional<CaseSubjects> gather_case(catalog::Connection& connection, const model::CaseId& id) {
  auto found = catalog::find_case(connection, id);
  if (!found) return std::nullopt;
  return CaseGatherer(connection, std::move(*found)).gather();
}

LawSubject gather_house(catalog::Connection& connection) {
  const auto house = catalog::find_house(connection);
  const std::string id = house ? house->house_id : "";
  const SubjectBuilder builder(catalog::facts_stated_about(connection, "house", id), {});
  LawSubject subject =
      builder.begin(SubjectKind::house, id, house ? house->founded_at : base::UtcTime{0},
                    house ? house->name_zh : "");
  if (house) subject.facts.set("founded_at", house->founded_at);
  const auto duties = catalog::list_duties(connection);
  subject.facts.set("custodian_named",
                    std::any_of(duties.begin(), duties.end(), [&](const auto& duty) {
                      const auto account = catalog::find_account(connection, duty.account_id);
                      return duty.duty == "custodian" && account && account->enabled;
                    }));
  return subject;
}

bool is_gathered(rules::SubjectKind kind) {
  switch (kind) {
    case SubjectKind::house:
    case SubjectKind::case_:
    case SubjectKind::act:
    case SubjectKind::assignment:
    case SubjectKind::device_use:
    case SubjectKind::recording:
    case SubjectKind::document:
    case SubjectKind::data_set:
    case SubjectKind::service:
      return true;
    default:
      return false;
  }
}

}  // namespace liuhen::flows
