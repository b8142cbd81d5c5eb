#include "connection/snapshot_intake.hpp"

#include <gtest/gtest.h>

#include "connection/scorelytics_provider.hpp"
#include "unit/connection/support/fake_streams.hpp"
#include "unit/connection/support/matches.hpp"
#include "unit/connection/support/platform.hpp"

namespace scoreline {
namespace {

using Ids = std::vector<std::string>;
using test::match_of;

const Subject kA{SubjectKind::kMatch, Sport::kFootball, "a"};
const Subject kLive{SubjectKind::kLive, Sport::kFootball, ""};
const Subject kLeague{SubjectKind::kLeague, Sport::kFootball, "5"};
const Subject kDay{SubjectKind::kDay, Sport::kFootball, "2026-11-26"};

class SnapshotIntakeTest : public testing::Test {
 protected:
  Interest& watch(const Subject& subject) {
    Interest& interest = askings.interests[subject];
    if (!subject.is_list()) {
      interest.matches = {subject.id};
      matches.tracks()[subject.id];
    }
    return interest;
  }
  // One that is asked now.
  SnapshotRequest request(const Subject& subject) {
    SnapshotRequest request;
    request.subject = subject;
    request.asked = request.step_asked = outbox.next_seq();
    request.asked_at = request.step_asked_at = clock.mono();
    return request;
  }
  static SnapshotReading reading(const Ids& ids, MatchStatus status = MatchStatus::kLive) {
    SnapshotReading reading;
    reading.is_readable = true;
    for (const std::string& id : ids) reading.matches.push_back(match_of(id, status));
    return reading;
  }
  bool take(SnapshotRequest& request, SnapshotReading&& reading, MonoMs age = 0) {
    return intake.take(request, std::move(reading), age, true, clock.mono());
  }
  // Asked and answered whole, now.
  void answer(const Subject& subject, SnapshotReading&& reading, MonoMs age = 0) {
    SnapshotRequest asked = request(subject);
    EXPECT_TRUE(take(asked, std::move(reading), age));
  }
  void make_plan() { plan.make(5, true, clock.now()); }

  test::TestClock clock;
  Outbox outbox{5};
  test::FakeStreams streams;
  Askings askings;
  KnownMatches matches;
  RestPath rest;
  ScorelyticsProvider provider{"https://api", scorelytics::ClockUnit::kUndecided};
  StreamPlan plan{askings, matches, provider, streams, outbox};
  SnapshotIntake intake{askings, matches, plan, rest, provider};
};

TEST_F(SnapshotIntakeTest, AnAnswerShowsItsMatchAndIsRemembered) {
  Asking& asking = watch(kA).asking;
  asking.trouble = Reason::kServerError;
  asking.retry_at = clock.mono() + 5'000;
  answer(kA, reading({"a"}));
  EXPECT_NE(matches.find("a"), nullptr);
  EXPECT_EQ(asking.answered_at, clock.mono());
  EXPECT_EQ(asking.trouble, Reason::kNone);
  EXPECT_EQ(asking.retry_at, 0);
  EXPECT_EQ(matches.track_of("a")->answered_at, clock.mono());
}

TEST_F(SnapshotIntakeTest, ItSpeaksForTheTimeAtWhichItWasAskedLessItsAge) {
  watch(kA);
  const MonoMs asked_at = clock.mono();
  SnapshotRequest asked = request(kA);
  clock.pass(700);
  EXPECT_TRUE(take(asked, reading({"a"}), 4'000));
  EXPECT_EQ(matches.track_of("a")->sync.proven_at(), asked_at - 4'000);
}

TEST_F(SnapshotIntakeTest, OrLessTheAgeAtWhichOthersWereCaught) {
  watch(kA);
  rest.caught(9'000, clock.mono());
  answer(kA, reading({"a"}));
  EXPECT_EQ(matches.track_of("a")->sync.proven_at(), clock.mono() - 9'000);
}

TEST_F(SnapshotIntakeTest, TheFirstAnswerNeedsAPlan) {
  watch(kA);
  make_plan();
  answer(kA, reading({"a"}));
  EXPECT_FALSE(plan.is_valid());
  make_plan();
  answer(kA, reading({"a"}));
  EXPECT_TRUE(plan.is_valid());
}

TEST_F(SnapshotIntakeTest, AListIsWholeWithItsLastPage) {
  Interest& list = watch(kLive);
  SnapshotRequest asked = request(kLive);
  SnapshotReading first = reading({"a"});
  first.next_step = "2";
  EXPECT_FALSE(take(asked, std::move(first)));
  EXPECT_EQ(asked.step, "2");
  EXPECT_EQ(list.asking.answered_at, kNever);
  ++asked.steps;
  EXPECT_TRUE(take(asked, reading({"b"})));
  EXPECT_EQ(list.matches, (Ids{"a", "b"}));
  EXPECT_EQ(list.asking.steps, 2);
}

TEST_F(SnapshotIntakeTest, AListWithoutEndEndsSomewhere) {
  watch(kLive);
  SnapshotRequest asked = request(kLive);
  Ids ids;
  for (int i = 0; i < 3'000; ++i) ids.push_back(std::to_string(i));
  SnapshotReading endless = reading(ids);
  endless.next_step = "2";
  EXPECT_TRUE(take(asked, std::move(endless)));
  EXPECT_EQ(askings.interests[kLive].matches.size(), 2'000u);
}

TEST_F(SnapshotIntakeTest, WhatLeavesAListIsAskedForByItself) {
  Interest& list = watch(kLive);
  answer(kLive, reading({"a", "b"}));
  EXPECT_TRUE(askings.asides.empty());
  answer(kLive, reading({"b"}));
  // Its reader still wants to know how it ended.
  EXPECT_EQ(list.matches, (Ids{"b", "a"}));
  EXPECT_EQ(list.listed, Ids{"b"});
  EXPECT_EQ(askings.asides["a"].wanted_at, clock.mono());
  // It is back.
  answer(kLive, reading({"a", "b"}));
  EXPECT_TRUE(askings.asides.empty());
}

TEST_F(SnapshotIntakeTest, AResultThatIsKnownCanWait) {
  watch(kLive);
  answer(kLive, reading({"a"}, MatchStatus::kFinished));
  answer(kLive, reading({}));
  EXPECT_EQ(askings.asides["a"].wanted_at, kNever);
  EXPECT_EQ(askings.asides["a"].answered_at, clock.mono());
}

TEST_F(SnapshotIntakeTest, WhatLeavesAListButHasABoardOfItsOwnIsAskedForByThat) {
  watch(kA);
  watch(kLive);
  answer(kLive, reading({"a"}));
  answer(kLive, reading({}));
  EXPECT_TRUE(askings.asides.empty());
}

TEST_F(SnapshotIntakeTest, ARowThatCannotBeShownHasNotLeftTheList) {
  watch(kLive);
  answer(kLive, reading({"a"}));
  SnapshotRequest asked = request(kLive);
  asked.unshown = {"a"};
  EXPECT_TRUE(take(asked, reading({})));
  EXPECT_TRUE(askings.asides.empty());
}

TEST_F(SnapshotIntakeTest, WhatAGroupsListDoesNotHaveIsAskedForByItself) {
  for (const char* id : {"a", "b"}) watch({SubjectKind::kMatch, Sport::kFootball, id});
  askings.groups[kDay].members = {"a", "b"};
  answer(kDay, reading({"b", "foreign"}));
  EXPECT_GT(askings.of(kA)->alone_until, clock.mono());
  EXPECT_EQ(askings.interests[kA].asking.wanted_at, clock.mono());
  EXPECT_NE(matches.find("b"), nullptr);
  // Nobody watches that one.
  EXPECT_EQ(matches.find("foreign"), nullptr);
}

TEST_F(SnapshotIntakeTest, AnAnswerThatNobodyAwaitsChangesNothing) {
  answer(kLive, reading({"a"}));
  EXPECT_EQ(matches.find("a"), nullptr);
  EXPECT_TRUE(matches.tracks().empty());
}

TEST_F(SnapshotIntakeTest, AMatchThatIsNewInAListIsCoveredAndNeedsABase) {
  Interest& list = watch(kLive);
  make_plan();
  const StreamKey all{StreamKind::kAll, ""};
  streams.set_live(all, clock.mono());
  answer(kLive, reading({"a"}));
  EXPECT_EQ(matches.track_of("a")->cover, all);
  EXPECT_TRUE(matches.track_of("a")->sync.wants_base());
  EXPECT_NE(list.asking.wanted_at, kNever);
}

TEST_F(SnapshotIntakeTest, WhatAStrangerToldIsTakenOver) {
  MatchDelta goal;
  goal.match_id = "a";
  goal.home_score = 1;
  clock.pass(1'000);
  watch(kLive);
  SnapshotRequest asked = request(kLive);
  (void)matches.strangers().meet(std::move(goal), clock.mono() + 1, outbox.random());
  clock.pass(100);
  EXPECT_TRUE(take(asked, reading({"a"})));
  EXPECT_EQ(matches.find("a")->home.score, 1);
}

// The league's list, asked for after the message, does not have the match; the list that has it was
// asked for before.
TEST_F(SnapshotIntakeTest, WhatAStrangerToldIsKeptWhenAListWithoutItIsAnswered) {
  MatchDelta goal;
  goal.match_id = "a";
  goal.home_score = 1;
  watch(kLive);
  watch(kLeague);
  SnapshotRequest asked = request(kLive);
  (void)matches.strangers().meet(std::move(goal), clock.mono() + 1, outbox.random());
  clock.pass(100);
  answer(kLeague, reading({"b"}));
  EXPECT_TRUE(take(asked, reading({"a"})));
  EXPECT_EQ(matches.find("a")->home.score, 1);
}

}  // namespace
}  // namespace scoreline
