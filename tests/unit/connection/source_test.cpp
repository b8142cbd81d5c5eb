#include "connection/provider_source.hpp"

#include <gtest/gtest.h>

#include "unit/connection/support/source_driver.hpp"

namespace scoreline {
namespace {

using test::answer;
using test::list;
using test::match_subject;
using test::row;
using test::score_update;
using test::status_change;

const Subject kA = match_subject("a");
const Subject kB = match_subject("b");

class SourceTest : public test::SourceDriver {};

// --- watching

TEST_F(SourceTest, DoesNothingUntilSomebodyWatches) {
  EXPECT_FALSE(source->is_watched());
  EXPECT_EQ(source->next_deadline(), kNever);
  wake();
  EXPECT_TRUE(actions.empty());
  EXPECT_EQ(state("a"), ConnectionState::kIdle);
}

TEST_F(SourceTest, AsksAndOpensSideBySide) {
  watch(kA);
  const Fetch fetch = actions.take<Fetch>();
  EXPECT_EQ(fetch.url, "https://api/v1/football/matches/a");
  EXPECT_EQ(fetch.headers, (HttpHeaders{{"X-API-Key", "sk"}, {"Accept", "application/json"}}));
  EXPECT_EQ(fetch.form, std::nullopt);
  EXPECT_EQ(source->next_deadline(), clock.mono());  // when the page has added its boards
  wake();
  EXPECT_EQ(actions.take<OpenSocket>().url, "wss://api/v1/ws/match/a?api_key=sk");
  EXPECT_TRUE(actions.empty());
  EXPECT_EQ(state("a"), ConnectionState::kConnecting);
}

TEST_F(SourceTest, TheEarlyAnswerIsShownAndTheBaseIsAskedForOnceTheStreamIsLive) {
  watch(kA);
  wake();
  const RequestId early = asked("matches/a");
  clock.pass(100);
  open();
  EXPECT_EQ(actions.count<Fetch>(), 0u);  // not within the same quarter of a second
  give(early, answer(200, row("a", 1, 0)));
  EXPECT_EQ(score("a"), "1-0");
  EXPECT_EQ(state("a"), ConnectionState::kConnecting);
  pass(150);
  reply("matches/a", row("a", 2, 0));
  EXPECT_EQ(score("a"), "2-0");
  EXPECT_EQ(state("a"), ConnectionState::kLive);
  EXPECT_EQ(view("a").reason, Reason::kNone);
  EXPECT_EQ(actions.count<Fetch>(), 0u);
}

TEST_F(SourceTest, TheBaseDoesNotWaitForAnEarlyAnswerThatIsSlow) {
  watch(kA);
  wake();
  const RequestId early = asked("matches/a");
  pass(300);
  open();
  reply("matches/a", row("a", 2, 0));
  EXPECT_EQ(state("a"), ConnectionState::kLive);
  give(early, answer(200, row("a", 1, 0)));
  EXPECT_EQ(score("a"), "2-0");
}

TEST_F(SourceTest, InterestIsCounted) {
  live("a");
  watch(kA);
  unwatch(kA);
  EXPECT_TRUE(actions.empty());
  EXPECT_EQ(state("a"), ConnectionState::kLive);
  EXPECT_TRUE(source->is_watched());
  unwatch(kA);
  EXPECT_EQ(actions.count<CloseSocket>(), 1u);
  EXPECT_FALSE(source->is_watched());
  unwatch(kA);
  unwatch(kB);
  EXPECT_FALSE(source->is_watched());
}

TEST_F(SourceTest, LeavingLeavesNothing) {
  live("a");
  watch(kB);
  wake();
  const RequestId request = asked("matches/b");
  unwatch(kB);
  EXPECT_EQ(actions.take<CancelFetch>().request, request);
  EXPECT_EQ(source->store().find("b"), nullptr);
  EXPECT_NE(source->store().find("a"), nullptr);
  unwatch(kA);
  EXPECT_TRUE(source->store().all().empty());
  EXPECT_EQ(actions.count<CloseSocket>(), actions.count<OpenSocket>() + 1);
  EXPECT_EQ(source->next_deadline(), kNever);
  actions.forget();
  pass(3'600'000);
  wake();
  EXPECT_TRUE(actions.empty());
}

TEST_F(SourceTest, LateEventsAfterLeavingChangeNothing) {
  const SocketId socket = live("a");
  watch(kB);
  const RequestId request = asked("matches/b");
  unwatch(kA);
  unwatch(kB);
  actions.forget();
  changes.clear();
  say(socket, score_update("a", 1, 0, 11));
  give(request, answer(200, row("b", 1, 0)));
  close(socket);
  EXPECT_TRUE(actions.empty());
  EXPECT_TRUE(changes.empty());
  EXPECT_TRUE(source->store().all().empty());
}

TEST_F(SourceTest, TwoSubjectsShareTheirMatch) {
  const Subject league{SubjectKind::kLeague, Sport::kFootball, "L"};
  watch(league);
  reply("league_id=L", list({row("a", 0, 0), row("b", 0, 0)}));
  watch(kA);
  unwatch(league);
  EXPECT_NE(source->store().find("a"), nullptr);
  EXPECT_EQ(source->store().find("b"), nullptr);
}

// --- the stream

TEST_F(SourceTest, FollowsTheStream) {
  const SocketId socket = live("a");
  changes.clear();
  pass(5'000);
  say(socket, score_update("a", 1, 0, 11));
  EXPECT_EQ(score("a"), "1-0");
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].id, "a");
  EXPECT_TRUE(changes[0].changes.has(Change::kScore));
  EXPECT_EQ(changes[0].home_before, 0);
  EXPECT_EQ(changes[0].away_before, 0);
  EXPECT_EQ(changes[0].status_before, MatchStatus::kLive);
}

TEST_F(SourceTest, TheFirstThatIsHeardOfAMatchIsNoChangeOfItsScore) {
  live("a", 2, 1);
  ASSERT_FALSE(changes.empty());
  EXPECT_EQ(changes[0].changes, ChangeSet(Change::kAdded));
  EXPECT_EQ(changes[0].home_before, std::nullopt);
}

TEST_F(SourceTest, WhatHappensBetweenTheEarlyAnswerAndTheStreamIsNotLost) {
  watch(kA);
  wake();
  reply("matches/a", row("a", 0, 0));
  pass(1'000);  // a goal that no stream tells
  open();
  EXPECT_NE(state("a"), ConnectionState::kLive);
  reply("matches/a", row("a", 1, 0));
  EXPECT_EQ(score("a"), "1-0");
  EXPECT_EQ(state("a"), ConnectionState::kLive);
}

TEST_F(SourceTest, AStatusChangeIsCompletedBySnapshot) {
  const SocketId socket = live("a");
  pass(5'000);
  say(socket, status_change("a", 2, 7));
  EXPECT_EQ(source->store().find("a")->status, MatchStatus::kInterrupted);
  pass(6'000);  // not all readers at once
  EXPECT_EQ(actions.count<Fetch>(), 1u);
}

TEST_F(SourceTest, AMessageThatTellsNothingNewAsksForHalfTime) {
  const SocketId socket = live("a");
  pass(5'000);
  say(socket, score_update("a", 0, 0, 10));
  pass(6'000);
  reply("matches/a", row("a", 0, 0, 2, R"(,"period":38,"minute":45)"));
  EXPECT_EQ(source->store().find("a")->period, (Period{PeriodKind::kHalfTime, 0}));
}

TEST_F(SourceTest, CountsMessagesThatItDoesNotUnderstand) {
  const SocketId socket = live("a");
  say(socket, "{");
  say(socket, score_update("b", 9, 9, 11));  // on a's own stream
  EXPECT_EQ(source->bad_messages(), 2);
  EXPECT_EQ(source->unknown_messages(), 0);
  say(socket, R"({"type":"event_added","match_id":"a","data":{}})");
  EXPECT_EQ(source->unknown_messages(), 1);
  EXPECT_EQ(score("a"), "0-0");
  EXPECT_EQ(source->store().find("b"), nullptr);
}

TEST_F(SourceTest, AMatchThatIsOverHoldsNoSocketAndIsAskedForNowAndThen) {
  const SocketId socket = live("a", 2, 1);
  pass(5'000);
  say(socket, status_change("a", 2, 3));
  EXPECT_EQ(actions.take<CloseSocket>().socket, socket);
  serve(10'000, row("a", 2, 1, 3));
  EXPECT_EQ(state("a"), ConnectionState::kOver);
  actions.forget();
  const std::vector<MonoMs> asked_at = serve(600'000, row("a", 2, 1, 3));
  EXPECT_GE(asked_at.size(), 10u);
  EXPECT_LE(asked_at.size(), 14u);
  EXPECT_EQ(actions.count<OpenSocket>(), 0u);
}

TEST_F(SourceTest, AfterALossTheNextStreamNeedsABaseOfItsOwn) {
  const SocketId socket = live("a");
  pass(60'000);
  actions.forget();
  close(socket);
  EXPECT_NE(state("a"), ConnectionState::kLive);
  pass(kFirstBackoff);
  while (actions.count<Fetch>() > 0) reply("matches/a", row("a", 0, 0));
  open();
  EXPECT_NE(state("a"), ConnectionState::kLive);
  pass(300);
  reply("matches/a", row("a", 1, 0));
  EXPECT_EQ(state("a"), ConnectionState::kLive);
  EXPECT_EQ(score("a"), "1-0");
}

// --- the budget of sockets

TEST_F(SourceTest, SixMatchesShareTheOneLiveStream) {
  for (const char* id : {"a", "b", "c", "d", "e", "f"}) watch(match_subject(id));
  wake();
  EXPECT_EQ(actions.take<OpenSocket>().url, "wss://api/v1/ws/live?api_key=sk");
  EXPECT_EQ(actions.count<OpenSocket>(), 0u);
}

TEST_F(SourceTest, FiveHaveOneEachUntilASixthComes) {
  for (const char* id : {"a", "b", "c", "d", "e"}) watch(match_subject(id));
  wake();
  EXPECT_EQ(actions.count<OpenSocket>(), 5u);
  for (int i = 0; i < 5; ++i) open();
  watch(match_subject("f"));
  wake();
  EXPECT_EQ(actions.count<CloseSocket>(), 5u);
  EXPECT_EQ(actions.take<OpenSocket>().url, "wss://api/v1/ws/live?api_key=sk");
}

TEST_F(SourceTest, StrangersOnTheLiveStreamAreNoneOfOurs) {
  for (const char* id : {"a", "b", "c", "d", "e", "f"}) watch(match_subject(id));
  wake();
  const SocketId socket = open();
  actions.forget();
  say(socket, score_update("z", 3, 3, 50));
  say(socket, status_change("z", 1, 2));
  EXPECT_TRUE(actions.empty());
  EXPECT_EQ(source->store().find("z"), nullptr);
  EXPECT_EQ(source->bad_messages(), 0);
}

TEST_F(SourceTest, FinishedMatchesFreeTheBudget) {
  for (const char* id : {"a", "b", "c", "d", "e", "f"}) watch(match_subject(id));
  wake();
  const SocketId everything = open();
  reply("matches/f", row("f", 1, 0, 3));
  EXPECT_EQ(actions.take<CloseSocket>().socket, everything);
  EXPECT_EQ(actions.count<OpenSocket>(), 5u);
}

TEST_F(SourceTest, EarlyRefusalsShrinkTheBudget) {
  watch(kA);
  watch(kB);
  watch(match_subject("c"));
  wake();
  const SocketId a = open();
  const SocketId b = open();
  close(actions.take<OpenSocket>().socket);
  while (actions.count<OpenSocket>() == 0) {
    while (actions.count<Fetch>() > 0) give(actions.take<Fetch>().request, answer(500));
    pass(1'000);
  }
  close(actions.take<OpenSocket>().socket);
  EXPECT_EQ(actions.take<CloseSocket>().socket, a);
  EXPECT_EQ(actions.take<CloseSocket>().socket, b);
  EXPECT_EQ(actions.take<OpenSocket>().url, "wss://api/v1/ws/live?api_key=sk");
}

}  // namespace
}  // namespace scoreline
