// MatchSync: the base on which a stream is followed, its changes on top, and a stream that is found
// out.
#include "connection/match_sync.hpp"

#include <gtest/gtest.h>

#include "unit/connection/support/match_teller.hpp"

namespace scoreline {
namespace {

using test::MatchTeller;

class MatchSyncTest : public testing::Test, protected MatchTeller {};

// --- the base

TEST_F(MatchSyncTest, TheFirstSnapshotIsShownAtOnceThoughItIsNoBase) {
  answer(ask(), score(1, 0));
  EXPECT_EQ(shown(), "1-0");
  EXPECT_FALSE(sync.is_based());
  EXPECT_EQ(sync.proven_at(), now());
}

TEST_F(MatchSyncTest, ABaseIsAskedForWhenTheStreamIsLive) {
  const Asked before = ask();
  go_live();
  answer(before, score(1, 0));
  EXPECT_EQ(shown(), "1-0");
  EXPECT_FALSE(sync.is_based());
  EXPECT_NE(sync.ask_again_at(now()), kNever);
  answer(ask(), score(2, 0));
  EXPECT_TRUE(sync.is_based());
  EXPECT_EQ(shown(), "2-0");
}

TEST_F(MatchSyncTest, ACopyFromBeforeTheStreamWasLiveIsNoBaseThoughItWasAskedForLater) {
  go_live();
  pass(10'000);
  answer(ask_copy(10'001), score(1, 0));
  EXPECT_EQ(shown(), "1-0");
  EXPECT_FALSE(sync.is_based());
  answer(ask_copy(10'000), score(1, 0));
  EXPECT_TRUE(sync.is_based());
}

TEST_F(MatchSyncTest, ABaseIsProvenOnceMoreWhenNoReplicaLagsAnyMore) {
  base(score(1, 0));
  const MonoMs live_at = now();
  EXPECT_TRUE(sync.wants_base());
  EXPECT_EQ(sync.ask_again_at(now()), live_at + kSettleAfter);
  pass(kSettleAfter - 1);
  answer(ask(), score(1, 0));
  EXPECT_TRUE(sync.wants_base());
  pass(1);
  answer(ask(), score(2, 0));  // what was told just before the stream was live
  EXPECT_FALSE(sync.wants_base());
  EXPECT_TRUE(sync.is_based());
  EXPECT_EQ(shown(), "2-0");
  EXPECT_EQ(sync.ask_again_at(now()), kNever);
}

TEST_F(MatchSyncTest, AStreamThatIsLostLeavesNoBase) {
  settled(score(1, 0));
  sync.stream_lost();
  EXPECT_FALSE(sync.is_based());
  answer(ask(), score(1, 0));
  EXPECT_FALSE(sync.is_based());
}

TEST_F(MatchSyncTest, ANewStreamNeedsABaseOfItsOwn) {
  settled(score(1, 0));
  sync.stream_lost();
  go_live();
  EXPECT_FALSE(sync.is_based());
  answer(ask(), score(1, 0));
  EXPECT_TRUE(sync.is_based());
  EXPECT_TRUE(sync.wants_base());
}

TEST_F(MatchSyncTest, DoubtEndsTheBaseAndWhatWasAskedBeforeIsNone) {
  settled(score(1, 0));
  const Asked before = ask();
  doubt();
  EXPECT_FALSE(sync.is_based());
  answer(before, score(1, 0));
  EXPECT_FALSE(sync.is_based());
  EXPECT_NE(sync.ask_again_at(now()), kNever);
  answer(ask(), score(1, 0));
  EXPECT_TRUE(sync.is_based());
}

TEST_F(MatchSyncTest, DoubtMakesNoStreamLive) {
  doubt();
  answer(ask(), score(1, 0));
  EXPECT_FALSE(sync.is_based());
}

TEST_F(MatchSyncTest, AnswersThatLeaveItOpenAreAskedForEverMoreSeldom) {
  EXPECT_EQ(sync.ask_again_at(now()), now());  // nothing is shown yet
  answer(ask(), score(1, 0));
  EXPECT_EQ(sync.ask_again_at(now()), kNever);  // without a stream nothing is open
  go_live();
  EXPECT_EQ(sync.ask_again_at(now()), now() + 3'000);
  EXPECT_EQ(sync.ask_again_at(now()), now() + 3'000);
  EXPECT_EQ(sync.ask_again_at(now()), now() + 6'000);
  EXPECT_EQ(sync.ask_again_at(now()), now() + 10'000);
  answer(ask(), score(1, 0));
  pass(kSettleAfter);
  answer(ask(), score(1, 0));
  EXPECT_EQ(sync.ask_again_at(now()), kNever);
  doubt();
  EXPECT_EQ(sync.ask_again_at(now()), now() + 3'000);  // anew
}

// --- changes on top

TEST_F(MatchSyncTest, AMessageChangesWhatIsShown) {
  settled(score(1, 0));
  const MatchSync::Heard heard = hear(score_delta(1, 1));
  EXPECT_EQ(shown(), "1-1");
  EXPECT_TRUE(heard.is_told);
  EXPECT_FALSE(heard.is_contested);
}

TEST_F(MatchSyncTest, OneThatChangesNothingProvesNothing) {
  settled(score(1, 0, 30));
  EXPECT_FALSE(hear(score_delta(1, 0, 30)).is_told);
  EXPECT_FALSE(hear(delta_of_match()).is_told);
  EXPECT_TRUE(hear(score_delta(1, 0, 31)).is_told);
}

// A play of which an answer has told all but its number: the stream is late.
TEST_F(MatchSyncTest, NorDoesOneThatTheRowKnewAlready) {
  const Period fourth{PeriodKind::kQuarter, 4};
  Match row = score(18, 16);
  row.period = fourth;
  row.clock = GameClock{392, true, now()};
  settled(row);
  pass(10'000);
  MatchDelta play = play_delta(1'998, 18, 16);
  play.period = fourth;
  play.clock = GameClock{392, true, now()};
  const MatchSync::Heard late = hear(play);
  EXPECT_FALSE(late.is_told);
  EXPECT_TRUE(late.shown);
  play.play->id = 1'999;
  play.clock->seconds_left = 391;
  EXPECT_TRUE(hear(play).is_told);
}

// A score that moves while the match is said not to be played: the message that it goes on got
// lost.
TEST_F(MatchSyncTest, OneThatDoesNotGoWithTheStatusIsContestedAndProvesNothing) {
  Match interrupted = score(1, 0, 30);
  interrupted.status = MatchStatus::kInterrupted;
  settled(interrupted);
  const MatchSync::Heard heard = hear(score_delta(1, 0, 31));
  EXPECT_TRUE(heard.is_contested);
  EXPECT_FALSE(heard.is_told);
  EXPECT_EQ(match()->minute, 31);
  EXPECT_EQ(match()->status, MatchStatus::kInterrupted);
}

// The message that told the interruption had no time of its own.
TEST_F(MatchSyncTest, NorDoesAClockThatGoesOnAfterAnInterruption) {
  settled(score(1, 0, 30));
  hear(status_delta(MatchStatus::kInterrupted));
  const MatchSync::Heard heard = hear(score_delta(1, 0, 31));
  EXPECT_TRUE(heard.is_contested);
  EXPECT_FALSE(heard.is_told);
}

TEST_F(MatchSyncTest, NoneIsContestedInAMatchWhoseStatusWeDoNotKnow) {
  Match playing = score(1, 0, 30);
  playing.status = MatchStatus::kUnknown;
  playing.status_word = "playing";
  settled(playing);
  EXPECT_TRUE(hear(score_delta(2, 0, 31)).is_told);
}

TEST_F(MatchSyncTest, AnUnknownWordForAnotherIsShown) {
  Match unknown = score(1, 1);
  unknown.status = MatchStatus::kUnknown;
  unknown.status_word = "delayed";
  settled(unknown);
  MatchDelta delta = status_delta(MatchStatus::kUnknown);
  delta.status_word = "weather";
  hear(delta);
  EXPECT_EQ(match()->status_word, "weather");
  EXPECT_FALSE(sync.is_in_doubt());
}

// --- messages before the first snapshot

TEST_F(MatchSyncTest, MessagesBeforeTheFirstSnapshotWaitForIt) {
  go_live();
  const Asked asked = ask();
  EXPECT_FALSE(hear(score_delta(1, 0, 20)).shown);
  EXPECT_EQ(shown(), "nothing");
  answer(asked, score(0, 0, 19));
  EXPECT_EQ(shown(), "1-0");
  EXPECT_EQ(match()->minute, 20);
}

TEST_F(MatchSyncTest, WhatWasHeardBeforeTheRequestIsInTheAnswer) {
  go_live();
  hear(score_delta(1, 0));
  pass(1'000);
  answer(ask(), score(2, 0));
  EXPECT_EQ(shown(), "2-0");
  EXPECT_FALSE(sync.is_in_doubt());
}

TEST_F(MatchSyncTest, WhatTakesBackAndCameWithTheAnswerIsContested) {
  go_live();
  const Asked asked = ask();
  pass(1'000);
  hear(score_delta(1, 0));
  answer(asked, score(2, 0));
  EXPECT_EQ(shown(), "2-0");
  EXPECT_TRUE(sync.is_in_doubt());
}

// The answer may be a copy from before it, and the message a correction.
TEST_F(MatchSyncTest, WhatTakesBackInOneMomentWithAnAnswerThatMayBeOlderIsContested) {
  const auto is_in_doubt = [&](bool tells_age, std::int32_t seconds_left) {
    reset();
    go_live();
    hear(at_clock(seconds_left, score_delta(1, 0)));
    pass(100);
    answer(tells_age ? ask() : ask_without_age(), at_clock(300, score(2, 0)));
    EXPECT_EQ(shown(), "2-0");
    return sync.is_in_doubt();
  };
  EXPECT_TRUE(is_in_doubt(false, 300));
  EXPECT_FALSE(is_in_doubt(true, 300));
  // The clock tells that it is from before.
  EXPECT_FALSE(is_in_doubt(false, 301));
}

TEST_F(MatchSyncTest, OnlyTheLastOfManyAreKept) {
  go_live();
  const Asked asked = ask();
  for (int i = 1; i <= 200; ++i) hear(score_delta(i, 0));
  answer(asked, score(0, 0));
  EXPECT_EQ(shown(), "200-0");
}

// --- a stream that is dead although its socket is open

TEST_F(MatchSyncTest, AChangeThatTheStreamDidNotTellMakesItSuspect) {
  settled(score(0, 0));
  pass(60'000);
  answer(ask(), score(1, 0));
  EXPECT_EQ(shown(), "1-0");
  EXPECT_TRUE(sync.is_stream_behind());
  EXPECT_FALSE(sync.is_stream_suspect(now()));
  EXPECT_EQ(sync.next_deadline(), now() + kStreamLag);
  pass(kStreamLag - 1);
  EXPECT_FALSE(sync.is_stream_suspect(now()));
  pass(1);
  EXPECT_TRUE(sync.is_stream_suspect(now()));
  sync.expect_nothing();
  EXPECT_FALSE(sync.is_stream_suspect(now()));
  EXPECT_FALSE(sync.is_stream_behind());
}

TEST_F(MatchSyncTest, AStatusThatTheStreamDidNotTellToo) {
  settled(score(0, 0));
  answer(ask(), final_score(0, 0));
  pass(kStreamLag);
  EXPECT_TRUE(sync.is_stream_suspect(now()));
}

TEST_F(MatchSyncTest, AStreamThatTellsItALittleLaterIsNot) {
  settled(score(0, 0));
  pass(60'000);
  answer(ask(), score(1, 0));
  pass(kStreamLag - 1);
  hear(score_delta(1, 0));
  EXPECT_FALSE(sync.is_stream_behind());
  pass(60'000);
  EXPECT_FALSE(sync.is_stream_suspect(now()));
  EXPECT_EQ(sync.next_deadline(), kNever);
}

TEST_F(MatchSyncTest, NorOneThatTellsWhatCameAfterIt) {
  settled(score(1, 0));
  pass(60'000);
  answer(ask(), score(1, 2));
  hear(score_delta(1, 3));
  pass(kStreamLag);
  EXPECT_FALSE(sync.is_stream_suspect(now()));
}

TEST_F(MatchSyncTest, AMinuteIsNotTheGoalThatItShouldHaveTold) {
  settled(score(0, 0, 10));
  pass(60'000);
  answer(ask(), score(1, 0, 11));
  MatchDelta minute = delta_of_match();
  minute.minute = 12;
  hear(minute);
  pass(kStreamLag);
  EXPECT_TRUE(sync.is_stream_suspect(now()));
}

TEST_F(MatchSyncTest, WhatTheStreamNeverTellsIsNoSign) {
  settled(score(0, 0));
  Match details = score(0, 0);
  details.home.name = "Another name";
  details.period = Period{PeriodKind::kHalfTime, 0};
  answer(ask(), details);
  pass(60'000);
  EXPECT_FALSE(sync.is_stream_suspect(now()));
}

TEST_F(MatchSyncTest, AScoreThatBeginsAtNilIsNoSign) {
  Match before = score(0, 0);
  before.status = MatchStatus::kScheduled;
  before.home.score = before.away.score = std::nullopt;
  settled(before);
  hear(status_delta(MatchStatus::kLive));
  pass(2'000);
  EXPECT_TRUE(answer(ask(), score(0, 0)).agrees);
  EXPECT_EQ(shown(), "0-0");
  EXPECT_FALSE(sync.is_stream_behind());
}

// It was so before the stream was live, and took a while to be believed.
TEST_F(MatchSyncTest, WhatTheFirstAnswerSinceItIsLiveDisputesIsNoSign) {
  answer(ask(), score(1, 0));
  go_live();
  for (int i = 0; i < 10; ++i) {
    answer(ask_without_age(), score(0, 0));
    pass(10'000);
  }
  EXPECT_EQ(shown(), "0-0");
  EXPECT_FALSE(sync.is_stream_suspect(now()));
}

TEST_F(MatchSyncTest, WhatALaterOneDisputesIs) {
  base(score(1, 0));
  for (int i = 0; i < 10; ++i) {
    answer(ask_without_age(), score(0, 0));
    pass(10'000);
  }
  EXPECT_EQ(shown(), "0-0");
  EXPECT_TRUE(sync.is_stream_suspect(now()));
}

// What changes from one answer to the next was not so before, once a replica knows what was.
TEST_F(MatchSyncTest, WhatChangesBetweenDisputedAnswersIs) {
  for (const MonoMs after : {MonoMs(0), kSettleAfter}) {
    reset();
    answer(ask(), score(3, 3));
    go_live();
    pass(after);
    answer(ask_without_age(), score(3, 2));
    pass(10'000);
    answer(ask_without_age(), score(4, 3));
    EXPECT_EQ(shown(), "4-3");
    pass(kStreamLag);
    EXPECT_EQ(sync.is_stream_suspect(now()), after > 0);
  }
}

TEST_F(MatchSyncTest, WhatTheStreamToldFirstIsNoSign) {
  settled(score(0, 0));
  pass(60'000);
  const Asked asked = ask();
  hear(score_delta(1, 0));
  answer(asked, score(1, 0));
  pass(60'000);
  EXPECT_FALSE(sync.is_stream_suspect(now()));
}

// It may have been told just before the stream was live.
TEST_F(MatchSyncTest, WhatASettlingBaseFindsIsNoSign) {
  base(score(0, 0));
  pass(kSettleAfter);
  answer(ask(), score(1, 0));
  EXPECT_EQ(shown(), "1-0");
  pass(60'000);
  EXPECT_FALSE(sync.is_stream_suspect(now()));
}

// What a later answer finds hardly was, unless the stream has told the score since.
TEST_F(MatchSyncTest, WhatAnAnswerFindsMuchLaterIsASignWhereTheStreamHasBeenSilent) {
  for (const bool has_spoken : {false, true}) {
    reset();
    base(score(0, 0));
    if (has_spoken) hear(score_delta(0, 0));
    pass(12'000);
    answer(ask(), score(1, 0));
    EXPECT_EQ(shown(), "1-0");
    pass(kStreamLag);
    EXPECT_EQ(sync.is_stream_suspect(now()), !has_spoken);
  }
}

TEST_F(MatchSyncTest, ANewStreamIsNotSuspect) {
  settled(score(0, 0));
  answer(ask(), score(1, 0));
  sync.stream_lost();
  pass(kStreamLag);
  EXPECT_FALSE(sync.is_stream_suspect(now()));
  go_live();
  EXPECT_FALSE(sync.is_stream_suspect(now()));
}

}  // namespace
}  // namespace scoreline
