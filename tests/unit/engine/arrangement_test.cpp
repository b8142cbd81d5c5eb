#include "engine/arrangement.hpp"

#include <gtest/gtest.h>

#include <string>

namespace scoreline {
namespace {

using board::LayoutKind;

class ArrangementTest : public testing::Test {
 protected:
  void add(const std::string& id, std::string league_id, std::string league) {
    Match match;
    match.id = id;
    match.home.id = "16";
    match.away.id = "17";
    match.league_id = std::move(league_id);
    match.league_name = std::move(league);
    store.apply(std::move(match));
    board::Row row;
    row.match_id = id;
    content.rows.push_back(std::move(row));
  }
  // "a:League b:League …"
  std::string arranged(LayoutKind layout) {
    arrange(content, layout, store, words);
    std::string text;
    for (const board::Row& row : content.rows) text += row.match_id + ':' + row.group + ' ';
    return text;
  }

  MatchStore store;
  board::Content content;
  Words words = Words::from_json(R"({"play_3pt_made":"Three"})");
};

TEST_F(ArrangementTest, AListIsInOrderOfItsGroupsAsTheyAreMet) {
  add("a", "1", "Liga");
  add("b", "2", "Serie A");
  add("c", "", "");
  add("d", "1", "Liga");
  add("e", "9", "");
  EXPECT_EQ(arranged(LayoutKind::kList), "c: e: a:Liga d:Liga b:Serie A ");
  EXPECT_EQ(content.heading, "");
  EXPECT_EQ(arranged(LayoutKind::kAuto), "c: e: a:Liga d:Liga b:Serie A ");
}

TEST_F(ArrangementTest, LeaguesOfOneNameStayApart) {
  add("a", "1", "Premier League");
  add("b", "2", "Premier League");
  add("c", "1", "Premier League");
  EXPECT_EQ(arranged(LayoutKind::kList), "a:Premier League c:Premier League b:Premier League ");
}

TEST_F(ArrangementTest, OtherLayoutsKeepTheOrderOfThePage) {
  add("a", "1", "Liga");
  add("b", "2", "Serie A");
  add("c", "1", "Liga");
  EXPECT_EQ(arranged(LayoutKind::kTicker), "a: b: c: ");
}

TEST_F(ArrangementTest, ACardIsHeadedByItsLeague) {
  add("a", "1", "Liga");
  EXPECT_EQ(arranged(LayoutKind::kAuto), "a: ");
  EXPECT_EQ(content.heading, "Liga");
}

TEST_F(ArrangementTest, PlaysAreInWordsNewestFirst) {
  Match match;
  match.home.id = "16";
  match.away.id = "17";
  Play play;
  play.type = "3pt_made";
  play.team_id = "17";
  play.x = 42.5;
  play.y = 18.2;
  match.plays.push_back(play);
  play.team_id = "";
  play.type = "timeout";
  play.x = play.y = std::nullopt;
  match.plays.push_back(play);
  const auto lines = play_lines(match, words);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].text, "Timeout");
  EXPECT_EQ(lines[0].whose, board::Whose::kNobody);
  EXPECT_FALSE(lines[0].shot);
  EXPECT_EQ(lines[1].text, "Three");
  EXPECT_EQ(lines[1].whose, board::Whose::kAway);
  ASSERT_TRUE(lines[1].shot);
  EXPECT_TRUE(lines[1].shot->is_made);
}

TEST_F(ArrangementTest, AShotIsMarkedOnlyWhereItsPlaceIsUnderstood) {
  struct Case {
    double x, y;
    float along, across;  // negative: no mark
  };
  constexpr Case kCases[] = {{0.5, 1, 0.5F, 1},  {50, 100, 0.5F, 1},     {0, 0, 0, 0},
                             {-1, 5, -1, -1},    {5, -0.1, -1, -1},      {101, 5, -1, -1},
                             {5, 1e300, -1, -1}, {0.5, 20, 0.005F, 0.2F}};
  for (const Case& it : kCases) {
    Match match;
    Play play;
    play.x = it.x;
    play.y = it.y;
    match.plays.push_back(play);
    const auto shot = play_lines(match, words)[0].shot;
    ASSERT_EQ(shot.has_value(), it.along >= 0) << it.x << ' ' << it.y;
    if (!shot) continue;
    EXPECT_FLOAT_EQ(shot->along, it.along);
    EXPECT_FLOAT_EQ(shot->across, it.across);
  }
}

}  // namespace
}  // namespace scoreline
