#include "flows/documents/document_place.h"

#include "catalog/act_queries.h"
#include "flows/house.h"
#include "model/entry/casework.h"

namespace liuhen::flows {
namespace {

std::optional<model::ActId> find_place(catalog::Connection& connection, const model::CaseId& id) {
  for (const auto& act : catalog::acts_of_case(connection, id)) {
    if (act.kind == kDocumentsActKind && act.title == kDocumentsActTitle &&
        act.officer_ids.empty()) {
      return act.id;
    }
  }
  return std::nullopt;
}

}  // namespace

model::Answer<model::ActId> place_of_document(House& house, const Caller& caller,
                                              const catalog::Draft& draft) {
  if (draft.act_id) return *draft.act_id;
  {
    auto lease = house.catalog().read();
    if (const auto found = find_place(lease, draft.case_id)) return *found;
  }
  // Nobody enforces in it, so it has no officers and no times, and no article asks about it.
  model::ActOpened body;
  body.act_id = model::new_id<model::ActId>(house.clock().now());
  body.case_id = draft.case_id;
  body.act_kind = kDocumentsActKind;
  body.title = kDocumentsActTitle;
  model::ActId place = body.act_id;
  const auto done = house.commit(
      [&](catalog::Connection& connection) -> model::Answer<std::vector<model::Entry>> {
        if (const auto found = find_place(connection, draft.case_id)) {
          place = *found;
          return std::vector<model::Entry>{};
        }
        return std::vector{model::make_entry(house.clock().now(), caller.actor(), body)};
      });
  if (!done) return done.error();
  return place;
}

}  // namespace liuhen::flows
