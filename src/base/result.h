// Result<T, E>: what a function answers when the *caller* decides what a refusal means.
// Not for faults of the world (those are exceptions, base/fault.h) and not for absence
// (std::optional). std::expected is unusable here: clang 14 cannot see it.
//
//   Result<CaseId, Refusal> open_case(...);
//   auto opened = open_case(...);
//   if (!opened) return opened.error();
//   use(*opened);
#pragma once

#include <utility>
#include <variant>

#include "base/check.h"

namespace liuhen::base {

template <class T, class E>
class [[nodiscard]] Result {
 public:
  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
  Result(E error) : held_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return held_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & {
    CHECK(ok());
    return std::get<0>(held_);
  }
  const T& value() const& {
    CHECK(ok());
    return std::get<0>(held_);
  }
  T&& value() && {
    CHECK(ok());
    return std::get<0>(std::move(held_));
  }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  E& error() & {
    CHECK(!ok());
    return std::get<1>(held_);
  }
  const E& error() const& {
    CHECK(!ok());
    return std::get<1>(held_);
  }
  E&& error() && {
    CHECK(!ok());
    return std::get<1>(std::move(held_));
  }

 private:
  std::variant<T, E> held_;
};

// The answer of a verb that yields nothing: Result<Done, Refusal>.
struct Done {};

}  // namespace liuhen::base
