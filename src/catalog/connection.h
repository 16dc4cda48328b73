// One connection to a database with the statements it has prepared. Opaque: SQL is written in this
// room only, through catalog/sql.h. Belongs to one thread at a time.
#pragma once

#include <memory>

namespace liuhen::catalog {

class Connection {
 public:
  struct State;  // sql.cpp
  explicit Connection(std::unique_ptr<State> state);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  State& state() { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

}  // namespace liuhen::catalog
