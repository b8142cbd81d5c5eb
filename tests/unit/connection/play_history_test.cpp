#include "connection/play_history.hpp"

#include <gtest/gtest.h>

#include "connection/stats_api_provider.hpp"
#include "unit/connection/support/matches.hpp"
#include "unit/connection/support/platform.hpp"

namespace scoreline {
namespace {

using test::answer;
using test::match_of;

constexpr MonoMs kNow = 1'000'000;

class PlayHistoryTest : public testing::Test {
 protected:
  // A match whose plays are wanted.
  void add(const std::string& id) {
    matches.tracks()[id].wants_plays = true;
    matches.show(match_of(id), kNow);
    (void)matches.take_changes();
  }
  void ask() {
    plays.ask(kNow);
    actions.add(outbox.take());
  }
  static SnapshotRequest request(const std::string& id) {
    SnapshotRequest request;
    request.subject = {SubjectKind::kMatch, Sport::kUnknown, id};
    return request;
  }
  static Play play(std::int64_t id) {
    Play play;
    play.id = id;
    return play;
  }
  [[nodiscard]] std::vector<std::int64_t> shown(const std::string& id) const {
    std::vector<std::int64_t> ids;
    for (const Play& play : matches.find(id)->plays) ids.push_back(play.id);
    return ids;
  }

  test::Actions actions;
  Outbox outbox{2};
  Access access{outbox, "key", false};
  RateBudget rate;
  HttpHeaders headers;
  StatsApiProvider provider{"https://api", nullptr};
  KnownMatches matches;
  RestRequests requests{outbox, provider, access, rate, headers};
  PlayHistory plays{matches, access, rate, provider, requests};
};

TEST_F(PlayHistoryTest, IsAskedForOnce) {
  add("a");
  EXPECT_LE(plays.next_due(), kNow);
  ask();
  EXPECT_EQ(actions.count<Fetch>(), 1u);
  EXPECT_FALSE(matches.track_of("a")->wants_plays);
  ask();
  EXPECT_EQ(actions.count<Fetch>(), 1u);
}

TEST_F(PlayHistoryTest, OfTwoMatchesAtATime) {
  for (const char* id : {"a", "b", "c"}) add(id);
  ask();
  EXPECT_EQ(actions.count<Fetch>(), 2u);
  // Nothing to do before one of them is answered, or has waited too long.
  EXPECT_GT(plays.next_due(), kNow);
  (void)requests.plays().take(actions.take<Fetch>().request);
  ask();
  EXPECT_EQ(requests.plays().size(), 2u);
}

TEST_F(PlayHistoryTest, NotWhereTheRateHasNoRoom) {
  for (std::size_t i = 0; i < kMostSnapshotsAMinute; ++i) rate.snapshot_sent(kNow);
  add("a");
  ask();
  EXPECT_EQ(actions.count<Fetch>(), 0u);
  EXPECT_EQ(plays.next_due(), kNow + Allowance::kMinute);
}

// A page of many boards wants many plays, and its snapshots have to come first.
TEST_F(PlayHistoryTest, LeavesRequestsToSnapshots) {
  const auto sent = [&] {
    std::size_t count = 0;
    for (; rate.free_at(1) <= kNow; ++count) rate.snapshot_sent(kNow);
    return count;
  };
  for (int i = 0; i < 100; ++i) add(std::to_string(i));
  for (int i = 0; i < 100; ++i) {
    ask();
    (void)requests.plays().take(static_cast<RequestId>(i + 1));
  }
  EXPECT_GE(actions.count<Fetch>(), 5u);
  EXPECT_GT(plays.next_due(), kNow);
  EXPECT_GE(sent(), 8u);
}

TEST_F(PlayHistoryTest, NorWhileTheCredentialsAreRefused) {
  add("a");
  access.refuse(Reason::kWrongKey, std::nullopt, kNow);
  ask();
  EXPECT_EQ(actions.count<Fetch>(), 0u);
  EXPECT_EQ(plays.next_due(), kNever);
  EXPECT_TRUE(matches.track_of("a")->wants_plays);
}

TEST_F(PlayHistoryTest, AFailureIsNotTriedAgain) {
  add("a");
  ask();
  plays.on_answer(request("a"), answer(500));
  EXPECT_EQ(plays.next_due(), kNow + 12'000);  // the request's own deadline
  EXPECT_TRUE(matches.take_changes().empty());
}

TEST_F(PlayHistoryTest, IsShownButNotToldAsNew) {
  add("a");
  plays.on_answer(request("a"), answer(200, R"({"data":[{"id":4},{"id":3}]})"));
  EXPECT_EQ(shown("a"), (std::vector<std::int64_t>{3, 4}));
  const std::vector<MatchChange> changes = matches.take_changes();
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_TRUE(changes[0].new_plays.empty());
}

TEST_F(PlayHistoryTest, WhatIsNewerThanTheStreamsOwnIsLeftToTheStream) {
  add("a");
  Match match = match_of("a");
  match.plays = {play(4)};
  matches.show(match, kNow);
  plays.on_answer(request("a"), answer(200, R"({"data":[{"id":3},{"id":4},{"id":5}]})"));
  EXPECT_EQ(shown("a"), (std::vector<std::int64_t>{3, 4}));
}

TEST_F(PlayHistoryTest, OfAMatchThatIsGoneIsPassedOver) {
  plays.on_answer(request("gone"), answer(200, R"({"data":[{"id":3}]})"));
  EXPECT_EQ(matches.find("gone"), nullptr);
}

}  // namespace
}  // namespace scoreline
