#include "flows/casework/evidence.h"

#include <algorithm>
#include <array>

#include "base/random.h"
#include "catalog/case_queries.h"
#include "catalog/people_queries.h"
#include "flows/casework/bounds.h"
#include "flows/casework/sight.h"
#include "flows/house.h"
#include "model/entry/documents.h"

namespace liuhen::flows {
namespace {

using access::Permission;
using Entries = model::Answer<std::vector<model::Entry>>;
using model::bad_input;

constexpr std::size_t kEvidenceMax = 2000;  // of one case

std::optional<model::Refusal> refuse_words(const NewEvidence& wanted) {
  if (!is_evidence_kind(wanted.kind)) {
    return bad_input("kind", "证据种类只能是法定八类之一。",
                     "The kind is one of the eight that the law names.");
  }
  if (auto refusal = refuse_text("name", wanted.name, 200)) return refusal;
  if (auto refusal = refuse_text("source", wanted.source, 500)) return refusal;
  if (auto refusal = refuse_text("proves", wanted.proves, 1000)) return refusal;
  if (auto refusal = refuse_text("void_reason", wanted.void_reason, 500, false)) return refusal;
  if (wanted.obtained_by.empty() || wanted.obtained_by.size() > 20) {
    return bad_input("obtained_by", "请填写 1 至 20 名取证人员。",
                     "Name 1 to 20 people who obtained it.");
  }
  return std::nullopt;
}

std::optional<model::Refusal> refuse_state(catalog::Connection& connection, const model::CaseId& id,
                                           const NewEvidence& wanted) {
  const auto known = catalog::evidence_of_case(connection, id);
  const bool is_known = std::any_of(known.begin(), known.end(),
                                    [&](const auto& one) { return one.id == wanted.evidence_id; });
  if (!wanted.evidence_id.empty() && !is_known) return model::not_found("这件证据", "evidence");
  if (wanted.evidence_id.empty() && known.size() >= kEvidenceMax) {
    return bad_input("name", "一个案件最多登记 2000 件证据。",
                     "A case holds at most 2000 pieces of evidence.");
  }
  for (const auto& person : wanted.obtained_by) {
    if (!catalog::find_account(connection, person)) {
      return bad_input("obtained_by", "所填取证人员不存在。",
                       "A person named is not on the bureau's list.");
    }
  }
  if (!wanted.record_id) return std::nullopt;
  const auto cases = catalog::cases_about(connection, "record:" + wanted.record_id->text);
  if (std::find(cases.begin(), cases.end(), id) == cases.end()) {
    return bad_input("record_id", "该记录不属于本案。", "This record is not of this case.");
  }
  return std::nullopt;
}

}  // namespace

bool is_evidence_kind(std::string_view text) {
  static constexpr std::array<std::string_view, 8> kKinds{
      "documentary",       "material_object", "audio_visual",   "electronic_data",
      "witness_statement", "party_statement", "expert_opinion", "inspection_record"};
  return std::find(kKinds.begin(), kKinds.end(), text) != kKinds.end();
}

model::Answer<std::string> list_evidence(House& house, const Caller& caller,
                                         const model::CaseId& id, const NewEvidence& wanted) {
  if (auto refusal = refuse_unless(caller, Permission::open_act)) return *refusal;
  if (auto refusal = refuse_words(wanted)) return *refusal;
  const auto now = house.clock().now();
  if (wanted.obtained_at > now) {
    return bad_input("obtained_at", "取得时间不能晚于现在。",
                     "It cannot have been obtained later than now.");
  }
  const model::EvidenceListed body{
      wanted.evidence_id.empty() ? base::new_uuid(now) : wanted.evidence_id,
      id,
      wanted.record_id,
      wanted.kind,
      wanted.name,
      wanted.source,
      wanted.proves,
      wanted.obtained_by,
      wanted.obtained_at,
      wanted.void_reason};
  const auto done = house.commit([&](catalog::Connection& connection) -> Entries {
    if (!may_see_case(connection, caller, id)) return model::not_found("这个案件", "case");
    if (auto refusal = refuse_state(connection, id, wanted)) return *refusal;
    return std::vector{model::make_entry(house.clock().now(), caller.actor(), body)};
  });
  if (!done) return done.error();
  return body.evidence_id;
}

model::Answer<std::vector<catalog::Evidence>> get_evidence(House& house, const Caller& caller,
                                                           const model::CaseId& id) {
  auto lease = house.catalog().read();
  if (!may_see_case(lease, caller, id)) return model::not_found("这个案件", "case");
  return catalog::evidence_of_case(lease, id);
}

}  // namespace liuhen::flows
