#include "rules/vocabulary.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "base/check.h"

namespace liuhen::rules {
namespace {

using S = SubjectKind;
using T = FactType;

constexpr std::array<SubjectName, kSubjectKinds> kSubjects = {{
    {S::house, "house", "系统", "house"},
    {S::archive_year, "archive_year", "归档年度任务", "archive year"},
    {S::case_, "case", "案件", "case"},
    {S::act, "act", "执法活动", "act"},
    {S::assignment, "assignment", "执法人员参加情况", "officer's part in an act"},
    {S::device_use, "device_use", "设备使用", "device taken to an act"},
    {S::recording, "recording", "音像记录", "recording"},
    {S::gap, "gap", "中断", "gap"},
    {S::failure, "failure", "无法继续记录", "recording impossible"},
    {S::document, "document", "文书", "document"},
    {S::data_set, "data_set", "电子数据", "data set"},
    {S::filing, "filing", "归档", "filing"},
    {S::campaign, "campaign", "抽样机读检验", "sampling campaign"},
    {S::migration, "migration", "载体转换", "carrier migration"},
    {S::viewing, "viewing", "调阅", "viewing"},
    {S::release, "release", "对外提供或发布", "release"},
    {S::disposal, "disposal", "鉴定销毁", "disposal"},
    {S::service, "service", "送达", "service"},
    {S::complaint, "complaint", "投诉", "complaint"},
    {S::challenge, "challenge", "复议或诉讼", "review or lawsuit"},
}};

constexpr FactName kFacts[] = {
    {S::house, "founded_at", T::time, "启用时间", "taken into use at"},
    {S::house, "custodian_named", T::flag, "已指定专人", "a custodian is named"},
    {S::house, "last_backup_at", T::time, "最近备份时间", "last backup at"},
    {S::house, "last_drill_at", T::time, "最近恢复演练时间", "last restore drill at"},

    {S::archive_year, "year", T::count, "年度", "year"},
    {S::archive_year, "handed_over_on", T::day, "移交日期", "handed over on"},
    {S::archive_year, "filed_on", T::day, "完成归档日期", "filing done on"},

    {S::case_, "procedure", T::text, "程序", "procedure"},
    {S::case_, "stage", T::text, "环节", "stage"},
    {S::case_, "outcome", T::text, "处理结果", "outcome"},
    {S::case_, "document_kinds", T::list, "已有文书", "documents that exist"},
    {S::case_, "act_ended_on", T::day, "违法行为终了日期", "offence ended on"},
    {S::case_, "found_on", T::day, "违法行为发现日期", "offence found on"},
    {S::case_, "touches_life_or_finance", T::flag, "涉及生命健康、金融安全且有危害后果",
     "life, health or financial safety harmed"},
    {S::case_, "filed_at", T::time, "立案时间", "case filed at"},
    {S::case_, "investigation_began_at", T::time, "调查开始时间", "investigation began at"},
    {S::case_, "excluded_days", T::count, "依法扣除天数", "days excluded by law"},
    {S::case_, "notice_served_at", T::time, "事先告知书送达时间", "notice of penalty served at"},
    {S::case_, "answer_reviewed_at", T::time, "陈述申辩复核时间", "answer reviewed at"},
    {S::case_, "answered_at", T::time, "陈述申辩时间", "party answered at"},
    {S::case_, "legal_review_needed", T::flag, "应当法制审核", "legal review is required"},
    {S::case_, "legal_review_passed_at", T::time, "法制审核通过时间", "legal review passed at"},
    {S::case_, "discussion_needed", T::flag, "应当集体讨论", "collective discussion is required"},
    {S::case_, "discussed_at", T::time, "集体讨论时间", "discussed at"},
    {S::case_, "hearing_told_at", T::time, "告知听证权利时间", "told of the right to a hearing at"},
    {S::case_, "hearing_notice_served_on", T::day, "听证通知书送达日期",
     "hearing notice served on"},
    {S::case_, "hearing_on", T::day, "听证日期", "hearing on"},
    {S::case_, "decided_at", T::time, "作出决定时间", "decided at"},
    {S::case_, "rights_waived", T::flag, "当事人明确放弃权利", "party has waived its rights"},
    {S::case_, "late_evidence_count", T::count, "决定作出后取得的证据数",
     "evidence obtained after the decision"},
    {S::case_, "published_at", T::time, "公示时间", "published at"},
    {S::case_, "publication_needed", T::flag, "应当公示", "publication is required"},
    {S::case_, "decision_undone_at", T::time, "决定变更、撤销、确认违法或无效时间",
     "decision changed, annulled or void at"},
    {S::case_, "withdrawn_at", T::time, "撤回公示时间", "publication withdrawn at"},
    {S::case_, "party_kind", T::text, "当事人类型", "kind of party"},
    {S::case_, "fine_yuan", T::count, "罚款金额（元）", "fine in yuan"},
    {S::case_, "fine_planned_yuan", T::count, "拟处罚款金额（元）", "planned fine in yuan"},

    {S::act, "kind", T::text, "活动种类", "kind of act"},
    {S::act, "started_at", T::time, "开始时间", "started at"},
    {S::act, "ended_at", T::time, "结束时间", "ended at"},
    {S::act, "officer_count", T::count, "执法人员数", "officers"},
    {S::act, "certificate_shown", T::flag, "已出示执法证件", "certificate shown"},
    {S::act, "record_made", T::flag, "已制作笔录", "written record made"},
    {S::act, "service_mode", T::text, "送达方式", "mode of service"},
    {S::act, "recording_count", T::count, "音像记录数", "recordings"},
    {S::act, "omission_reason", T::text, "未音像记录的理由", "reason for not recording"},
    {S::act, "recorded_from", T::time, "音像记录开始时间", "recorded from"},
    {S::act, "recorded_to", T::time, "音像记录结束时间", "recorded to"},
    {S::act, "coverage_reason", T::text, "起止不符的说明", "explanation of times"},
    {S::act, "approved_at", T::time, "负责人批准时间", "approved by the head at"},
    {S::act, "disposed_at", T::time, "处理决定时间", "disposal decided at"},

    {S::act, "urgent", T::flag, "情况紧急当场实施", "urgent, done on the spot"},
    {S::act, "reported_at", T::time, "向负责人报告时间", "reported to the head at"},
    {S::act, "extended_days", T::count, "批准延长及扣除天数", "days extended or excluded"},

    {S::act, "subjects_filmed", T::list, "已摄录内容", "subjects filmed"},
    {S::act, "subjects_reason", T::text, "未摄录内容的理由", "reason for subjects not filmed"},
    {S::act, "stated_from", T::time, "文书记载开始时间", "document says from"},
    {S::act, "stated_to", T::time, "文书记载结束时间", "document says to"},
    {S::act, "times_reason", T::text, "起止时间不一致的说明", "explanation of differing times"},

    {S::assignment, "act_on", T::day, "活动日期", "day of the act"},
    {S::assignment, "certificate_from", T::day, "证件有效期起", "certificate valid from"},
    {S::assignment, "certificate_to", T::day, "证件有效期止", "certificate valid to"},
    {S::assignment, "overlap_count", T::count, "同时参加的其他活动数", "acts at the same time"},

    {S::device_use, "act_started_at", T::time, "活动开始时间", "act started at"},
    {S::device_use, "checked_at", T::time, "设备检查时间", "device checked at"},
    {S::device_use, "check_passed", T::flag, "设备检查合格", "device check passed"},

    {S::recording, "act_kind", T::text, "活动种类", "kind of act"},
    {S::recording, "medium", T::text, "媒体类型", "medium: video, audio, image"},
    {S::recording, "device_kind", T::text, "设备种类", "kind of device"},
    {S::recording, "device_holder", T::text, "设备领用人", "holder of the device"},
    {S::recording, "device_reason", T::text, "录制来源说明", "where the recording comes from"},
    {S::recording, "probed", T::flag, "已识别", "looked at by the probe"},
    {S::recording, "identified", T::flag, "可识别并打开", "identified and can be opened"},
    {S::recording, "recorded_from", T::time, "录制开始时间", "recorded from"},
    {S::recording, "recorded_to", T::time, "录制结束时间", "recorded to"},
    {S::recording, "notice_at", T::time, "告知时间", "notice given at"},
    {S::recording, "notice_reason", T::text, "未告知的理由", "reason for no notice"},
    {S::recording, "subjects_filmed", T::list, "已摄录内容", "subjects filmed"},
    {S::recording, "dead_span_count", T::count, "黑屏、静止、无声时段数",
     "black, frozen or silent spans"},
    {S::recording, "dead_span_reason", T::text, "黑屏等时段的说明", "explanation of such spans"},
    {S::recording, "training_from", T::day, "摄录人培训有效期起", "recordist trained from"},
    {S::recording, "training_to", T::day, "摄录人培训有效期止", "recordist trained to"},
    {S::recording, "stored_at", T::time, "存入时间", "stored at"},
    {S::recording, "late_reason", T::text, "逾期存入的理由", "reason for late storage"},
    {S::recording, "disputed", T::flag, "已产生纠纷和争议", "disputed"},
    {S::recording, "is_evidence", T::flag, "作为处罚或强制案件证据",
     "evidence of a penalty or measure"},
    {S::recording, "major_emergency", T::flag, "处置重大突发事件", "major emergency"},
    {S::recording, "mass_incident", T::flag, "处置群体性事件", "mass incident"},
    {S::recording, "permanent_since", T::time, "转为永久保存时间", "permanent since"},
    {S::recording, "carrier_verified_at", T::time, "离线载体核验时间",
     "offline carrier verified at"},
    {S::recording, "destroyed_on", T::day, "销毁日期", "destroyed on"},
    {S::recording, "linked", T::flag, "已与文书关联", "linked to a document"},
    {S::recording, "unlinked_reason", T::text, "未关联的理由", "reason for no link"},
    {S::recording, "has_time", T::flag, "含执法时间", "shows the time"},
    {S::recording, "has_officers", T::flag, "含执法人员", "shows the officers"},
    {S::recording, "has_party", T::flag, "含执法对象", "shows the party"},
    {S::recording, "has_content", T::flag, "含执法内容", "shows what was done"},

    {S::gap, "began_at", T::time, "中断开始时间", "break began at"},
    {S::gap, "resumed_at", T::time, "恢复记录时间", "recording resumed at"},
    {S::gap, "cause", T::text, "中断原因", "cause"},
    {S::gap, "spoken_at", T::time, "语音说明时间", "spoken explanation at"},

    {S::failure, "failed_at", T::time, "无法继续记录时间", "recording became impossible at"},
    {S::failure, "reported_at", T::time, "向局领导报告时间", "reported to the leader at"},
    {S::failure, "act_ended_at", T::time, "活动结束时间", "act ended at"},
    {S::failure, "explained_at", T::time, "书面说明时间", "explained in writing at"},

    {S::document, "form", T::text, "文书形式", "form: paper, electronic, e_sealed"},
    {S::document, "completed_at", T::time, "制作完成时间", "completed at"},
    {S::document, "scanned_at", T::time, "扫描时间", "scanned at"},
    {S::document, "late_reason", T::text, "逾期扫描的理由", "reason for a late scan"},
    {S::document, "finalised_at", T::time, "定稿时间", "final at"},
    {S::document, "stored_at", T::time, "存入时间", "stored at"},
    {S::document, "signature_intact", T::flag, "电子签章有效", "electronic seal intact"},
    {S::document, "missing_fields", T::list, "未填必填项", "required fields not filled"},
    {S::document, "missing_signatures", T::list, "缺少签名", "signatures missing"},
    {S::document, "unconfirmed_alterations", T::count, "未经确认的涂改",
     "alterations not confirmed"},
    {S::document, "non_black_regions", T::count, "非黑色字迹", "writing that is not black"},
    {S::document, "linked", T::flag, "已关联活动", "linked to its act"},

    {S::data_set, "collected_at", T::time, "采集时间", "collected at"},
    {S::data_set, "source", T::text, "来源", "source"},
    {S::data_set, "system", T::text, "系统", "system"},
    {S::data_set, "query", T::text, "查询条件", "query"},
    {S::data_set, "collector", T::text, "采集人", "collector"},
    {S::data_set, "extraction_record", T::flag, "提取笔录", "extraction record"},

    {S::filing, "virus_checked_at", T::time, "杀毒时间", "virus check at"},
    {S::filing, "virus_clean", T::flag, "无病毒", "free of viruses"},
    {S::filing, "examined_at", T::time, "检测时间", "four-property check at"},
    {S::filing, "examination_passed", T::flag, "四性检测合格", "four properties hold"},
    {S::filing, "filed_at", T::time, "归档时间", "filed at"},

    {S::campaign, "medium", T::text, "载体类型", "medium: magnetic, optical"},
    {S::campaign, "first_stored_at", T::time, "最早存入时间", "first stored at"},
    {S::campaign, "last_done_at", T::time, "最近检验时间", "last done at"},
    {S::campaign, "sampled_percent", T::count, "抽样比例（%）", "sampled percent"},
    {S::campaign, "problem_found_at", T::time, "发现问题时间", "problem found at"},
    {S::campaign, "recovered_at", T::time, "恢复时间", "recovered at"},

    {S::migration, "migrated_on", T::day, "转换日期", "migrated on"},
    {S::migration, "verified", T::flag, "逐件核验", "verified file by file"},
    {S::migration, "old_destroyed_on", T::day, "旧载体销毁日期", "old carrier destroyed on"},

    {S::viewing, "approved_at", T::time, "批准时间", "approved at"},
    {S::viewing, "registered_at", T::time, "登记时间", "registered at"},
    {S::viewing, "began_at", T::time, "调阅开始时间", "began at"},
    {S::viewing, "sealed_carrier_lent", T::flag, "外借封存载体", "a sealed carrier was lent"},

    {S::release, "approved_at", T::time, "批准时间", "approved at"},
    {S::release, "released_at", T::time, "提供或发布时间", "released at"},

    {S::disposal, "appraised_at", T::time, "鉴定时间", "appraised at"},
    {S::disposal, "approved_at", T::time, "批准时间", "approved at"},
    {S::disposal, "destroyed_at", T::time, "销毁时间", "destroyed at"},
    {S::disposal, "listed", T::flag, "有销毁清册", "on a disposal list"},
    {S::disposal, "supervisor_count", T::count, "监销人数", "supervisors"},
    {S::disposal, "certificate", T::flag, "有销毁证明", "certificate of destruction"},

    {S::service, "decided_at", T::time, "作出决定时间", "decided at"},
    {S::service, "party_present", T::flag, "当事人在场", "party was present"},
    {S::service, "served_at", T::time, "送达时间", "served at"},
    {S::service, "mode", T::text, "送达方式", "mode of service"},
    {S::service, "e_service_consent", T::flag, "有送达确认书", "signed consent to e-service"},
    {S::service, "paid_at", T::time, "缴款时间", "paid at"},
    {S::service, "deferral_approved", T::flag, "批准延期或分期", "deferral approved"},
    {S::service, "document", T::text, "文书种类", "document"},
    {S::service, "has_fine", T::flag, "处有罚款", "imposes a fine"},
    {S::service, "collected_at", T::time, "当场收缴时间", "fine collected on the spot at"},
    {S::service, "handed_in_at", T::time, "交至机关时间", "handed in to the bureau at"},
    {S::service, "banked_at", T::time, "缴付银行时间", "paid into the bank at"},

    {S::complaint, "kind", T::text, "投诉种类", "kind: tender, procurement"},
    {S::complaint, "received_at", T::time, "收到投诉时间", "received at"},
    {S::complaint, "accepted_at", T::time, "决定是否受理时间", "accepted or refused at"},
    {S::complaint, "refused", T::flag, "不予受理", "not accepted"},
    {S::complaint, "decided_at", T::time, "处理决定时间", "decided at"},
    {S::complaint, "excluded_days", T::count, "依法扣除的工作日", "working days excluded"},

    {S::challenge, "kind", T::text, "种类", "kind: litigation, review, review_simple"},
    {S::challenge, "copy_received_at", T::time, "收到副本时间", "copy received at"},
    {S::challenge, "answered_at", T::time, "答辩或答复时间", "answered at"},
};

// What the house knows by itself, so that nobody states it. Other facts a person states; where the
// house happens to know one of them, what it knows counts.
struct DerivedFact {
  SubjectKind subject;
  std::string_view name;
};
constexpr DerivedFact kDerived[] = {
    {S::house, "founded_at"},
    {S::house, "custodian_named"},
    {S::case_, "procedure"},
    {S::case_, "stage"},
    {S::case_, "document_kinds"},
    {S::case_, "late_evidence_count"},
    {S::act, "kind"},
    {S::act, "started_at"},
    {S::act, "ended_at"},
    {S::act, "officer_count"},
    {S::act, "recording_count"},
    {S::act, "recorded_from"},
    {S::act, "recorded_to"},
    {S::assignment, "act_on"},
    {S::assignment, "certificate_from"},
    {S::assignment, "certificate_to"},
    {S::assignment, "overlap_count"},
    {S::device_use, "act_started_at"},
    {S::recording, "act_kind"},
    {S::recording, "medium"},
    {S::recording, "device_kind"},
    {S::recording, "device_holder"},
    {S::recording, "probed"},
    {S::recording, "identified"},
    {S::recording, "recorded_from"},
    {S::recording, "recorded_to"},
    {S::recording, "stored_at"},
    {S::recording, "training_from"},
    {S::recording, "training_to"},
    {S::document, "finalised_at"},
    {S::document, "stored_at"},
    {S::service, "decided_at"},
    {S::service, "served_at"},
};

// The words of facts that law files compare with.
struct FactWords {
  SubjectKind subject;
  std::string_view name;
  std::array<std::string_view, 8> words;  // unused ones are empty
};
constexpr FactWords kWords[] = {
    {S::case_, "outcome", {"penalty", "no_penalty", "withdrawn", "transferred", "suspended"}},
    {S::case_, "party_kind", {"person", "organisation"}},
    {S::act, "service_mode", {"direct", "left", "mail", "electronic", "announcement", "entrusted"}},
    {S::service, "mode", {"direct", "left", "mail", "electronic", "announcement", "entrusted"}},
    {S::document, "form", {"paper", "electronic", "e_sealed"}},
};

const std::unordered_map<std::string, FactId>& index() {
  // Built once from a constant; never changes.
  static const auto built = [] {
    std::unordered_map<std::string, FactId> made;
    for (FactId id = 0; id < std::size(kFacts); ++id) {
      const std::string key =
          std::string(name_of(kFacts[id].subject).name) + "." + std::string(kFacts[id].name);
      CHECK(made.emplace(key, id).second);
    }
    return made;
  }();
  return built;
}

}  // namespace

std::span<const SubjectName> subjects() { return kSubjects; }
std::span<const FactName> facts() { return kFacts; }

std::optional<SubjectKind> find_subject(std::string_view name) {
  for (const SubjectName& subject : kSubjects) {
    if (subject.name == name) return subject.kind;
  }
  return std::nullopt;
}

const SubjectName& name_of(SubjectKind kind) {
  const SubjectName& name = kSubjects.at(static_cast<std::size_t>(kind));
  CHECK(name.kind == kind);
  return name;
}

std::optional<FactId> find_fact(SubjectKind subject, std::string_view name) {
  const auto found = index().find(std::string(name_of(subject).name) + "." + std::string(name));
  if (found == index().end()) return std::nullopt;
  return found->second;
}

FactId get_fact(SubjectKind subject, std::string_view name) {
  const auto found = find_fact(subject, name);
  CHECK(found.has_value());
  return *found;
}

bool is_derived(FactId fact) {
  const FactName& name = kFacts[fact];
  return std::any_of(std::begin(kDerived), std::end(kDerived), [&](const DerivedFact& one) {
    return one.subject == name.subject && one.name == name.name;
  });
}

std::span<const std::string_view> words_of(const FactName& name) {
  for (const FactWords& one : kWords) {
    if (one.subject != name.subject || one.name != name.name) continue;
    const auto end = std::find(one.words.begin(), one.words.end(), std::string_view());
    return {one.words.data(), static_cast<std::size_t>(end - one.words.begin())};
  }
  return {};
}

bool is_word_of(const FactName& name, std::string_view text) {
  const auto words = words_of(name);
  return words.empty() || text.empty() ||
         std::find(words.begin(), words.end(), text) != words.end();
}

std::string_view name_of(FactType type) {
  static constexpr std::string_view kNames[] = {"time", "day", "flag", "count", "text", "list"};
  return kNames[static_cast<std::size_t>(type)];
}

}  // namespace liuhen::rules
