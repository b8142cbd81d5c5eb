#include "connection/snapshot_failures.hpp"

#include <gtest/gtest.h>

#include "connection/scorelytics_provider.hpp"
#include "unit/connection/support/fake_streams.hpp"
#include "unit/connection/support/platform.hpp"

namespace scoreline {
namespace {

constexpr MonoMs kNow = 1'000'000;
const Subject kA{SubjectKind::kMatch, Sport::kFootball, "a"};
const Subject kDay{SubjectKind::kDay, Sport::kFootball, "2026-11-26"};

HttpAnswer status(int status) {
  HttpAnswer answer;
  answer.status = status;
  return answer;
}

class SnapshotFailuresTest : public testing::Test {
 protected:
  SnapshotFailuresTest() {
    asking.asked_at = kNow;
    plan.make(5, true, {kNow, 0});
  }

  // One that was asked just now.
  SnapshotRequest request(const Subject& subject = kA) {
    SnapshotRequest request;
    request.subject = subject;
    request.asked = request.step_asked = outbox.next_seq();
    return request;
  }

  Outbox outbox{9};
  Access access{outbox, "key", false};
  RateBudget rate;
  HttpHeaders headers;
  test::FakeStreams streams;
  Askings askings;
  KnownMatches matches;
  ScorelyticsProvider provider{"https://api", scorelytics::ClockUnit::kUndecided};
  StreamPlan plan{askings, matches, provider, streams, outbox};
  RestRequests requests{outbox, provider, access, rate, headers};
  SnapshotFailures failures{outbox, askings, access, requests, plan};
  Asking& asking = askings.interests[kA].asking;
};

TEST_F(SnapshotFailuresTest, AFailureIsTriedAgain) {
  asking.answered_at = kNow;
  failures.note_failed(request(), Reason::kServerError, kNow);
  EXPECT_EQ(asking.trouble, Reason::kServerError);
  EXPECT_EQ(asking.wanted_at, kNow);
  EXPECT_GE(asking.retry_at, kNow);
  EXPECT_LE(asking.retry_at, kNow + kMaxBackoff);
  EXPECT_TRUE(plan.is_valid());
}

TEST_F(SnapshotFailuresTest, SoonWhereAReaderSeesNothingYet) {
  for (int i = 0; i < 50; ++i) {
    failures.note_failed(request(), Reason::kServerError, kNow);
    EXPECT_LE(asking.retry_at, kNow + 15'000);
  }
}

TEST_F(SnapshotFailuresTest, AFailureOfWhatWasAnsweredSinceIsNone) {
  const SnapshotRequest late = request();
  asking.answered = outbox.next_seq();
  failures.note_failed(late, Reason::kUnreachable, kNow);
  EXPECT_EQ(asking.trouble, Reason::kNone);
}

TEST_F(SnapshotFailuresTest, AGrantedRequestEndsAnOutageOnce) {
  EXPECT_FALSE(failures.note_granted(request(), kNow));
  failures.note_failed(request(), Reason::kUnreachable, kNow);
  EXPECT_TRUE(failures.note_granted(request(), kNow));
  EXPECT_FALSE(failures.note_granted(request(), kNow));
  // The server was there.
  failures.note_failed(request(), Reason::kBadAnswer, kNow);
  EXPECT_FALSE(failures.note_granted(request(), kNow));
}

TEST_F(SnapshotFailuresTest, ARefusedKeyIsOneOfEverything) {
  requests.send_snapshot(request(), kNow);
  failures.note_refused(request(), status(401), kNow);
  EXPECT_EQ(access.refusal(), Reason::kWrongKey);
  EXPECT_EQ(asking.refusal, Reason::kNone);
  EXPECT_EQ(requests.snapshots().size(), 0u);
  EXPECT_FALSE(plan.is_valid());
}

TEST_F(SnapshotFailuresTest, WhatIsGrantedAfterItIsAskedAnew) {
  failures.note_refused(request(), status(402), kNow);
  EXPECT_EQ(access.refusal(), Reason::kSuspended);
  plan.make(5, true, {kNow, 0});
  (void)failures.note_granted(request(), kNow + 5'000);
  EXPECT_FALSE(access.is_refused());
  EXPECT_EQ(asking.wanted_at, kNow + 5'000);
  EXPECT_FALSE(plan.is_valid());
}

TEST_F(SnapshotFailuresTest, ARefusalFromBeforeAGrantIsAskedAgain) {
  const SnapshotRequest late = request();
  (void)failures.note_granted(request(), kNow);
  failures.note_refused(late, status(401), kNow);
  EXPECT_FALSE(access.is_refused());
  EXPECT_EQ(asking.wanted_at, kNow);
}

TEST_F(SnapshotFailuresTest, AnyOtherRefusalIsOneOfItsSubject) {
  failures.note_refused(request(), status(403), kNow);
  EXPECT_FALSE(access.is_refused());
  EXPECT_EQ(asking.refusal, Reason::kForbidden);
  EXPECT_GT(asking.retry_at, kNow);
  EXPECT_FALSE(plan.is_valid());
}

TEST_F(SnapshotFailuresTest, NotTriedBeforeTheProviderAllowsIt) {
  HttpAnswer answer = status(403);
  answer.retry_after_s = 3'000;
  failures.note_refused(request(), answer, kNow);
  EXPECT_GE(asking.retry_at, kNow + 3'000'000);
  EXPECT_NE(asking.retry_at, kNever);
}

TEST_F(SnapshotFailuresTest, AGroupsMatchesAreAskedForByThemselvesThen) {
  askings.groups[kDay].members = {"a"};
  failures.note_refused(request(kDay), status(404), kNow);
  EXPECT_EQ(askings.groups[kDay].asking.refusal, Reason::kNone);
  EXPECT_GT(asking.alone_until, kNow);
  EXPECT_EQ(asking.wanted_at, kNow);
}

TEST_F(SnapshotFailuresTest, WhatNobodyAsksForAnyMoreIsPassedOver) {
  failures.note_refused(request(kDay), status(403), kNow);
  failures.note_failed(request(kDay), Reason::kServerError, kNow);
  EXPECT_EQ(asking.wanted_at, kNever);
  EXPECT_TRUE(plan.is_valid());
}

}  // namespace
}  // namespace scoreline
