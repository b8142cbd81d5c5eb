#include "connection/access.hpp"

#include <gtest/gtest.h>

namespace scoreline {
namespace {

constexpr MonoMs kNow = 1'000'000;

class AccessTest : public testing::Test {
 protected:
  Outbox outbox{3};
  Access access{outbox, "key", false};
};

TEST_F(AccessTest, IsOpenWithAKeyThatNobodyHasRefused) {
  EXPECT_TRUE(access.is_open());
  EXPECT_EQ(access.refusal(), Reason::kNone);
}

TEST_F(AccessTest, IsClosedBeforeThePageHasGivenAKey) {
  const Access waiting(outbox, "", true);
  EXPECT_FALSE(waiting.has_key());
  EXPECT_FALSE(waiting.is_open());
  EXPECT_FALSE(waiting.is_refused());
}

TEST_F(AccessTest, ARefusalClosesItAndIsTriedAgain) {
  access.refuse(Reason::kWrongKey, std::nullopt, kNow);
  EXPECT_FALSE(access.is_open());
  EXPECT_EQ(access.refusal(), Reason::kWrongKey);
  EXPECT_GT(access.retry_at(), kNow);
}

TEST_F(AccessTest, NotBeforeTheProviderAllowsIt) {
  access.refuse(Reason::kSuspended, 600'000, kNow);
  EXPECT_GE(access.retry_at(), kNow + 600'000);
}

TEST_F(AccessTest, ATryThatFailsIsMadeAgainLater) {
  access.refuse(Reason::kWrongKey, std::nullopt, kNow);
  const MonoMs first = access.retry_at();
  access.note_failure(first);
  EXPECT_GT(access.retry_at(), first);
  EXPECT_EQ(access.refusal(), Reason::kWrongKey);
}

TEST_F(AccessTest, AFailureIsNoRefusal) {
  access.note_failure(kNow);
  EXPECT_TRUE(access.is_open());
}

TEST_F(AccessTest, WhatIsGrantedOpensIt) {
  EXPECT_FALSE(access.grant(1));
  access.refuse(Reason::kWrongKey, std::nullopt, kNow);
  EXPECT_TRUE(access.grant(2));
  EXPECT_TRUE(access.is_open());
  EXPECT_FALSE(access.grant(3));
}

// Answers may overtake each other.
TEST_F(AccessTest, ARefusalOfWhatWasAskedBeforeTheGrantedOneIsOutdated) {
  (void)access.grant(5);
  EXPECT_TRUE(access.is_outdated(4));
  EXPECT_FALSE(access.is_outdated(5));
  (void)access.grant(3);
  EXPECT_TRUE(access.is_outdated(4));
}

TEST_F(AccessTest, AReaderWhoAsksToTryAgainForgetsIt) {
  access.refuse(Reason::kWrongKey, std::nullopt, kNow);
  const MonoMs first_wait = access.retry_at() - kNow;
  for (int i = 0; i < 5; ++i) access.note_failure(access.retry_at());
  access.forget_refusal(7);
  EXPECT_TRUE(access.is_open());
  EXPECT_TRUE(access.is_outdated(6));
  // The waits begin anew, too.
  access.refuse(Reason::kWrongKey, std::nullopt, kNow);
  EXPECT_LT(access.retry_at() - kNow, 2 * first_wait);
}

}  // namespace
}  // namespace scoreline
