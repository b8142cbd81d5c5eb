// When a source asks for snapshots, and what it makes of the answers.
#include <gtest/gtest.h>

#include "connection/cadence.hpp"
#include "connection/provider_source.hpp"
#include "unit/connection/support/source_driver.hpp"

namespace scoreline {
namespace {

using test::answer;
using test::answer_with_retry_after;
using test::match_subject;
using test::row;

constexpr MonoMs kRequestDeadline = 12'000;
const Subject kA = match_subject("a");
const Subject kB = match_subject("b");

class SourceSnapshotsTest : public test::SourceDriver {
 protected:
  // Watched, answered once, and no socket ever opens.
  void poll(std::string_view body) {
    watch(kA);
    reply("matches/a", std::string(body));
    wake();
  }
  // Milliseconds until the match is asked for again; sockets go on being refused meanwhile.
  MonoMs until_asked() {
    const MonoMs start = clock.mono();
    while (actions.count<Fetch>() == 0 && clock.mono() - start < 1'000'000) {
      while (actions.count<OpenSocket>() > 0) close(actions.take<OpenSocket>().socket);
      pass(10);
    }
    return clock.mono() - start;
  }
};

// --- polling

TEST_F(SourceSnapshotsTest, PollsAMatchInPlayEveryElevenSeconds) {
  poll(row("a", 0, 0));
  for (int i = 0; i < 5; ++i) {
    EXPECT_NEAR(static_cast<double>(until_asked()), 11'000, 20);
    reply("matches/a", row("a", i, 0));
    EXPECT_EQ(score("a"), std::to_string(i) + "-0");
    EXPECT_EQ(state("a"), ConnectionState::kPolling);
    EXPECT_EQ(view("a").reason, Reason::kStreamBlocked);
  }
}

TEST_F(SourceSnapshotsTest, PollsSlowerOnlyWhatCannotChangeSoon) {
  struct Row {
    std::string body;
    double interval;
  };
  const Row rows[] = {
      {row("a", 0, 0, 2, R"(,"period":38)"), 11'000},
      {row("a", 0, 0, 7), 11'000},
      {row("a", 0, 0, 11), 11'000},
      {row("a", 0, 0, 4), 60'000},
      {row("a", 0, 0, 1), 60'000},
  };
  for (const Row& each : rows) {
    poll(each.body);
    EXPECT_NEAR(static_cast<double>(until_asked()), each.interval, 20) << each.body;
    unwatch(kA);
    actions.forget();
  }
}

TEST_F(SourceSnapshotsTest, AMatchThatIsOverIsAskedForAgainAfterThreeQuartersOfAMinute) {
  poll(row("a", 2, 1, 3));
  EXPECT_EQ(state("a"), ConnectionState::kOver);
  actions.forget();
  EXPECT_NEAR(static_cast<double>(until_asked()), 45'000, 20);
  EXPECT_EQ(actions.count<OpenSocket>(), 0u);
}

TEST_F(SourceSnapshotsTest, GoesBackToTheStreamWhenItWorksAgain) {
  poll(row("a", 0, 0));
  close(actions.take<OpenSocket>().socket);
  while (actions.count<OpenSocket>() == 0) pass(100);
  actions.take_fetch("matches/a");
  open();
  pass(300);
  while (actions.count<Fetch>() > 0) reply("matches/a", row("a", 0, 0));
  EXPECT_EQ(state("a"), ConnectionState::kLive);
}

// --- failures

TEST_F(SourceSnapshotsTest, AnAnswerIsObeyedByItsStatus) {
  struct Row {
    int status;
    const char* body;
    ConnectionState state;
    Reason reason;
  };
  constexpr Row kRows[] = {
      {0, "", ConnectionState::kWaiting, Reason::kUnreachable},
      {200, "{}", ConnectionState::kWaiting, Reason::kBadAnswer},
      {302, "", ConnectionState::kWaiting, Reason::kBadAnswer},
      {408, "", ConnectionState::kWaiting, Reason::kBadAnswer},
      {429, "", ConnectionState::kWaiting, Reason::kRateLimited},
      {500, "", ConnectionState::kWaiting, Reason::kServerError},
      {503, "", ConnectionState::kWaiting, Reason::kServerError},
      {204, "", ConnectionState::kWaiting, Reason::kBadAnswer},
      {400, "", ConnectionState::kRefused, Reason::kBadAnswer},
      {401, "", ConnectionState::kRefused, Reason::kWrongKey},
      {402, "", ConnectionState::kRefused, Reason::kSuspended},
      {403, "", ConnectionState::kRefused, Reason::kForbidden},
      {404, "", ConnectionState::kRefused, Reason::kNotFound},
      {422, "", ConnectionState::kRefused, Reason::kBadAnswer},
  };
  for (const Row& each : kRows) {
    source = std::make_unique<ProviderSource>(test::scorelytics_options(), nullptr, 11);
    actions.forget();
    watch(kA);
    wake();
    reply("matches/a", answer(each.status, each.body));
    EXPECT_EQ(state("a"), each.state) << each.status;
    EXPECT_EQ(view("a").reason, each.reason) << each.status;
    EXPECT_EQ(view("a").retry_at.has_value(), each.state == ConnectionState::kWaiting)
        << each.status;
    const bool is_refused = each.state == ConnectionState::kRefused;
    EXPECT_EQ(actions.count<CloseSocket>(), is_refused ? 1u : 0u) << each.status;
    if (!is_refused) continue;
    actions.forget();
    pass(4'999);
    EXPECT_TRUE(actions.empty()) << each.status;
    refresh();
    EXPECT_EQ(actions.count<Fetch>(), 1u) << each.status;
    EXPECT_EQ(actions.count<OpenSocket>(), 1u) << each.status;
    reply("matches/a", row("a", 1, 0));
    EXPECT_EQ(score("a"), "1-0") << each.status;
  }
}

TEST_F(SourceSnapshotsTest, ARefusedKeyRefusesEverything) {
  watch(kA);
  watch(kB);
  wake();
  const RequestId b = asked("matches/b");
  reply("matches/a", answer(401));
  EXPECT_EQ(actions.take<CancelFetch>().request, b);
  EXPECT_EQ(actions.count<CloseSocket>(), 2u);
  EXPECT_EQ(state("b"), ConnectionState::kRefused);
  EXPECT_EQ(view("b").reason, Reason::kWrongKey);
}

TEST_F(SourceSnapshotsTest, AMatchThatIsNotFoundLeavesTheOthers) {
  watch(kA);
  watch(kB);
  wake();
  reply("matches/a", answer(404));
  EXPECT_EQ(state("a"), ConnectionState::kRefused);
  EXPECT_EQ(actions.count<CloseSocket>(), 1u);
  reply("matches/b", row("b", 1, 0));
  EXPECT_NE(state("b"), ConnectionState::kRefused);
}

TEST_F(SourceSnapshotsTest, AMatchWithoutASportMayBeBasketball) {
  watch(match_subject("a", Sport::kUnknown));
  reply("football/matches/a", answer(404));
  reply("basketball/matches/a", row("a", 80, 79, 2, R"(,"period":25)"));
  EXPECT_EQ(score("a"), "80-79");
  EXPECT_EQ(source->store().find("a")->sport, Sport::kBasketball);
}

TEST_F(SourceSnapshotsTest, AMatchThatNoSportHasIsNotFound) {
  watch(match_subject("a", Sport::kUnknown));
  reply("football/matches/a", answer(404));
  reply("basketball/matches/a", answer(404));
  EXPECT_EQ(view("a").reason, Reason::kNotFound);
}

TEST_F(SourceSnapshotsTest, AFailureKeepsWhatIsShown) {
  poll(row("a", 1, 0));
  until_asked();
  reply("matches/a", answer(500));
  EXPECT_EQ(score("a"), "1-0");
  EXPECT_EQ(state("a"), ConnectionState::kPolling);
  EXPECT_EQ(view("a").reason, Reason::kServerError);
  while (clock.mono() < 1'000'000 + 60'000) {
    until_asked();
    reply("matches/a", answer(500));
  }
  EXPECT_EQ(state("a"), ConnectionState::kStale);
  EXPECT_EQ(score("a"), "1-0");
}

TEST_F(SourceSnapshotsTest, ARequestWithoutAnAnswerIsGivenUp) {
  watch(kA);
  const RequestId request = asked("matches/a");
  pass(kRequestDeadline - 1);
  EXPECT_EQ(actions.count<CancelFetch>(), 0u);
  pass(1);
  EXPECT_EQ(actions.take<CancelFetch>().request, request);
  EXPECT_EQ(view("a").reason, Reason::kUnreachable);
  give(request, answer(200, row("a", 1, 0)));
  EXPECT_EQ(score("a"), "nothing");
  pass(kFirstBackoff);
  reply("matches/a", row("a", 1, 0));
  EXPECT_EQ(score("a"), "1-0");
}

// --- limits

TEST_F(SourceSnapshotsTest, RetryAfterIsHonouredByEveryMatch) {
  watch(kA);
  watch(kB);
  reply("matches/b", row("b", 0, 0));
  reply("matches/a", answer_with_retry_after(429, 60));
  EXPECT_EQ(view("a").retry_at, clock.now().wall + 60'000);
  wake();
  EXPECT_NEAR(static_cast<double>(until_asked()), 60'000, 20);
}

TEST_F(SourceSnapshotsTest, RefreshDoesNotGoBeyondTheLimit) {
  watch(kA);
  reply("matches/a", answer_with_retry_after(429, 60));
  refresh();
  pass(59'000);
  EXPECT_EQ(actions.count<Fetch>(), 0u);
}

TEST_F(SourceSnapshotsTest, TheBudgetIsNotSpentToTheLast) {
  HttpAnswer low = answer(200, row("a", 0, 0));
  low.rate_remaining = 4;
  low.rate_reset_s = clock.now().wall / 1000 + 40;
  watch(kA);
  reply("matches/a", low);
  wake();
  EXPECT_GE(until_asked(), 39'000);
}

TEST_F(SourceSnapshotsTest, NoMoreThanEightRequestsAtOnce) {
  for (int i = 0; i < 20; ++i) watch(match_subject("m" + std::to_string(i)));
  EXPECT_EQ(actions.count<Fetch>(), 8u);
  give(actions.take<Fetch>().request, answer(404));
  EXPECT_EQ(actions.count<Fetch>(), 8u);
}

TEST_F(SourceSnapshotsTest, RefreshAsksAtMostFourTimesASecond) {
  poll(row("a", 0, 0));
  actions.forget();
  int requests = 0;
  for (int i = 0; i < 50; ++i) {
    refresh();
    pass(20);
    while (actions.take_fetch("matches/a")) ++requests;
  }
  EXPECT_LE(requests, 5);
  EXPECT_GE(requests, 2);
}

TEST_F(SourceSnapshotsTest, ARefusalFromBeforeARefreshRefusesNothing) {
  live("m1", 1, 0);
  pass(300);
  refresh();
  const RequestId slow = asked("/m1");
  pass(1'000);
  refresh();
  reply("/m1", row("m1", 1, 0));
  give(slow, answer(401));
  EXPECT_EQ(state("m1"), ConnectionState::kLive);
  EXPECT_EQ(actions.count<CloseSocket>(), 0u);
}

}  // namespace
}  // namespace scoreline
