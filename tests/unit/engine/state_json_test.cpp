#include "engine/state_json.hpp"

#include <gtest/gtest.h>

namespace scoreline {
namespace {

constexpr WallMs kNow = 1'777'912'331'000;

Match football_match() {
  Match match;
  match.id = "abc123";
  match.sport = Sport::kFootball;
  match.league_id = "L";
  match.home.name = "Real Madrid";
  match.home.score = 2;
  match.away.name = "Barcelona";
  match.away.score = 1;
  match.status = MatchStatus::kLive;
  match.period = Period{PeriodKind::kHalf, 2};
  match.minute = 67;
  match.minute_as_of = kNow - 60'000;
  match.kickoff = 1'746'369'000'000;
  return match;
}

board::Row row_of(const Match& match) {
  board::Row row;
  row.match_id = match.id;
  row.home.short_name = "REA";
  row.away.short_name = "BAR";
  row.status = "68'";
  row.trust = board::Trust::kLive;
  return row;
}

std::string state_of(const Match& match) {
  MatchStore store;
  store.apply(match);
  board::Content content;
  content.rows.push_back(row_of(match));
  return state_json(ConnectionView{ConnectionState::kLive, Reason::kNone, kNow, std::nullopt}, {},
                    content, store, kNow);
}

TEST(StateJson, OfNothing) {
  EXPECT_EQ(state_json({}, {}, {}, {}, kNow),
            R"({"connection":{"state":"idle"},"notice":"","matches":[]})");
}

TEST(StateJson, OfAFootballMatch) {
  EXPECT_EQ(state_of(football_match()),
            R"({"connection":{"state":"live","provenAt":1777912331000},"notice":"","matches":[)"
            R"({"id":"abc123","sport":"football","league":{"id":"L","name":""},)"
            R"("home":{"id":"","name":"Real Madrid","shortName":"REA","logoUrl":"","score":2},)"
            R"("away":{"id":"","name":"Barcelona","shortName":"BAR","logoUrl":"","score":1},)"
            R"("status":"live","period":{"kind":"half","number":2},"minute":68,)"
            R"("kickoff":1746369000000,"plays":[],"trust":"live","text":"68'"}]})");
}

TEST(StateJson, OfABasketballMatch) {
  Match match;
  match.id = "7";
  match.sport = Sport::kBasketball;
  match.status = MatchStatus::kUnknown;
  match.status_word = "<review>";
  match.added_time = 3;
  match.clock = GameClock{443, false, kNow};
  Play play;
  play.id = 9871;
  play.type = "3pt_made";
  play.team_id = "16";
  play.clock_seconds_left = 443;
  play.x = 42.5;
  play.y = -18.25;
  match.plays = {play};
  const std::string json = state_of(match);
  EXPECT_NE(json.find(R"("score":null)"), std::string::npos) << json;
  EXPECT_NE(
      json.find(R"("status":"unknown","statusWord":"\u003creview>","addedTime":3,)"
                R"("clock":{"secondsLeft":443,"isRunning":false},"plays":[{"id":9871,)"
                R"("type":"3pt_made","teamId":"16","secondsLeft":443,"x":42.50,"y":-18.25}])"),
      std::string::npos)
      << json;
}

TEST(StateJson, TellsTheConnectionAndTheNotice) {
  board::Content content;
  content.notice = "Unreachable";
  const ConnectionView view{ConnectionState::kWaiting, Reason::kUnreachable, std::nullopt,
                            kNow + 8'000};
  EXPECT_EQ(state_json(view, {}, content, {}, kNow),
            R"({"connection":{"state":"waiting","reason":"unreachable","retryAt":1777912339000},)"
            R"("notice":"Unreachable","matches":[]})");
  EXPECT_EQ(connection_json(view, {}),
            R"({"state":"waiting","reason":"unreachable","retryAt":1777912339000})");
}

TEST(StateJson, NamesTheMatchesThatTheConnectionIsAbout) {
  const ConnectionView view{ConnectionState::kRefused, Reason::kNotFound, std::nullopt,
                            std::nullopt};
  EXPECT_EQ(connection_json(view, {"b", "\"c\""}),
            R"({"state":"refused","reason":"not_found","matches":["b","\"c\""]})");
}

TEST(StateJson, CallsATeamThatIsNotDecidedWhatTheBoardCallsIt) {
  Match match = football_match();
  match.home.name.clear();
  match.kickoff.reset();
  match.kickoff_day = 1'795'651'200'000;
  MatchStore store;
  store.apply(match);
  board::Content content;
  content.rows.push_back(row_of(match));
  content.rows.back().home.name = "To be decided";
  const std::string json = state_json({}, {}, content, store, kNow);
  EXPECT_NE(json.find(R"("home":{"id":"","name":"To be decided",)"), std::string::npos) << json;
  EXPECT_NE(json.find(R"("away":{"id":"","name":"Barcelona",)"), std::string::npos) << json;
  EXPECT_NE(json.find(R"("kickoffDay":1795651200000)"), std::string::npos) << json;
}

TEST(EventJson, OfAScore) {
  MatchChange change;
  change.home_before = 1;
  change.away_before = std::nullopt;
  EXPECT_EQ(score_change_json(football_match(), change),
            R"({"match":"abc123","home":2,"away":1,"previous":{"home":1,"away":null}})");
}

TEST(EventJson, OfAStatus) {
  MatchChange change;
  change.status_before = MatchStatus::kScheduled;
  EXPECT_EQ(status_change_json(football_match(), change),
            R"({"match":"abc123","status":"live","previous":"scheduled"})");
}

TEST(EventJson, OfAPlayAndAnError) {
  Play play;
  play.id = 5;
  play.type = "foul";
  play.player_id = "88";
  EXPECT_EQ(play_json(football_match(), play),
            R"({"match":"abc123","play":{"id":5,"type":"foul","playerId":"88"}})");
  EXPECT_EQ(error_json(Reason::kWrongKey, {}), R"({"reason":"wrong_key"})");
  EXPECT_EQ(error_json(Reason::kNotFound, "b"), R"({"reason":"not_found","match":"b"})");
  EXPECT_EQ(row_error_json({"7", {FeedErrorCode::kOutOfRange, "home_score"}}),
            R"({"reason":"bad_row","match":"7","field":"home_score","problem":"out_of_range"})");
}

TEST(BoxesJson, IsListsOfMatchesGroupsAndParts) {
  EXPECT_EQ(boxes_json({}), R"({"matches":[],"groups":[],"parts":[]})");
  EXPECT_EQ(
      boxes_json({{{0, 44.5F, 320, 40}, {0, 84.5F, 320, 40}}, {{8.5F, 116, 36}}, {}}),
      R"({"matches":[[0,44.50,320,40],[0,84.50,320,40]],"groups":[[8.50,116,36]],"parts":[]})");
  board::PlacedPart part{1,   board::Part::kStatus, 2,    3.5F,       40,   18, 13,
                         600, board::Edge::kRight,  true, 0x1f4f96ff, "45'"};
  EXPECT_EQ(
      boxes_json({{}, {}, {part}}),
      R"({"matches":[],"groups":[],"parts":[[1,4,2,3.50,40,18,13,600,2,1,525309695,"45'"]]})");
}

TEST(Trust, HasAName) {
  using board::Trust;
  constexpr std::pair<Trust, std::string_view> kRows[] = {{Trust::kNone, "none"},
                                                          {Trust::kLive, "live"},
                                                          {Trust::kPolling, "polling"},
                                                          {Trust::kStale, "stale"},
                                                          {Trust::kSettled, "settled"}};
  for (const auto& [trust, name] : kRows) EXPECT_EQ(name_of(trust), name);
}

}  // namespace
}  // namespace scoreline
