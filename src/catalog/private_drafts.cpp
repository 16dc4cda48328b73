// Drafts of documents in private.db (catalog/draft.h).
#include "catalog/private_state.h"

namespace liuhen::catalog {
namespace {

constexpr std::string_view kColumns =
    "draft_id, case_id, act_id, form, revision, created_by,"
    " created_ms, saved_by, saved_ms, frozen_by, frozen_ms, number, completed_ms, place_act_id,"
    " upload_id, record_id";
constexpr std::string_view kTypes = "ttttititititittt";

Draft draft_of(const Row& row) {
  Draft draft;
  draft.id = row.id<model::DocumentId>(0);
  draft.case_id = row.id<model::CaseId>(1);
  draft.act_id = row.find_id<model::ActId>(2);
  draft.form = row.text(3);
  draft.revision = row.integer(4);
  draft.created_by = row.id<model::AccountId>(5);
  draft.created_at = row.time(6);
  draft.saved_by = row.id<model::AccountId>(7);
  draft.saved_at = row.time(8);
  if (!row.is_null(9)) {
    draft.frozen = Frozen{row.id<model::AccountId>(9), row.time(10), row.text(11),
                          row.find_time(12), row.id<model::ActId>(13)};
  }
  draft.upload_id = row.find_id<model::UploadId>(14);
  draft.record_id = row.find_id<model::RecordId>(15);
  return draft;
}

std::string_view open_only() { return " AND frozen_by IS NULL AND record_id IS NULL"; }

// The newest are kept: as many as the bounds allow, the one before this always.
void drop_old_revisions(Connection& connection, const model::DocumentId& id) {
  std::int64_t count = 0, bytes = 0;
  std::int64_t keep_from = 0;
  each_row(connection,
           "SELECT revision, length(field_values) FROM draft_revision WHERE draft_id = :id"
           " ORDER BY revision DESC",
           "ii", {id}, [&](const Row& row) {
             ++count;
             bytes += row.integer(1);
             const bool fits = count <= kDraftRevisionsMax && bytes <= kDraftRevisionBytesMax;
             if (keep_from == 0 && count > 1 && !fits) keep_from = row.integer(0) + 1;
           });
  run(connection, "DELETE FROM draft_revision WHERE draft_id = :id AND revision < :from",
      {id, keep_from});
}

void forget_revisions(Connection& connection, const model::DocumentId& id) {
  run(connection, "DELETE FROM draft_revision WHERE draft_id = :id", {id});
}

}  // namespace

bool PrivateStore::add_draft(const Draft& draft) {
  return state_->change([&](Connection& connection) {
    const auto count = find_number(
        connection, "SELECT count(*) FROM draft WHERE case_id = :case AND record_id IS NULL",
        {draft.case_id});
    if (count.value_or(0) >= kDraftsOfCaseMax) return false;
    run(connection,
        "INSERT INTO draft (draft_id, case_id, act_id, form, revision, field_values, created_by,"
        " created_ms, saved_by, saved_ms) VALUES (:id, :case, :act, :form, 1, :values, :by, :at,"
        " :saver, :saved)",
        {draft.id, draft.case_id, draft.act_id, draft.form, draft.values_json, draft.created_by,
         draft.created_at, draft.created_by, draft.created_at});
    return true;
  });
}

std::optional<Draft> PrivateStore::find_draft(const model::DocumentId& id) {
  return state_->change([&](Connection& connection) {
    std::optional<Draft> found;
    each_row(connection,
             "SELECT " + std::string(kColumns) + ", field_values FROM draft WHERE draft_id = :id",
             std::string(kTypes) + "t", {id}, [&](const Row& row) {
               found = draft_of(row);
               found->values_json = row.text(16);
             });
    return found;
  });
}

std::vector<Draft> PrivateStore::drafts_of_case(const model::CaseId& id) {
  return state_->change([&](Connection& connection) {
    std::vector<Draft> all;
    each_row(connection,
             "SELECT " + std::string(kColumns) +
                 " FROM draft WHERE case_id = :case AND record_id IS NULL"
                 " ORDER BY created_ms, draft_id",
             kTypes, {id}, [&](const Row& row) { all.push_back(draft_of(row)); });
    return all;
  });
}

std::optional<std::string> PrivateStore::find_draft_revision(const model::DocumentId& id,
                                                             std::int64_t revision) {
  return state_->change([&](Connection& connection) {
    return find_text(connection,
                     "SELECT field_values FROM draft_revision WHERE draft_id = :id AND revision ="
                     " :revision",
                     {id, revision});
  });
}

bool PrivateStore::save_draft(const model::DocumentId& id, std::int64_t seen,
                              std::string_view values_json, const model::AccountId& by) {
  const std::int64_t now = state_->clock.now().ms;
  return state_->change([&](Connection& connection) {
    const std::int64_t kept = run(
        connection,
        "INSERT INTO draft_revision (draft_id, revision, field_values) SELECT draft_id, revision,"
        " field_values FROM draft WHERE draft_id = :id AND revision = :seen" +
            std::string(open_only()),
        {id, seen});
    if (kept == 0) return false;
    run(connection,
        "UPDATE draft SET revision = revision + 1, field_values = :values, saved_by = :by,"
        " saved_ms = :now WHERE draft_id = :id",
        {values_json, by, now, id});
    drop_old_revisions(connection, id);
    return true;
  });
}

bool PrivateStore::discard_draft(const model::DocumentId& id) {
  return state_->change([&](Connection& connection) {
    const auto gone =
        run(connection, "DELETE FROM draft WHERE draft_id = :id" + std::string(open_only()), {id});
    if (gone == 0) return false;
    forget_revisions(connection, id);
    return true;
  });
}

FreezeOutcome PrivateStore::freeze_draft(const model::DocumentId& id, std::int64_t seen,
                                         const Frozen& frozen) {
  const auto number =
      frozen.number.empty() ? std::optional<std::string>() : std::optional(frozen.number);
  return state_->change([&](Connection& connection) {
    if (number &&
        find_number(connection, "SELECT 1 FROM draft WHERE number = :number", {*number})) {
      return FreezeOutcome::number_taken;
    }
    const auto changed =
        run(connection,
            "UPDATE draft SET frozen_by = :by, frozen_ms = :at, number = :number, completed_ms ="
            " :completed, place_act_id = :place, upload_id = NULL WHERE draft_id = :id AND"
            " revision = :seen" +
                std::string(open_only()),
            {frozen.by, frozen.at, number, frozen.completed_at, frozen.place, id, seen});
    return changed == 1 ? FreezeOutcome::frozen : FreezeOutcome::moved_on;
  });
}

void PrivateStore::note_draft_upload(const model::DocumentId& id, const model::UploadId& upload) {
  state_->change_by("UPDATE draft SET upload_id = :upload WHERE draft_id = :id", {upload, id});
}

void PrivateStore::thaw_draft(const model::DocumentId& id) {
  state_->change_by(
      "UPDATE draft SET frozen_by = NULL, frozen_ms = NULL, number = NULL, completed_ms = NULL,"
      " place_act_id = NULL, upload_id = NULL WHERE draft_id = :id AND record_id IS NULL",
      {id});
}

void PrivateStore::close_draft(const model::DocumentId& id, const model::RecordId& record) {
  state_->change([&](Connection& connection) {
    run(connection,
        "UPDATE draft SET record_id = :record, field_values = '{}' WHERE draft_id = :id",
        {record, id});
    forget_revisions(connection, id);
    return true;
  });
}

std::vector<std::string> PrivateStore::draft_numbers(std::string_view prefix) {
  return state_->change([&](Connection& connection) {
    std::vector<std::string> all;
    each_row(connection,
             "SELECT number FROM draft WHERE number >= :prefix AND substr(number, 1,"
             " length(:same)) = :again",
             "t", {prefix, prefix, prefix}, [&](const Row& row) { all.push_back(row.text(0)); });
    return all;
  });
}

}  // namespace liuhen::catalog
