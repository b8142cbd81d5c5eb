#include "connection/stream_plan.hpp"

#include <gtest/gtest.h>

#include "connection/scorelytics_provider.hpp"
#include "connection/stats_api_provider.hpp"
#include "unit/connection/support/fake_streams.hpp"
#include "unit/connection/support/matches.hpp"
#include "unit/connection/support/platform.hpp"

namespace scoreline {
namespace {

using Keys = std::vector<StreamKey>;
using test::match_of;

constexpr int kManySockets = 5;
const StreamKey kAll{StreamKind::kAll, ""};
const StreamKey kA{StreamKind::kMatch, "a"};
const StreamKey kB{StreamKind::kMatch, "b"};
const Subject kLive{SubjectKind::kLive, Sport::kFootball, ""};

class StreamPlanTest : public testing::Test {
 protected:
  // A board of that match.
  Interest& watch(const std::string& id) {
    matches.tracks()[id];
    Interest& interest = askings.interests[{SubjectKind::kMatch, Sport::kFootball, id}];
    interest.matches = {id};
    return interest;
  }
  Interest& watch_list(std::vector<std::string> ids) {
    for (const std::string& id : ids) matches.tracks()[id];
    Interest& interest = askings.interests[kLive];
    interest.matches = std::move(ids);
    return interest;
  }
  void make(int max_sockets = kManySockets, bool may_open = true) {
    plan.make(max_sockets, may_open, clock.now());
  }

  test::TestClock clock;
  Outbox outbox{4};
  Askings askings;
  KnownMatches matches;
  test::FakeStreams streams;
  ScorelyticsProvider provider{"https://api", scorelytics::ClockUnit::kUndecided};
  StreamPlan plan{askings, matches, provider, streams, outbox};
};

TEST_F(StreamPlanTest, IsToBeMadeFirst) {
  EXPECT_FALSE(plan.is_valid());
  make();
  EXPECT_TRUE(plan.is_valid());
  plan.invalidate();
  EXPECT_FALSE(plan.is_valid());
}

TEST_F(StreamPlanTest, HoldsAStreamForEachMatchAndSaysWhichCoversIt) {
  watch("a");
  watch("b");
  make();
  EXPECT_EQ(streams.wanted, (Keys{kA, kB}));
  EXPECT_TRUE(matches.track_of("a")->is_covered);
  EXPECT_EQ(matches.track_of("a")->cover, kA);
}

TEST_F(StreamPlanTest, OrOneOfEverythingWhereSocketsAreFew) {
  watch("a");
  watch("b");
  make(1);
  EXPECT_EQ(streams.wanted, Keys{kAll});
  EXPECT_EQ(matches.track_of("b")->cover, kAll);
}

// The connection may not have told what the answers say: the next one is not believed on an answer.
TEST_F(StreamPlanTest, AStreamThatIsLostInADisputeIsNotBelievedBeforeItTellsAChange) {
  for (const char* id : {"a", "b"}) {
    watch(id);
    Match match = match_of(id);
    match.home.score = 2;
    matches.show(Match(match), clock.mono());
    test::follow(*matches.track_of(id), id[0] == 'a' ? kA : kB, match, clock.mono());
  }
  Match disputed = match_of("a");
  (void)matches.track_of("a")->sync.on_snapshot(matches.find("a"), std::move(disputed),
                                                Asked{9, clock.mono(), clock.mono(), 0},
                                                clock.mono());
  ASSERT_TRUE(matches.track_of("a")->sync.is_disputed());
  plan.note_lost(kA, clock.mono());
  plan.note_lost(kB, clock.mono());
  EXPECT_TRUE(matches.track_of("a")->conviction.is_convicted());
  EXPECT_FALSE(matches.track_of("b")->conviction.is_convicted());
}

TEST_F(StreamPlanTest, NoneForAMatchThatIsOverOrRefused) {
  watch("a");
  matches.show(match_of("a", MatchStatus::kFinished), clock.mono());
  watch("b").asking.refusal = Reason::kForbidden;
  make();
  EXPECT_TRUE(streams.wanted.empty());
  EXPECT_FALSE(matches.track_of("a")->is_covered);
}

TEST_F(StreamPlanTest, WhoseEndTakesItsStreamAway) {
  watch("a");
  make();
  EXPECT_TRUE(matches.track_of("a")->is_covered);
  matches.show(match_of("a", MatchStatus::kFinished), clock.mono());
  make();
  EXPECT_FALSE(matches.track_of("a")->is_covered);
}

TEST_F(StreamPlanTest, AnswersAreNeededWhereAStreamIsLiveAlready) {
  Interest& list = watch_list({"a"});
  streams.set_live(kAll, clock.mono());
  make();
  EXPECT_EQ(list.asking.wanted_at, clock.mono());
  EXPECT_TRUE(matches.track_of("a")->sync.wants_base());
  // Nothing changes with the next plan.
  list.asking.note_asked(clock.mono(), false);
  make();
  EXPECT_EQ(list.asking.wanted_at, kNever);
}

TEST_F(StreamPlanTest, AMatchThatIsNewInAListIsCoveredByItsStream) {
  watch_list({});
  make();
  EXPECT_EQ(streams.wanted, Keys{kAll});
  Track& fresh = matches.tracks()["b"];
  plan.cover_new(match_of("b"), fresh, clock.mono());
  EXPECT_EQ(fresh.cover, kAll);
  Track& over = matches.tracks()["c"];
  plan.cover_new(match_of("c", MatchStatus::kFinished), over, clock.mono());
  EXPECT_FALSE(over.is_covered);
}

TEST_F(StreamPlanTest, WithoutGoodCredentialsOnlyWhatIsLiveGoesOn) {
  watch("a");
  watch("b");
  streams.set_live(kA, clock.mono());
  make(kManySockets, false);
  EXPECT_EQ(streams.wanted, Keys{kA});
}

// The Stats API's channel of everything, whose place those of single matches take.
TEST_F(StreamPlanTest, OthersStandInForARefusedStreamUntilItIsTriedAgain) {
  const StatsApiProvider stats_api("https://api", nullptr);
  StreamPlan channels{askings, matches, stats_api, streams, outbox};
  watch_list({"a"});
  matches.show(match_of("a"), clock.mono());
  channels.make(kManySockets, true, clock.now());
  EXPECT_EQ(streams.wanted, Keys{kAll});
  EXPECT_EQ(channels.next_deadline(), kNever);
  streams.set_refused(kAll, Reason::kForbidden);
  channels.make(kManySockets, true, clock.now());
  EXPECT_EQ(streams.wanted, Keys{kA});
  EXPECT_GT(channels.next_deadline(), clock.mono());
  streams.statuses.clear();
  channels.take_time(channels.next_deadline() - 1);
  EXPECT_TRUE(channels.is_valid());
  channels.take_time(channels.next_deadline());
  EXPECT_FALSE(channels.is_valid());
  channels.make(kManySockets, true, clock.now());
  EXPECT_EQ(streams.wanted, Keys{kAll});
}

TEST_F(StreamPlanTest, AReaderWhoAsksToTryAgainEndsThatWait) {
  watch_list({"a"});
  streams.set_refused(kAll, Reason::kForbidden);
  make();
  EXPECT_NE(plan.next_deadline(), kNever);
  plan.forget_refusal();
  EXPECT_FALSE(plan.is_valid());
  EXPECT_EQ(plan.next_deadline(), kNever);
}

TEST_F(StreamPlanTest, ARefusalOfTheConnectionIsNoneOfThatStream) {
  watch_list({"a"});
  streams.set_refused(kAll, Reason::kWrongKey);
  make();
  EXPECT_EQ(plan.next_deadline(), kNever);
}

}  // namespace
}  // namespace scoreline
