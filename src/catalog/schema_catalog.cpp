// catalog.db, derived from the entries alone. entry_index is the place of the entry that made the
// row: it orders lists newest first, and it is the row's key.
//
// Definitions are written for SQLite; PostgreSQL will get its own set of the same tables. Types
// are kept to INTEGER and TEXT, times are milliseconds since 1970.
#include <array>

#include "catalog/migrations.h"

namespace liuhen::catalog {
namespace {

constexpr std::array<std::string_view, 39> kVersion1{
    // The entries themselves, byte for byte.
    "CREATE TABLE entry (idx INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL,"
    " actor TEXT NOT NULL, time_ms INTEGER NOT NULL, bytes TEXT NOT NULL)",
    "CREATE INDEX entry_subject ON entry (subject, idx)",
    "CREATE INDEX entry_kind ON entry (kind, idx)",

    // The house and its people.
    "CREATE TABLE house (entry_index INTEGER PRIMARY KEY, house_id TEXT NOT NULL UNIQUE,"
    " name_zh TEXT NOT NULL, name_en TEXT NOT NULL, origin TEXT NOT NULL, vkey TEXT NOT NULL,"
    " sm2_public_key TEXT NOT NULL, demo INTEGER NOT NULL, founded_ms INTEGER NOT NULL)",
    "CREATE TABLE unit (entry_index INTEGER PRIMARY KEY, unit_id TEXT NOT NULL UNIQUE,"
    " parent_id TEXT REFERENCES unit (unit_id), name_zh TEXT NOT NULL, name_en TEXT NOT NULL)",
    "CREATE TABLE account (entry_index INTEGER PRIMARY KEY, account_id TEXT NOT NULL UNIQUE,"
    " sign_in_name TEXT NOT NULL UNIQUE, name TEXT NOT NULL, number TEXT NOT NULL,"
    " unit_id TEXT NOT NULL REFERENCES unit (unit_id), enabled INTEGER NOT NULL)",
    // Key columns stand first in tables without a row id: SQLite 3.40 checks their pages wrongly
    // otherwise.
    "CREATE TABLE account_role (account_id TEXT NOT NULL REFERENCES account (account_id),"
    " role TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (account_id, role))"
    " WITHOUT ROWID",
    "CREATE TABLE device (entry_index INTEGER PRIMARY KEY, device_id TEXT NOT NULL UNIQUE,"
    " kind TEXT NOT NULL, number TEXT NOT NULL, model TEXT NOT NULL, serial TEXT NOT NULL,"
    " holder_id TEXT REFERENCES account (account_id))",
    "CREATE INDEX device_number ON device (number)",

    // Cases and acts.
    "CREATE TABLE case_file (entry_index INTEGER PRIMARY KEY, case_id TEXT NOT NULL UNIQUE,"
    " number TEXT NOT NULL, title TEXT NOT NULL, party TEXT NOT NULL,"
    " procedure_kind TEXT NOT NULL, stage TEXT NOT NULL,"
    " unit_id TEXT NOT NULL REFERENCES unit (unit_id), opened_ms INTEGER NOT NULL,"
    " act_count INTEGER NOT NULL, record_count INTEGER NOT NULL, search_text TEXT NOT NULL)",
    "CREATE INDEX case_file_number ON case_file (number)",
    "CREATE INDEX case_file_stage ON case_file (stage, entry_index)",
    "CREATE TABLE case_handler (case_id TEXT NOT NULL REFERENCES case_file (case_id),"
    " account_id TEXT NOT NULL REFERENCES account (account_id), position INTEGER NOT NULL,"
    " case_index INTEGER NOT NULL, PRIMARY KEY (case_id, account_id)) WITHOUT ROWID",
    "CREATE INDEX case_handler_account ON case_handler (account_id, case_index)",
    "CREATE TABLE act (entry_index INTEGER PRIMARY KEY, act_id TEXT NOT NULL UNIQUE,"
    " case_id TEXT NOT NULL REFERENCES case_file (case_id), kind TEXT NOT NULL,"
    " title TEXT NOT NULL, place TEXT NOT NULL, planned_ms INTEGER, started_ms INTEGER,"
    " ended_ms INTEGER, opened_ms INTEGER NOT NULL, record_count INTEGER NOT NULL)",
    "CREATE INDEX act_case ON act (case_id, entry_index)",
    "CREATE TABLE act_officer (act_id TEXT NOT NULL REFERENCES act (act_id),"
    " account_id TEXT NOT NULL REFERENCES account (account_id), position INTEGER NOT NULL,"
    " PRIMARY KEY (act_id, account_id)) WITHOUT ROWID",
    "CREATE INDEX act_officer_account ON act_officer (account_id)",

    // Records.
    "CREATE TABLE record (entry_index INTEGER PRIMARY KEY, record_id TEXT NOT NULL UNIQUE,"
    " case_id TEXT NOT NULL REFERENCES case_file (case_id),"
    " act_id TEXT NOT NULL REFERENCES act (act_id),"
    " device_id TEXT REFERENCES device (device_id), record_kind TEXT NOT NULL,"
    " file_name TEXT NOT NULL, extension TEXT NOT NULL, size_bytes INTEGER NOT NULL,"
    " sha256 TEXT NOT NULL, sm3 TEXT NOT NULL, inventory_sha256 TEXT NOT NULL,"
    " object_path TEXT NOT NULL, stated_sha256 INTEGER NOT NULL, deposited_ms INTEGER NOT NULL,"
    " read_back_ms INTEGER NOT NULL, deposited_by TEXT NOT NULL,"
    " probe_version TEXT NOT NULL, probe_outcome TEXT NOT NULL, probe_detail TEXT NOT NULL,"
    " probe_index INTEGER, probed_ms INTEGER, media_kind TEXT NOT NULL, duration_ms INTEGER,"
    " recorded_from_ms INTEGER, recorded_to_ms INTEGER, playable_in_browser INTEGER NOT NULL,"
    " search_text TEXT NOT NULL)",
    "CREATE INDEX record_of_kind ON record (record_kind, entry_index)",
    "CREATE INDEX record_device ON record (device_id, entry_index)",
    "CREATE INDEX record_digest ON record (sha256, size_bytes)",
    "CREATE INDEX record_probe ON record (probe_version, entry_index)",
    "CREATE TABLE record_deposit (entry_index INTEGER PRIMARY KEY,"
    " record_id TEXT NOT NULL REFERENCES record (record_id),"
    " case_id TEXT NOT NULL REFERENCES case_file (case_id),"
    " act_id TEXT NOT NULL REFERENCES act (act_id),"
    " device_id TEXT REFERENCES device (device_id), upload_id TEXT NOT NULL,"
    " file_name TEXT NOT NULL, deposited_ms INTEGER NOT NULL, deposited_by TEXT NOT NULL)",
    "CREATE INDEX record_deposit_record ON record_deposit (record_id, entry_index)",
    "CREATE INDEX record_deposit_upload ON record_deposit (upload_id)",
    "CREATE TABLE record_case (case_index INTEGER NOT NULL REFERENCES case_file (entry_index),"
    " record_index INTEGER NOT NULL REFERENCES record (entry_index),"
    " PRIMARY KEY (case_index, record_index)) WITHOUT ROWID",
    "CREATE INDEX record_case_record ON record_case (record_index)",
    "CREATE TABLE record_act (act_index INTEGER NOT NULL REFERENCES act (entry_index),"
    " record_index INTEGER NOT NULL REFERENCES record (entry_index),"
    " PRIMARY KEY (act_index, record_index)) WITHOUT ROWID",
    "CREATE INDEX record_act_record ON record_act (record_index)",
    "CREATE TABLE viewing (entry_index INTEGER PRIMARY KEY, viewing_id TEXT NOT NULL UNIQUE,"
    " record_id TEXT NOT NULL REFERENCES record (record_id), account_id TEXT NOT NULL,"
    " purpose TEXT NOT NULL, peer TEXT NOT NULL, opened_ms INTEGER NOT NULL,"
    " expires_ms INTEGER NOT NULL)",
    "CREATE INDEX viewing_record ON viewing (record_id, entry_index)",

    // Who is near enough to a case to see it: its handlers and the officers of its acts. One row
    // for each pair makes an officer's lists as fast as everybody's.
    "CREATE TABLE case_sight (account_index INTEGER NOT NULL REFERENCES account (entry_index),"
    " case_index INTEGER NOT NULL REFERENCES case_file (entry_index),"
    " PRIMARY KEY (account_index, case_index)) WITHOUT ROWID",
    "CREATE INDEX case_sight_case ON case_sight (case_index)",
    "CREATE TABLE record_sight (account_index INTEGER NOT NULL REFERENCES account (entry_index),"
    " record_index INTEGER NOT NULL REFERENCES record (entry_index),"
    " PRIMARY KEY (account_index, record_index)) WITHOUT ROWID",

    // Search (catalog/search.h): pairs of neighbouring characters; no texts, no positions.
    "CREATE VIRTUAL TABLE case_gram USING fts5 (grams, content = '', detail = none,"
    " columnsize = 0, tokenize = 'ascii')",
    "CREATE VIRTUAL TABLE record_gram USING fts5 (grams, content = '', detail = none,"
    " columnsize = 0, tokenize = 'ascii')",

    // Which projectors wrote the rows; other projectors ask for a rebuild (catalog/catalog.h).
    "CREATE TABLE projection (version INTEGER NOT NULL)",
    "INSERT INTO projection (version) VALUES (0)",
};

// The law at work, powers and training of people, final documents, evidence.
constexpr std::array<std::string_view, 20> kVersion2{
    // When each officer was at an act, so that nobody is found in two places by reading them all.
    "CREATE TABLE act_span (account_id TEXT NOT NULL, started_ms INTEGER NOT NULL,"
    " act_id TEXT NOT NULL REFERENCES act (act_id), ended_ms INTEGER NOT NULL,"
    " PRIMARY KEY (account_id, started_ms, act_id)) WITHOUT ROWID",
    "CREATE INDEX act_span_act ON act_span (act_id)",
    "INSERT INTO act_span (account_id, started_ms, act_id, ended_ms)"
    " SELECT o.account_id, a.started_ms, a.act_id, coalesce(a.ended_ms, a.started_ms)"
    " FROM act a JOIN act_officer o ON o.act_id = a.act_id WHERE a.started_ms IS NOT NULL",
    // What was stated last about each fact. `value` is JSON; a fact taken back has no row.
    "CREATE TABLE stated_fact (subject_kind TEXT NOT NULL, subject_id TEXT NOT NULL,"
    " fact TEXT NOT NULL, entry_index INTEGER NOT NULL, case_id TEXT NOT NULL,"
    " value TEXT NOT NULL, reason TEXT NOT NULL, document_id TEXT NOT NULL,"
    " stated_by TEXT NOT NULL, stated_ms INTEGER NOT NULL,"
    " PRIMARY KEY (subject_kind, subject_id, fact)) WITHOUT ROWID",
    "CREATE INDEX stated_fact_case ON stated_fact (case_id)",
    "CREATE TABLE finding_answer (entry_index INTEGER PRIMARY KEY, subject_kind TEXT NOT NULL,"
    " subject_id TEXT NOT NULL, article_id TEXT NOT NULL, check_name TEXT NOT NULL,"
    " case_id TEXT NOT NULL, basis TEXT NOT NULL, answer TEXT NOT NULL, text TEXT NOT NULL,"
    " answered_by TEXT NOT NULL, answered_ms INTEGER NOT NULL)",
    "CREATE INDEX finding_answer_case ON finding_answer (case_id, entry_index)",
    "CREATE TABLE gate_override (entry_index INTEGER PRIMARY KEY, case_id TEXT NOT NULL"
    " REFERENCES case_file (case_id), from_stage TEXT NOT NULL, to_stage TEXT NOT NULL,"
    " missing TEXT NOT NULL, reason TEXT NOT NULL, passed_by TEXT NOT NULL,"
    " passed_ms INTEGER NOT NULL)",
    "CREATE INDEX gate_override_case ON gate_override (case_id, entry_index)",
    "CREATE TABLE law_parameter (article_id TEXT NOT NULL, check_name TEXT NOT NULL,"
    " parameter TEXT NOT NULL, entry_index INTEGER NOT NULL, value TEXT NOT NULL,"
    " reason TEXT NOT NULL, set_by TEXT NOT NULL, set_ms INTEGER NOT NULL,"
    " PRIMARY KEY (article_id, check_name, parameter)) WITHOUT ROWID",
    "CREATE TABLE certificate (entry_index INTEGER PRIMARY KEY,"
    " account_id TEXT NOT NULL REFERENCES account (account_id), kind TEXT NOT NULL,"
    " number TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT NOT NULL)",
    "CREATE INDEX certificate_account ON certificate (account_id)",
    "CREATE TABLE training (entry_index INTEGER PRIMARY KEY,"
    " account_id TEXT NOT NULL REFERENCES account (account_id), device_kind TEXT NOT NULL,"
    " valid_from TEXT NOT NULL, valid_to TEXT NOT NULL)",
    "CREATE INDEX training_account ON training (account_id)",
    "CREATE TABLE duty (duty TEXT NOT NULL, account_id TEXT NOT NULL REFERENCES account"
    " (account_id), entry_index INTEGER NOT NULL, note TEXT NOT NULL, since_ms INTEGER NOT NULL,"
    " PRIMARY KEY (duty, account_id)) WITHOUT ROWID",
    "CREATE TABLE final_document (entry_index INTEGER PRIMARY KEY, record_id TEXT NOT NULL UNIQUE"
    " REFERENCES record (record_id), case_id TEXT NOT NULL REFERENCES case_file (case_id),"
    " act_id TEXT REFERENCES act (act_id), form TEXT NOT NULL, number TEXT NOT NULL,"
    " title TEXT NOT NULL, fields TEXT NOT NULL, completed_ms INTEGER,"
    " finalised_by TEXT NOT NULL, finalised_ms INTEGER NOT NULL)",
    "CREATE INDEX final_document_case ON final_document (case_id, entry_index)",
    "CREATE TABLE evidence (evidence_id TEXT PRIMARY KEY, entry_index INTEGER NOT NULL,"
    " case_id TEXT NOT NULL REFERENCES case_file (case_id), record_id TEXT REFERENCES record"
    " (record_id), kind TEXT NOT NULL, name TEXT NOT NULL, source TEXT NOT NULL,"
    " proves TEXT NOT NULL, obtained_by TEXT NOT NULL, obtained_ms INTEGER NOT NULL,"
    " void_reason TEXT NOT NULL) WITHOUT ROWID",
    "CREATE INDEX evidence_case ON evidence (case_id, entry_index)",
    // Document numbers are given once.
    "CREATE INDEX final_document_number ON final_document (number)",
};

constexpr std::array<Migration, 2> kMigrations{{{kVersion1}, {kVersion2}}};

}  // namespace

const Schema& catalog_schema() {
  static constexpr Schema kSchema{
      "liuhen_catalog",
      "The catalog is derived: move the file away and run 'liuhen rebuild'.",
      kMigrations,
  };
  return kSchema;
}

}  // namespace liuhen::catalog
