#include "connection/stream_verdicts.hpp"

#include <gtest/gtest.h>

#include "unit/connection/support/fake_streams.hpp"
#include "unit/connection/support/matches.hpp"
#include "unit/connection/support/platform.hpp"

namespace scoreline {
namespace {

using test::follow;
using test::match_of;

const StreamKey kAll{StreamKind::kAll, ""};
const StreamKey kB{StreamKind::kMatch, "b"};

// Matches in play, each followed by a stream that stands on a settled base.
class StreamVerdictsTest : public testing::Test {
 protected:
  Track& add(const std::string& id, const StreamKey& cover) {
    streams.set_live(cover, clock.mono());
    matches.show(match_of(id), clock.mono());
    Track& track = matches.tracks()[id];
    follow(track, cover, match_of(id), clock.mono());
    return track;
  }
  // An answer knows a goal of that match.
  void answer_goal(const std::string& id) {
    Match match = *matches.find(id);
    ++*match.home.score;
    const MonoMs now = clock.mono();
    MatchSync::Answered answered = matches.track_of(id)->sync.on_snapshot(
        matches.find(id), std::move(match), Asked{++seq, now, now, now}, now);
    matches.show(std::move(answered.shown), now);
  }
  // An answer from when a replica knows what was told before the streams were live.
  void settle(const std::string& id) {
    const MonoMs now = clock.mono();
    (void)matches.track_of(id)->sync.on_snapshot(matches.find(id), Match(*matches.find(id)),
                                                 Asked{++seq, now, now, now}, now);
  }
  // Whatever was said meanwhile may have been lost.
  void doubt(const std::string& id) {
    Track& track = *matches.track_of(id);
    pass(1);
    track.doubted_at = clock.mono();
    track.sync.doubt(++seq, clock.mono());
  }
  void pass(MonoMs ms) {
    clock.pass(ms);
    (void)page.take_time(clock.now(), kNever, true);
  }
  // The connections have been heard since.
  void hear(const StreamKey& key) { streams.set_live(key, clock.mono()); }
  // Returns the stream that is opened anew.
  std::optional<StreamKey> judge() {
    streams.reopened.clear();
    verdicts.judge(streams, clock.now());
    if (streams.reopened.empty()) return std::nullopt;
    EXPECT_EQ(streams.reopened.size(), 1u);
    return streams.reopened.front();
  }
  // A goal that an answer knows and the stream does not tell in time.
  std::optional<StreamKey> miss_goal(const std::string& id) {
    answer_goal(id);
    pass(kStreamLag);
    hear(matches.track_of(id)->cover);
    return judge();
  }
  [[nodiscard]] bool is_convicted(const std::string& id) {
    return matches.track_of(id)->conviction.is_convicted();
  }

  test::TestClock clock;
  PageLife page;
  ServerClock server;
  test::FakeStreams streams;
  KnownMatches matches;
  MatchTrust trust{page, server, streams};
  Outbox outbox{1};
  StreamVerdicts verdicts{matches, trust, outbox};
  Seq seq = 100;
};

TEST_F(StreamVerdictsTest, AStreamThatTellsIsLeftAlone) {
  add("a", kAll);
  pass(60'000);
  EXPECT_FALSE(judge());
  EXPECT_FALSE(is_convicted("a"));
}

TEST_F(StreamVerdictsTest, ItHasAMomentToTellWhatAnAnswerKnows) {
  add("a", kAll);
  pass(kSettleAfter);
  settle("a");
  answer_goal("a");
  pass(kStreamLag - 1);
  EXPECT_FALSE(judge());
  EXPECT_FALSE(is_convicted("a"));
}

TEST_F(StreamVerdictsTest, OneThatDoesNotIsConvictedAndOpenedAnew) {
  add("a", kAll);
  pass(kSettleAfter);
  settle("a");
  EXPECT_EQ(miss_goal("a"), kAll);
  EXPECT_TRUE(is_convicted("a"));
  // That has been dealt with.
  EXPECT_FALSE(judge());
}

// As connections do while a page sleeps.
TEST_F(StreamVerdictsTest, AConnectionThatMayHaveEndedIsOpenedAnewWithoutAVerdict) {
  add("a", kAll);
  pass(kSettleAfter);
  settle("a");
  doubt("a");
  answer_goal("a");
  pass(kStreamLag);
  EXPECT_EQ(judge(), kAll);
  EXPECT_FALSE(is_convicted("a"));
}

// It was believed on an answer since then: nobody can tell it from one that is open and dead.
TEST_F(StreamVerdictsTest, OneThatWasBelievedSinceTheDoubtHasNoExcuse) {
  add("a", kAll);
  pass(kSettleAfter);
  settle("a");
  doubt("a");
  pass(kSettleAfter);
  settle("a");
  answer_goal("a");
  pass(kStreamLag);
  EXPECT_EQ(judge(), kAll);
  EXPECT_TRUE(is_convicted("a"));
}

// A clock that is set, say: the question is put off, and not forgotten.
TEST_F(StreamVerdictsTest, ADoubtIsNoExcuseForWhatIsExpectedAlready) {
  add("a", kAll);
  pass(kSettleAfter);
  settle("a");
  answer_goal("a");
  doubt("a");
  pass(kStreamLag - 1);
  EXPECT_FALSE(judge());
  pass(1);
  EXPECT_EQ(judge(), kAll);
  EXPECT_TRUE(is_convicted("a"));
}

TEST_F(StreamVerdictsTest, OthersOfTheSameStreamShareItUnlessTheyWereJustToldOf) {
  add("a", kAll);
  add("quiet", kAll);
  add("told", kAll);
  add("b", kB);
  pass(kSettleAfter);
  settle("a");
  matches.track_of("told")->pace.heard(clock.mono());
  EXPECT_EQ(miss_goal("a"), kAll);
  EXPECT_TRUE(is_convicted("quiet"));
  EXPECT_FALSE(is_convicted("told"));
  EXPECT_FALSE(is_convicted("b"));
}

TEST_F(StreamVerdictsTest, MatchesThatAreNotInPlayDoNot) {
  add("a", kAll);
  add("later", kAll);
  matches.show(match_of("later", MatchStatus::kScheduled), clock.mono());
  pass(kSettleAfter);
  settle("a");
  EXPECT_EQ(miss_goal("a"), kAll);
  EXPECT_FALSE(is_convicted("later"));
}

TEST_F(StreamVerdictsTest, OneReopeningAMinuteIsEnough) {
  add("a", kAll);
  pass(kSettleAfter);
  settle("a");
  EXPECT_TRUE(miss_goal("a"));
  pass(kSettleAfter);
  settle("a");
  EXPECT_FALSE(miss_goal("a"));
  pass(60'000);
  settle("a");
  EXPECT_TRUE(miss_goal("a"));
}

}  // namespace
}  // namespace scoreline
