#include "catalog/private_store.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "base/disk.h"
#include "catalog/sample_house.h"
#include "catalog/sql.h"

namespace liuhen::catalog {
namespace {

using model::AccountId;

class Private : public testing::Test {
 protected:
  Private() : store_(PrivateStore::open(folder_ / "private.db", clock_)) {}
  NewSession new_session(const AccountId& account, bool bearer = false) {
    return *store_.create_session(account, store_.credential_generation(account), bearer);
  }
  void reopen() { store_ = PrivateStore::open(folder_ / "private.db", clock_); }

  const AccountId account_ = sample_id<AccountId>(20);
  base::ScratchFolder folder_{"private"};
  base::ManualClock clock_{kSampleTime};
  PrivateStore store_;
};

TEST(Password, IsKeptAsArgon2id) {
  const PasswordCost cost;
  const std::string phc = phc_of_password("correct horse", cost);
  EXPECT_TRUE(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << phc;
  EXPECT_TRUE(verify_password("correct horse", phc));
  EXPECT_FALSE(verify_password("correct hors", phc));
  EXPECT_FALSE(verify_password("", phc));
  EXPECT_FALSE(verify_password("x", "not a PHC string"));
  EXPECT_NE(phc, phc_of_password("correct horse", cost));
  EXPECT_FALSE(is_of_other_cost(phc, cost));
  EXPECT_TRUE(is_of_other_cost(phc, {.memory_kib = 20'000}));
  EXPECT_THROW(phc_of_password("x", {.memory_kib = 1024}), base::Fault);
}

TEST_F(Private, PasswordsOutliveARestartAndAreRaisedToANewCost) {
  EXPECT_FALSE(store_.has_password(account_));
  EXPECT_FALSE(store_.has_any_password());
  EXPECT_FALSE(store_.is_password_of(account_, ""));
  store_.set_password(account_, "one");
  EXPECT_TRUE(store_.has_any_password());
  store_.set_password(account_, "two");
  reopen();
  EXPECT_FALSE(store_.is_password_of(account_, "one"));
  EXPECT_TRUE(store_.is_password_of(account_, "two"));
  PrivateSettings dearer;
  dearer.password_cost.iterations = 3;
  store_ = PrivateStore::open(folder_ / "private.db", clock_, dearer);
  EXPECT_TRUE(store_.is_password_of(account_, "two"));
  auto connection = open_connection(folder_ / "private.db", Opening::read);
  EXPECT_NE(find_text(*connection, "SELECT phc FROM credential")->find("t=3"), std::string::npos);
  EXPECT_TRUE(store_.is_password_of(account_, "two"));
}

TEST_F(Private, FiveFailuresLockForFifteenMinutes) {
  store_.set_password(account_, "right");
  for (int i = 1; i <= 5; ++i) {
    const auto check = store_.check_sign_in("zhang", account_, "wrong");
    EXPECT_EQ(check.outcome, SignInOutcome::wrong);
    EXPECT_EQ(check.failure_count, i);
    EXPECT_EQ(check.just_locked, i == 5);
  }
  reopen();
  const auto locked = store_.check_sign_in("zhang", account_, "right");
  EXPECT_EQ(locked.outcome, SignInOutcome::locked);
  EXPECT_EQ(locked.locked_until, kSampleTime.plus_ms(15 * 60'000));
  EXPECT_FALSE(locked.just_locked);
  EXPECT_EQ(store_.check_sign_in("other", account_, "right").outcome, SignInOutcome::accepted);
  clock_.advance_ms(15 * 60'000 - 1);
  EXPECT_TRUE(store_.find_lock("zhang"));
  EXPECT_EQ(store_.check_sign_in("zhang", account_, "right").outcome, SignInOutcome::locked);
  clock_.advance_ms(1);
  EXPECT_FALSE(store_.find_lock("zhang"));
  EXPECT_EQ(store_.check_sign_in("zhang", account_, "right").outcome, SignInOutcome::accepted);
}

TEST_F(Private, SuccessAndTimeForgiveFailures) {
  store_.set_password(account_, "right");
  for (int i = 0; i < 4; ++i) store_.check_sign_in("zhang", account_, "wrong");
  EXPECT_EQ(store_.check_sign_in("zhang", account_, "right").outcome, SignInOutcome::accepted);
  EXPECT_EQ(store_.check_sign_in("zhang", account_, "wrong").failure_count, 1);
  clock_.advance_ms(15 * 60'000);
  EXPECT_EQ(store_.check_sign_in("zhang", account_, "wrong").failure_count, 1);
  for (int i = 0; i < 5; ++i) store_.check_sign_in("zhang", account_, "wrong");
  store_.unlock("zhang");
  EXPECT_EQ(store_.check_sign_in("zhang", account_, "right").outcome, SignInOutcome::accepted);
}

TEST_F(Private, GuessesAtOnceAreNoMoreThanFive) {
  store_.set_password(account_, "right");
  std::atomic<int> looked_at = 0;
  std::vector<std::thread> guessers;
  for (int i = 0; i < 16; ++i) {
    guessers.emplace_back([&] {
      const auto check = store_.check_sign_in("zhang", account_, "guess");
      if (check.outcome != SignInOutcome::locked) ++looked_at;
    });
  }
  for (auto& guesser : guessers) guesser.join();
  EXPECT_EQ(looked_at, 5);
}

// Right ones at once are no failures, however many there are.
TEST_F(Private, RightPasswordsAtOnceLockNobody) {
  PrivateSettings patient;
  patient.sign_in_wait_ms = 60'000;
  store_ = PrivateStore::open(folder_ / "private.db", clock_, patient);
  store_.set_password(account_, "right");
  for (int i = 0; i < 4; ++i) store_.check_sign_in("zhang", account_, "wrong");
  std::atomic<int> accepted = 0;
  std::vector<std::thread> people;
  for (int i = 0; i < 16; ++i) {
    people.emplace_back([&] {
      const auto check = store_.check_sign_in("zhang", account_, "right");
      if (check.outcome == SignInOutcome::accepted) ++accepted;
    });
  }
  for (auto& one : people) one.join();
  EXPECT_EQ(accepted, 16);
  EXPECT_FALSE(store_.find_lock("zhang"));
}

TEST_F(Private, WhoIsTooManyIsToldToComeBack) {
  PrivateSettings hasty;
  hasty.sign_in_wait_ms = 0;
  store_ = PrivateStore::open(folder_ / "private.db", clock_, hasty);
  store_.set_password(account_, "right");
  for (int i = 0; i < 4; ++i) store_.check_sign_in("zhang", account_, "wrong");
  std::atomic<int> accepted = 0, busy = 0, other = 0;
  std::vector<std::thread> people;
  for (int i = 0; i < 16; ++i) {
    people.emplace_back([&] {
      try {
        const auto check = store_.check_sign_in("zhang", account_, "right");
        ++(check.outcome == SignInOutcome::accepted ? accepted : other);
      } catch (const base::Busy&) {
        ++busy;
      }
    });
  }
  for (auto& one : people) one.join();
  EXPECT_GE(accepted, 1);
  EXPECT_GE(busy, 1) << "nobody was told to come back";
  EXPECT_EQ(other, 0);
  EXPECT_EQ(accepted + busy, 16);
  EXPECT_EQ(store_.check_sign_in("zhang", account_, "right").outcome, SignInOutcome::accepted);
}

TEST_F(Private, AOneTimePasswordAsksToBeChanged) {
  using Use = PrivateStore::PasswordUse;
  store_.set_password(account_, "once", Use::one_time);
  const auto session = new_session(account_);
  EXPECT_TRUE(store_.find_session(session.token)->password_change_needed);
  PrivateSettings dearer;
  dearer.password_cost.iterations = 3;
  store_ = PrivateStore::open(folder_ / "private.db", clock_, dearer);
  EXPECT_TRUE(store_.is_password_of(account_, "once"));  // raised to the new cost, still one-time
  EXPECT_TRUE(store_.find_session(session.token)->password_change_needed);
  store_.set_password(account_, "lasting");
  EXPECT_FALSE(store_.find_session(session.token)->password_change_needed);
}

TEST_F(Private, AOneTimePasswordIsGoodForADay) {
  store_.set_password(account_, "once", PrivateStore::PasswordUse::one_time);
  clock_.advance_ms(24 * 3'600'000 - 1);
  EXPECT_EQ(store_.check_sign_in("zhang", account_, "once").outcome, SignInOutcome::accepted);
  clock_.advance_ms(1);
  const auto late = store_.check_sign_in("zhang", account_, "once");
  EXPECT_EQ(late.outcome, SignInOutcome::wrong);
  EXPECT_TRUE(late.expired);
  EXPECT_FALSE(
      store_.check_sign_in("zhang", account_, "twice").expired);  // tells a guesser nothing
  EXPECT_FALSE(store_.is_password_of(account_, "once"));
  store_.set_password(account_, "lasting");
  clock_.advance_ms(48 * 3'600'000);
  EXPECT_EQ(store_.check_sign_in("zhang", account_, "lasting").outcome, SignInOutcome::accepted);
}

// What was accepted counts only until the next password or the next end of all sessions.
TEST_F(Private, WhatWasAcceptedBeforeAResetOpensAndChangesNothing) {
  store_.set_password(account_, "old");
  const auto before = store_.check_sign_in("zhang", account_, "old");
  store_.set_password(account_, "reset", PrivateStore::PasswordUse::one_time);
  EXPECT_FALSE(store_.create_session(account_, before.generation));
  EXPECT_FALSE(store_.replace_password(account_, before.generation, "mine again", {}));
  EXPECT_TRUE(store_.is_password_of(account_, "reset"));
  const auto fresh = store_.check_sign_in("zhang", account_, "reset");
  store_.end_sessions(account_);
  EXPECT_FALSE(store_.create_session(account_, fresh.generation));
  EXPECT_FALSE(store_.replace_password(account_, fresh.generation, "mine again", {}));
}

TEST_F(Private, AChangedPasswordEndsTheOtherSessions) {
  store_.set_password(account_, "old");
  const auto here = new_session(account_), there = new_session(account_);
  const auto check = store_.check_sign_in("zhang", account_, "old");
  EXPECT_TRUE(store_.replace_password(account_, check.generation, "new", here.token));
  EXPECT_TRUE(store_.is_password_of(account_, "new"));
  EXPECT_TRUE(store_.find_session(here.token));
  EXPECT_FALSE(store_.find_session(there.token));
  EXPECT_FALSE(store_.create_session(account_, check.generation));
}

TEST_F(Private, LookingAtASessionDoesNotProlongIt) {
  const NewSession made = new_session(account_);
  clock_.advance_ms(59 * 60'000);
  EXPECT_TRUE(store_.look_at_session(made.token));
  clock_.advance_ms(60'000);
  EXPECT_FALSE(store_.look_at_session(made.token));
}

TEST_F(Private, UnknownNamesLookLikeKnownOnes) {
  store_.set_password(account_, "right");
  const auto time_ms = [&](const std::optional<AccountId>& account) {
    std::int64_t least = INT64_MAX;
    for (int i = 0; i < 4; ++i) {
      const auto start = std::chrono::steady_clock::now();
      store_.check_sign_in("name" + std::to_string(i) + (account ? "k" : "u"), account, "wrong");
      const auto spent = std::chrono::steady_clock::now() - start;
      least = std::min<std::int64_t>(
          least, std::chrono::duration_cast<std::chrono::microseconds>(spent).count());
    }
    return least;
  };
  const auto known = time_ms(account_), unknown = time_ms(std::nullopt),
             without = time_ms(sample_id<AccountId>(99));
  EXPECT_LT(std::abs(known - unknown), std::max(known, unknown) / 2) << known << ' ' << unknown;
  EXPECT_LT(std::abs(known - without), std::max(known, without) / 2) << known << ' ' << without;
  for (int i = 0; i < 5; ++i) store_.check_sign_in("nobody", std::nullopt, "x");
  EXPECT_EQ(store_.check_sign_in("nobody", std::nullopt, "x").outcome, SignInOutcome::locked);
  EXPECT_EQ(store_.check_sign_in("z", account_, std::string(5000, 'x')).outcome,
            SignInOutcome::wrong);
}

TEST_F(Private, SessionsEndByAgeAndByIdleness) {
  const NewSession made = new_session(account_);
  EXPECT_EQ(made.token.size(), 64U);
  EXPECT_NE(made.token, made.csrf);
  const auto found = store_.find_session(made.token);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->account_id, account_);
  EXPECT_EQ(found->csrf, made.csrf);
  EXPECT_FALSE(store_.find_session(made.token + "0"));
  EXPECT_FALSE(store_.find_session(""));
  reopen();
  for (int i = 0; i < 12; ++i) {  // used every 59 minutes it lives on …
    clock_.advance_ms(59 * 60'000);
    EXPECT_TRUE(store_.find_session(made.token)) << i;
  }
  clock_.advance_ms(12 * 60'000);  // … until it is 12 hours old
  EXPECT_FALSE(store_.find_session(made.token));
  const NewSession idle = new_session(account_, true);
  EXPECT_TRUE(store_.find_session(idle.token)->bearer);
  clock_.advance_ms(60 * 60'000);
  EXPECT_FALSE(store_.find_session(idle.token));
}

TEST_F(Private, SessionsAreEndedOneByOneAndTogether) {
  const auto a = new_session(account_), b = new_session(account_), c = new_session(account_),
             other = new_session(sample_id<AccountId>(21));
  store_.end_session(a.token);
  EXPECT_FALSE(store_.find_session(a.token));
  EXPECT_TRUE(store_.find_session(b.token));
  EXPECT_TRUE(store_.find_session(c.token));
  store_.end_sessions(account_);
  EXPECT_FALSE(store_.find_session(b.token));
  EXPECT_FALSE(store_.find_session(c.token));
  EXPECT_TRUE(store_.find_session(other.token));
}

TEST_F(Private, NoTokenOrPasswordStandsInTheFile) {
  store_.set_password(account_, "a password to look for");
  const auto session = new_session(account_);
  for (const auto& file : base::fs::directory_iterator(folder_.path())) {
    const std::string bytes = base::read_text(file.path());
    EXPECT_EQ(bytes.find(session.token), std::string::npos) << file.path();
    EXPECT_EQ(bytes.find("a password to look for"), std::string::npos) << file.path();
    const auto mode = base::fs::status(file.path()).permissions();
    EXPECT_EQ(mode, base::fs::perms::owner_read | base::fs::perms::owner_write) << file.path();
  }
}

TEST_F(Private, IdempotencyKeysGiveTheFirstAnswerForADay) {
  const auto request = base::sha256_of("POST /api/cases {}");
  EXPECT_EQ(store_.begin_request(account_, "key-0001", request).state, IdempotencyState::fresh);
  EXPECT_EQ(store_.begin_request(account_, "key-0001", request).state,
            IdempotencyState::in_progress);
  store_.complete_request(account_, "key-0001", 201, "{\"id\":1}");
  reopen();
  const auto again = store_.begin_request(account_, "key-0001", request);
  EXPECT_EQ(again.state, IdempotencyState::answered);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, "{\"id\":1}");
  EXPECT_EQ(store_.begin_request(account_, "key-0001", base::sha256_of("other")).state,
            IdempotencyState::other_request);
  EXPECT_EQ(store_.begin_request(sample_id<AccountId>(21), "key-0001", request).state,
            IdempotencyState::fresh);
  clock_.advance_ms(24 * 3'600'000);
  EXPECT_EQ(store_.begin_request(account_, "key-0001", request).state, IdempotencyState::fresh);
  store_.abandon_request(account_, "key-0001");
  EXPECT_EQ(store_.begin_request(account_, "key-0001", request).state, IdempotencyState::fresh);
  reopen();
  EXPECT_EQ(store_.begin_request(account_, "key-0001", request).state, IdempotencyState::fresh)
      << "a crash left it in progress";
}

TEST_F(Private, PurgeRemovesOnlyWhatHasExpired) {
  const auto old = new_session(account_);
  store_.check_sign_in("zhang", account_, "wrong");
  store_.begin_request(account_, "key", base::sha256_of("x"));
  clock_.advance_ms(24 * 3'600'000);
  const auto fresh = new_session(account_);
  store_.purge_expired();
  EXPECT_TRUE(store_.find_session(fresh.token));
  auto connection = open_connection(folder_ / "private.db", Opening::read);
  EXPECT_EQ(find_number(*connection, "SELECT COUNT(*) FROM session"), 1);
  EXPECT_EQ(find_number(*connection, "SELECT COUNT(*) FROM sign_in_failure"), 0);
  EXPECT_EQ(find_number(*connection, "SELECT COUNT(*) FROM idempotency"), 0);
}

}  // namespace
}  // namespace liuhen::catalog
