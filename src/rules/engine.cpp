#include "rules/engine.h"

#include <algorithm>

#include "base/digest.h"

namespace liuhen::rules {
namespace {

bool is_in_force(const LawVersion& version, base::CivilDay day) {
  return version.in_force_from <= day && (!version.in_force_to || day <= *version.in_force_to);
}

bool applies(const LawBook::Place& place, const Facts& facts, base::CivilDay day) {
  return is_in_force(*place.version, day) && all_hold(place.check->when, facts);
}

// What the state is before anybody has answered.
State unanswered(const Verdict& verdict, const LawBook::Place& place, const Facts& facts) {
  if (verdict.state != State::breached) return verdict.state;
  const ArticleCheck& check = *place.check;
  if (check.excused_by && facts.is_given(*check.excused_by)) return State::explained;
  if (check.severity == Severity::question) return State::question;
  if (check.severity == Severity::task && !verdict.due_at) return State::due;
  return State::breached;
}

// A rejection stands until there is another explanation: a reason on record does not undo it.
State answered(const Verdict& verdict, const Finding& finding, const std::vector<Reply>& replies) {
  if (verdict.state != State::breached) return finding.state;
  const Reply* last = nullptr;
  for (const Reply& reply : replies) {
    const bool is_about = reply.article_id == finding.article_id &&
                          reply.check_name == finding.check_name &&
                          reply.basis == basis_of(finding);
    if (is_about) last = &reply;
  }
  if (last == nullptr) return finding.state;
  if (last->kind == ReplyKind::accepted) return State::accepted;
  if (last->kind == ReplyKind::explained) return State::explained;
  return finding.severity == Severity::question ? State::question : State::breached;
}

Finding finding_of(Verdict verdict, const LawBook::Place& place, const Facts& facts,
                   const std::vector<Reply>& replies) {
  Finding finding;
  finding.state = unanswered(verdict, place, facts);
  finding.article_id = place.article->id;
  finding.also = place.also;
  finding.check_name = place.check->name;
  finding.subject_kind = facts.kind();
  finding.subject_id = facts.id();
  finding.severity = place.check->severity;
  finding.due_at = verdict.due_at;
  finding.breached_at = verdict.breached_at;
  finding.mended_at = verdict.mended_at;
  finding.readings = std::move(verdict.readings);
  finding.provisional = verdict.provisional;
  finding.words = std::move(verdict.words);
  finding.state = answered(verdict, finding, replies);
  if (place.check->excused_by && facts.is_given(*place.check->excused_by)) {
    finding.words.emplace_back("reason", text_of(*facts.find(*place.check->excused_by)));
  }
  return finding;
}

}  // namespace

std::optional<FactId> find_reason_fact(const LawBook& book, const Finding& finding) {
  for (const LawBook::Place& place : book.checks_of(finding.subject_kind)) {
    const bool is_it =
        place.article->id == finding.article_id && place.check->name == finding.check_name;
    if (is_it && place.check->excused_by) return place.check->excused_by;
  }
  return std::nullopt;
}

std::string basis_of(const Finding& finding) {
  std::string text = finding.due_at ? base::rfc3339_of(*finding.due_at) : "";
  for (const auto& [name, words] : finding.words) {
    if (name != "reason") text += "\n" + name + "=" + words;
  }
  return base::hex_of(base::sha256_of(text)).substr(0, 32);
}

std::string_view name_of(State state) {
  static constexpr std::string_view kNames[] = {"due", "breached", "question", "explained",
                                                "accepted"};
  return kNames[static_cast<std::size_t>(state)];
}

std::optional<State> state_of(std::string_view name) {
  for (const State state :
       {State::due, State::breached, State::question, State::explained, State::accepted}) {
    if (name_of(state) == name) return state;
  }
  return std::nullopt;
}

static constexpr std::string_view kSeverities[] = {"breach", "warning", "task", "question"};

std::string_view name_of(Severity severity) {
  return kSeverities[static_cast<std::size_t>(severity)];
}

std::optional<Severity> severity_of(std::string_view name) {
  const auto found = std::find(std::begin(kSeverities), std::end(kSeverities), name);
  if (found == std::end(kSeverities)) return std::nullopt;
  return static_cast<Severity>(found - std::begin(kSeverities));
}

std::vector<Finding> evaluate(const LawBook& book, const Facts& facts, base::UtcTime now,
                              const std::vector<Reply>& replies) {
  std::vector<Finding> findings;
  const base::CivilDay day = base::china_day_of(facts.at());
  const Judging judging{facts, book.calendar(), now};
  for (const LawBook::Place& place : book.checks_of(facts.kind())) {
    if (!applies(place, facts, day)) continue;
    if (auto verdict = place.check->check->judge(judging)) {
      findings.push_back(finding_of(std::move(*verdict), place, facts, replies));
    }
  }
  return findings;
}

std::optional<base::UtcTime> next_change(const std::vector<Finding>& findings, base::UtcTime now) {
  std::optional<base::UtcTime> next;
  for (const Finding& finding : findings) {
    if (finding.state != State::due || !finding.due_at || *finding.due_at <= now) continue;
    if (!next || *finding.due_at < *next) next = finding.due_at;
  }
  return next;
}

std::optional<Retention> find_retention(const LawBook& book, const Facts& facts) {
  std::optional<Retention> found;
  const base::CivilDay day = base::china_day_of(facts.at());
  for (const LawBook::Place& place : book.checks_of(facts.kind())) {
    const auto* check = dynamic_cast<const RetentionCheck*>(place.check->check.get());
    if (check == nullptr || !applies(place, facts, day)) continue;
    Retention one = check->retention_of(facts, book.calendar());
    if (!found) {
      found = std::move(one);
      continue;
    }
    found->is_permanent = found->is_permanent || one.is_permanent;
    found->because.insert(found->because.end(), one.because.begin(), one.because.end());
    found->kept_until = found->kept_until && one.kept_until
                            ? std::max(found->kept_until, one.kept_until)
                            : std::nullopt;
  }
  return found;
}

}  // namespace liuhen::rules
