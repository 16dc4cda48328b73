#include "catalog/projection.h"

#include <algorithm>
#include <array>

#include "catalog/projectors/topics.h"

namespace liuhen::catalog {
namespace {

std::array<std::span<const Projector>, 5> all_topics() {
  return {people_projectors(), casework_projectors(), record_projectors(), law_projectors(),
          document_projectors()};
}

const Projector* find_projector(std::string_view kind) {
  for (const auto topic : all_topics()) {
    const auto found = std::find_if(topic.begin(), topic.end(),
                                    [&](const Projector& one) { return one.kind == kind; });
    if (found != topic.end()) return &*found;
  }
  return nullptr;
}

}  // namespace

bool has_projector(std::string_view kind) { return find_projector(kind) != nullptr; }

std::vector<std::string_view> projected_kinds() {
  std::vector<std::string_view> kinds;
  for (const auto topic : all_topics()) {
    for (const Projector& projector : topic) kinds.push_back(projector.kind);
  }
  return kinds;
}

void project(Connection& connection, std::uint64_t index, const model::Entry& entry,
             std::string_view bytes) {
  const Projector* projector = find_projector(entry.kind);
  if (projector == nullptr) {
    throw UnknownEntry("Entry " + std::to_string(index) + " is of the kind \"" + entry.kind +
                       "\", which this program does not know. Use the program that wrote it.");
  }
  run(connection,
      "INSERT INTO entry (idx, kind, subject, actor, time_ms, bytes)"
      " VALUES (:idx, :kind, :subject, :actor, :time, :bytes)",
      {index, entry.kind, entry.subject, entry.actor, entry.time, bytes});
  projector->apply(connection, index, entry);
}

std::string account_of(const model::Entry& entry) {
  constexpr std::string_view kPrefix = "account:";
  if (!entry.actor.starts_with(kPrefix)) return {};
  return entry.actor.substr(kPrefix.size());
}

void run_for_one(Connection& connection, std::string_view sql, const Values& values,
                 std::string_view what) {
  if (run(connection, sql, values) == 1) return;
  throw ConstraintBroken("An entry names " + std::string(what) + " that does not exist.");
}

}  // namespace liuhen::catalog
