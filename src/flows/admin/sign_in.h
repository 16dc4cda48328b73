// Signing in and out. Success, lock-out and password changes are entries; failures are counted in
// the private store only, so that a guesser cannot flood the log.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/private_store.h"
#include "flows/caller.h"

namespace liuhen::flows {

class House;

inline constexpr std::size_t kPasswordCharactersMin = 10;

struct SignedIn {
  Caller caller;
  std::string token;  // given out at sign-in only
  std::string csrf;
  bool bearer = false;
  base::UtcTime expires_at;
  bool password_change_needed = false;  // signed in with a one-time password
};

// wrong_password (also for names that nobody has, for disabled accounts, for one-time passwords
// that are too old, and when the password was reset meanwhile), locked. Busy when too many sign-ins
// of one name are under way.
model::Answer<SignedIn> sign_in(House& house, const std::string& name, const std::string& password,
                                bool bearer, const std::string& peer);
// nullopt: no such session, ended, or the account is disabled.
std::optional<SignedIn> find_signed_in(House& house, std::string_view token,
                                       const std::string& peer);
// The same question without its being a use of the session: for what lasts as long as it does.
bool is_signed_in(House& house, std::string_view token);
void sign_out(House& house, const SignedIn& who, std::string_view token);
// wrong_password also when it was reset while the present one was looked at: the reset stands.
model::Answer<base::Done> change_password(House& house, const SignedIn& who, std::string_view token,
                                          const std::string& current, const std::string& next);
std::optional<model::Refusal> refuse_password(const std::string& password);

}  // namespace liuhen::flows
