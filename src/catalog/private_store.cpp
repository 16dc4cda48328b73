#include "catalog/private_store.h"

#include "base/random.h"
#include "catalog/migrations.h"
#include "catalog/private_state.h"

namespace liuhen::catalog {
namespace {

std::unique_ptr<Connection> open_migrated(const std::filesystem::path& file) {
  const std::string advice(private_schema().advice);
  try {
    auto connection = open_connection(file, Opening::write);
    // What is deleted here was a secret or stood for one: its bytes go too.
    find_number(*connection, "PRAGMA secure_delete = ON");
    migrate(*connection, private_schema());
    return connection;
  } catch (const DatabaseDamaged& fault) {
    const std::string what = fault.what();
    if (what.find(advice) != std::string::npos) throw;
    throw DatabaseDamaged(what + " " + advice);
  }
}

}  // namespace

PrivateStore::PrivateStore(std::unique_ptr<State> state) : state_(std::move(state)) {}
PrivateStore::PrivateStore(PrivateStore&&) noexcept = default;
PrivateStore& PrivateStore::operator=(PrivateStore&&) noexcept = default;
PrivateStore::~PrivateStore() = default;

PrivateStore PrivateStore::open(const std::filesystem::path& file, const base::Clock& clock,
                                PrivateSettings settings) {
  auto state = std::make_unique<State>(open_migrated(file), clock, settings);
  state->unknown_phc = phc_of_password(base::random_token(), settings.password_cost);
  state->change_by("DELETE FROM idempotency WHERE status IS NULL", {});
  return PrivateStore(std::move(state));
}

void PrivateStore::purge_expired() {
  const std::int64_t now = state_->clock.now().ms;
  const PrivateSettings& settings = state_->settings;
  state_->change_by("DELETE FROM session WHERE expires_ms <= :now OR last_seen_ms <= :idle",
                    {now, now - settings.session_idle_ms});
  state_->change_by(
      "DELETE FROM sign_in_failure WHERE last_ms <= :since AND locked_until_ms <= :now",
      {now - settings.lock_ms, now});
  state_->change_by("DELETE FROM idempotency WHERE created_ms <= :since",
                    {now - settings.idempotency_ms});
}

Idempotency PrivateStore::begin_request(const model::AccountId& account, std::string_view key,
                                        const base::Digest256& request) {
  const std::int64_t now = state_->clock.now().ms;
  return state_->change([&](Connection& connection) {
    run(connection,
        "DELETE FROM idempotency WHERE account_id = :account AND idempotency_key = :key"
        " AND created_ms <= :since",
        {account, key, now - state_->settings.idempotency_ms});
    const auto added =
        run(connection,
            "INSERT INTO idempotency (account_id, idempotency_key, request_sha256, created_ms)"
            " VALUES (:account, :key, :request, :now) ON CONFLICT DO NOTHING",
            {account, key, request, now});
    Idempotency found;
    if (added == 1) return found;
    each_row(
        connection,
        "SELECT request_sha256, status, body FROM idempotency"
        " WHERE account_id = :account AND idempotency_key = :key",
        "tit", {account, key}, [&](const Row& row) {
          if (row.text(0) != base::hex_of(request)) {
            found.state = IdempotencyState::other_request;
          } else if (row.is_null(1)) {
            found.state = IdempotencyState::in_progress;
          } else {
            found = {IdempotencyState::answered, static_cast<int>(row.integer(1)), row.text(2)};
          }
        });
    return found;
  });
}

void PrivateStore::complete_request(const model::AccountId& account, std::string_view key,
                                    int status, std::string_view body) {
  state_->change_by(
      "UPDATE idempotency SET status = :status, body = :body"
      " WHERE account_id = :account AND idempotency_key = :key",
      {status, body, account, key});
}

void PrivateStore::abandon_request(const model::AccountId& account, std::string_view key) {
  state_->change_by(
      "DELETE FROM idempotency WHERE account_id = :account AND idempotency_key = :key"
      " AND status IS NULL",
      {account, key});
}

}  // namespace liuhen::catalog
