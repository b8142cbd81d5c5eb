#include "connection/match_sync.hpp"

#include <gtest/gtest.h>

#include <utility>

#include "match/store.hpp"
#include "unit/connection/support/match_teller.hpp"

namespace scoreline {
namespace {

using test::MatchTeller;

class MatchSyncTest : public testing::Test, protected MatchTeller {};

// --- the base

TEST_F(MatchSyncTest, WantsASnapshotFromTheStart) {
  EXPECT_TRUE(sync.wants_snapshot());
  EXPECT_FALSE(sync.is_based());
  EXPECT_EQ(sync.proven_at(), kNever);
  EXPECT_EQ(sync.next_deadline(), kNever);
}

TEST_F(MatchSyncTest, ASnapshotAskedForBeforeTheStreamWasLiveIsNoBase) {
  const Asked early = ask();
  go_live();
  answer(early, score(1, 0));
  EXPECT_EQ(shown(), "1-0");  // shown all the same: it is the best there is
  EXPECT_FALSE(sync.is_based());
  EXPECT_TRUE(sync.wants_snapshot());
}

TEST_F(MatchSyncTest, ASnapshotAskedForAfterwardsIsTheBase) {
  go_live();
  const Asked asked = ask();
  pass(300);
  answer(asked, score(1, 0));
  EXPECT_TRUE(sync.is_based());
  EXPECT_FALSE(sync.wants_snapshot());
  EXPECT_EQ(sync.proven_at(), asked.at);
}

TEST_F(MatchSyncTest, WithoutAStreamASnapshotIsShownAndSettled) {
  answer(ask(), score(1, 0));
  EXPECT_EQ(shown(), "1-0");
  EXPECT_FALSE(sync.is_based());
  EXPECT_FALSE(sync.wants_snapshot());
}

TEST_F(MatchSyncTest, ALostStreamEndsTheBaseAndTheNextNeedsAnother) {
  base(score(1, 0));
  sync.stream_lost();
  EXPECT_FALSE(sync.is_based());
  go_live();
  EXPECT_FALSE(sync.is_based());
  EXPECT_TRUE(sync.wants_snapshot());
  answer(ask(), score(2, 0));
  EXPECT_TRUE(sync.is_based());
  EXPECT_EQ(shown(), "2-0");
}

TEST_F(MatchSyncTest, DoubtEndsTheBaseAndWhatWasAskedBeforeIsNone) {
  base(score(1, 0));
  const Asked before = ask();
  doubt();
  EXPECT_FALSE(sync.is_based());
  answer(before, score(1, 0));
  EXPECT_FALSE(sync.is_based());
  EXPECT_TRUE(sync.wants_snapshot());
  answer(ask(), score(1, 0));
  EXPECT_TRUE(sync.is_based());
}

TEST_F(MatchSyncTest, DoubtMakesNoStreamLive) {
  doubt();
  answer(ask(), score(1, 0));
  EXPECT_FALSE(sync.is_based());
}

TEST_F(MatchSyncTest, CanBeToldToAsk) {
  base(score(0, 0));
  sync.ask_snapshot();
  EXPECT_TRUE(sync.wants_snapshot());
}

// --- deltas on top

TEST_F(MatchSyncTest, ADeltaChangesWhatIsShown) {
  base(score(1, 0));
  pass(kMaxStreamLag);
  EXPECT_TRUE(hear(score_delta(1, 1)));
  EXPECT_EQ(shown(), "1-1");
}

TEST_F(MatchSyncTest, ACorrectionIsShown) {
  base(score(2, 0));
  pass(kMaxStreamLag);
  hear(score_delta(1, 0));
  EXPECT_EQ(shown(), "1-0");
}

TEST_F(MatchSyncTest, DeltasBeforeTheFirstSnapshotWaitForIt) {
  go_live();
  const Asked asked = ask();
  EXPECT_FALSE(hear(score_delta(1, 0, 20)));
  EXPECT_EQ(shown(), "nothing");
  answer(asked, score(0, 0, 19));
  EXPECT_EQ(shown(), "1-0");
}

TEST_F(MatchSyncTest, ADeltaFromBeforeTheRequestIsCoveredByTheAnswer) {
  go_live();
  hear(score_delta(1, 0, 20));
  answer(ask(), score(2, 0, 25));
  EXPECT_EQ(shown(), "2-0");
}

TEST_F(MatchSyncTest, ADeltaThatArrivedMeanwhileIsAppliedOnTop) {
  base(score(0, 0, 10));
  pass(kMaxStreamLag);
  const Asked asked = ask();
  hear(score_delta(1, 0, 11));
  answer(asked, score(0, 0, 10));
  EXPECT_EQ(shown(), "1-0");
  EXPECT_EQ(match()->minute, 11);
}

TEST_F(MatchSyncTest, AllThatArrivedMeanwhileIsAppliedInOrder) {
  base(score(0, 0, 10));
  pass(kMaxStreamLag);
  const Asked asked = ask();
  hear(score_delta(1, 0, 11));
  hear(score_delta(1, 1, 12));
  hear(score_delta(2, 1, 13));
  answer(asked, score(0, 0, 10));
  EXPECT_EQ(shown(), "2-1");
}

// --- held deltas

TEST_F(MatchSyncTest, AHeldDeltaIsSettledByTheNextAnswer) {
  base(score(1, 1));
  hear(score_delta(1, 0));
  answer(ask(), score(1, 1));
  EXPECT_EQ(shown(), "1-1");
  EXPECT_FALSE(sync.wants_snapshot());
  pass(kMaxHold);
  EXPECT_FALSE(wake());
  EXPECT_EQ(shown(), "1-1");
}

TEST_F(MatchSyncTest, AnAnswerFromBeforeItSettlesNothing) {
  base(score(1, 1));
  const Asked asked = ask();
  hear(score_delta(1, 0));
  answer(asked, score(1, 1));
  EXPECT_TRUE(sync.wants_snapshot());
  answer(ask(), score(1, 0));
  EXPECT_EQ(shown(), "1-0");
  EXPECT_FALSE(sync.wants_snapshot());
}

TEST_F(MatchSyncTest, AHeldDeltaIsTakenWhenNothingSettlesIt) {
  base(score(1, 1));
  hear(score_delta(1, 0));
  EXPECT_EQ(sync.next_deadline(), now() + kMaxHold);
  pass(kMaxHold - 1);
  EXPECT_FALSE(wake());
  EXPECT_EQ(shown(), "1-1");
  pass(1);
  EXPECT_TRUE(wake());
  EXPECT_EQ(shown(), "1-0");
  EXPECT_FALSE(wake());
}

TEST_F(MatchSyncTest, AnAnswerThatSettlesNothingDoesNotProlongTheHold) {
  base(score(1, 1));
  const Asked before = ask();
  hear(score_delta(1, 0));
  const MonoMs until = now() + kMaxHold;
  pass(1'000);
  answer(before, score(1, 1));
  EXPECT_EQ(shown(), "1-1");
  EXPECT_EQ(sync.next_deadline(), until);
}

TEST_F(MatchSyncTest, BehindAHeldDeltaEverythingWaitsInOrder) {
  base(score(1, 1));
  hear(score_delta(1, 0));
  pass(1'000);
  EXPECT_FALSE(hear(score_delta(2, 0, 80)));
  EXPECT_EQ(shown(), "1-1");
  EXPECT_EQ(sync.next_deadline(), now() + kMaxHold - 1'000);  // from the first
  pass(kMaxHold - 1'000);
  wake();
  EXPECT_EQ(shown(), "2-0");
  EXPECT_EQ(match()->minute, 80);
}

TEST_F(MatchSyncTest, MoreThanAMatchCanSayInThatTimeIsNotHeld) {
  base(score(1, 1));
  hear(score_delta(1, 0));
  int heard = 1;
  while (shown() == "1-1" && heard < 200) {
    hear(score_delta(3, 0, 70));
    ++heard;
  }
  EXPECT_EQ(shown(), "3-0");
  EXPECT_LE(heard, 66);
}

TEST_F(MatchSyncTest, ALostStreamLeavesWhatWasHeldToTheNextBase) {
  base(score(1, 1));
  hear(score_delta(1, 0));
  sync.stream_lost();
  EXPECT_EQ(sync.next_deadline(), kNever);
  pass(kMaxHold);
  EXPECT_FALSE(wake());
  EXPECT_EQ(shown(), "1-1");
  EXPECT_TRUE(sync.wants_snapshot());
}

// --- answers that overtake each other

TEST_F(MatchSyncTest, AnAnswerThatWasOvertakenIsNotTaken) {
  go_live();
  const Asked first = ask();
  const Asked second = ask();
  answer(second, score(2, 0));
  EXPECT_FALSE(answer(first, score(1, 0)));
  EXPECT_EQ(shown(), "2-0");
  EXPECT_EQ(sync.proven_at(), second.at);
}

// The server may have read for the second one first.
TEST_F(MatchSyncTest, AnswersThatWereUnderWayTogetherAndDisagreeAreNotCalledLive) {
  base(score(1, 0));
  pass(1'000);
  const Asked first = ask();
  const Asked second = ask();
  pass(100);
  answer(first, score(2, 0));
  EXPECT_TRUE(sync.is_based());
  pass(100);
  answer(second, score(1, 0));
  EXPECT_FALSE(sync.is_based());
  EXPECT_TRUE(sync.wants_snapshot());
  pass(100);
  answer(ask(), score(2, 0));
  EXPECT_TRUE(sync.is_based());
  EXPECT_EQ(shown(), "2-0");
}

TEST_F(MatchSyncTest, AnswersThatWereUnderWayTogetherAreOrderedByTheTimeTheyCarry) {
  base(written_at(score(1, 0), 5'000));
  const Asked first = ask();
  const Asked second = ask();
  pass(100);
  answer(first, written_at(score(1, 0), 6'000));
  answer(second, written_at(score(2, 0), 7'000));
  EXPECT_TRUE(sync.is_based());
  EXPECT_EQ(shown(), "2-0");
}

TEST_F(MatchSyncTest, AResultThatAnotherAnswerDisputesIsAskedForAgain) {
  const Asked first = ask();
  const Asked second = ask();
  pass(100);
  answer(first, score(1, 0));
  Match final = score(1, 0);
  final.status = MatchStatus::kFinished;
  pass(100);
  answer(second, final);
  EXPECT_FALSE(sync.is_result_known());
  EXPECT_TRUE(sync.wants_snapshot());
  pass(100);
  answer(ask(), final);
  EXPECT_TRUE(sync.is_result_known());
}

TEST_F(MatchSyncTest, AnAnswerOlderThanWhatIsRememberedIsAskedForAgain) {
  base(score(0, 0));
  pass(kMaxStreamLag);
  const Asked asked = ask();
  for (int i = 0; i < 80; ++i) hear(score_delta(1, 0, 10));
  EXPECT_FALSE(answer(asked, score(0, 0)));
  EXPECT_TRUE(sync.wants_snapshot());
  EXPECT_EQ(shown(), "1-0");
}

TEST_F(MatchSyncTest, ARequestOutlivesFewDeltasForAMinute) {
  base(score(0, 0));
  pass(kMaxStreamLag);
  const Asked asked = ask();
  hear(score_delta(1, 0, 10));
  pass(60'000);
  hear(score_delta(1, 0, 11));
  EXPECT_TRUE(answer(asked, score(0, 0, 9)));
  EXPECT_EQ(shown(), "1-0");
}

// --- the row's own time

TEST_F(MatchSyncTest, AnOlderRowIsACacheOnTheWay) {
  base(written_at(score(1, 0), 5'000));
  EXPECT_FALSE(answer(ask(), written_at(score(0, 0), 4'999)));
  EXPECT_EQ(shown(), "1-0");
  EXPECT_TRUE(sync.wants_snapshot());
  EXPECT_TRUE(answer(ask(), written_at(score(1, 1), 5'000)));
  EXPECT_EQ(shown(), "1-1");
  EXPECT_FALSE(sync.wants_snapshot());
}

TEST_F(MatchSyncTest, ARowThatStaysOlderIsBelieved) {
  base(written_at(score(1, 0), 5'000));
  answer(ask(), written_at(score(0, 0), 4'000));
  answer(ask(), written_at(score(0, 0), 4'000));
  EXPECT_EQ(shown(), "1-0");
  EXPECT_TRUE(answer(ask(), written_at(score(0, 0), 4'000)));
  EXPECT_EQ(shown(), "0-0");
}

TEST_F(MatchSyncTest, AGoodRowStartsTheCountAnew) {
  base(written_at(score(1, 0), 5'000));
  answer(ask(), written_at(score(0, 0), 4'000));
  answer(ask(), written_at(score(0, 0), 4'000));
  answer(ask(), written_at(score(1, 0), 6'000));
  EXPECT_FALSE(answer(ask(), written_at(score(0, 0), 4'000)));
  EXPECT_EQ(shown(), "1-0");
}

TEST_F(MatchSyncTest, ARowWithoutATimeIsTaken) {
  base(written_at(score(1, 0), 5'000));
  EXPECT_TRUE(answer(ask(), score(2, 0)));
  EXPECT_EQ(shown(), "2-0");
}

// --- a stream that is dead although its socket is open

TEST_F(MatchSyncTest, AChangeThatTheStreamDidNotTellMakesItSuspect) {
  base(score(0, 0));
  pass(60'000);
  answer(ask(), score(1, 0));
  EXPECT_EQ(shown(), "1-0");
  EXPECT_FALSE(sync.is_stream_suspect(now()));
  EXPECT_EQ(sync.next_deadline(), now() + kMaxStreamLag);
  pass(kMaxStreamLag - 1);
  EXPECT_FALSE(sync.is_stream_suspect(now()));
  pass(1);
  EXPECT_TRUE(sync.is_stream_suspect(now()));
}

TEST_F(MatchSyncTest, AStatusThatTheStreamDidNotTellToo) {
  base(score(0, 0));
  Match finished = score(0, 0);
  finished.status = MatchStatus::kFinished;
  answer(ask(), finished);
  pass(kMaxStreamLag);
  EXPECT_TRUE(sync.is_stream_suspect(now()));
}

TEST_F(MatchSyncTest, AStreamThatTellsItLittleLaterIsNot) {
  base(score(0, 0));
  pass(60'000);
  answer(ask(), score(1, 0));
  pass(kMaxStreamLag - 1);
  hear(score_delta(1, 0));
  pass(60'000);
  EXPECT_FALSE(sync.is_stream_suspect(now()));
  EXPECT_EQ(sync.next_deadline(), kNever);
}

TEST_F(MatchSyncTest, NorOneThatTellsItBehindAHeldMessage) {
  base(score(1, 0));
  pass(60'000);
  answer(ask(), score(1, 2));
  hear(score_delta(1, 1));
  hear(score_delta(1, 2));
  pass(kMaxStreamLag);
  wake();
  EXPECT_FALSE(sync.is_stream_suspect(now()));
}

TEST_F(MatchSyncTest, WhatTheStreamNeverTellsIsNoSign) {
  base(score(0, 0));
  Match details = score(0, 0);
  details.home.name = "Another name";
  details.period = Period{PeriodKind::kHalfTime, 0};
  answer(ask(), details);
  pass(60'000);
  EXPECT_FALSE(sync.is_stream_suspect(now()));
}

TEST_F(MatchSyncTest, WhatTheStreamToldIsNoSign) {
  base(score(0, 0));
  pass(60'000);
  const Asked asked = ask();
  hear(score_delta(1, 0));
  answer(asked, score(1, 0));
  pass(60'000);
  EXPECT_FALSE(sync.is_stream_suspect(now()));
}

TEST_F(MatchSyncTest, WhatWasHeldWasToldToo) {
  base(score(1, 1));
  hear(score_delta(1, 0));
  answer(ask(), score(1, 0));
  pass(60'000);
  EXPECT_FALSE(sync.is_stream_suspect(now()));
}

TEST_F(MatchSyncTest, AnyStateThatTheStreamWentThroughWasTold) {
  base(score(1, 1));
  hear(score_delta(1, 0));  // held
  hear(score_delta(2, 0));  // behind it
  answer(ask(), score(1, 0));
  pass(60'000);
  EXPECT_FALSE(sync.is_stream_suspect(now()));
}

TEST_F(MatchSyncTest, TheFirstBaseIsNoSign) {
  answer(ask(), score(0, 0));
  go_live();
  answer(ask(), score(1, 0));
  pass(60'000);
  EXPECT_FALSE(sync.is_stream_suspect(now()));
}

TEST_F(MatchSyncTest, ANewStreamIsNotSuspect) {
  base(score(0, 0));
  answer(ask(), score(1, 0));
  sync.stream_lost();
  pass(kMaxStreamLag);
  EXPECT_FALSE(sync.is_stream_suspect(now()));
  go_live();
  EXPECT_FALSE(sync.is_stream_suspect(now()));
}

}  // namespace
}  // namespace scoreline
