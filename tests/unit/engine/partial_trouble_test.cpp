// A board of several matches of which some are in trouble: one channel of three refused, one of
// four rate-limited. Its notice names them, and the others keep their own state.
#include <gtest/gtest.h>

#include <algorithm>

#include "unit/connection/support/pusher_frames.hpp"
#include "unit/engine/support/page.hpp"

namespace scoreline {
namespace {

using test::answer;
using test::established;
using test::pusher_error;
using test::subscribed;

std::string match_json(std::string_view id) {
  return R"({"id":")" + std::string(id) + R"(","home_team":"Home )" + std::string(id) +
         R"(","away_team":"Away )" + std::string(id) +
         R"(","home_score":2,"away_score":1,"status":"in_progress"})";
}

class PartialTroubleTest : public test::Page {
 protected:
  // A board of those matches, connected; their answers have come.
  BoardId board_of(const std::vector<std::string>& ids) {
    std::string list;
    for (const std::string& id : ids) list += (list.empty() ? "\"" : ",\"") + id + '"';
    const BoardId board = create(
        R"({"provider":"stats-api","restUrl":"https://api","wsUrl":"wss://api","appKey":"app",)"
        R"("authUrl":"https://api/auth","apiKey":"1|a","matches":[)" +
        list + "]}");
    engine.set_words(board,
                     R"({"about":"{match}: {notice}","unauthorised":"May not follow",)"
                     R"("rate_limited":"Too many","about_more":"{match} (+{n}): {notice}"})");
    wake();
    socket = open(1);
    say(1, socket, established());
    answer_matches();
    return board;
  }
  void answer_matches() {
    while (const auto fetch = asked[1].take_fetch("/matches/")) {
      const std::string id = fetch->url.substr(fetch->url.rfind('/') + 1);
      engine.on_answer(1, fetch->request, answer(200, match_json(id)), clock.now());
    }
  }
  // Authorises every channel, but those for which `refuse` has another status.
  void authorise(const std::map<std::string, int>& refuse) {
    while (const auto fetch = asked[1].take_fetch("/auth")) {
      const std::string form = fetch->form.value_or("");
      const std::string id = form.substr(form.rfind('.') + 1);
      const auto found = refuse.find(id);
      const HttpAnswer reply =
          found == refuse.end() ? answer(200, R"({"auth":"k:s"})") : answer(found->second);
      engine.on_answer(1, fetch->request, reply, clock.now());
    }
  }
  void confirm(const std::string& id) { say(1, socket, subscribed("private-match." + id)); }
  // What was asked because a stream is live now is answered.
  void catch_up() {
    for (int i = 0; i < 4; ++i) {
      pass(400);
      wake();
      answer_matches();
    }
  }
  bool state_has(BoardId board, std::string_view part) {
    return engine.board_state(board, clock.now()).find(part) != std::string::npos;
  }
  // How many of its matches are trusted so.
  std::size_t trusted(BoardId board, const std::string& trust) {
    const std::string state = engine.board_state(board, clock.now());
    const std::string mark = "\"trust\":\"" + trust + '"';
    std::size_t count = 0;
    for (std::size_t at = state.find(mark); at != std::string::npos;
         at = state.find(mark, at + 1)) {
      ++count;
    }
    return count;
  }

  SocketId socket = 0;
};

TEST_F(PartialTroubleTest, OneChannelOfThreeRefused) {
  const BoardId board = board_of({"1", "2", "3"});
  authorise({{"2", 403}});
  confirm("1");
  confirm("3");
  catch_up();
  EXPECT_EQ(trusted(board, "live"), 2u) << engine.board_state(board, clock.now());
  EXPECT_EQ(trusted(board, "polling"), 1u);
  EXPECT_TRUE(state_has(board, R"("notice":"Home 2 – Away 2: May not follow")"))
      << engine.board_state(board, clock.now());
  EXPECT_TRUE(
      state_has(board, R"("connection":{"state":"polling","reason":"forbidden","matches":["2"],)"))
      << engine.board_state(board, clock.now());
  EXPECT_EQ(take("connection-change")
                .back()
                .find(R"(1 {"state":"polling","reason":"forbidden",)"
                      R"("matches":["2"])"),
            0u);
}

TEST_F(PartialTroubleTest, OneChannelOfFourRateLimited) {
  const BoardId board = board_of({"1", "2", "3", "4"});
  authorise({});
  confirm("1");
  say(1, socket, pusher_error(4301));  // to the second
  confirm("3");
  confirm("4");
  catch_up();
  EXPECT_EQ(trusted(board, "live"), 3u) << engine.board_state(board, clock.now());
  EXPECT_TRUE(state_has(board, R"("notice":"Home 2 – Away 2: Too many")"))
      << engine.board_state(board, clock.now());
}

TEST_F(PartialTroubleTest, AllChannelsRefusedIsAboutTheBoard) {
  const BoardId board = board_of({"1", "2"});
  authorise({{"1", 403}, {"2", 403}});
  catch_up();
  EXPECT_TRUE(state_has(board, R"("notice":"May not follow")"))
      << engine.board_state(board, clock.now());
  EXPECT_FALSE(state_has(board, R"("reason":"forbidden","matches")"));
}

TEST_F(PartialTroubleTest, EachRefusedMatchIsToldOnce) {
  const BoardId board = create(test::football_options(R"("a","b","c")"));
  reply(1, "matches/a",
        answer(200, R"({"id":"a","home_team":"H","away_team":"A","status_code":2,)"
                    R"("home_score":0,"away_score":0})"));
  reply(1, "matches/b", answer(404));
  EXPECT_EQ(take("board-error"),
            std::vector<std::string>{R"(1 {"reason":"not_found","match":"b"})"});
  reply(1, "matches/c", answer(404));
  EXPECT_EQ(take("board-error"),
            std::vector<std::string>{R"(1 {"reason":"not_found","match":"c"})"});
  for (int i = 0; i < 5; ++i) {
    pass(1'000);
    wake();
  }
  EXPECT_TRUE(take("board-error").empty());
  EXPECT_GT(changed[board], 0);
}

TEST_F(PartialTroubleTest, ARowIsDrawnAgainThoughTheWorstIsAsBefore) {
  const BoardId board = create(test::football_options(R"("a","b")"));
  reply(1, "matches/b", answer(404));
  reply(1, "matches/a",
        answer(200, R"({"id":"a","home_team":"H","away_team":"A","status_code":2,)"
                    R"("home_score":0,"away_score":0})"));
  wake();
  ASSERT_EQ(trusted(board, "polling"), 1u);
  changed.clear();
  events.clear();
  // Nothing answers any more: its row gets old, and the board is as refused as it was.
  for (int i = 0; i < 120; ++i) {
    pass(1'000);
    wake();
  }
  EXPECT_EQ(trusted(board, "stale"), 1u) << engine.board_state(board, clock.now());
  EXPECT_TRUE(events.empty()) << events.front();
  EXPECT_GT(changed[board], 0);
}

}  // namespace
}  // namespace scoreline
