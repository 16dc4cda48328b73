#include "base/random.h"
#include "catalog/private_state.h"

namespace liuhen::catalog {
namespace {

std::string key_of(std::string_view sign_in_name) {
  return base::hex_of(base::sha256_of(sign_in_name));
}

struct Failures {
  int count = 0;
  base::UtcTime last, locked_until;
};

Failures failures_of(Connection& connection, const std::string& name_key) {
  Failures found;
  each_row(connection,
           "SELECT failure_count, last_ms, locked_until_ms FROM sign_in_failure"
           " WHERE name_sha256 = :name",
           "iii", {name_key}, [&](const Row& row) {
             found = {static_cast<int>(row.integer(0)), row.time(1), row.time(2)};
           });
  return found;
}

void keep_failures(Connection& connection, const std::string& name_key, const Failures& failures) {
  run(connection, "DELETE FROM sign_in_failure WHERE name_sha256 = :name", {name_key});
  run(connection,
      "INSERT INTO sign_in_failure (name_sha256, failure_count, last_ms, locked_until_ms)"
      " VALUES (:name, :count, :last, :until)",
      {name_key, failures.count, failures.last, failures.locked_until});
}

// One more failure, or the lock that stands. Old failures are forgotten.
SignInCheck count_attempt(Connection& connection, const std::string& name_key, base::UtcTime now,
                          const PrivateSettings& settings) {
  run(connection, "DELETE FROM sign_in_failure WHERE last_ms <= :since AND locked_until_ms <= :now",
      {now.ms - settings.lock_ms, now});
  Failures failures = failures_of(connection, name_key);
  if (now < failures.locked_until) {
    return {SignInOutcome::locked, failures.count, failures.locked_until, false};
  }
  failures.count += 1;
  failures.last = now;
  SignInCheck check{SignInOutcome::wrong, failures.count, std::nullopt, false};
  if (failures.count >= settings.failures_max) {
    failures.locked_until = now.plus_ms(settings.lock_ms);
    check.locked_until = failures.locked_until;
    check.just_locked = true;
  }
  keep_failures(connection, name_key, failures);
  return check;
}

}  // namespace

void PrivateStore::set_password(const model::AccountId& account, std::string_view password) {
  const std::string phc = phc_of_password(password, state_->settings.password_cost);
  state_->change([&](Connection& connection) {
    run(connection, "DELETE FROM credential WHERE account_id = :account", {account});
    return run(connection,
               "INSERT INTO credential (account_id, phc, changed_ms)"
               " VALUES (:account, :phc, :now)",
               {account, phc, state_->clock.now()});
  });
}

bool PrivateStore::has_password(const model::AccountId& account) {
  return state_->connection.with([&](std::unique_ptr<Connection>& held) {
    return find_text(*held, "SELECT phc FROM credential WHERE account_id = :account", {account})
        .has_value();
  });
}

bool PrivateStore::is_password_of(const model::AccountId& account, std::string_view password) {
  const auto phc = state_->connection.with([&](std::unique_ptr<Connection>& held) {
    return find_text(*held, "SELECT phc FROM credential WHERE account_id = :account", {account});
  });
  // Without a credential the same work is done, against a password nobody knows.
  const bool agrees = verify_password(password, phc.value_or(state_->unknown_phc));
  if (!agrees || !phc) return false;
  if (is_of_other_cost(*phc, state_->settings.password_cost)) set_password(account, password);
  return true;
}

SignInCheck PrivateStore::check_sign_in(std::string_view sign_in_name,
                                        const std::optional<model::AccountId>& account,
                                        std::string_view password) {
  const std::string name_key = key_of(sign_in_name);
  SignInCheck check = state_->change([&](Connection& connection) {
    return count_attempt(connection, name_key, state_->clock.now(), state_->settings);
  });
  if (check.outcome == SignInOutcome::locked || password.size() > kPasswordBytesMax) return check;
  if (!is_password_of(account.value_or(model::AccountId{}), password)) return check;
  unlock(sign_in_name);
  return {SignInOutcome::accepted, 0, std::nullopt, false};
}

std::optional<base::UtcTime> PrivateStore::find_lock(std::string_view sign_in_name) {
  const Failures failures = state_->connection.with(
      [&](std::unique_ptr<Connection>& held) { return failures_of(*held, key_of(sign_in_name)); });
  if (failures.locked_until <= state_->clock.now()) return std::nullopt;
  return failures.locked_until;
}

void PrivateStore::unlock(std::string_view sign_in_name) {
  state_->change_by("DELETE FROM sign_in_failure WHERE name_sha256 = :name",
                    {key_of(sign_in_name)});
}

}  // namespace liuhen::catalog
