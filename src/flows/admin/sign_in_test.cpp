// What happens when a password is reset or an account disabled while somebody is signing in.
#include "flows/admin/sign_in.h"

#include <gtest/gtest.h>

#include <future>

#include "flows/admin/people.h"
#include "flows/house_for_test.h"

namespace liuhen::flows {
namespace {

const std::string kOld = "correct horse 1";

class SignInTest : public HouseTest {
 protected:
  model::Answer<SignedIn> enter(const std::string& password) {
    return sign_in(*house_, "officer", password, true, "127.0.0.1");
  }
  std::string reset() {
    return *reset_password(*house_, caller("secadmin"), caller("officer").account.id);
  }
  void set_enabled(bool enabled) {
    EXPECT_TRUE(set_account_standing(*house_, caller("secadmin"), caller("officer").account.id,
                                     enabled, "test"));
  }
  // How long a password takes to be looked at here.
  std::chrono::microseconds look_time() {
    const auto begun = std::chrono::steady_clock::now();
    EXPECT_TRUE(enter(kOld));
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() -
                                                                 begun);
  }
};

// Whichever comes first: in the end the one-time password counts, and it alone.
TEST_F(SignInTest, AResetIsNotUndoneByAChangeUnderWay) {
  std::string present = kOld;
  for (int i = 0; i < 5; ++i) {
    const auto who = enter(present);
    ASSERT_TRUE(who);
    const std::string next = "another horse " + std::to_string(i);
    auto changing = std::async(std::launch::async, [&] {
      return change_password(*house_, *who, who->token, present, next);
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(5 * i));
    const std::string once = reset();
    const auto changed = changing.get();
    if (!changed) {
      EXPECT_EQ(changed.error().kind, model::RefusalKind::wrong_password);
    }
    const auto with_once = enter(once);
    ASSERT_TRUE(with_once) << "the reset was undone";
    EXPECT_TRUE(with_once->password_change_needed);
    EXPECT_FALSE(enter(next));
    EXPECT_FALSE(is_signed_in(*house_, who->token));
    present = once + "!";
    ASSERT_TRUE(change_password(*house_, *with_once, with_once->token, once, present));
  }
}

TEST_F(SignInTest, WhatWasAcceptedBeforeAResetIsNoSessionAfterIt) {
  const auto accepted = look_time();
  std::string present = kOld;
  for (int i = 0; i < 5; ++i) {
    auto entering = std::async(std::launch::async, [&] { return enter(present); });
    std::this_thread::sleep_for(accepted * i / 8);
    const std::string once = reset();
    const auto who = entering.get();
    EXPECT_FALSE(who && is_signed_in(*house_, who->token)) << i;
    present = once;
  }
}

TEST_F(SignInTest, WhatWasAcceptedBeforeDisablingIsNoSessionAfterEnabling) {
  const auto accepted = look_time();
  for (int i = 0; i < 4; ++i) {
    auto entering = std::async(std::launch::async, [&] { return enter(kOld); });
    std::this_thread::sleep_for(accepted * i / 8);
    set_enabled(false);
    const auto who = entering.get();
    set_enabled(true);
    EXPECT_FALSE(who && is_signed_in(*house_, who->token)) << i;
  }
  EXPECT_TRUE(enter(kOld));
}

TEST_F(SignInTest, AOneTimePasswordOfYesterdayAsksForAnother) {
  const std::string once = reset();
  clock_.shift_ms(std::int64_t{24} * 3600 * 1000);
  const auto late = enter(once);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().kind, model::RefusalKind::wrong_password);
  EXPECT_NE(late.error().en.find("expired"), std::string::npos) << late.error().en;
  const auto wrong = enter("not even that one");
  EXPECT_EQ(wrong.error().en.find("expired"), std::string::npos);
  EXPECT_TRUE(enter(reset()));
}

}  // namespace
}  // namespace liuhen::flows
