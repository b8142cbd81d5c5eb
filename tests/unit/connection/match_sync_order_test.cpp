// Which is newer, a delta or the answer beside it: the rules of MatchSync that look into the game.
#include <gtest/gtest.h>

#include "connection/match_sync.hpp"
#include "unit/connection/support/match_teller.hpp"

namespace scoreline {
namespace {

using test::MatchTeller;

class MatchSyncOrderTest : public testing::Test, protected MatchTeller {};

struct Tie {
  const char* what;
  void (*of_match)(Match&);
  void (*of_delta)(MatchDelta&);
  const char* shown;  // "held" while nobody can tell
};

// The answer says 1-1; just afterwards a delta says 1-0: is it the next thing or the one before?
const Tie kTies[] = {
    {"nothing tells", [](Match&) {}, [](MatchDelta&) {}, "held"},
    {"same minute", [](Match& m) { m.minute = 30; }, [](MatchDelta& d) { d.minute = 30; }, "held"},
    {"later minute", [](Match& m) { m.minute = 30; }, [](MatchDelta& d) { d.minute = 31; }, "1-0"},
    {"earlier minute", [](Match& m) { m.minute = 31; }, [](MatchDelta& d) { d.minute = 30; },
     "held"},
    {"later quarter",
     [](Match& m) {
       m.period = Period{PeriodKind::kQuarter, 2};
     },
     [](MatchDelta& d) {
       d.period = Period{PeriodKind::kQuarter, 3};
     },
     "1-0"},
    {"earlier quarter",
     [](Match& m) {
       m.period = Period{PeriodKind::kQuarter, 3};
     },
     [](MatchDelta& d) {
       d.period = Period{PeriodKind::kQuarter, 2};
     },
     "held"},
    {"overtime after quarters",
     [](Match& m) {
       m.period = Period{PeriodKind::kQuarter, 4};
     },
     [](MatchDelta& d) {
       d.period = Period{PeriodKind::kOvertime, 1};
     },
     "1-0"},
    {"second overtime",
     [](Match& m) {
       m.period = Period{PeriodKind::kOvertime, 1};
     },
     [](MatchDelta& d) {
       d.period = Period{PeriodKind::kOvertime, 2};
     },
     "1-0"},
    {"half-time after the first half",
     [](Match& m) {
       m.period = Period{PeriodKind::kHalf, 1};
     },
     [](MatchDelta& d) {
       d.period = Period{PeriodKind::kHalfTime, 0};
     },
     "1-0"},
    {"second half after half-time",
     [](Match& m) {
       m.period = Period{PeriodKind::kHalfTime, 0};
     },
     [](MatchDelta& d) {
       d.period = Period{PeriodKind::kHalf, 2};
     },
     "1-0"},
    {"half-time before the second half",
     [](Match& m) {
       m.period = Period{PeriodKind::kHalf, 2};
     },
     [](MatchDelta& d) {
       d.period = Period{PeriodKind::kHalfTime, 0};
     },
     "held"},
    {"later by the clock, which runs down",
     [](Match& m) {
       m.period = Period{PeriodKind::kQuarter, 2};
       m.clock = GameClock{300, true, 0};
     },
     [](MatchDelta& d) {
       d.period = Period{PeriodKind::kQuarter, 2};
       d.clock = GameClock{290, true, 0};
     },
     "1-0"},
    {"earlier by the clock",
     [](Match& m) {
       m.period = Period{PeriodKind::kQuarter, 2};
       m.clock = GameClock{290, true, 0};
     },
     [](MatchDelta& d) {
       d.period = Period{PeriodKind::kQuarter, 2};
       d.clock = GameClock{300, true, 0};
     },
     "held"},
    {"a clock that starts where it was reckoned to stand",
     [](Match& m) {
       m.period = Period{PeriodKind::kQuarter, 2};
       m.clock = GameClock{290, false, 0};
     },
     [](MatchDelta& d) {
       d.period = Period{PeriodKind::kQuarter, 2};
       d.clock = GameClock{293, true, 0};
     },
     "held"},
    {"clocks without a common period",
     [](Match& m) {
       m.period = Period{PeriodKind::kQuarter, 2};
       m.clock = GameClock{300, true, 0};
     },
     [](MatchDelta& d) {
       d.clock = GameClock{290, true, 0};
     },
     "held"},
    {"the end of the match", [](Match&) {},
     [](MatchDelta& d) { d.status = MatchStatus::kFinished; }, "1-0"},
    {"the match not begun", [](Match&) {},
     [](MatchDelta& d) { d.status = MatchStatus::kScheduled; }, "held"},
    {"the status tells before the minute", [](Match& m) { m.minute = 90; },
     [](MatchDelta& d) {
       d.status = MatchStatus::kFinished;
       d.minute = 89;
     },
     "1-0"},
};

TEST_F(MatchSyncOrderTest, TheGamesOwnTimeTellsWhetherADeltaIsNewerThanTheAnswer) {
  for (const Tie& tie : kTies) {
    reset();
    Match from_answer = score(1, 1);
    from_answer.minute.reset();
    tie.of_match(from_answer);
    base(from_answer);
    MatchDelta delta = score_delta(1, 0);
    tie.of_delta(delta);
    hear(delta);
    EXPECT_EQ(sync.wants_snapshot() ? "held" : shown(), tie.shown) << tie.what;
    EXPECT_EQ(shown(), sync.wants_snapshot() ? "1-1" : "1-0") << tie.what;
  }
}

TEST_F(MatchSyncOrderTest, TheSameHoldsForADeltaThatCameBeforeTheAnswer) {
  for (const Tie& tie : kTies) {
    reset();
    Match from_answer = score(1, 1);
    from_answer.minute.reset();
    tie.of_match(from_answer);
    go_live();
    const Asked asked = ask();
    MatchDelta delta = score_delta(1, 0);
    tie.of_delta(delta);
    hear(delta);
    answer(asked, from_answer);
    EXPECT_EQ(sync.wants_snapshot() ? "held" : shown(), tie.shown) << tie.what;
  }
}

TEST_F(MatchSyncOrderTest, AnEarlierDeltaThatContradictsNothingIsPassedOver) {
  base(score(1, 1, 31));
  hear(score_delta(1, 1, 30));
  EXPECT_EQ(match()->minute, 31);
  EXPECT_FALSE(sync.wants_snapshot());
}

TEST_F(MatchSyncOrderTest, LongAfterTheAnswerTheStreamIsRight) {
  base(score(1, 1, 31));
  pass(kMaxStreamLag);
  hear(score_delta(1, 0, 30));
  EXPECT_EQ(shown(), "1-0");
  EXPECT_EQ(match()->minute, 30);
}

TEST_F(MatchSyncOrderTest, JustBeforeThatNobodyKnows) {
  base(score(1, 1));
  pass(kMaxStreamLag - 1);
  hear(score_delta(1, 0));
  EXPECT_EQ(shown(), "1-1");
  EXPECT_TRUE(sync.wants_snapshot());
}

TEST_F(MatchSyncOrderTest, AStatusWordAloneContradicts) {
  Match unknown = score(1, 1);
  unknown.status = MatchStatus::kUnknown;
  unknown.status_word = "delayed";
  base(unknown);
  MatchDelta delta = delta_of_match();
  delta.status = MatchStatus::kUnknown;
  delta.status_word = "weather";
  hear(delta);
  EXPECT_EQ(match()->status_word, "delayed");
  EXPECT_TRUE(sync.wants_snapshot());
}

// --- plays

TEST_F(MatchSyncOrderTest, APlayIsCountedOnce) {
  base(score(0, 0));
  pass(kMaxStreamLag);
  hear(play_delta(7, 2, 0));
  EXPECT_EQ(shown(), "2-0");
  hear(score_delta(3, 0));
  hear(play_delta(7, 2, 0));
  EXPECT_EQ(shown(), "3-0");
  EXPECT_EQ(match()->plays.size(), 1u);
}

TEST_F(MatchSyncOrderTest, ALatePlayTellsNoScoreButIsKept) {
  base(score(0, 0));
  pass(kMaxStreamLag);
  hear(play_delta(9, 4, 0));
  hear(play_delta(8, 2, 0));
  EXPECT_EQ(shown(), "4-0");
  ASSERT_EQ(match()->plays.size(), 2u);
  EXPECT_EQ(match()->plays[0].id, 8);
  EXPECT_EQ(match()->plays[1].id, 9);
}

// --- what is shown already

TEST_F(MatchSyncOrderTest, AGoalThatIsShownStaysWhileTheAnswersDisagreeButIsNotLive) {
  base(score(0, 0));
  pass(kMaxStreamLag);
  const Asked asked = ask();
  hear(score_delta(1, 0));
  answer(asked, score(0, 0));
  EXPECT_EQ(shown(), "1-0");
  EXPECT_FALSE(sync.is_based());
  EXPECT_TRUE(sync.wants_snapshot());
  answer(ask(), score(0, 0));  // it was taken back
  EXPECT_EQ(shown(), "0-0");
  EXPECT_TRUE(sync.is_based());
  EXPECT_FALSE(sync.wants_snapshot());
}

TEST_F(MatchSyncOrderTest, ACorrectionThatIsShownIsGivenUpForTheAnswer) {
  base(score(1, 0));
  pass(kMaxStreamLag);
  const Asked asked = ask();
  hear(score_delta(0, 0));
  EXPECT_EQ(shown(), "0-0");
  answer(asked, score(1, 0));
  EXPECT_EQ(shown(), "1-0");
  EXPECT_TRUE(sync.wants_snapshot());
  pass(kMaxHold);
  wake();
  EXPECT_EQ(shown(), "0-0");
}

// --- the end

TEST_F(MatchSyncOrderTest, AResultIsNotChangedByADeltaAlone) {
  Match finished = score(2, 1);
  finished.status = MatchStatus::kFinished;
  base(finished);
  pass(10 * 60'000);
  hear(score_delta(2, 2, 95));
  EXPECT_EQ(shown(), "2-1");
  EXPECT_TRUE(sync.wants_snapshot());
  finished.away.score = 2;
  answer(ask(), finished);
  EXPECT_EQ(shown(), "2-2");
}

TEST_F(MatchSyncOrderTest, WhatAgreesWithAResultIsTaken) {
  Match finished = score(2, 1);
  finished.status = MatchStatus::kFinished;
  base(finished);
  pass(kMaxStreamLag);
  hear(play_delta(7, 2, 1));
  EXPECT_EQ(match()->plays.size(), 1u);
  EXPECT_FALSE(sync.wants_snapshot());
}

TEST_F(MatchSyncOrderTest, AResultIsKnownWhereNothingCanHaveBeenMissed) {
  Match finished = score(2, 1);
  finished.status = MatchStatus::kFinished;
  MatchDelta end = delta_of_match();
  end.status = MatchStatus::kFinished;

  base(score(2, 1));
  EXPECT_FALSE(sync.is_result_known());
  pass(kMaxStreamLag);
  hear(end);
  EXPECT_TRUE(sync.is_result_known());
  EXPECT_FALSE(sync.is_result_confirmed());  // its minute and period come with the snapshot
  answer(ask(), finished);
  EXPECT_TRUE(sync.is_result_confirmed());
  pass(kMaxStreamLag);
  answer(ask(), score(2, 1));  // it goes on after all
  EXPECT_FALSE(sync.is_result_known());
}

TEST_F(MatchSyncOrderTest, AFinalWhistleWithoutABaseSaysNothingOfTheScore) {
  answer(ask(), score(2, 1));
  go_live();
  pass(kMaxStreamLag);
  MatchDelta end = delta_of_match();
  end.status = MatchStatus::kFinished;
  hear(end);
  EXPECT_EQ(match()->status, MatchStatus::kFinished);
  EXPECT_FALSE(sync.is_result_known());
}

// Late, or a correction: nobody but the next answer can tell, and until then it is not called live.
TEST_F(MatchSyncOrderTest, AHeldDeltaFromEarlierInTheGameIsLeftToTheNextAnswer) {
  base(score(1, 1, 50));
  hear(score_delta(1, 0, 49));
  pass(kMaxHold);
  wake();
  EXPECT_EQ(shown(), "1-1");
  EXPECT_FALSE(sync.is_based());
  EXPECT_TRUE(sync.wants_snapshot());
  answer(ask(), score(1, 0, 49));
  EXPECT_EQ(shown(), "1-0");
  EXPECT_TRUE(sync.is_based());
}

TEST_F(MatchSyncOrderTest, NoLateDeltaChangesTheMinuteOfAConfirmedResult) {
  Match final = score(4, 1, 50);
  final.status = MatchStatus::kFinished;
  base(final);
  hear(score_delta(3, 1, 49));
  pass(kMaxHold);
  wake();
  EXPECT_EQ(shown(), "4-1");
  EXPECT_EQ(match()->minute, 50);
  EXPECT_TRUE(sync.is_result_known());
}

}  // namespace
}  // namespace scoreline
