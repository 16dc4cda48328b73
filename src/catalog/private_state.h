// What the parts of PrivateStore share; for this room only.
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>

#include "base/guarded.h"
#include "catalog/private_store.h"
#include "catalog/sql.h"

namespace liuhen::catalog {

// Sign-ins whose password is being looked at, by name. As many as there are threads at most.
struct SignInsUnderWay {
  std::mutex mutex;  // taken before the connection, never after it
  std::condition_variable fewer;
  std::map<std::string, int> by_name;
};

struct PrivateStore::State {
  State(std::unique_ptr<Connection> opened, const base::Clock& the_clock,
        PrivateSettings the_settings)
      : clock(the_clock), settings(the_settings), connection(std::move(opened)) {}

  // One transaction, alone.
  template <class Work>
  auto change(Work&& work) {
    return connection.with([&](std::unique_ptr<Connection>& held) {
      Transaction transaction(*held, Transaction::Kind::write);
      auto result = work(*held);
      transaction.commit();
      return result;
    });
  }
  void change_by(std::string_view sql, const Values& values) {
    connection.with([&](std::unique_ptr<Connection>& held) { run(*held, sql, values); });
  }

  const base::Clock& clock;
  PrivateSettings settings;
  base::Guarded<std::unique_ptr<Connection>> connection;
  SignInsUnderWay under_way;
  std::string unknown_phc;  // of a random password: what unknown names are compared with
};

// 0 without a credential.
inline std::int64_t generation_of(Connection& connection, const model::AccountId& account) {
  return find_number(connection, "SELECT generation FROM credential WHERE account_id = :account",
                     {account})
      .value_or(0);
}

}  // namespace liuhen::catalog
