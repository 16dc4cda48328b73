#include "flows/documents/statements.h"

#include <boost/json.hpp>
#include <map>

#include "base/json.h"
#include "base/text.h"
#include "catalog/act_queries.h"
#include "catalog/law_queries.h"
#include "rules/vocabulary.h"

namespace liuhen::flows {
namespace json = boost::json;
namespace {

constexpr std::size_t kTextBytesMax = 1500;  // of a text that is stated: an entry has a bound
constexpr std::size_t kWordsMax = 100;
constexpr std::string_view kEarliestWins = "investigation_began_at";

struct ToJson {
  json::value operator()(base::UtcTime time) const { return json::string(base::rfc3339_of(time)); }
  json::value operator()(base::CivilDay day) const { return json::string(base::text_of(day)); }
  json::value operator()(bool flag) const { return flag; }
  json::value operator()(std::int64_t count) const { return count; }
  json::value operator()(const std::string& text) const {
    return json::string(base::display_text(text, kTextBytesMax));
  }
  json::value operator()(const std::vector<std::string>& words) const {
    json::array all;
    for (const auto& word : words) {
      if (all.size() < kWordsMax) all.emplace_back(base::display_text(word, 200));
    }
    return all;
  }
};

// The only one there is.
template <class All, class Fits>
std::optional<std::string> single(const All& all, const Fits& fits) {
  std::optional<std::string> found;
  for (const auto& one : all) {
    if (!fits(one)) continue;
    if (found) return std::nullopt;
    found = one.id.text;
  }
  return found;
}

class Statements {
 public:
  Statements(catalog::Connection& connection, const DocumentPlace& place)
      : connection_(connection),
        place_(place),
        acts_(catalog::acts_of_case(connection, place.case_id)),
        stated_(catalog::facts_stated_in_case(connection, place.case_id)) {}

  void add(const forms::Established& fact) {
    const auto subject = rules::find_subject(fact.subject);
    if (!subject) return;
    const auto known = rules::find_fact(*subject, fact.fact);
    if (!known || rules::is_derived(*known)) return;
    const auto id = subject_id(*subject);
    if (!id || is_earlier_stated(fact)) return;
    facts_[{fact.subject, *id}][fact.fact] = std::visit(ToJson{}, fact.value);
  }

  std::vector<model::FactsStated> take(const std::string& reason) {
    std::vector<model::FactsStated> all;
    for (const auto& [subject, facts] : facts_) {
      all.push_back({subject.first,
                     subject.second,
                     place_.case_id,
                     {base::canonical_json(facts)},
                     reason,
                     place_.record_id});
    }
    return all;
  }

 private:
  std::optional<std::string> subject_id(rules::SubjectKind kind) {
    switch (kind) {
      case rules::SubjectKind::case_:
        return place_.case_id.text;
      case rules::SubjectKind::act:
        return place_.act_id ? std::optional(place_.act_id->text) : std::nullopt;
      case rules::SubjectKind::service:
        return service_id();
      case rules::SubjectKind::data_set:
        return data_set_id();
      default:
        return std::nullopt;
    }
  }

  std::optional<std::string> service_id() {
    const auto is_service = [](const model::Act& act) { return act.kind == "service"; };
    if (!place_.act_id) return single(acts_, is_service);
    return single(
        acts_, [&](const model::Act& act) { return is_service(act) && act.id == *place_.act_id; });
  }

  std::optional<std::string> data_set_id() {
    if (!place_.act_id) return std::nullopt;
    return single(catalog::records_in_acts_of(connection_, place_.case_id),
                  [&](const catalog::ActRecord& record) {
                    return record.act_id == *place_.act_id && record.came_first_here &&
                           record.record_kind == "data_set";
                  });
  }

  bool is_earlier_stated(const forms::Established& fact) const {
    const auto* mine = std::get_if<base::UtcTime>(&fact.value);
    if (fact.subject != "case" || fact.fact != kEarliestWins || mine == nullptr) return false;
    for (const auto& one : stated_) {
      if (one.subject_kind != "case" || one.fact != kEarliestWins) continue;
      const auto value = base::parse_json(one.value_json);
      const auto time =
          value && value->is_string() ? base::time_of_rfc3339(value->get_string()) : std::nullopt;
      if (time && *time <= *mine) return true;
    }
    return false;
  }

  catalog::Connection& connection_;
  const DocumentPlace& place_;
  const std::vector<model::Act> acts_;
  const std::vector<catalog::StatedFact> stated_;
  std::map<std::pair<std::string, std::string>, json::object> facts_;
};

}  // namespace

std::vector<model::FactsStated> statements_of(catalog::Connection& connection,
                                              const std::vector<forms::Established>& facts,
                                              const DocumentPlace& place,
                                              const std::string& reason) {
  Statements statements(connection, place);
  for (const forms::Established& fact : facts) statements.add(fact);
  return statements.take(reason);
}

}  // namespace liuhen::flows
