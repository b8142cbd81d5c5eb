// What one message changes, and what it leaves as it was.
#include <gtest/gtest.h>

#include "unit/connection/support/source_driver.hpp"

namespace scoreline {
namespace {

using test::row;
using test::score_update;
using test::status_change;

constexpr std::string_view kHeartbeat = R"({"type":"heartbeat","match_id":"a","data":{}})";

class SourceMessageTest : public test::SourceDriver {
 protected:
  // The last message concerned one match at most.
  [[nodiscard]] bool is_of_one() const { return source->has_told_of_one(); }
};

TEST_F(SourceMessageTest, AScoreConcernsItsMatchAlone) {
  const SocketId socket = live("a");
  EXPECT_FALSE(is_of_one());
  say(socket, score_update("a", 1, 0, 10));
  EXPECT_TRUE(is_of_one());
  EXPECT_EQ(score("a"), "1-0");
  EXPECT_EQ(state("a"), ConnectionState::kLive);
}

TEST_F(SourceMessageTest, WhatIsNotUnderstoodConcernsNone) {
  const SocketId socket = live("a");
  say(socket, kHeartbeat);
  EXPECT_TRUE(is_of_one());
  say(socket, "\xff\xfe");
  EXPECT_TRUE(is_of_one());
}

TEST_F(SourceMessageTest, AllIsLookedAtSoonAfterIt) {
  const SocketId socket = live("a");
  pass(100);
  say(socket, score_update("a", 1, 0, 10));
  EXPECT_LE(source->next_deadline(), clock.mono() + 1'000);
  const MonoMs told_at = clock.mono();
  for (int ms = 0; ms < 900; ms += 100) {
    clock.pass(100);
    say(socket, kHeartbeat);
    EXPECT_TRUE(is_of_one());
    EXPECT_LE(source->next_deadline(), told_at + 1'000) << "messages put it off";
  }
}

TEST_F(SourceMessageTest, WhatIsDueIsDoneByAMessageThatComesBeforeItsTimer) {
  const SocketId socket = live("a");
  say(socket, kHeartbeat);
  EXPECT_TRUE(is_of_one());
  clock.pass(source->next_deadline() - clock.mono());
  say(socket, kHeartbeat);
  EXPECT_FALSE(is_of_one());
}

// Not live any more; and then neither before nor after.
TEST_F(SourceMessageTest, WhatAnAnswerHasToSettleConcernsAll) {
  const SocketId socket = live("a", 2, 0);
  say(socket, score_update("a", 1, 0, 10));
  EXPECT_NE(state("a"), ConnectionState::kLive);
  EXPECT_FALSE(is_of_one());
  say(socket, score_update("a", 1, 0, 10));
  EXPECT_FALSE(is_of_one());
}

TEST_F(SourceMessageTest, AMatchThatEndsMayNeedOtherStreams) {
  const SocketId socket = live("a");
  say(socket, status_change("a", 2, 3));
  EXPECT_FALSE(is_of_one());
}

TEST_F(SourceMessageTest, TheFirstOneAfterADoubtMayProveThatAllIsAlive) {
  const SocketId socket = live("a");
  hide(true);
  serve(61'000, row("a", 0, 0));
  hide(false);
  say(socket, kHeartbeat);
  EXPECT_FALSE(is_of_one());
  say(socket, kHeartbeat);
  EXPECT_TRUE(is_of_one());
}

TEST_F(SourceMessageTest, EveryOtherInputMayChangeAnything) {
  const SocketId socket = live("a");
  say(socket, score_update("a", 1, 0, 10));
  EXPECT_TRUE(is_of_one());
  wake();
  EXPECT_FALSE(is_of_one());
}

}  // namespace
}  // namespace scoreline
