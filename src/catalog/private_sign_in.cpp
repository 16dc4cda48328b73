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
  SignInCheck check{SignInOutcome::wrong, failures.count};
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

struct PrivateStore::Looked {
  bool agrees = false;
  bool expired = false;
  std::int64_t generation = 0;
};

void PrivateStore::set_password(const model::AccountId& account, std::string_view password,
                                PasswordUse use) {
  const std::string phc = phc_of_password(password, state_->settings.password_cost);
  state_->change([&](Connection& connection) {
    const std::int64_t next = generation_of(connection, account) + 1;
    run(connection, "DELETE FROM credential WHERE account_id = :account", {account});
    return run(connection,
               "INSERT INTO credential (account_id, phc, changed_ms, one_time, generation)"
               " VALUES (:account, :phc, :now, :one_time, :generation)",
               {account, phc, state_->clock.now(), use == PasswordUse::one_time, next});
  });
}

bool PrivateStore::replace_password(const model::AccountId& account, std::int64_t generation,
                                    std::string_view password, std::string_view keep_token) {
  const std::string phc = phc_of_password(password, state_->settings.password_cost);
  return state_->change([&](Connection& connection) {
    const auto replaced =
        run(connection,
            "UPDATE credential SET phc = :phc, changed_ms = :now, one_time = 0,"
            " generation = generation + 1 WHERE account_id = :account AND generation = :accepted",
            {phc, state_->clock.now(), account, generation});
    if (replaced == 0) return false;
    run(connection, "DELETE FROM session WHERE account_id = :account AND token_sha256 <> :keep",
        {account, key_of(keep_token)});
    return true;
  });
}

std::int64_t PrivateStore::credential_generation(const model::AccountId& account) {
  return state_->connection.with(
      [&](std::unique_ptr<Connection>& held) { return generation_of(*held, account); });
}

bool PrivateStore::has_password(const model::AccountId& account) {
  return state_->connection.with([&](std::unique_ptr<Connection>& held) {
    return find_text(*held, "SELECT phc FROM credential WHERE account_id = :account", {account})
        .has_value();
  });
}

bool PrivateStore::has_any_password() {
  return state_->connection.with([&](std::unique_ptr<Connection>& held) {
    return find_number(*held, "SELECT 1 FROM credential LIMIT 1").has_value();
  });
}

PrivateStore::Looked PrivateStore::look_at_password(const model::AccountId& account,
                                                    std::string_view password) {
  std::optional<std::string> phc;
  Looked looked;
  const std::int64_t expired_ms = state_->clock.now().ms - state_->settings.one_time_ms;
  state_->connection.with([&](std::unique_ptr<Connection>& held) {
    each_row(*held,
             "SELECT phc, generation, one_time, changed_ms FROM credential"
             " WHERE account_id = :account",
             "tiii", {account}, [&](const Row& row) {
               phc = row.text(0);
               looked.generation = row.integer(1);
               looked.expired = row.flag(2) && row.time(3).ms <= expired_ms;
             });
  });
  // Without a credential the same work is done, against a password nobody knows.
  looked.agrees = verify_password(password, phc.value_or(state_->unknown_phc)) && phc;
  if (!looked.agrees || !is_of_other_cost(*phc, state_->settings.password_cost)) return looked;
  // Only while it is still the one that was looked at.
  state_->change_by("UPDATE credential SET phc = :new WHERE account_id = :account AND phc = :old",
                    {phc_of_password(password, state_->settings.password_cost), account, *phc});
  return looked;
}

bool PrivateStore::is_password_of(const model::AccountId& account, std::string_view password) {
  const Looked looked = look_at_password(account, password);
  return looked.agrees && !looked.expired;
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
    SignInCheck check{SignInOutcome::locked, failures.count, failures.locked_until};
    return check;
  }
  const UnderWay attempt(state_->under_way, name_key);
  lock.unlock();
  Looked looked;
  if (password.size() <= kPasswordBytesMax) {
    looked = look_at_password(account.value_or(model::AccountId{}), password);
  }
  if (!looked.agrees || looked.expired) {
    SignInCheck check = state_->change([&](Connection& connection) {
      return count_failure(connection, name_key, state_->clock.now(), settings);
    });
    check.expired = looked.agrees;
    return check;
  }
  unlock(sign_in_name);
  SignInCheck check{SignInOutcome::accepted};
  check.generation = looked.generation;
  return check;
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
