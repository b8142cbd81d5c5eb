#include "engine/engine.hpp"

#include <gtest/gtest.h>

#include "unit/connection/support/source_driver.hpp"
#include "unit/engine/support/page.hpp"

namespace scoreline {
namespace {

using test::answer;
using test::football_options;
using test::row;
using test::score_update;
using test::status_change;

using Events = std::vector<std::string>;

class EngineTest : public test::Page {
 protected:
  // A board whose one match is live and based; its source is the first.
  BoardId live_board() {
    const BoardId board = create(football_options(R"("a")"));
    wake();
    socket = open(1);
    reply(1, "matches/a", answer(200, row("a", 0, 0)));
    pass(300);
    wake();
    reply(1, "matches/a", answer(200, row("a", 0, 0)));
    // Once more, in case that a replica lagged.
    pass(3'000);
    wake();
    reply(1, "matches/a", answer(200, row("a", 0, 0)));
    pass(2'000);
    events.clear();
    return board;
  }

  SocketId socket = 0;
};

// --- boards

TEST_F(EngineTest, BoardsAreNumberedFromOne) {
  EXPECT_EQ(create(football_options(R"("a")")), 1);
  EXPECT_EQ(create("nonsense"), 0);
  EXPECT_EQ(create(football_options(R"("b")")), 2);
}

TEST_F(EngineTest, WhatIsNoBoardIsIgnored) {
  EXPECT_FALSE(engine.configure_board(9, football_options(R"("a")"), clock.now()));
  engine.destroy_board(9, clock.now());
  engine.refresh_board(9, clock.now());
  engine.set_look(9, "{}");
  engine.set_words(9, "{}");
  engine.draw_board(9);
  EXPECT_EQ(engine.layout_board(9, 320, 1, clock.now()), 0);
  EXPECT_EQ(engine.board_state(9, clock.now()), "null");
  EXPECT_EQ(engine.board_boxes(9, true), "{}");
  EXPECT_EQ(engine.owner_of(9), 0);
  EXPECT_TRUE(asked.empty());
}

TEST_F(EngineTest, EqualOptionsShareASource) {
  create(football_options(R"("a")"));
  create(football_options(R"("a")"));
  EXPECT_EQ(asked.size(), 1u);
  EXPECT_EQ(asked[1].count<Fetch>(), 1u);
  wake();
  EXPECT_EQ(asked[1].count<OpenSocket>(), 1u);
}

TEST_F(EngineTest, OtherCredentialsAreAnotherSource) {
  create(football_options(R"("a")"));
  create(football_options(R"("a")", R"(,"maxSockets":2)"));
  create(football_options(R"("a")", R"(,"hasCredential":true)"));
  create(football_options(R"("a")", R"(,"hasCredential":true)"));
  EXPECT_EQ(asked.size(), 4u);
  EXPECT_EQ(engine.owner_of(1), 0);
  EXPECT_EQ(engine.owner_of(3), 3);
  EXPECT_EQ(engine.owner_of(4), 4);
}

TEST_F(EngineTest, BoardsOfOnePageArePlannedTogether) {
  for (const char* id : {"a", "b", "c", "d", "e", "f"}) {
    create(football_options('"' + std::string(id) + '"'));
  }
  EXPECT_EQ(asked[1].count<OpenSocket>(), 0u);
  EXPECT_EQ(alarm, 0);
  wake();
  EXPECT_EQ(asked[1].take<OpenSocket>().url, "wss://api/v1/ws/live?api_key=sk");
  EXPECT_EQ(asked[1].count<OpenSocket>(), 0u);
}

TEST_F(EngineTest, ADestroyedBoardLeavesNothing) {
  const BoardId board = live_board();
  const BoardId other = create(football_options(R"("a")"));
  engine.destroy_board(board, clock.now());
  EXPECT_EQ(asked[1].count<CloseSocket>(), 0u);
  engine.destroy_board(other, clock.now());
  EXPECT_EQ(asked[1].take<CloseSocket>().socket, socket);
  EXPECT_EQ(alarm, kNever);
  EXPECT_EQ(engine.board_state(board, clock.now()), "null");
  events.clear();
  changed.clear();
  say(1, socket, score_update("a", 1, 0, 11));
  engine.on_socket_closed(1, socket, 1006, clock.now());
  wake();
  EXPECT_TRUE(events.empty());
  EXPECT_TRUE(changed.empty());
}

TEST_F(EngineTest, LateEventsOfASourceThatIsGoneAreIgnored) {
  const BoardId board = create(football_options(R"("a")", R"(,"hasCredential":true)"));
  const RequestId question = asked[1].take<AskCredential>().request;
  engine.destroy_board(board, clock.now());
  asked.clear();
  engine.on_credential(1, question, "key", clock.now());
  engine.on_answer(1, question, answer(200), clock.now());
  engine.on_socket_open(1, 1, clock.now());
  EXPECT_TRUE(asked.empty());
}

TEST_F(EngineTest, ConfiguringKeepsTheStreamsThatBothHave) {
  const BoardId board = live_board();
  EXPECT_TRUE(engine.configure_board(board, football_options(R"("a","b")", R"(,"layout":"list")"),
                                     clock.now()));
  wake();
  EXPECT_EQ(asked[1].count<CloseSocket>(), 0u);
  EXPECT_EQ(asked[1].take<OpenSocket>().url, "wss://api/v1/ws/match/b?api_key=sk");
  EXPECT_EQ(asked.size(), 1u);
}

TEST_F(EngineTest, ConfiguringLetsTheRestGo) {
  const BoardId board = live_board();
  EXPECT_TRUE(engine.configure_board(board, football_options(R"("b")"), clock.now()));
  wake();
  EXPECT_EQ(asked[1].take<CloseSocket>().socket, socket);
  EXPECT_EQ(engine.board_state(board, clock.now()).find("\"id\":\"a\""), std::string::npos);
}

TEST_F(EngineTest, ConfiguringForAnotherSourceClosesTheOld) {
  const BoardId board = live_board();
  EXPECT_TRUE(
      engine.configure_board(board, football_options(R"("a")", R"(,"maxSockets":2)"), clock.now()));
  EXPECT_EQ(asked[1].take<CloseSocket>().socket, socket);
  EXPECT_EQ(asked[2].count<Fetch>(), 1u);
  EXPECT_EQ(engine.owner_of(1), 0);
}

TEST_F(EngineTest, OptionsThatAreRefusedLeaveTheOldOnes) {
  const BoardId board = live_board();
  EXPECT_FALSE(engine.configure_board(board, "{}", clock.now()));
  say(1, socket, score_update("a", 1, 0, 11));
  EXPECT_EQ(take("score-change").size(), 1u);
}

// --- what a page is told

TEST_F(EngineTest, AGoalIsToldToEachBoardThatShowsIt) {
  live_board();
  create(football_options(R"("a","b")"));
  create(football_options(R"("b")"));
  wake();
  events.clear();
  changed.clear();
  say(1, socket, score_update("a", 1, 0, 11));
  const std::string detail = R"({"match":"a","home":1,"away":0,"previous":{"home":0,"away":0}})";
  EXPECT_EQ(take("score-change"), (Events{"1 " + detail, "2 " + detail}));
  EXPECT_EQ(changed.count(1), 1u);
  EXPECT_EQ(changed.count(3), 0u);
}

TEST_F(EngineTest, TheFirstThatIsHeardOfAMatchIsNoGoal) {
  create(football_options(R"("a")"));
  reply(1, "matches/a", answer(200, row("a", 2, 1)));
  EXPECT_TRUE(take("score-change").empty());
  EXPECT_TRUE(take("status-change").empty());
  EXPECT_GT(changed[1], 0);
}

TEST_F(EngineTest, TheScoreThatAMatchGetsAtKickOffIsNoGoal) {
  create(football_options(R"("a")"));
  reply(1, "matches/a",
        answer(200, R"({"id":"a","home_team":"H","away_team":"A","status_code":1})"));
  events.clear();
  pass(300);
  engine.refresh_board(1, clock.now());
  reply(1, "matches/a", answer(200, row("a", 0, 0)));
  EXPECT_TRUE(take("score-change").empty());
  pass(300);
  engine.refresh_board(1, clock.now());
  reply(1, "matches/a", answer(200, row("a", 1, 0)));
  EXPECT_EQ(take("score-change").size(), 1u);
}

TEST_F(EngineTest, AStatusIsTold) {
  live_board();
  say(1, socket, status_change("a", 2, 3));
  EXPECT_EQ(take("status-change"),
            Events{R"(1 {"match":"a","status":"finished","previous":"live"})"});
}

TEST_F(EngineTest, TheConnectionIsToldWhenItChanges) {
  create(football_options(R"("a")"));
  EXPECT_EQ(take("connection-change"), Events{R"(1 {"state":"connecting"})"});
  reply(1, "matches/a", answer(403));
  EXPECT_EQ(events, (Events{R"(1 connection-change {"state":"refused","reason":"forbidden"})",
                            R"(1 board-error {"reason":"forbidden"})"}));
  events.clear();
  wake();
  EXPECT_TRUE(events.empty());
}

TEST_F(EngineTest, ProofOfLifeAloneIsNoNews) {
  live_board();
  pass(1'000);
  const int before = changed[1];
  say(1, socket, "{}");
  EXPECT_TRUE(events.empty());
  EXPECT_EQ(changed[1], before);
}

// --- the page's life

TEST_F(EngineTest, TheAlarmIsTheNextDeadlineOfAllSources) {
  create(football_options(R"("a")"));
  EXPECT_EQ(alarm, 0);
  wake();
  EXPECT_GT(alarm, 0);
  EXPECT_LE(alarm, 10'000);
}

TEST_F(EngineTest, HiddenAndOfflineReachSourcesOldAndNew) {
  create(football_options(R"("a")"));
  engine.set_online(false, clock.now());
  EXPECT_EQ(take("connection-change").back(), R"(1 {"state":"waiting","reason":"offline"})");
  create(football_options(R"("b")", R"(,"maxSockets":2)"));
  EXPECT_EQ(take("connection-change").back(), R"(2 {"state":"waiting","reason":"offline"})");
  engine.set_online(true, clock.now());
  EXPECT_EQ(take("connection-change").size(), 2u);
}

TEST_F(EngineTest, AHiddenPageSpendsNothing) {
  live_board();
  asked.clear();
  engine.set_hidden(true, clock.now());
  for (int i = 0; i < 60; ++i) {
    pass(10'000);
    wake();
  }
  EXPECT_EQ(asked[1].count<Fetch>(), 0u);
}

TEST_F(EngineTest, ABoardThatComesToAHiddenPageIsAskedForOnce) {
  engine.set_hidden(true, clock.now());
  create(football_options(R"("a")"));
  wake();
  reply(1, "matches/a", answer(200, row("a", 0, 0)));
  for (int i = 0; i < 10; ++i) {
    pass(3'000);
    wake();
  }
  EXPECT_EQ(asked[1].count<Fetch>(), 0u);
}

TEST_F(EngineTest, RefreshForgetsARefusal) {
  create(football_options(R"("a")"));
  reply(1, "matches/a", answer(401));
  engine.refresh_board(1, clock.now());
  pass(300);
  wake();
  EXPECT_EQ(asked[1].count<Fetch>(), 1u);
}

TEST_F(EngineTest, TheOwnersFunctionMapsItsMatches) {
  create(R"({"provider":"stats-api","matches":["7"],"hasMapMatch":true,"apiKey":"1|a"})");
  reply(1, "matches/7",
        answer(200, R"({"data":{"id":7,"home_team":"H","away_team":"A","status":"finished"}})"));
  EXPECT_EQ(mapped_for, 1);
  EXPECT_NE(engine.board_state(1, clock.now()).find("\"id\":\"7\""), std::string::npos);
}

// --- showing

TEST_F(EngineTest, LaysOutAndDrawsWhatABoardShows) {
  const BoardId board = live_board();
  engine.set_words(board, R"({"minute":"{minute}'"})");
  EXPECT_GT(engine.layout_board(board, 320, 1, clock.now()), 0);
  engine.draw_board(board);
  EXPECT_EQ(gpu.board, board);
  EXPECT_TRUE(gpu.has("Home")) << gpu.all();
  EXPECT_NE(engine.board_boxes(board, true), "{}");
}

TEST_F(EngineTest, BoardsOfOneLanguageShareTheirWords) {
  const BoardId one = live_board();
  const BoardId two = create(football_options(R"("a")"));
  engine.set_words(one, R"({"minute":"{minute}!"})");
  engine.set_words(two, R"({"minute":"{minute}!"})");
  engine.set_words(one, R"({"minute":"{minute}?"})");
  EXPECT_NE(engine.board_state(one, clock.now()).find("10?"), std::string::npos);
  EXPECT_NE(engine.board_state(two, clock.now()).find("10!"), std::string::npos);
}

TEST_F(EngineTest, AStateNeverHoldsAKey) {
  const BoardId board = create(football_options(R"("a")", R"(,"authHeaders":{"X-A":"secret"})"));
  reply(1, "matches/a", answer(200, row("a", 0, 0)));
  const std::string state = engine.board_state(board, clock.now());
  for (const char* secret : {"sk", "secret", "wss:", "api_key"}) {
    EXPECT_EQ(state.find(secret), std::string::npos) << state;
  }
}

}  // namespace
}  // namespace scoreline
