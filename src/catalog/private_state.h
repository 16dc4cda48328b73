// What the parts of PrivateStore share; for this room only.
#pragma once

#include "base/guarded.h"
#include "catalog/private_store.h"
#include "catalog/sql.h"

namespace liuhen::catalog {

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
  std::string unknown_phc;  // of a random password: what unknown names are compared with
};

}  // namespace liuhen::catalog
