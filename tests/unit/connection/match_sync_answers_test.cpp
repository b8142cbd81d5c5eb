// MatchSync: answers that are older than they look. Replicas lag, proxies and CDNs keep copies, and
// providers correct themselves.
#include <gtest/gtest.h>

#include "connection/match_sync.hpp"
#include "unit/connection/support/match_teller.hpp"

namespace scoreline {
namespace {

using test::MatchTeller;

class MatchSyncAnswersTest : public testing::Test, protected MatchTeller {
 protected:
  // Milliseconds until answers, each ten seconds after the last, have changed what is shown; at
  // least once it was called in doubt before.
  struct Change {
    MonoMs after = 0;
    MonoMs doubted_after = kNever;
  };
  Change ask_until_changed(const Match& snapshot, MonoMs first_after) {
    Change change;
    const MonoMs start = now();
    const std::string before = shown();
    pass(first_after);
    for (int i = 0; i < 50 && shown() == before; ++i) {
      answer(ask_without_age(), snapshot);
      if (sync.is_in_doubt() && change.doubted_after == kNever) {
        change.doubted_after = now() - start;
      }
      change.after = now() - start;
      pass(10'000);
    }
    return change;
  }
  // Of a row that was written at 5'000, so long ago that a replica knows of it.
  void hear_goal_taken_back_and_given_after_all() {
    settled(written_at(score(1, 2), 5'000));
    pass(10'000);
    hear(score_delta(1, 1));
    pass(1'000);
    hear(score_delta(1, 2, 42));
    pass(kReplicaLag);
  }
};

// --- the row's own time

TEST_F(MatchSyncAnswersTest, AnOlderRowIsACopyOnTheWay) {
  settled(written_at(score(1, 0), 5'000));
  const MonoMs received = now();
  pass(20'000);
  const MatchSync::Answered answered = answer(ask(), written_at(score(0, 0), 4'999));
  EXPECT_EQ(shown(), "1-0");
  EXPECT_FALSE(answered.agrees);
  EXPECT_EQ(answered.caught, now() - received);
  EXPECT_FALSE(sync.is_in_doubt());
}

TEST_F(MatchSyncAnswersTest, ANewerRowIsBelievedWhateverItSays) {
  settled(written_at(score(1, 0), 5'000));
  answer(ask(), written_at(score(0, 0), 5'001));
  EXPECT_EQ(shown(), "0-0");
  EXPECT_FALSE(sync.is_in_doubt());
}

// A copy from in between has a newer row than the one before it.
TEST_F(MatchSyncAnswersTest, ANewerRowFromBeforeWhatTheStreamToldLastIsNotBelieved) {
  hear_goal_taken_back_and_given_after_all();
  answer(ask_copy(kReplicaLag), written_at(score(1, 1), 6'000));
  EXPECT_EQ(shown(), "1-2");
  EXPECT_TRUE(sync.is_in_doubt());
  // One that surely knows of it settles that.
  answer(ask(), written_at(score(1, 2), 7'000));
  EXPECT_EQ(shown(), "1-2");
  EXPECT_FALSE(sync.is_in_doubt());
}

TEST_F(MatchSyncAnswersTest, ANewerRowFromAfterWhatTheStreamToldLastIsBelieved) {
  hear_goal_taken_back_and_given_after_all();
  answer(ask(), written_at(score(1, 1), 6'000));
  EXPECT_EQ(shown(), "1-1");
}

TEST_F(MatchSyncAnswersTest, ARowThatStaysOlderLongerThanAnyCopyIsBelieved) {
  settled(written_at(score(1, 0), 5'000));
  pass(20'000);
  const Change change = ask_until_changed(written_at(score(0, 0), 4'000), 0);
  EXPECT_EQ(shown(), "0-0");
  EXPECT_GE(change.after, kLateAtMost - 20'000 - kSettleAfter - 10'000);
  EXPECT_LE(change.after, 75'000);
}

// A message stands for it no less than an answer does.
TEST_F(MatchSyncAnswersTest, ARowThatStaysOlderIsNotBelievedSoonAfterAMessageThatSaysOtherwise) {
  settled(written_at(score(1, 0), 5'000));
  pass(60'000);
  hear(score_delta(1, 0));
  const Change change = ask_until_changed(written_at(score(0, 0), 4'000), 0);
  EXPECT_EQ(shown(), "0-0");
  EXPECT_GE(change.after, kLateAtMost);
  EXPECT_LE(change.after, 75'000);
}

TEST_F(MatchSyncAnswersTest, AGoodRowStartsTheCountAnew) {
  settled(written_at(score(1, 0), 5'000));
  pass(70'000);
  answer(ask(), written_at(score(0, 0), 4'000));
  pass(6'000);
  answer(ask(), written_at(score(0, 0), 4'000));
  pass(6'000);
  answer(ask(), written_at(score(1, 0), 6'000));
  answer(ask(), written_at(score(0, 0), 4'000));
  EXPECT_EQ(shown(), "1-0");
}

TEST_F(MatchSyncAnswersTest, ARowWithoutATimeIsTakenWhereItGoesForward) {
  settled(written_at(score(1, 0), 5'000));
  answer(ask(), score(2, 0));
  EXPECT_EQ(shown(), "2-0");
}

// The same `updated_at` as before what the stream has told: that alone proves it old.
TEST_F(MatchSyncAnswersTest, ARowThatWasNotWrittenSinceAMessageIsFromBeforeIt) {
  settled(written_at(score(0, 0), 5'000));
  pass(10'000);
  hear(score_delta(1, 0));
  const MonoMs told = now();
  for (const MonoMs later : {300, 2'500, 10'000, 30'000}) {
    pass(later);
    const MatchSync::Answered answered = answer(ask(), written_at(score(0, 0), 5'000));
    EXPECT_EQ(shown(), "1-0") << later;
    EXPECT_EQ(answered.caught, now() - told) << later;
    EXPECT_FALSE(sync.is_in_doubt()) << later;
  }
  answer(ask(), written_at(score(1, 0), 6'000));
  EXPECT_EQ(shown(), "1-0");
}

// A goal and its correction within a second: the row from in between looks like the one after both.
TEST_F(MatchSyncAnswersTest, ARowThatCameAfterAMessageIsNotProvenToBeFromBeforeIt) {
  settled(written_at(at_clock(300, score(1, 0)), 5'000));
  pass(10'000);
  hear(at_clock(295, score_delta(2, 0)));
  pass(300);
  answer(ask(), written_at(at_clock(295, score(1, 0)), 15'000));
  hear(at_clock(290, score_delta(1, 0)));
  EXPECT_EQ(shown(), "1-0");
  pass(10'000);
  const MatchSync::Answered answered =
      answer(ask(), written_at(at_clock(290, score(1, 0)), 15'000));
  EXPECT_TRUE(answered.agrees);
  EXPECT_EQ(answered.caught, 0);
}

TEST_F(MatchSyncAnswersTest, ARowOfTheSameSecondWithAnotherScoreIsNotTheSameRow) {
  settled(written_at(score(0, 0), 5'000));
  hear(score_delta(1, 0));
  pass(1'000);
  answer(ask(), written_at(score(1, 1), 5'000));
  EXPECT_EQ(shown(), "1-1");
}

// --- the game's own time

TEST_F(MatchSyncAnswersTest, AnAnswerFromEarlierInTheGameIsPassedOver) {
  settled(score(0, 0, 60));
  pass(10'000);
  hear(score_delta(1, 0, 68));
  const MonoMs told = now();
  pass(10'000);
  const MatchSync::Answered answered = answer(ask_without_age(), score(0, 0, 67));
  EXPECT_EQ(shown(), "1-0");
  EXPECT_EQ(match()->minute, 68);
  EXPECT_EQ(answered.caught, now() - told);
  EXPECT_FALSE(sync.is_in_doubt());
}

TEST_F(MatchSyncAnswersTest, OneFromLaterInTheGameIsBelieved) {
  settled(score(0, 0, 60));
  hear(score_delta(1, 0, 68));
  pass(1'000);
  answer(ask_without_age(), score(0, 0, 69));  // VAR
  EXPECT_EQ(shown(), "0-0");
  EXPECT_FALSE(sync.is_in_doubt());
}

TEST_F(MatchSyncAnswersTest, AClockThatIsALittleHigherDoesNotRunBackwards) {
  const Period second{PeriodKind::kQuarter, 2};
  Match row = score(10, 8);
  row.period = second;
  row.clock = GameClock{300, true, now()};
  settled(row);
  MatchDelta delta = score_delta(12, 8);
  delta.period = second;
  delta.clock = GameClock{290, true, now()};
  hear(delta);
  pass(1'000);
  row.home.score = 12;
  row.clock = GameClock{293, true, now()};
  answer(ask(), row);
  EXPECT_EQ(match()->clock->seconds_left, 290);
}

// --- a replica that lags

TEST_F(MatchSyncAnswersTest, AReplicaUndoesNoGoalAndRaisesNoDoubt) {
  for (const MonoMs lag : {300, 1'000, 2'500}) {
    reset();
    settled(score(0, 0));
    pass(60'000);
    hear(score_delta(1, 0));
    pass(lag);
    const MatchSync::Answered answered = answer(ask_without_age(), score(0, 0));
    EXPECT_EQ(shown(), "1-0") << lag;
    EXPECT_FALSE(answered.agrees) << lag;
    EXPECT_FALSE(sync.is_in_doubt()) << lag;
    EXPECT_TRUE(sync.is_based()) << lag;
    pass(3'000);
    EXPECT_TRUE(answer(ask_without_age(), score(1, 0)).agrees) << lag;
  }
}

TEST_F(MatchSyncAnswersTest, NorAnInterruption) {
  settled(score(1, 0));
  hear(status_delta(MatchStatus::kInterrupted));
  pass(300);
  answer(ask_without_age(), score(1, 0));
  EXPECT_EQ(match()->status, MatchStatus::kInterrupted);
  EXPECT_FALSE(sync.is_in_doubt());
}

// What is taken for a row from before the interruption may be one from after it.
TEST_F(MatchSyncAnswersTest, ARowIsNoOldCopyWhereTheStreamTellsItOnceMore) {
  settled(written_at(score(1, 0), 5'000));
  hear(status_delta(MatchStatus::kInterrupted));
  pass(1'000);
  answer(ask_without_age(), written_at(score(1, 0), 6'000));
  ASSERT_EQ(match()->status, MatchStatus::kInterrupted);
  ASSERT_TRUE(hear(status_delta(MatchStatus::kLive)).is_contested);
  pass(1'000);
  EXPECT_EQ(answer(ask_without_age(), written_at(score(1, 0), 6'000)).caught, 0);
  EXPECT_EQ(match()->status, MatchStatus::kLive);
  EXPECT_FALSE(sync.is_in_doubt());
}

// Where the stream has just told what is shown, a replica may say what came before that, and go forward
// with it.
TEST_F(MatchSyncAnswersTest, WhatALaggingReplicaSaysIsNoNewsRightAfterTheStreamWasLive) {
  base(score(24, 68));
  pass(1'000);
  hear(play_delta(4'121, 24, 68));
  pass(900);
  answer(ask_without_age(), score(24, 71));
  EXPECT_EQ(shown(), "24-68");
  pass(kReplicaLag);
  answer(ask_without_age(), score(24, 71));
  EXPECT_EQ(shown(), "24-71");
}

TEST_F(MatchSyncAnswersTest, NorWhereAnswersGoBackwards) {
  settled(score(0, 0));
  hear(score_delta(1, 0));
  pass(1'000);
  hear(score_delta(2, 0));
  pass(200);
  answer(ask_without_age(), score(2, 0));
  answer(ask_without_age(), score(1, 0));
  answer(ask_without_age(), score(0, 0));
  EXPECT_EQ(shown(), "2-0");
  EXPECT_FALSE(sync.is_in_doubt());
}

TEST_F(MatchSyncAnswersTest, AnswersThatOvertakeEachOtherUndoNothing) {
  settled(score(0, 0));
  const Asked first = ask();
  pass(100);
  const Asked second = ask();
  answer(second, score(1, 0));
  EXPECT_FALSE(answer(first, score(0, 0)).shown);
  EXPECT_EQ(shown(), "1-0");
  EXPECT_FALSE(sync.is_in_doubt());
}

TEST_F(MatchSyncAnswersTest, NorBringBackAnInterruptionThatIsOver) {
  settled(score(1, 0));
  Match interrupted = score(1, 0);
  interrupted.status = MatchStatus::kInterrupted;
  const Asked first = ask();
  pass(100);
  const Asked second = ask();
  answer(second, score(1, 0));
  EXPECT_FALSE(answer(first, interrupted).shown);
  EXPECT_EQ(match()->status, MatchStatus::kLive);
}

// --- a copy without an age

TEST_F(MatchSyncAnswersTest, ACopyThatTakesAGoalBackIsDisputedAndNotShown) {
  settled(score(0, 0));
  hear(score_delta(1, 0));
  pass(kReplicaLag);
  answer(ask_without_age(), score(0, 0));
  EXPECT_EQ(shown(), "1-0");
  EXPECT_TRUE(sync.is_in_doubt());
  EXPECT_EQ(sync.ask_again_at(now()), now() + 3'000);
  pass(3'000);
  answer(ask_without_age(), score(1, 0));
  EXPECT_EQ(shown(), "1-0");
  EXPECT_FALSE(sync.is_in_doubt());
}

// CDNs keep them for up to a minute.
TEST_F(MatchSyncAnswersTest, ACopyThatIsKeptForAMinuteNeverUndoesAGoal) {
  settled(score(0, 0));
  hear(score_delta(1, 0));
  for (MonoMs age = 0; age < kOldestCopy; age += 3'000) {
    pass(3'000);
    answer(ask_without_age(), score(0, 0));
    EXPECT_EQ(shown(), "1-0") << age;
  }
}

TEST_F(MatchSyncAnswersTest, ACopyOfKnownAgeRaisesNoDoubt) {
  settled(score(0, 0));
  hear(score_delta(1, 0));
  pass(20'000);
  answer(ask_copy(20'000), score(0, 0));
  EXPECT_EQ(shown(), "1-0");
  EXPECT_FALSE(sync.is_in_doubt());
}

TEST_F(MatchSyncAnswersTest, AMessageThatContradictsACopySettlesIt) {
  go_live();
  answer(ask_without_age(), score(0, 0));  // the truth is 1-0
  hear(score_delta(2, 0));
  EXPECT_EQ(shown(), "2-0");
  EXPECT_FALSE(sync.is_in_doubt());
}

// --- a correction downwards that only snapshots tell

TEST_F(MatchSyncAnswersTest, AGoalTakenBackIsInDoubtAtOnceAndShownWhenNoCopyIsAsOldAsThat) {
  for (const MonoMs first_after : {4'000, 9'000, 14'000}) {
    reset();
    settled(score(0, 0));
    hear(score_delta(1, 0));
    const Change change = ask_until_changed(score(0, 0), first_after);
    EXPECT_EQ(shown(), "0-0") << first_after;
    EXPECT_FALSE(sync.is_in_doubt()) << first_after;
    EXPECT_EQ(change.doubted_after, first_after);
    EXPECT_GE(change.after, kLateAtMost) << first_after;
    EXPECT_LE(change.after, 75'000) << first_after;
  }
}

TEST_F(MatchSyncAnswersTest, ThreeAnswersInAMomentAreOneCopy) {
  settled(score(1, 0));
  pass(70'000);
  for (int i = 0; i < 8; ++i) {
    answer(ask_without_age(), score(0, 0));
    pass(1'000);
  }
  EXPECT_EQ(shown(), "1-0");
  EXPECT_TRUE(sync.is_in_doubt());
  pass(5'000);
  answer(ask_without_age(), score(0, 0));
  EXPECT_EQ(shown(), "0-0");
}

TEST_F(MatchSyncAnswersTest, WithARowsOwnTimeItIsShownAtOnce) {
  settled(written_at(score(0, 0), 5'000));
  hear(score_delta(1, 0));
  pass(5'000);
  answer(ask(), written_at(score(1, 0), 6'000));
  pass(15'000);
  answer(ask(), written_at(score(0, 0), 7'000));
  EXPECT_EQ(shown(), "0-0");
  EXPECT_FALSE(sync.is_in_doubt());
}

// A newer row may still be from before the goal: a red card was written before.
TEST_F(MatchSyncAnswersTest, ButNotByARowThatMayBeFromBetweenTheLastOneAndTheGoal) {
  settled(written_at(score(0, 0), 5'000));
  hear(score_delta(1, 0));
  pass(1'000);
  answer(ask(), written_at(score(0, 0), 6'000));
  EXPECT_EQ(shown(), "1-0");
}

// A replica's, or a correction within a moment: the next answer tells, and it is not put off.
TEST_F(MatchSyncAnswersTest, WhatLacksWhatWasShownAMomentAgoIsAskedAgain) {
  settled(score(0, 0));
  pass(10'000);
  answer(ask(), score(1, 0));
  const MonoMs shown_at = now();
  EXPECT_EQ(sync.unsure_until(), kNever);
  pass(1'000);
  answer(ask(), score(0, 0));
  EXPECT_EQ(shown(), "1-0");
  EXPECT_EQ(sync.unsure_until(), shown_at + kReplicaLag);
  EXPECT_EQ(sync.ask_again_at(now()), shown_at + kReplicaLag);
  pass(kReplicaLag);
  answer(ask(), score(1, 0));
  EXPECT_EQ(sync.unsure_until(), kNever);
  EXPECT_EQ(sync.ask_again_at(now()), kNever);
}

}  // namespace
}  // namespace scoreline
