#include "base/random.h"
#include "catalog/private_state.h"

namespace liuhen::catalog {
namespace {

constexpr std::int64_t kSeenStepMs = 60'000;

std::string key_of(std::string_view token) { return base::hex_of(base::sha256_of(token)); }

std::optional<Session> read_session(Connection& connection, const std::string& key) {
  std::optional<Session> found;
  each_row(connection,
           "SELECT s.account_id, s.csrf, s.bearer, s.created_ms, s.last_seen_ms, s.expires_ms,"
           " COALESCE(c.one_time, 0) FROM session s"
           " LEFT JOIN credential c ON c.account_id = s.account_id WHERE s.token_sha256 = :token",
           "ttiiiii", {key}, [&](const Row& row) {
             found = Session{row.id<model::AccountId>(0),
                             row.text(1),
                             row.flag(2),
                             row.time(3),
                             row.time(4),
                             row.time(5),
                             row.flag(6)};
           });
  return found;
}

bool is_over(const Session& session, base::UtcTime now, const PrivateSettings& settings) {
  return now >= session.expires_at || now >= session.last_seen_at.plus_ms(settings.session_idle_ms);
}

}  // namespace

std::optional<NewSession> PrivateStore::create_session(const model::AccountId& account,
                                                       std::int64_t generation, bool bearer) {
  const base::UtcTime now = state_->clock.now();
  NewSession made{base::random_token(), base::random_token(),
                  now.plus_ms(state_->settings.session_ms)};
  const bool created = state_->change([&](Connection& connection) {
    if (generation_of(connection, account) != generation) return false;
    run(connection,
        "INSERT INTO session (token_sha256, account_id, csrf, bearer, created_ms, last_seen_ms,"
        " expires_ms) VALUES (:token, :account, :csrf, :bearer, :created, :seen, :expires)",
        {key_of(made.token), account, made.csrf, bearer, now, now, made.expires_at});
    return true;
  });
  if (!created) return std::nullopt;
  return made;
}

std::optional<Session> PrivateStore::find_session(std::string_view token) {
  const base::UtcTime now = state_->clock.now();
  const std::string key = key_of(token);
  return state_->connection.with([&](std::unique_ptr<Connection>& held) -> std::optional<Session> {
    auto found = read_session(*held, key);
    if (!found) return std::nullopt;
    if (is_over(*found, now, state_->settings)) {
      run(*held, "DELETE FROM session WHERE token_sha256 = :token", {key});
      return std::nullopt;
    }
    if (now.ms - found->last_seen_at.ms >= kSeenStepMs) {
      run(*held, "UPDATE session SET last_seen_ms = :now WHERE token_sha256 = :token", {now, key});
      found->last_seen_at = now;
    }
    return found;
  });
}

std::optional<Session> PrivateStore::look_at_session(std::string_view token) {
  auto found = state_->connection.with(
      [&](std::unique_ptr<Connection>& held) { return read_session(*held, key_of(token)); });
  if (found && is_over(*found, state_->clock.now(), state_->settings)) return std::nullopt;
  return found;
}

void PrivateStore::end_session(std::string_view token) {
  state_->change_by("DELETE FROM session WHERE token_sha256 = :token", {key_of(token)});
}

void PrivateStore::end_sessions(const model::AccountId& account) {
  state_->change([&](Connection& connection) {
    run(connection, "UPDATE credential SET generation = generation + 1 WHERE account_id = :account",
        {account});
    return run(connection, "DELETE FROM session WHERE account_id = :account", {account});
  });
}

}  // namespace liuhen::catalog
