// Rows that cannot be shown: told to the page with their id and reason, once, and the others go on.
#include <gtest/gtest.h>

#include "unit/connection/support/source_driver.hpp"
#include "unit/engine/support/page.hpp"

namespace scoreline {
namespace {

using test::answer;
using test::football_options;
using test::list;
using test::row;

using Events = std::vector<std::string>;

constexpr const char* kLeague =
    R"({"provider":"scorelytics","sport":"football","restUrl":"https://api",)"
    R"("wsUrl":"wss://api","apiKey":"sk","league":"L"})";
const std::string kBadRow = R"({"id":"b","home_team":"H","away_team":"A","status_code":2,)"
                            R"("home_score":"","away_score":0})";

class BadRowsTest : public test::Page {
 protected:
  void ask_again() {
    pass(2'000);
    engine.refresh_board(1, clock.now());
  }
};

TEST_F(BadRowsTest, OfAListAreToldOnce) {
  create(kLeague);
  const std::string body = list({row("a", 1, 0), kBadRow, "7"});
  reply(1, "league_id=L", answer(200, body));
  const Events told = {
      R"(1 {"reason":"bad_row","match":"b","field":"home_score","problem":"wrong_type"})",
      R"(1 {"reason":"bad_row","match":"","field":"match","problem":"wrong_type"})"};
  EXPECT_EQ(take("board-error"), told);
  EXPECT_NE(engine.board_state(1, clock.now()).find(R"("id":"a")"), std::string::npos);
  ask_again();
  reply(1, "league_id=L", answer(200, body));
  EXPECT_EQ(take("board-error"), Events{});
  // Another reason is news.
  ask_again();
  reply(1, "league_id=L", answer(200, list({R"({"id":"b"})"})));
  EXPECT_EQ(take("board-error"),
            Events{R"(1 {"reason":"bad_row","match":"b","field":"status_code",)"
                   R"("problem":"missing"})"});
}

TEST_F(BadRowsTest, AreToldToABoardThatComesLaterAndToNoOther) {
  create(kLeague);
  reply(1, "league_id=L", answer(200, list({row("a", 1, 0), kBadRow})));
  events.clear();
  create(kLeague);
  create(football_options(R"("a")"));
  wake();
  const Events told = take("board-error");
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].find(R"(2 {"reason":"bad_row","match":"b")"), 0u) << told[0];
}

TEST_F(BadRowsTest, AreNotToldAgainForAnotherLayout) {
  create(kLeague);
  reply(1, "league_id=L", answer(200, list({row("a", 1, 0), kBadRow})));
  events.clear();
  std::string options = kLeague;
  options.insert(options.size() - 1, R"(,"layout":"list")");
  EXPECT_TRUE(engine.configure_board(1, options, clock.now()));
  EXPECT_EQ(take("board-error"), Events{});
}

TEST_F(BadRowsTest, OfASingleBoardLeaveItsLastGoodState) {
  create(football_options(R"("b")"));
  reply(1, "matches/b", answer(200, row("b", 2, 1)));
  ask_again();
  reply(1, "matches/b", answer(200, kBadRow));
  EXPECT_EQ(take("board-error"), Events{R"(1 {"reason":"bad_row","match":"b",)"
                                        R"("field":"home_score","problem":"wrong_type"})"});
  const std::string state = engine.board_state(1, clock.now());
  EXPECT_NE(state.find(R"("score":2)"), std::string::npos) << state;
  EXPECT_NE(state.find(R"("reason":"bad_answer")"), std::string::npos) << state;
}

TEST_F(BadRowsTest, AnAnswerThatIsNoJsonIsNoRow) {
  create(football_options(R"("b")"));
  reply(1, "matches/b", answer(200, "<html>"));
  EXPECT_EQ(take("board-error"), Events{});
}

// It used to be asked for again and again.
TEST_F(BadRowsTest, AnOddRowOfASingleBoardIsAnAnswer) {
  create(football_options(R"("a")"));
  reply(1, "matches/a",
        answer(200, R"({"id":"a","home_team":null,"away_team":"","status_code":"1",)"
                    R"("home_score":-1,"away_score":"-1"})"));
  EXPECT_EQ(take("board-error"), Events{});
  asked[1].forget();
  for (int i = 0; i < 20; ++i) {
    pass(1'000);
    wake();
  }
  EXPECT_LE(asked[1].count<Fetch>(), 1u);
}

TEST_F(BadRowsTest, OfTheStatsApiAreToldToo) {
  create(R"({"provider":"stats-api","competition":"4","apiKey":"1|a"})");
  reply(1, "/schedule",
        answer(200, R"({"data":[{"id":7,"status":"live","home_team":"H","away_team":5}]})"));
  EXPECT_EQ(take("board-error"),
            Events{R"(1 {"reason":"bad_row","match":"7","field":"away_team.name",)"
                   R"("problem":"wrong_type"})"});
  create(R"({"provider":"stats-api","matches":["8"],"apiKey":"1|a"})");
  reply(1, "/matches/8", answer(200, R"({"data":{"id":8,"home_team":"H","away_team":"A"}})"));
  EXPECT_EQ(take("board-error"),
            Events{R"(2 {"reason":"bad_row","match":"8","field":"status","problem":"missing"})"});
}

}  // namespace
}  // namespace scoreline
