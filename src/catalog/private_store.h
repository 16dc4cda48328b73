// private.db: credentials, sessions, lock-outs, idempotency keys and drafts of documents. Never
// derived, never in the ledger. Nothing here is a fact about enforcement: those are entries.
//
// Any thread. Every change is durable when the call returns. Faults: catalog/faults.h.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/digest.h"
#include "catalog/draft.h"
#include "catalog/faults.h"
#include "catalog/password.h"
#include "model/ids.h"

namespace liuhen::catalog {

struct PrivateSettings {
  PasswordCost password_cost;
  int failures_max = 5;
  // How long an attempt waits while others of its name may still use up what failures are left.
  std::int64_t sign_in_wait_ms = 2'000;
  std::int64_t lock_ms = 15 * 60'000;
  std::int64_t session_ms = 12 * 3'600'000;
  std::int64_t session_idle_ms = 60 * 60'000;
  std::int64_t idempotency_ms = 24 * 3'600'000;
  std::int64_t one_time_ms = 24 * 3'600'000;  // how long a one-time password signs in
};

enum class SignInOutcome { accepted, wrong, locked };

struct SignInCheck {
  SignInOutcome outcome = SignInOutcome::wrong;
  int failure_count = 0;                      // this one included
  std::optional<base::UtcTime> locked_until;  // set when locked, or locked by this failure
  bool just_locked = false;                   // this failure did it: worth an entry
  bool expired = false;         // wrong, because it is a one-time password that is too old
  std::int64_t generation = 0;  // of the credential that accepted: what follows must name it
};

struct NewSession {
  std::string token;  // given to the client once, never stored
  std::string csrf;
  base::UtcTime expires_at;
};

struct Session {
  model::AccountId account_id;
  std::string csrf;
  bool bearer = false;
  base::UtcTime created_at, last_seen_at, expires_at;
  bool password_change_needed = false;
};

enum class IdempotencyState {
  fresh,          // the caller does the work, then completes or abandons
  answered,       // give `status` and `body` again
  other_request,  // the key was used for something else: a conflict
  in_progress,    // the first request is still being worked on
};

struct Idempotency {
  IdempotencyState state = IdempotencyState::fresh;
  int status = 0;
  std::string body;
};

class PrivateStore {
 public:
  // Creates or migrates. Damaged, saying what to do, when the file cannot be used. Requests that a
  // crash left in progress are forgotten. The clock outlives the store.
  static PrivateStore open(const std::filesystem::path& file, const base::Clock& clock,
                           PrivateSettings settings = {});
  PrivateStore(PrivateStore&&) noexcept;
  PrivateStore& operator=(PrivateStore&&) noexcept;
  ~PrivateStore();

  // Credentials. The password is at most kPasswordBytesMax bytes. A one-time password is good for
  // signing in and must then be changed: sessions of the account say so until it is.
  enum class PasswordUse { lasting, one_time };
  void set_password(const model::AccountId& account, std::string_view password,
                    PasswordUse use = PasswordUse::lasting);
  // Only while the credential is still of the generation that check_sign_in accepted: false, and
  // nothing is changed, when it was set anew or its sessions were ended since. Ends the account's
  // sessions but the one with `keep_token` in the same transaction.
  bool replace_password(const model::AccountId& account, std::int64_t generation,
                        std::string_view password, std::string_view keep_token);
  // Grows with every password and every end_sessions(); 0: no credential.
  std::int64_t credential_generation(const model::AccountId& account);
  bool has_password(const model::AccountId& account);
  bool has_any_password();
  // Without counting failures: for "type your present password again".
  bool is_password_of(const model::AccountId& account, std::string_view password);

  // Failures lock a name, attempts under way never do. But no more passwords of a name are looked
  // at together than failures are left, so that many guesses at once gain nothing: who comes on top
  // waits, and gets Busy when that takes too long. `account` is nullopt for a name that nobody has:
  // it takes the same time and is locked in the same way.
  SignInCheck check_sign_in(std::string_view sign_in_name,
                            const std::optional<model::AccountId>& account,
                            std::string_view password);
  std::optional<base::UtcTime> find_lock(std::string_view sign_in_name);
  void unlock(std::string_view sign_in_name);

  // Sessions end 12 h after they began and 60 min after they were last used. nullopt when the
  // credential is not of that generation any more: what ended the sessions ends this one too.
  std::optional<NewSession> create_session(const model::AccountId& account, std::int64_t generation,
                                           bool bearer = false);
  // nullopt for unknown and ended ones. Notes the use, to the minute.
  std::optional<Session> find_session(std::string_view token);
  // The same without noting a use: for what lasts as long as the session and must not prolong it.
  std::optional<Session> look_at_session(std::string_view token);
  void end_session(std::string_view token);
  // All of an account, and those that are about to be made with what was accepted before.
  void end_sessions(const model::AccountId& account);

  // Idempotency keys, kept 24 h.
  Idempotency begin_request(const model::AccountId& account, std::string_view key,
                            const base::Digest256& request);
  void complete_request(const model::AccountId& account, std::string_view key, int status,
                        std::string_view body);
  void abandon_request(const model::AccountId& account, std::string_view key);

  // Drafts (catalog/draft.h). False: the case has kDraftsOfCaseMax already.
  bool add_draft(const Draft& draft);
  std::optional<Draft> find_draft(const model::DocumentId& id);
  // Neither final nor thrown away, oldest first, without their values.
  std::vector<Draft> drafts_of_case(const model::CaseId& id);
  // The values of an earlier revision; nullopt when they are not kept any more.
  std::optional<std::string> find_draft_revision(const model::DocumentId& id,
                                                 std::int64_t revision);
  // Becomes revision `seen` + 1. False, and nothing is changed, when `seen` is not the newest, or
  // the draft is frozen or gone.
  bool save_draft(const model::DocumentId& id, std::int64_t seen, std::string_view values_json,
                  const model::AccountId& by);
  bool discard_draft(const model::DocumentId& id);  // false: frozen, final or gone
  // From now on nobody changes it: it is on its way to being final.
  FreezeOutcome freeze_draft(const model::DocumentId& id, std::int64_t seen, const Frozen& frozen);
  void note_draft_upload(const model::DocumentId& id, const model::UploadId& upload);
  void thaw_draft(const model::DocumentId& id);  // nothing of it became durable
  // What was drafted goes; that it is final, and its number, stay.
  void close_draft(const model::DocumentId& id, const model::RecordId& record);
  // Numbers of frozen and final ones that begin like this.
  std::vector<std::string> draft_numbers(std::string_view prefix);

  // Removes what has expired; for a scheduler, every few minutes.
  void purge_expired();

 private:
  struct State;
  struct Looked;
  Looked look_at_password(const model::AccountId& account, std::string_view password);
  explicit PrivateStore(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace liuhen::catalog
