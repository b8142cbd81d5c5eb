#include "connection/connection_views.hpp"

#include <gtest/gtest.h>

#include "connection/cadence.hpp"
#include "unit/connection/support/fake_streams.hpp"
#include "unit/connection/support/matches.hpp"
#include "unit/connection/support/platform.hpp"

namespace scoreline {
namespace {

using test::follow;
using test::match_of;

const Subject kA{SubjectKind::kMatch, Sport::kFootball, "a"};
const Subject kLive{SubjectKind::kLive, Sport::kFootball, ""};
const StreamKey kCover{StreamKind::kMatch, "a"};

class ConnectionViewsTest : public testing::Test {
 protected:
  ConnectionViewsTest() { (void)page.take_time(clock.now(), kNever, true); }

  Asking& watch(const Subject& subject, std::vector<std::string> ids) {
    for (const std::string& id : ids) matches.tracks()[id];
    Interest& interest = askings.interests[subject];
    interest.matches = std::move(ids);
    return interest.asking;
  }
  // Its stream is live and stands on an answer of now.
  void show_live(const std::string& id) {
    matches.show(match_of(id), clock.mono());
    streams.set_live(kCover, clock.mono());
    follow(*matches.track_of(id), kCover, match_of(id), clock.mono());
  }
  // An answer of now has it, and no stream.
  void show_polled(const std::string& id, MatchStatus status = MatchStatus::kLive) {
    matches.show(match_of(id, status), clock.mono());
    const MonoMs now = clock.mono();
    (void)matches.track_of(id)->sync.on_snapshot(nullptr, match_of(id, status),
                                                 Asked{1, now, now, now}, now);
  }
  void pass(MonoMs ms) {
    clock.pass(ms);
    (void)page.take_time(clock.now(), kNever, true);
  }
  [[nodiscard]] ConnectionView view(const Subject& subject = kA) const {
    return views.of(subject, clock.now(), nullptr);
  }
  [[nodiscard]] ConnectionState state(const Subject& subject = kA) const {
    return view(subject).state;
  }

  test::TestClock clock;
  Outbox outbox{6};
  Access access{outbox, "key", false};
  PageLife page;
  ServerClock server;
  RateBudget rate;
  test::FakeStreams streams;
  Askings askings;
  KnownMatches matches;
  MatchTrust trust{page, server, streams};
  ConnectionViews views{askings, matches, trust, access, rate};
};

TEST_F(ConnectionViewsTest, WhatNobodyWatchesIsIdle) {
  EXPECT_EQ(state(kA), ConnectionState::kIdle);
  EXPECT_EQ(state(kLive), ConnectionState::kIdle);
  EXPECT_EQ(views.of_match("a", clock.now()).state, ConnectionState::kIdle);
}

TEST_F(ConnectionViewsTest, ConnectsUntilSomethingFails) {
  Asking& asking = watch(kA, {"a"});
  EXPECT_EQ(state(), ConnectionState::kConnecting);
  asking.trouble = Reason::kUnreachable;
  asking.retry_at = clock.mono() + 5'000;
  EXPECT_EQ(state(), ConnectionState::kWaiting);
  EXPECT_EQ(view().reason, Reason::kUnreachable);
  EXPECT_EQ(view().retry_at, clock.now().wall + 5'000);
}

TEST_F(ConnectionViewsTest, WaitsOffline) {
  watch(kA, {"a"});
  page.go_offline(clock.mono());
  EXPECT_EQ(state(), ConnectionState::kWaiting);
  EXPECT_EQ(view().reason, Reason::kOffline);
}

TEST_F(ConnectionViewsTest, IsLiveWithTheTimeOfItsProof) {
  watch(kA, {"a"});
  show_live("a");
  const WallMs proven_at = clock.now().wall;
  pass(1'000);
  EXPECT_EQ(state(), ConnectionState::kLive);
  EXPECT_EQ(view().proven_at, proven_at);
  EXPECT_EQ(view().reason, Reason::kNone);
}

TEST_F(ConnectionViewsTest, IsPolledWithoutAStreamThatCanBeHad) {
  watch(kA, {"a"});
  show_live("a");
  streams.statuses[kCover] = {StreamPhase::kWaiting, Reason::kStreamBlocked, kNever, kNever, 3};
  EXPECT_EQ(state(), ConnectionState::kPolling);
  EXPECT_EQ(view().reason, Reason::kStreamBlocked);
}

TEST_F(ConnectionViewsTest, IsStaleWhenItWasTooLongAgo) {
  watch(kA, {"a"});
  show_polled("a");
  EXPECT_EQ(state(), ConnectionState::kConnecting);
  pass(11'000 + 2 * cadence::kAnswerTime);
  EXPECT_EQ(state(), ConnectionState::kConnecting);
  pass(1);
  EXPECT_EQ(state(), ConnectionState::kStale);
}

TEST_F(ConnectionViewsTest, IsOverWhenItsResultIsKnown) {
  watch(kA, {"a"});
  show_polled("a", MatchStatus::kFinished);
  EXPECT_EQ(state(), ConnectionState::kOver);
  // However long ago that was.
  pass(3'600'000);
  EXPECT_EQ(state(), ConnectionState::kOver);
}

TEST_F(ConnectionViewsTest, ARefusalOfTheCredentialsIsOneOfEverything) {
  watch(kA, {"a"}).refusal = Reason::kNotFound;
  watch(kLive, {});
  EXPECT_EQ(view(kA).reason, Reason::kNotFound);
  EXPECT_EQ(state(kLive), ConnectionState::kConnecting);
  access.refuse(Reason::kWrongKey, std::nullopt, clock.mono());
  EXPECT_EQ(view(kA).reason, Reason::kWrongKey);
  EXPECT_EQ(state(kLive), ConnectionState::kRefused);
}

TEST_F(ConnectionViewsTest, AListIsAsBadAsTheWorstOfItsMatches) {
  watch(kLive, {"a", "b"}).answered_at = clock.mono();
  show_live("a");
  show_polled("b", MatchStatus::kFinished);
  EXPECT_EQ(state(kLive), ConnectionState::kLive);
  matches.track_of("a")->conviction.convict(clock.mono());
  EXPECT_EQ(state(kLive), ConnectionState::kPolling);
  std::string marks;
  (void)views.of(kLive, clock.now(), &marks);
  EXPECT_EQ(marks.size(), 4u);  // two for each match
}

TEST_F(ConnectionViewsTest, AnEmptyListIsTrueAsOfItsLastAnswer) {
  Asking& asking = watch(kLive, {});
  asking.answered_at = asking.proven_at = clock.mono();
  const WallMs proven_at = clock.now().wall;
  EXPECT_EQ(state(kLive), ConnectionState::kPolling);
  pass(cadence::kListRefresh + cadence::kAnswerTime + 1);
  EXPECT_EQ(state(kLive), ConnectionState::kStale);
  EXPECT_EQ(view(kLive).proven_at, proven_at);
}

}  // namespace
}  // namespace scoreline
