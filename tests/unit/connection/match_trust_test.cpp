#include "connection/match_trust.hpp"

#include <gtest/gtest.h>

#include "connection/cadence.hpp"
#include "unit/connection/support/fake_streams.hpp"
#include "unit/connection/support/matches.hpp"
#include "unit/connection/support/platform.hpp"

namespace scoreline {
namespace {

using test::follow;
using test::match_of;

const StreamKey kCover{StreamKind::kMatch, "a"};
constexpr MonoMs kLongestUnwritten = 180'000;

// A match in play whose stream is live and stands on an answer of now.
class MatchTrustTest : public testing::Test {
 protected:
  MatchTrustTest() {
    (void)page.take_time(clock.now(), kNever, true);
    streams.set_live(kCover, clock.mono());
    follow(track, kCover, match, clock.mono());
  }

  void pass(MonoMs ms) {
    clock.pass(ms);
    (void)page.take_time(clock.now(), kNever, true);
  }
  [[nodiscard]] bool is_live() const { return trust.is_proven_live(match, track, clock.now()); }
  // Its row tells when it was written, and that is now.
  void write_row() {
    match.updated_at = clock.now().wall;
    server.note_date(clock.now().wall, clock.mono());
    (void)track.sync.on_snapshot(nullptr, Match(match),
                                 Asked{3, clock.mono(), clock.mono(), clock.mono()}, clock.mono());
  }

  test::TestClock clock;
  PageLife page;
  ServerClock server;
  test::FakeStreams streams;
  MatchTrust trust{page, server, streams};
  Match match = match_of("a");
  Track track;
};

TEST_F(MatchTrustTest, IsLiveUntilPatienceAndAnAnswersTimeHavePassed) {
  EXPECT_EQ(trust.patience(match, track), kLongestPatience);
  EXPECT_EQ(trust.trust_end(match, track), clock.mono() + kLongestPatience + cadence::kAnswerTime);
  pass(kLongestPatience + cadence::kAnswerTime);
  EXPECT_TRUE(is_live());
  pass(1);
  EXPECT_FALSE(is_live());
}

TEST_F(MatchTrustTest, WhatWillNotChangeSoonIsTrustedForLonger) {
  match.status = MatchStatus::kScheduled;
  EXPECT_EQ(trust.patience(match, track), cadence::kIdlePatience);
  EXPECT_EQ(trust.poll_interval(match), 60'000);
  // It begins in ten minutes.
  match.kickoff = clock.now().wall + 600'000;
  EXPECT_EQ(trust.patience(match, track), kLongestPatience);
  EXPECT_EQ(trust.poll_interval(match), 11'000);
}

TEST_F(MatchTrustTest, AnAnswerIsFreshForAPollAndTwoAnswersTimes) {
  EXPECT_EQ(trust.fresh_end(match, track), clock.mono() + 11'000 + 2 * cadence::kAnswerTime);
}

TEST_F(MatchTrustTest, WhatWasNeverToldIsNeitherTrustedNorFresh) {
  const Track untold;
  EXPECT_EQ(trust.trust_end(match, untold), kNever);
  EXPECT_EQ(trust.fresh_end(match, untold), kNever);
  EXPECT_EQ(trust.next_change(match, untold, clock.now()), kNever);
}

TEST_F(MatchTrustTest, NothingIsLiveOffline) {
  EXPECT_TRUE(is_live());
  page.go_offline(clock.mono());
  EXPECT_FALSE(is_live());
}

TEST_F(MatchTrustTest, NorWhenItIsOver) {
  match.status = MatchStatus::kFinished;
  EXPECT_FALSE(is_live());
  EXPECT_EQ(trust.next_change(match, track, clock.now()), kNever);
}

TEST_F(MatchTrustTest, NorWithoutAStreamThatIsOpen) {
  streams.statuses[kCover].phase = StreamPhase::kWaiting;
  EXPECT_FALSE(trust.is_followed(track));
  EXPECT_FALSE(is_live());
}

TEST_F(MatchTrustTest, NorWhereItsConnectionHasNotAnsweredYet) {
  streams.set_live(kCover, kNever);
  EXPECT_FALSE(trust.is_followed(track));
}

TEST_F(MatchTrustTest, NorWithoutABase) {
  track.sync.stream_live(9, clock.mono());
  EXPECT_FALSE(trust.is_followed(track));
}

TEST_F(MatchTrustTest, NorWhereItsStreamWasFoundOut) {
  track.conviction.convict(clock.mono());
  EXPECT_FALSE(trust.is_followed(track));
}

// An answer lacks what another one told a moment ago. One from 3 s after that would tell.
TEST_F(MatchTrustTest, NorWhereWhatMayBeWrongIsNotAskedInTime) {
  const auto answer = [&](int home) {
    Match row = match;
    row.home.score = home;
    (void)track.sync.on_snapshot(&match, Match(row),
                                 Asked{9, clock.mono(), clock.mono(), clock.mono()}, clock.mono());
  };
  const std::int32_t before = match.home.score.value_or(0);
  answer(before + 1);
  match.home.score = before + 1;
  answer(before);
  pass(kReplicaLag + 500);
  EXPECT_TRUE(is_live());
  pass(1);
  EXPECT_FALSE(is_live());
  answer(before + 1);
  EXPECT_TRUE(is_live());
}

TEST_F(MatchTrustTest, NorAfterADoubtBeforeItIsProvenAgain) {
  pass(1);
  track.doubted_at = clock.mono();
  EXPECT_FALSE(is_live());
}

TEST_F(MatchTrustTest, ARowWithoutATimeIsNeverStuck) {
  pass(10 * kLongestUnwritten);
  EXPECT_EQ(trust.row_age(track, clock.now()), 0);
  EXPECT_FALSE(trust.is_stuck(match, track, clock.now()));
}

TEST_F(MatchTrustTest, ARowThatNobodyWritesIsStuckInPlay) {
  write_row();
  pass(kLongestUnwritten);
  EXPECT_EQ(trust.row_age(track, clock.now()), kLongestUnwritten);
  EXPECT_FALSE(trust.is_stuck(match, track, clock.now()));
  pass(1);
  EXPECT_TRUE(trust.is_stuck(match, track, clock.now()));
  match.period = Period{PeriodKind::kHalfTime, 0};
  EXPECT_FALSE(trust.is_stuck(match, track, clock.now()));
  match.period.reset();
  match.status = MatchStatus::kScheduled;
  EXPECT_FALSE(trust.is_stuck(match, track, clock.now()));
}

TEST_F(MatchTrustTest, WhatItsStreamChangedIsAsGoodAsAWrittenRow) {
  write_row();
  pass(kLongestUnwritten);
  track.pace.heard(clock.mono());
  pass(1'000);
  EXPECT_EQ(trust.row_age(track, clock.now()), 1'000);
}

TEST_F(MatchTrustTest, AConnectionThatWasNotHeardSinceADoubtMayHaveEnded) {
  EXPECT_FALSE(trust.may_have_ended(track));
  track.doubted_at = clock.mono() + 1;
  EXPECT_TRUE(trust.may_have_ended(track));
  streams.set_live(kCover, clock.mono() + 1);
  EXPECT_FALSE(trust.may_have_ended(track));
  streams.set_live(kCover, kNever);
  EXPECT_TRUE(trust.may_have_ended(track));
  track.is_covered = false;
  EXPECT_FALSE(trust.may_have_ended(track));
}

TEST_F(MatchTrustTest, TellsWhenItsAnswersChange) {
  write_row();
  const MonoMs written = clock.mono();
  const MonoMs trust_end = trust.trust_end(match, track);
  const MonoMs fresh_end = trust.fresh_end(match, track);
  EXPECT_EQ(trust.next_change(match, track, clock.now()), std::min(trust_end, fresh_end) + 1);
  pass(std::min(trust_end, fresh_end) + 1 - clock.mono());
  EXPECT_EQ(trust.next_change(match, track, clock.now()), std::max(trust_end, fresh_end) + 1);
  pass(std::max(trust_end, fresh_end) + 1 - clock.mono());
  EXPECT_EQ(trust.next_change(match, track, clock.now()), written + kLongestUnwritten + 1);
  pass(written + kLongestUnwritten + 1 - clock.mono());
  EXPECT_EQ(trust.next_change(match, track, clock.now()), kNever);
}

}  // namespace
}  // namespace scoreline
