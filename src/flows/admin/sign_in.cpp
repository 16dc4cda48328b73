#include "flows/admin/sign_in.h"

#include <algorithm>

#include "catalog/people_queries.h"
#include "flows/house.h"
#include "model/entry/people.h"

namespace liuhen::flows {
namespace {

void witness_session(House& house, const model::AccountId& account, const std::string& event,
                     const std::string& peer) {
  house.commit_entry(model::make_entry(house.clock().now(), "account:" + account.text,
                                       model::AccountSession{account, event, peer}));
}

model::Refusal wrong_password() {
  return {model::RefusalKind::wrong_password, "登录名或密码不正确。",
          "The sign-in name or the password is wrong."};
}

model::Refusal expired_password() {
  return {model::RefusalKind::wrong_password, "一次性密码已过期，请向安全管理员重新索取。",
          "The one-time password has expired; ask the security administrator for another."};
}

model::Refusal superseded() {
  return {model::RefusalKind::wrong_password, "密码刚被重设，或账号刚被停用，请重新登录。",
          "The password was reset meanwhile, or the account disabled; sign in again."};
}

model::Refusal refusal_of(const catalog::SignInCheck& check) {
  return check.expired ? expired_password() : wrong_password();
}

model::Refusal locked(base::UtcTime until, base::UtcTime now) {
  const std::string minutes =
      std::to_string(std::max<std::int64_t>(1, (until.ms - now.ms + 59'999) / 60'000));
  return {model::RefusalKind::locked,
          "连续输错次数过多，账号已锁定，请 " + minutes + " 分钟后再试。",
          "Too many failures: the account is locked; try again in " + minutes + " minutes."};
}

}  // namespace

std::optional<model::Refusal> refuse_password(const std::string& password) {
  const auto characters = std::count_if(password.begin(), password.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  });
  if (static_cast<std::size_t>(characters) >= kPasswordCharactersMin && password.size() <= 200) {
    return std::nullopt;
  }
  return model::bad_input("password", "密码至少 10 位，最多 200 位。",
                          "A password has at least 10 and at most 200 characters.");
}

model::Answer<SignedIn> sign_in(House& house, const std::string& name, const std::string& password,
                                bool bearer, const std::string& peer) {
  const auto find_account = [&] {
    auto lease = house.catalog().read();
    return catalog::find_account_by_sign_in_name(lease, name);
  };
  const auto account = find_account();
  const bool usable = account && account->enabled;
  const auto check = house.private_store().check_sign_in(
      name, usable ? std::optional(account->id) : std::nullopt, password);
  if (check.just_locked && account) witness_session(house, account->id, "locked", peer);
  if (check.outcome == catalog::SignInOutcome::locked) {
    return locked(*check.locked_until, house.clock().now());
  }
  if (check.outcome != catalog::SignInOutcome::accepted || !usable) return refusal_of(check);
  // Looked at again: disabled before the password was looked at, it must not come to a session that
  // would live when the account is enabled again. Disabled after this, the generation is another.
  const auto present = find_account();
  if (!present || !present->enabled) return superseded();
  const auto made = house.private_store().create_session(account->id, check.generation, bearer);
  if (!made) return superseded();
  // Nobody has the token before the entry is durable.
  witness_session(house, account->id, "signed_in", peer);
  const auto session = house.private_store().look_at_session(made->token);
  return SignedIn{{*present, peer}, made->token,      made->csrf,
                  bearer,           made->expires_at, session && session->password_change_needed};
}

std::optional<SignedIn> find_signed_in(House& house, std::string_view token,
                                       const std::string& peer) {
  const auto session = house.private_store().find_session(token);
  if (!session) return std::nullopt;
  auto lease = house.catalog().read();
  const auto account = catalog::find_account(lease, session->account_id);
  if (!account || !account->enabled) return std::nullopt;
  return SignedIn{{*account, peer},    {},
                  session->csrf,       session->bearer,
                  session->expires_at, session->password_change_needed};
}

bool is_signed_in(House& house, std::string_view token) {
  const auto session = house.private_store().look_at_session(token);
  if (!session) return false;
  auto lease = house.catalog().read();
  const auto account = catalog::find_account(lease, session->account_id);
  return account && account->enabled;
}

void sign_out(House& house, const SignedIn& who, std::string_view token) {
  house.private_store().end_session(token);
  witness_session(house, who.caller.account.id, "signed_out", who.caller.peer);
}

model::Answer<base::Done> change_password(House& house, const SignedIn& who, std::string_view token,
                                          const std::string& current, const std::string& next) {
  if (auto refusal = refuse_password(next)) {
    refusal->field = "next";
    return *refusal;
  }
  if (next == current) {
    return model::bad_input("next", "新密码不能与现在的密码相同。",
                            "The new password must differ from the present one.");
  }
  // Counted like a sign-in: a stolen session must not become a place to guess passwords.
  const auto check = house.private_store().check_sign_in(who.caller.account.sign_in_name,
                                                         who.caller.account.id, current);
  if (check.outcome == catalog::SignInOutcome::locked) {
    return locked(*check.locked_until, house.clock().now());
  }
  if (check.outcome != catalog::SignInOutcome::accepted) return refusal_of(check);
  if (!house.private_store().replace_password(who.caller.account.id, check.generation, next,
                                              token)) {
    return superseded();
  }
  witness_session(house, who.caller.account.id, "password_changed", who.caller.peer);
  return base::Done{};
}

}  // namespace liuhen::flows
