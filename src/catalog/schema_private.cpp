// private.db: what must never stand in the ledger and cannot be derived from it. Secrets are kept
// as digests only: passwords as Argon2id, session tokens as SHA-256.
#include <array>

#include "catalog/migrations.h"

namespace liuhen::catalog {
namespace {

constexpr std::array<std::string_view, 8> kVersion1{
    "CREATE TABLE credential (account_id TEXT NOT NULL PRIMARY KEY, phc TEXT NOT NULL,"
    " changed_ms INTEGER NOT NULL)",
    "CREATE TABLE session (token_sha256 TEXT NOT NULL PRIMARY KEY, account_id TEXT NOT NULL,"
    " csrf TEXT NOT NULL, bearer INTEGER NOT NULL, created_ms INTEGER NOT NULL,"
    " last_seen_ms INTEGER NOT NULL, expires_ms INTEGER NOT NULL)",
    "CREATE INDEX session_account ON session (account_id)",
    "CREATE INDEX session_expires ON session (expires_ms)",
    // Counted by the name that was typed, so that unknown names look like known ones.
    "CREATE TABLE sign_in_failure (name_sha256 TEXT NOT NULL PRIMARY KEY,"
    " failure_count INTEGER NOT NULL, last_ms INTEGER NOT NULL, locked_until_ms INTEGER NOT NULL)",
    "CREATE INDEX sign_in_failure_last ON sign_in_failure (last_ms)",
    "CREATE TABLE idempotency (account_id TEXT NOT NULL, idempotency_key TEXT NOT NULL,"
    " request_sha256 TEXT NOT NULL, status INTEGER, body TEXT, created_ms INTEGER NOT NULL,"
    " PRIMARY KEY (account_id, idempotency_key))",
    "CREATE INDEX idempotency_created ON idempotency (created_ms)",
};

// Keys of version 1 came with a plain digest of the whole request, passwords included: they are
// forgotten. They would have lasted a day.
constexpr std::array<std::string_view, 2> kVersion2{
    "ALTER TABLE credential ADD COLUMN one_time INTEGER NOT NULL DEFAULT 0",
    "DELETE FROM idempotency",
};

constexpr std::array<std::string_view, 1> kVersion3{
    "ALTER TABLE credential ADD COLUMN generation INTEGER NOT NULL DEFAULT 1",
};

// Drafts of documents. A row outlives its draft: with `record_id` set, it only tells that the
// document is final, and keeps its number from being given again.
constexpr std::array<std::string_view, 4> kVersion4{
    "CREATE TABLE draft (draft_id TEXT NOT NULL PRIMARY KEY, case_id TEXT NOT NULL, act_id TEXT,"
    " form TEXT NOT NULL, revision INTEGER NOT NULL, field_values TEXT NOT NULL,"
    " created_by TEXT NOT NULL, created_ms INTEGER NOT NULL, saved_by TEXT NOT NULL,"
    " saved_ms INTEGER NOT NULL, frozen_by TEXT, frozen_ms INTEGER, number TEXT,"
    " completed_ms INTEGER, place_act_id TEXT, upload_id TEXT, record_id TEXT) WITHOUT ROWID",
    "CREATE INDEX draft_case ON draft (case_id, created_ms)",
    "CREATE UNIQUE INDEX draft_number ON draft (number)",
    "CREATE TABLE draft_revision (draft_id TEXT NOT NULL, revision INTEGER NOT NULL,"
    " field_values TEXT NOT NULL, PRIMARY KEY (draft_id, revision)) WITHOUT ROWID",
};

constexpr std::array<Migration, 4> kMigrations{
    {{kVersion1}, {kVersion2}, {kVersion3}, {kVersion4}}};

}  // namespace

const Schema& private_schema() {
  static constexpr Schema kSchema{
      "liuhen_private",
      "This file holds passwords and sessions and cannot be derived: restore it from a backup.",
      kMigrations,
  };
  return kSchema;
}

}  // namespace liuhen::catalog
