// MatchSync: messages that come late, twice or out of order, and those that contradict.
#include <gtest/gtest.h>

#include "connection/match_sync.hpp"
#include "unit/connection/support/match_teller.hpp"

namespace scoreline {
namespace {

using test::MatchTeller;

class MatchSyncOrderTest : public testing::Test, protected MatchTeller {};

// --- what the game's own time orders

struct Tie {
  const char* what;
  void (*of_match)(Match&);
  void (*of_delta)(MatchDelta&);
  const char* fate;
};

constexpr const char* kBelieved = "believed";
constexpr const char* kPassedOver = "passed over";
constexpr const char* kContested = "contested";

// 1-1 is shown, and a message says 1-0: is it the next thing, or one from before?
const Tie kTies[] = {
    {"nothing tells", [](Match&) {}, [](MatchDelta&) {}, kContested},
    {"same minute", [](Match& m) { m.minute = 30; }, [](MatchDelta& d) { d.minute = 30; },
     kContested},
    {"later minute", [](Match& m) { m.minute = 30; }, [](MatchDelta& d) { d.minute = 31; },
     kBelieved},
    {"earlier minute", [](Match& m) { m.minute = 31; }, [](MatchDelta& d) { d.minute = 30; },
     kPassedOver},
    {"later quarter",
     [](Match& m) {
       m.period = Period{PeriodKind::kQuarter, 2};
     },
     [](MatchDelta& d) {
       d.period = Period{PeriodKind::kQuarter, 3};
     },
     kBelieved},
    {"earlier quarter",
     [](Match& m) {
       m.period = Period{PeriodKind::kQuarter, 3};
     },
     [](MatchDelta& d) {
       d.period = Period{PeriodKind::kQuarter, 2};
     },
     kPassedOver},
    {"later by the clock, which runs down",
     [](Match& m) {
       m.period = Period{PeriodKind::kQuarter, 2};
       m.clock = GameClock{300, true, 0};
     },
     [](MatchDelta& d) {
       d.period = Period{PeriodKind::kQuarter, 2};
       d.clock = GameClock{290, true, 0};
     },
     kBelieved},
    {"earlier by the clock",
     [](Match& m) {
       m.period = Period{PeriodKind::kQuarter, 2};
       m.clock = GameClock{290, true, 0};
     },
     [](MatchDelta& d) {
       d.period = Period{PeriodKind::kQuarter, 2};
       d.clock = GameClock{290 + kLongestPutBack + 1, true, 0};
     },
     kPassedOver},
    {"a clock that was put back",
     [](Match& m) {
       m.period = Period{PeriodKind::kQuarter, 2};
       m.clock = GameClock{290, true, 0};
     },
     [](MatchDelta& d) {
       d.period = Period{PeriodKind::kQuarter, 2};
       d.clock = GameClock{300, true, 0};
     },
     kContested},
    {"clocks without a common period",
     [](Match& m) {
       m.period = Period{PeriodKind::kQuarter, 2};
       m.clock = GameClock{300, true, 0};
     },
     [](MatchDelta& d) {
       d.clock = GameClock{290, true, 0};
     },
     kContested},
    {"the end of the match", [](Match&) {},
     [](MatchDelta& d) { d.status = MatchStatus::kFinished; }, kBelieved},
    {"the match not begun", [](Match&) {},
     [](MatchDelta& d) { d.status = MatchStatus::kScheduled; }, kContested},
};

TEST_F(MatchSyncOrderTest, AMessageThatTakesBackIsPlacedByTheGamesOwnTime) {
  for (const Tie& tie : kTies) {
    reset();
    Match from_answer = score(1, 1);
    tie.of_match(from_answer);
    settled(from_answer);
    pass(60'000);
    MatchDelta delta = score_delta(1, 0);
    tie.of_delta(delta);
    const MatchSync::Heard heard = hear(delta);
    const std::string fate = tie.fate;
    EXPECT_EQ(shown(), fate == kBelieved ? "1-0" : "1-1") << tie.what;
    EXPECT_EQ(sync.is_in_doubt(), fate == kContested) << tie.what;
    EXPECT_EQ(heard.is_contested, fate == kContested) << tie.what;
    EXPECT_EQ(heard.is_told, fate == kBelieved) << tie.what;
  }
}

// However long ago the answer was: a late message is late for up to a minute.
TEST_F(MatchSyncOrderTest, Minute60AtNilNilAfterMinute68AtOneNilIsPassedOver) {
  settled(score(0, 0, 60));
  pass(20'000);
  hear(score_delta(1, 0, 68));
  pass(17'000);
  const MatchSync::Heard heard = hear(score_delta(0, 0, 60));
  EXPECT_EQ(shown(), "1-0");
  EXPECT_EQ(match()->minute, 68);
  EXPECT_FALSE(heard.is_told);
  EXPECT_FALSE(sync.is_in_doubt());
}

TEST_F(MatchSyncOrderTest, AnEarlierMessageThatContradictsNothingLeavesTheMinute) {
  settled(score(1, 1, 31));
  pass(60'000);
  EXPECT_FALSE(hear(score_delta(1, 1, 30)).is_told);
  EXPECT_EQ(match()->minute, 31);
  EXPECT_FALSE(sync.is_in_doubt());
}

// Told after the next minute has begun, with the minute in which it was scored.
TEST_F(MatchSyncOrderTest, AGoalIsShownThoughItsMinuteIsPast) {
  settled(score(1, 0, 31));
  EXPECT_TRUE(hear(score_delta(2, 0, 30)).is_told);
  EXPECT_EQ(shown(), "2-0");
  EXPECT_EQ(match()->minute, 31);
}

TEST_F(MatchSyncOrderTest, ButNotOneThatWasTakenBackSince) {
  settled(score(1, 0, 30));
  hear(score_delta(2, 0, 31));
  hear(score_delta(1, 0, 32));  // VAR
  EXPECT_EQ(shown(), "1-0");
  EXPECT_FALSE(hear(score_delta(2, 0, 31)).is_told);
  EXPECT_EQ(shown(), "1-0");
}

TEST_F(MatchSyncOrderTest, ALateMessageEndsNoMatch) {
  settled(score(1, 0, 31));
  MatchDelta end = score_delta(1, 0, 30);
  end.status = MatchStatus::kFinished;
  hear(end);
  EXPECT_EQ(match()->status, MatchStatus::kLive);
}

TEST_F(MatchSyncOrderTest, ALaterMessageIsBelievedWhateverItSays) {
  settled(score(2, 0, 68));
  hear(score_delta(1, 0, 70));
  EXPECT_EQ(shown(), "1-0");
  EXPECT_FALSE(sync.is_in_doubt());
}

// --- what nothing orders

TEST_F(MatchSyncOrderTest, AGoalNeedsNoTime) {
  settled(score(1, 0, 68));
  hear(score_delta(2, 0));
  EXPECT_EQ(shown(), "2-0");
  EXPECT_FALSE(sync.is_in_doubt());
}

TEST_F(MatchSyncOrderTest, AMessageThatTakesBackIsContestedHoweverLongAgoTheAnswerWas) {
  settled(score(2, 0));
  pass(10 * 60'000);
  EXPECT_TRUE(hear(score_delta(1, 0)).is_contested);
  EXPECT_EQ(shown(), "2-0");
  EXPECT_TRUE(sync.is_in_doubt());
  EXPECT_EQ(sync.ask_again_at(now()), now() + 3'000);
}

TEST_F(MatchSyncOrderTest, AContestedMessageIsShownWhenAnAnswerSaysTheSame) {
  settled(score(2, 0));
  hear(score_delta(1, 0));
  pass(1'000);
  answer(ask_without_age(), score(1, 0));
  EXPECT_EQ(shown(), "1-0");
  EXPECT_FALSE(sync.is_in_doubt());
  pass(60'000);
  EXPECT_FALSE(sync.is_stream_suspect(now()));  // it did tell
}

// A message and one that says what is shown are two words, and neither is proof: answers that go on
// saying the same are.
TEST_F(MatchSyncOrderTest, OneThatIsCounteredIsShownWhenAnswersGoOnSayingTheSame) {
  for (const bool is_forward : {false, true}) {
    reset();
    settled(score(2, 0));
    if (is_forward) {  // it was shown, and left
      hear(score_delta(1, 0));
      answer(ask(), score(1, 0));
    }
    const int told = is_forward ? 2 : 1;
    ASSERT_TRUE(hear(score_delta(told, 0)).is_contested);
    hear(score_delta(3 - told, 0));
    const MonoMs since = now();
    while (sync.is_in_doubt() && now() - since < 600'000) {
      pass(10'000);
      answer(ask_without_age(), score(told, 0));
    }
    EXPECT_EQ(match()->home.score, told);
    EXPECT_LE(now() - since, 75'000);
    pass(60'000);
    EXPECT_FALSE(sync.is_stream_suspect(now()));  // it did tell
  }
}

TEST_F(MatchSyncOrderTest, NorIsAStreamSuspectThatToldItWithAnInterruptionInBetween) {
  settled(score(2, 0));
  pass(30'000);
  ASSERT_TRUE(hear(score_delta(1, 0)).is_contested);
  pass(1'000);
  ASSERT_TRUE(hear(status_delta(MatchStatus::kInterrupted, 1, 0)).is_contested);
  const MonoMs since = now();
  while (shown() != "1-0" && now() - since < 55'000) {
    pass(10'000);
    answer(ask(), score(1, 0));
  }
  ASSERT_EQ(shown(), "1-0");
  pass(kStreamLag);
  EXPECT_FALSE(sync.is_stream_suspect(now()));  // it did tell
}

TEST_F(MatchSyncOrderTest, AndForgottenWhenAnAnswerThatMustKnowSaysOtherwise) {
  settled(score(2, 0));
  hear(score_delta(1, 0));
  pass(1'000);
  answer(ask(), score(2, 0));
  EXPECT_EQ(shown(), "2-0");
  EXPECT_FALSE(sync.is_in_doubt());
}

TEST_F(MatchSyncOrderTest, AnAnswerThatMayBeACopyFromBeforeItSettlesNothing) {
  settled(score(2, 0));
  hear(score_delta(1, 0));
  pass(1'000);
  answer(ask_without_age(), score(2, 0));
  EXPECT_TRUE(sync.is_in_doubt());
  pass(kOldestCopy);  // by now no copy is as old as that
  answer(ask_without_age(), score(2, 0));
  EXPECT_FALSE(sync.is_in_doubt());
}

TEST_F(MatchSyncOrderTest, NorDoesOneThatWasAskedForBeforeIt) {
  settled(score(2, 0));
  const Asked before = ask();
  pass(1'000);
  hear(score_delta(1, 0));
  answer(before, score(2, 0));
  EXPECT_TRUE(sync.is_in_doubt());
}

TEST_F(MatchSyncOrderTest, TheNextGoalSettlesItToo) {
  settled(score(2, 0));
  hear(score_delta(1, 0));
  hear(score_delta(3, 0));
  EXPECT_EQ(shown(), "3-0");
  EXPECT_FALSE(sync.is_in_doubt());
}

TEST_F(MatchSyncOrderTest, ALaterMessageWithTheSameScoreSettlesItToo) {
  settled(score(2, 0, 30));
  hear(score_delta(1, 0));
  EXPECT_TRUE(sync.is_in_doubt());
  hear(score_delta(2, 0, 31));
  EXPECT_FALSE(sync.is_in_doubt());
}

// --- what was left a moment ago

TEST_F(MatchSyncOrderTest, WhatWasLeftDoesNotComeBackByAMessage) {
  settled(score(0, 0));
  pass(60'000);
  hear(score_delta(1, 0));
  hear(score_delta(1, 1));
  pass(kLateAtMost);
  hear(score_delta(1, 0));
  EXPECT_EQ(shown(), "1-1");
  EXPECT_TRUE(sync.is_in_doubt());
}

TEST_F(MatchSyncOrderTest, NotEvenWhenItGoesForward) {
  settled(score(0, 0, 10));
  hear(score_delta(1, 0, 11));
  hear(score_delta(0, 0, 12));  // VAR
  pass(10'000);
  hear(score_delta(1, 0));  // repeated, or scored?
  EXPECT_EQ(shown(), "0-0");
  EXPECT_TRUE(sync.is_in_doubt());
}

TEST_F(MatchSyncOrderTest, UntilNothingLateCanBringItBack) {
  settled(score(0, 0, 10));
  hear(score_delta(1, 0, 11));
  hear(score_delta(0, 0, 12));
  pass(kLateAtMost + 1);
  hear(score_delta(1, 0));
  EXPECT_EQ(shown(), "1-0");
  EXPECT_FALSE(sync.is_in_doubt());
}

// --- messages of a status

TEST_F(MatchSyncOrderTest, ARepeatedStatusThatIsShownAlreadyTellsNoScore) {
  settled(score(40, 0));
  const MatchSync::Heard heard = hear(status_delta(MatchStatus::kLive, 0, 0));
  EXPECT_EQ(shown(), "40-0");
  EXPECT_FALSE(heard.is_told);
  EXPECT_FALSE(sync.is_in_doubt());
}

TEST_F(MatchSyncOrderTest, NotEvenAHigherOne) {
  settled(score(40, 0));
  hear(status_delta(MatchStatus::kLive, 42, 0));
  EXPECT_EQ(shown(), "40-0");
}

TEST_F(MatchSyncOrderTest, AnInterruptionIsShownAndItsEndIsContestedWithinAMinuteOnly) {
  settled(score(1, 0));
  hear(status_delta(MatchStatus::kInterrupted));
  EXPECT_EQ(match()->status, MatchStatus::kInterrupted);
  pass(1'000);
  // Late, or news: whoever knows has to be asked.
  EXPECT_TRUE(hear(status_delta(MatchStatus::kLive)).is_contested);
  EXPECT_EQ(match()->status, MatchStatus::kInterrupted);
  answer(ask(), score(1, 0));
  EXPECT_EQ(match()->status, MatchStatus::kLive);
  EXPECT_FALSE(sync.is_in_doubt());
}

TEST_F(MatchSyncOrderTest, AfterThatItIsShownAtOnce) {
  settled(score(1, 0));
  hear(status_delta(MatchStatus::kInterrupted));
  pass(kLateAtMost + 1);
  EXPECT_TRUE(hear(status_delta(MatchStatus::kLive)).is_told);
  EXPECT_EQ(match()->status, MatchStatus::kLive);
}

// What an answer told stands for a later time of the game than what the stream tells now: it is late.
TEST_F(MatchSyncOrderTest, WhatCameBeforeTheNewestRowByItsClockIsContestedThoughItGoesForward) {
  const Period last{PeriodKind::kQuarter, 4};
  const auto at = [&](MatchDelta delta, int seconds_left) {
    delta.period = last;
    delta.clock = GameClock{seconds_left, true, now()};
    return delta;
  };
  for (const bool is_told_at_once : {false, true}) {
    reset();
    Match row = score(28, 70);
    row.period = last;
    row.clock = GameClock{239, true, now()};
    settled(row);
    pass(20'000);
    if (is_told_at_once) {
      EXPECT_TRUE(hear(at(score_delta(29, 70), 255)).is_contested);
    } else {
      hear(at(score_delta(28, 70), 255));
      EXPECT_TRUE(hear(at(score_delta(29, 70), 239)).is_contested);
    }
    EXPECT_EQ(shown(), "28-70");
  }
}

// --- plays, which have numbers

TEST_F(MatchSyncOrderTest, APlayIsCountedOnce) {
  settled(score(0, 0));
  hear(play_delta(7, 2, 0));
  EXPECT_EQ(shown(), "2-0");
  hear(score_delta(3, 0));
  EXPECT_FALSE(hear(play_delta(7, 2, 0)).is_told);
  EXPECT_EQ(shown(), "3-0");
  EXPECT_EQ(match()->plays.size(), 1u);
  EXPECT_FALSE(sync.is_in_doubt());
}

TEST_F(MatchSyncOrderTest, ALatePlayTellsNoScoreButIsKept) {
  settled(score(0, 0));
  hear(play_delta(9, 4, 0));
  hear(play_delta(8, 2, 0));
  EXPECT_EQ(shown(), "4-0");
  ASSERT_EQ(match()->plays.size(), 2u);
  EXPECT_EQ(match()->plays[0].id, 8);
  EXPECT_EQ(match()->plays[1].id, 9);
}

TEST_F(MatchSyncOrderTest, ANewerPlayIsLaterWhateverItsScore) {
  settled(score(0, 0));
  hear(play_delta(9, 4, 0));
  hear(play_delta(10, 2, 0));
  EXPECT_EQ(shown(), "2-0");
  EXPECT_FALSE(sync.is_in_doubt());
}

TEST_F(MatchSyncOrderTest, TheFirstPlayHasNoneBeforeIt) {
  settled(score(4, 0));
  hear(play_delta(9, 2, 0));
  EXPECT_EQ(shown(), "4-0");
  EXPECT_TRUE(sync.is_in_doubt());
  EXPECT_EQ(match()->plays.size(), 1u);
}

TEST_F(MatchSyncOrderTest, APlayFromBeforeTheMatchWasFollowedIsALateOne) {
  sync.note_play(9);
  settled(score(4, 0));
  hear(play_delta(9, 6, 0));
  EXPECT_EQ(shown(), "4-0");
  hear(play_delta(10, 7, 0));
  EXPECT_EQ(shown(), "7-0");
}

// What is in doubt stays so until somebody settles it, not until something older comes late.
TEST_F(MatchSyncOrderTest, WhatIsOlderByTheClockDoesNotReplaceWhatIsContested) {
  for (const std::int32_t seconds_left : {310, 300}) {
    reset();
    settled(at_clock(300, score(2, 2)));
    hear(at_clock(300, score_delta(1, 2)));
    hear(at_clock(seconds_left, score_delta(0, 2)));
    pass(1'000);
    answer(ask(), at_clock(300, score(1, 2)));
    EXPECT_EQ(shown(), seconds_left > 300 ? "1-2" : "2-2");
  }
}

}  // namespace
}  // namespace scoreline
