// MatchSync: results. What ends a match, what may change a result, and what may not.
#include <gtest/gtest.h>

#include "connection/match_sync.hpp"
#include "unit/connection/support/match_teller.hpp"

namespace scoreline {
namespace {

using test::MatchTeller;

class MatchSyncResultTest : public testing::Test, protected MatchTeller {};

// --- the end

TEST_F(MatchSyncResultTest, AFinalWhistleAloneSaysNothingOfTheScore) {
  settled(score(2, 1));
  hear(status_delta(MatchStatus::kFinished));
  EXPECT_EQ(match()->status, MatchStatus::kFinished);
  EXPECT_FALSE(sync.is_result_known());
  EXPECT_NE(sync.ask_again_at(now()), kNever);
  pass(1'000);
  answer(ask(), final_score(2, 1));
  EXPECT_TRUE(sync.is_result_known());
  EXPECT_TRUE(sync.is_result_confirmed());
}

TEST_F(MatchSyncResultTest, OneWithTheScoreDoesOnAStreamOfWhichNothingWasMissed) {
  settled(score(2, 1));
  hear(status_delta(MatchStatus::kFinished, 2, 1));
  EXPECT_TRUE(sync.is_result_known());
  EXPECT_FALSE(sync.is_result_confirmed());  // its minute and period come with the snapshot
}

TEST_F(MatchSyncResultTest, ButNotWithoutABase) {
  answer(ask(), score(2, 1));
  go_live();
  hear(status_delta(MatchStatus::kFinished, 2, 1));
  EXPECT_EQ(match()->status, MatchStatus::kFinished);
  EXPECT_FALSE(sync.is_result_known());
}

// `over 2-0 finished` must not become `1-0 live`.
TEST_F(MatchSyncResultTest, AWhistleAndAGoalAreNotUndoneByAnAnswerFromBeforeBoth) {
  settled(written_at(score(1, 0), 5'000));
  pass(30'000);
  hear(score_delta(2, 0));
  pass(200);
  hear(status_delta(MatchStatus::kFinished, 2, 0));
  for (const MonoMs lag : {300, 700, 1'500}) {
    pass(lag);
    answer(ask(), written_at(score(1, 0), 5'000));
    EXPECT_EQ(shown(), "2-0") << lag;
    EXPECT_EQ(match()->status, MatchStatus::kFinished) << lag;
    EXPECT_TRUE(sync.is_result_known()) << lag;
  }
}

TEST_F(MatchSyncResultTest, NorWhereRowsHaveNoTime) {
  settled(score(1, 0));
  pass(30'000);
  hear(score_delta(2, 0));
  hear(status_delta(MatchStatus::kFinished));
  pass(1'000);
  answer(ask_without_age(), score(1, 0));
  EXPECT_EQ(shown(), "2-0");
  EXPECT_EQ(match()->status, MatchStatus::kFinished);
  EXPECT_FALSE(sync.is_result_known());
  pass(3'000);
  answer(ask_without_age(), final_score(2, 0));
  EXPECT_TRUE(sync.is_result_known());
}

// --- messages after it

TEST_F(MatchSyncResultTest, ScoreUpdate23To27AfterTheFinal24To28IsPassedOver) {
  settled(score(23, 27));
  hear(score_delta(24, 28));
  hear(status_delta(MatchStatus::kFinished));
  pass(1'000);
  answer(ask(), final_score(24, 28));
  pass(12'000);
  const MatchSync::Heard heard = hear(score_delta(23, 27));
  EXPECT_EQ(shown(), "24-28");
  EXPECT_FALSE(heard.is_told);
  EXPECT_TRUE(sync.is_result_known());
}

TEST_F(MatchSyncResultTest, SoIsOneThatNobodyHasHeardBefore) {
  settled(final_score(24, 28));
  hear(score_delta(22, 28));
  EXPECT_EQ(shown(), "24-28");
  EXPECT_TRUE(sync.is_result_known());
}

TEST_F(MatchSyncResultTest, AHigherScoreIsContestedAndNeverSettledByTheMessage) {
  settled(final_score(2, 1));
  pass(10 * 60'000);
  EXPECT_TRUE(hear(score_delta(2, 2, 95)).is_contested);
  EXPECT_EQ(shown(), "2-1");
  EXPECT_FALSE(sync.is_result_known());
  pass(1'000);
  answer(ask(), final_score(2, 2));
  EXPECT_EQ(shown(), "2-2");
  EXPECT_TRUE(sync.is_result_known());
}

TEST_F(MatchSyncResultTest, OneFromEarlierInTheGameIsPassedOver) {
  settled(final_score(4, 1, 50));
  hear(score_delta(5, 1, 49));
  EXPECT_EQ(shown(), "4-1");
  EXPECT_EQ(match()->minute, 50);
  EXPECT_TRUE(sync.is_result_known());
}

TEST_F(MatchSyncResultTest, WhatAgreesWithAResultIsTaken) {
  settled(final_score(2, 1));
  hear(play_delta(7, 2, 1));
  EXPECT_EQ(match()->plays.size(), 1u);
  EXPECT_TRUE(sync.is_result_known());
}

TEST_F(MatchSyncResultTest, AStatusThatSaysItGoesOnIsContested) {
  settled(final_score(2, 1));
  EXPECT_TRUE(hear(status_delta(MatchStatus::kLive)).is_contested);
  EXPECT_EQ(match()->status, MatchStatus::kFinished);
  EXPECT_FALSE(sync.is_result_known());
  pass(1'000);
  answer(ask_without_age(), score(2, 1));
  EXPECT_EQ(match()->status, MatchStatus::kLive);
}

// --- results that are not final

TEST_F(MatchSyncResultTest, AMatchThatWasFinishedByMistakeGoesOnByARowWrittenLater) {
  settled(written_at(score(1, 0), 5'000));
  hear(status_delta(MatchStatus::kFinished, 1, 0));
  pass(3'000);
  answer(ask(), written_at(final_score(1, 0), 6'000));
  EXPECT_TRUE(sync.is_result_known());
  pass(30'000);
  answer(ask(), written_at(score(1, 0), 36'000));
  EXPECT_EQ(match()->status, MatchStatus::kLive);
  EXPECT_FALSE(sync.is_result_known());
  EXPECT_FALSE(sync.is_in_doubt());
}

TEST_F(MatchSyncResultTest, WithoutATimeItIsNoResultAnyMoreAtOnceAndGoesOnWithinAMinute) {
  settled(score(1, 0));
  hear(status_delta(MatchStatus::kFinished, 1, 0));
  pass(3'000);
  answer(ask_without_age(), final_score(1, 0));
  pass(30'000);
  answer(ask_without_age(), score(1, 0));
  EXPECT_EQ(match()->status, MatchStatus::kFinished);
  EXPECT_FALSE(sync.is_result_known());
  for (int i = 0; i < 4 && match()->status == MatchStatus::kFinished; ++i) {
    const MonoMs again_at = sync.ask_again_at(now());
    ASSERT_NE(again_at, kNever);
    pass(std::max<MonoMs>(again_at - now(), 10'000));
    answer(ask_without_age(), score(1, 0));
  }
  EXPECT_EQ(match()->status, MatchStatus::kLive);
}

TEST_F(MatchSyncResultTest, AGoalAfterItIsAnAnswersToTell) {
  settled(final_score(1, 0));
  pass(70'000);
  for (int i = 0; i < 3; ++i) {
    answer(ask_without_age(), score(2, 0));
    pass(10'000);
  }
  EXPECT_EQ(shown(), "2-0");
  EXPECT_EQ(match()->status, MatchStatus::kLive);
}

TEST_F(MatchSyncResultTest, AResultThatIsCorrectedUpwardsIsShownAtOnce) {
  settled(final_score(2, 1));
  pass(60'000);
  answer(ask_without_age(), final_score(2, 2));
  EXPECT_EQ(shown(), "2-2");
  EXPECT_TRUE(sync.is_result_known());
}

TEST_F(MatchSyncResultTest, AResultThatIsCorrectedDownwardsIsNoneUntilItIsShown) {
  settled(final_score(2, 1));
  pass(70'000);
  answer(ask_without_age(), final_score(1, 1));
  EXPECT_EQ(shown(), "2-1");
  EXPECT_FALSE(sync.is_result_known());
  pass(6'000);
  answer(ask_without_age(), final_score(1, 1));
  pass(6'000);
  answer(ask_without_age(), final_score(1, 1));
  EXPECT_EQ(shown(), "1-1");
  EXPECT_TRUE(sync.is_result_known());
}

}  // namespace
}  // namespace scoreline
