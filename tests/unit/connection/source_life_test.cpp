// A source through its page's life: hidden, asleep, offline, and with keys that expire.
#include <gtest/gtest.h>

#include "connection/provider_source.hpp"
#include "unit/connection/support/source_driver.hpp"

namespace scoreline {
namespace {

using test::answer;
using test::match_subject;
using test::row;
using test::score_update;

const Subject kA = match_subject("a");
const Subject kB = match_subject("b");

class SourceLifeTest : public test::SourceDriver {
 protected:
  // Answers each request for the match and refuses no socket, for so long.
  void serve(MonoMs ms, int home = 0, int away = 0) {
    const MonoMs end = clock.mono() + ms;
    while (clock.mono() < end) {
      while (actions.count<Fetch>() > 0) reply("matches/a", row("a", home, away));
      pass(100);
    }
  }
};

// --- hidden

TEST_F(SourceLifeTest, AHiddenPageSpendsNothing) {
  live("a");
  actions.forget();
  hide(true);
  pass(30 * 60'000);
  EXPECT_TRUE(actions.empty());
}

// It asks for nothing, so a long silence of its stream ends its trust: what comes then is shown, and
// called live when the page is seen again and an answer has proven it.
TEST_F(SourceLifeTest, AHiddenPageKeepsFollowingItsStream) {
  const SocketId socket = live("a");
  hide(true);
  pass(60'000);
  say(socket, score_update("a", 1, 0, 11));
  EXPECT_EQ(score("a"), "1-0");
  EXPECT_NE(state("a"), ConnectionState::kLive);
}

TEST_F(SourceLifeTest, ShownAgainAfterAMinuteItIsProvenAnew) {
  const SocketId socket = live("a");
  hide(true);
  pass(10'000);
  say(socket, score_update("a", 0, 0, 11));
  hide(false);
  EXPECT_EQ(state("a"), ConnectionState::kLive);
  EXPECT_EQ(actions.count<Fetch>(), 0u);
  hide(true);
  pass(60'000);
  say(socket, score_update("a", 0, 0, 12));
  hide(false);
  EXPECT_NE(state("a"), ConnectionState::kLive);
  reply("matches/a", row("a", 0, 0, 2, R"(,"period":12,"minute":12)"));
  EXPECT_EQ(state("a"), ConnectionState::kLive);
  EXPECT_EQ(actions.count<OpenSocket>(), 0u);
}

// The connection was open all the time, and loses nothing.
TEST_F(SourceLifeTest, WhatItsStreamDidNotTellWhileHiddenMakesItSuspect) {
  live("a");
  hide(true);
  pass(60'000);
  hide(false);
  reply("matches/a", row("a", 1, 0, 2, R"(,"period":12,"minute":12)"));
  EXPECT_EQ(score("a"), "1-0");
  EXPECT_NE(state("a"), ConnectionState::kLive);
  serve(kStreamLag + 100, 1);
  EXPECT_EQ(actions.count<OpenSocket>(), 1u);
}

TEST_F(SourceLifeTest, HiddenTwiceIsHiddenSinceTheFirstTime) {
  const SocketId socket = live("a");
  hide(true);
  pass(40'000);
  hide(true);
  pass(40'000);
  say(socket, score_update("a", 0, 0, 12));
  hide(false);
  EXPECT_EQ(actions.count<Fetch>(), 1u);
}

// --- sleep and clocks that jump

TEST_F(SourceLifeTest, AfterSleepNothingIsTrustedAndTheSocketReplaced) {
  const SocketId socket = live("a");
  sleep(3'600'000);
  EXPECT_EQ(state("a"), ConnectionState::kStale);
  EXPECT_EQ(actions.take<CloseSocket>().socket, socket);
  wake();
  open();
  serve(1'000, 3, 0);
  EXPECT_EQ(score("a"), "3-0");
  EXPECT_EQ(state("a"), ConnectionState::kLive);
}

TEST_F(SourceLifeTest, ATimerThatIsLateMayHaveMissedSomething) {
  struct Row {
    MonoMs late;
    bool is_doubted;
    bool is_replaced;
  };
  constexpr Row kRows[] = {{5'000, true, false}, {5'001, true, false}, {30'001, true, true}};
  for (const Row& row : kRows) {
    actions.forget();
    const SocketId socket = live("a");
    sleep(source->next_deadline() - clock.mono() + row.late);
    EXPECT_EQ(actions.count<CloseSocket>(), row.is_replaced ? 1u : 0u) << row.late;
    say(socket, score_update("a", 0, 0, 12));
    EXPECT_EQ(state("a") != ConnectionState::kLive, row.is_doubted) << row.late;
    unwatch(kA);
  }
}

TEST_F(SourceLifeTest, AHiddenPagesTimersMayComeOnceAMinute) {
  const SocketId socket = live("a");
  hide(true);
  for (int i = 0; i < 10; ++i) {
    say(socket, score_update("a", 0, 0, 12 + i));
    sleep(60'000);
  }
  EXPECT_EQ(actions.count<CloseSocket>(), 0u);
}

TEST_F(SourceLifeTest, AWallClockThatJumpsIsASleepThatTheOtherDidNotNotice) {
  for (const WallMs jump : {WallMs{3'600'000}, WallMs{-3'600'000}}) {
    actions.forget();
    const SocketId socket = live("a");
    pass(1'000);
    clock.set_wall_forward(jump);
    wake();
    EXPECT_NE(state("a"), ConnectionState::kLive);
    // Forward may have been sleep; back can only have been set.
    EXPECT_EQ(actions.count<CloseSocket>(), jump > 0 ? 1u : 0u) << socket;
    pass(4'000);
    EXPECT_GE(actions.count<Fetch>(), 1u);
    unwatch(kA);
  }
}

TEST_F(SourceLifeTest, ASmallStepOfTheWallClockIsNothing) {
  live("a");
  pass(1'000);
  clock.set_wall_forward(2'000);
  wake();
  EXPECT_EQ(state("a"), ConnectionState::kLive);
  EXPECT_EQ(actions.count<Fetch>(), 0u);
}

// The machine may have slept, and the steady clock with it: what runs on that is wrong by as much.
TEST_F(SourceLifeTest, AfterALargerOneNoGameClockRunsUntilItIsToldAgain) {
  SourceOptions options = test::scorelytics_options();
  options.clock_unit = scorelytics::ClockUnit::kSeconds;
  source = std::make_unique<ProviderSource>(options, nullptr, 11);
  watch(match_subject("a", Sport::kBasketball));
  wake();
  const SocketId socket = open();
  SourceDriver::serve(kSettleAfter + 300,
                      test::row("a", 1, 0, 2, R"(,"period":22,"game_clock_secs":200)"));
  const auto tell = [&](int seconds) {
    say(socket, R"({"type":"score_update","match_id":"a","data":{"home":1,"away":0,"period":22,)"
                R"("game_clock_secs":)" +
                    std::to_string(seconds) + "}}");
  };
  tell(190);
  ASSERT_TRUE(source->store().find("a")->clock);
  clock.set_wall_forward(2'001);
  wake();
  EXPECT_FALSE(source->store().find("a")->clock);
  // A timer shows when the next message has waited.
  EXPECT_LE(source->next_deadline(), clock.mono() + 1'000);
  pass(2'000);
  tell(180);
  EXPECT_TRUE(source->store().find("a")->clock);
}

// --- offline

TEST_F(SourceLifeTest, OfflineIsSaid) {
  watch(kA);
  wake();
  go_online(false);
  EXPECT_EQ(state("a"), ConnectionState::kWaiting);
  EXPECT_EQ(view("a").reason, Reason::kOffline);
}

TEST_F(SourceLifeTest, OfflineIsNotLiveAtOnceThoughTheSocketIsOpen) {
  const SocketId socket = live("a", 1, 0);
  ASSERT_EQ(state("a"), ConnectionState::kLive);
  go_online(false);
  EXPECT_EQ(state("a"), ConnectionState::kStale);
  EXPECT_EQ(view("a").reason, Reason::kOffline);
  EXPECT_EQ(score("a"), "1-0");
  // What was under way may still come, and proves nothing.
  say(socket, score_update("a", 2, 0, 11));
  EXPECT_EQ(score("a"), "2-0");
  EXPECT_NE(state("a"), ConnectionState::kLive);
}

TEST_F(SourceLifeTest, WhatComesLongAfterwardsProvesTheBrowserWrong) {
  const SocketId socket = live("a", 1, 0);
  go_online(false);
  pass(3'001);
  say(socket, score_update("a", 1, 0, 11));
  EXPECT_NE(view("a").reason, Reason::kOffline);
  EXPECT_NE(state("a"), ConnectionState::kLive);  // it has to be proven anew
  wake();
  while (actions.count<OpenSocket>() == 0) pass(50);
  open();
  serve(1'000, 1, 0);
  EXPECT_EQ(state("a"), ConnectionState::kLive);
}

TEST_F(SourceLifeTest, BackOnlineEverythingIsTriedAtOnce) {
  const SocketId socket = live("a");
  pass(1'000);
  go_online(false);
  close(socket);
  EXPECT_EQ(view("a").reason, Reason::kOffline);
  actions.forget();
  go_online(true);
  EXPECT_EQ(actions.count<OpenSocket>(), 1u);
  EXPECT_EQ(actions.count<Fetch>(), 1u);
  open();
  serve(1'000, 2, 0);
  EXPECT_EQ(state("a"), ConnectionState::kLive);
  EXPECT_EQ(view("a").reason, Reason::kNone);
}

TEST_F(SourceLifeTest, ASocketThatOutlivedTheNetworkIsReplaced) {
  const SocketId socket = live("a");
  go_online(false);
  go_online(true);
  EXPECT_EQ(actions.take<CloseSocket>().socket, socket);
}

TEST_F(SourceLifeTest, OnlineTwiceIsNoNews) {
  live("a");
  actions.forget();
  go_online(true);
  EXPECT_TRUE(actions.empty());
  EXPECT_EQ(state("a"), ConnectionState::kLive);
}

// --- keys that a page gives

SourceOptions with_keys_of_the_page() {
  SourceOptions options = test::scorelytics_options();
  options.key.clear();
  options.page_gives_key = true;
  return options;
}

class PageGivesKeyTest : public test::SourceDriver {
 protected:
  PageGivesKeyTest() : SourceDriver(with_keys_of_the_page()) {}

  void give_key(std::optional<std::string> key) {
    source->on_credential(actions.take<AskCredential>().request, std::move(key), clock.now());
    wake();
  }
};

TEST_F(PageGivesKeyTest, NothingIsAskedWithoutAKey) {
  watch(kA);
  wake();
  EXPECT_EQ(actions.count<Fetch>(), 0u);
  EXPECT_EQ(actions.count<OpenSocket>(), 0u);
  EXPECT_EQ(state("a"), ConnectionState::kConnecting);
  give_key("k1");
  EXPECT_EQ(actions.take<Fetch>().headers.front().second, "k1");
  EXPECT_EQ(actions.take<OpenSocket>().url, "wss://api/v1/ws/match/a?api_key=k1");
}

TEST_F(PageGivesKeyTest, APageThatHasNoKeyIsAskedAgain) {
  watch(kA);
  give_key(std::nullopt);
  EXPECT_EQ(view("a").reason, Reason::kNoCredential);
  EXPECT_EQ(state("a"), ConnectionState::kWaiting);
  EXPECT_GT(view("a").retry_at.value_or(0), clock.now().wall);
  pass(kFirstBackoff);
  EXPECT_EQ(state("a"), ConnectionState::kWaiting);  // while it is being asked
  EXPECT_FALSE(view("a").retry_at);
  give_key("k1");
  EXPECT_EQ(state("a"), ConnectionState::kConnecting);
  EXPECT_EQ(actions.count<Fetch>(), 1u);
}

TEST_F(PageGivesKeyTest, AnExpiredKeyIsReplacedAndTheRequestRepeated) {
  watch(kA);
  give_key("k1");
  reply("matches/a", answer(401));
  EXPECT_NE(state("a"), ConnectionState::kRefused);
  pass(1'000);
  give_key("k2");
  const std::optional<Fetch> again = actions.take_fetch("matches/a");
  ASSERT_TRUE(again);
  EXPECT_EQ(again->headers.front().second, "k2");
  give(again->request, answer(401));
  EXPECT_EQ(view("a").reason, Reason::kWrongKey);
  EXPECT_EQ(state("a"), ConnectionState::kRefused);
}

TEST_F(PageGivesKeyTest, SeveralRequestsMayFindTheSameKeyExpired) {
  watch(kA);
  watch(kB);
  give_key("k1");
  const RequestId a = asked("matches/a");
  const RequestId b = asked("matches/b");
  give(a, answer(401));
  give(b, answer(401));
  EXPECT_NE(state("b"), ConnectionState::kRefused);
  pass(1'000);
  give_key("k2");
  reply("matches/a", row("a", 1, 0));
  reply("matches/b", row("b", 2, 0));
  EXPECT_EQ(score("b"), "2-0");
}

TEST_F(PageGivesKeyTest, AnAnswerToAnOldKeySaysNothingAboutTheNewOne) {
  watch(kA);
  watch(kB);
  give_key("k1");
  const RequestId a = asked("matches/a");
  const RequestId b = asked("matches/b");
  give(a, answer(401));
  give_key("k2");
  give(b, answer(401));
  EXPECT_NE(state("b"), ConnectionState::kRefused);
  pass(1'000);
  reply("matches/b", row("b", 2, 0));
  EXPECT_EQ(score("b"), "2-0");
}

TEST_F(PageGivesKeyTest, TheLastOneOutTakesTheQuestionAway) {
  watch(kA);
  const RequestId question = actions.take<AskCredential>().request;
  unwatch(kA);
  EXPECT_EQ(actions.take<CancelFetch>().request, question);
  EXPECT_EQ(source->next_deadline(), kNever);
}

// Two boards may name the same match in two ways. Its base is asked for once, by one of them.
TEST_F(SourceLifeTest, AnAnswerThatGoesWithOneBoardIsAskedForByTheOther) {
  const Subject one = match_subject("m1", Sport::kUnknown);
  const Subject other = match_subject("m1", Sport::kFootball);
  watch(one);
  watch(other);
  wake();
  open();
  while (actions.count<Fetch>() > 0) reply("/m1", row("m1", 1, 0));
  while (actions.count<Fetch>() == 0) pass(50);
  actions.forget();
  unwatch(one);
  pass(300);
  EXPECT_GT(actions.count<Fetch>(), 0u);
}

}  // namespace
}  // namespace scoreline
