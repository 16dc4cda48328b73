#include "forms/known.h"

namespace liuhen::forms {
namespace {

using S = KnownShape;

constexpr KnownName kNames[] = {
    {"bureau.name", S::text, "机关名称", "name of the bureau"},
    {"bureau.address", S::text, "机关地址", "address of the bureau"},
    {"bureau.phone", S::text, "机关电话", "telephone of the bureau"},
    {"bureau.review_organ", S::text, "行政复议机关", "organ that reviews its decisions"},
    {"bureau.court", S::text, "管辖法院", "court that judges its decisions"},
    {"case.number", S::text, "案件编号", "number of the case"},
    {"case.title", S::text, "案由", "title of the case"},
    {"case.party", S::text, "当事人", "party"},
    {"case.party_number", S::text, "当事人证照号码", "identity or licence number of the party"},
    {"case.party_address", S::text, "当事人住址（住所）", "address of the party"},
    {"case.party_phone", S::text, "当事人联系电话", "telephone of the party"},
    {"case.party_representative", S::text, "法定代表人（负责人）", "representative of the party"},
    {"case.unit", S::text, "承办机构", "unit in charge"},
    {"case.handlers", S::people, "承办人", "handlers"},
    {"case.filed_on", S::day, "立案日期", "filed on"},
    {"case.decided_on", S::day, "决定日期", "decided on"},
    {"case.decision_number", S::text, "决定书文号", "number of the decision"},
    {"case.closed_on", S::day, "结案日期", "closed on"},
    {"act.place", S::text, "地点", "place of the act"},
    {"act.started_at", S::time, "开始时间", "start of the act"},
    {"act.ended_at", S::time, "结束时间", "end of the act"},
    {"act.span", S::span, "起止时间", "start and end of the act"},
    {"act.officers", S::people, "执法人员", "officers of the act"},
    {"today", S::day, "今天", "today"},
};

}  // namespace

std::span<const KnownName> known_names() { return kNames; }

const KnownName* find_known(std::string_view name) {
  for (const KnownName& known : kNames) {
    if (known.name == name) return &known;
  }
  return nullptr;
}

bool can_fill(KnownShape shape, FieldKind kind) {
  switch (shape) {
    case S::text:
      return kind == FieldKind::text || kind == FieldKind::long_text;
    case S::day:
      return kind == FieldKind::day;
    case S::time:
      return kind == FieldKind::time || kind == FieldKind::day;
    case S::span:
      return kind == FieldKind::span;
    case S::people:
      return kind == FieldKind::people;
  }
  return false;
}

}  // namespace liuhen::forms
