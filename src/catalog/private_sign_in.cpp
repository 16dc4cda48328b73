#include <chrono>

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

// The failures that count now. Old ones are forgotten.
Failures failures_now(Connection& connection, const std::string& name_key, base::UtcTime now,
                      const PrivateSettings& settings) {
  Failures failures = failures_of(connection, name_key);
  const bool old = failures.last.ms <= now.ms - settings.lock_ms && failures.locked_until <= now;
  return old ? Failures{} : failures;
}

SignInCheck count_failure(Connection& connection, const std::string& name_key, base::UtcTime now,
                          const PrivateSettings& settings) {
  Failures failures = failures_now(connection, name_key, now, settings);
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

// One attempt whose password is being looked at. Its outcome is in the database before it ends.
class UnderWay {
 public:
  UnderWay(SignInsUnderWay& all, std::string name_key) : all_(all), name_key_(std::move(name_key)) {
    ++all_.by_name[name_key_];  // the caller holds the mutex
  }
  UnderWay(const UnderWay&) = delete;
  UnderWay& operator=(const UnderWay&) = delete;
  ~UnderWay() {
    {
      const std::scoped_lock lock(all_.mutex);
      const auto found = all_.by_name.find(name_key_);
      if (--found->second == 0) all_.by_name.erase(found);
    }
    all_.fewer.notify_all();
  }

 private:
  SignInsUnderWay& all_;
  const std::string name_key_;
};

}  // namespace

void PrivateStore::set_password(const model::AccountId& account, std::string_view password,
                                PasswordUse use) {
  const std::string phc = phc_of_password(password, state_->settings.password_cost);
  state_->change([&](Connection& connection) {
    run(connection, "DELETE FROM credential WHERE account_id = :account", {account});
    return run(connection,
               "INSERT INTO credential (account_id, phc, changed_ms, one_time)"
               " VALUES (:account, :phc, :now, :one_time)",
               {account, phc, state_->clock.now(), use == PasswordUse::one_time});
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
  if (!is_of_other_cost(*phc, state_->settings.password_cost)) return true;
  // Only while it is still the one that was looked at.
  state_->change_by("UPDATE credential SET phc = :new WHERE account_id = :account AND phc = :old",
                    {phc_of_password(password, state_->settings.password_cost), account, *phc});
  return true;
}

SignInCheck PrivateStore::check_sign_in(std::string_view sign_in_name,
                                        const std::optional<model::AccountId>& account,
                                        std::string_view password) {
  const std::string name_key = key_of(sign_in_name);
  const PrivateSettings& settings = state_->settings;
  std::unique_lock lock(state_->under_way.mutex);
  Failures failures;
  const auto has_room = [&] {
    failures = state_->connection.with([&](std::unique_ptr<Connection>& held) {
      return failures_now(*held, name_key, state_->clock.now(), settings);
    });
    const auto found = state_->under_way.by_name.find(name_key);
    const int looked_at = found == state_->under_way.by_name.end() ? 0 : found->second;
    return state_->clock.now() < failures.locked_until ||
           failures.count + looked_at < settings.failures_max;
  };
  const std::chrono::milliseconds patience(settings.sign_in_wait_ms);
  if (!state_->under_way.fewer.wait_for(lock, patience, has_room)) {
    throw Busy("too many sign-ins of one name at once");
  }
  if (state_->clock.now() < failures.locked_until) {
    return {SignInOutcome::locked, failures.count, failures.locked_until, false};
  }
  const UnderWay attempt(state_->under_way, name_key);
  lock.unlock();
  const bool accepted = password.size() <= kPasswordBytesMax &&
                        is_password_of(account.value_or(model::AccountId{}), password);
  if (!accepted) {
    return state_->change([&](Connection& connection) {
      return count_failure(connection, name_key, state_->clock.now(), settings);
    });
  }
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
