#include "feed/stats_api/snapshot.hpp"

#include <gtest/gtest.h>

#include <string>

#include "unit/feed/support.hpp"

namespace scoreline::stats_api {
namespace {

using test::outcome;
using test::replaced;

// Written with the first of the assumed names.
constexpr std::string_view kMatch =
    R"({"id":123,"status":"in_progress","current_period":2,"current_clock":"07:23",)"
    R"("scheduled_at":"2026-04-13T20:00:00+00:00","updated_at":"2026-04-13T20:15:30.250000Z",)"
    R"("competition":{"id":4,"name":"KLS"},"season":"2025/26",)"
    R"("home_team":{"id":16,"name":"KK Mega Super","short_name":"MEG",)"
    R"("logo_url":"https://cdn.example/16.png"},)"
    R"("away_team":{"id":17,"name":"KK Dynamic BG","short_name":"DYN","logo":null},)"
    R"("home_score":45,"away_score":42})";

constexpr MonoMs kNow = 1776111331000;

TEST(StatsApiMatch, ReadsTheFirstOfTheAssumedNames) {
  Match expected;
  expected.id = "123";
  expected.sport = Sport::kBasketball;
  expected.league_id = "4";
  expected.league_name = "KLS";
  expected.season = "2025/26";
  expected.home.id = "16";
  expected.home.name = "KK Mega Super";
  expected.home.short_name = "MEG";
  expected.home.logo_url = "https://cdn.example/16.png";
  expected.home.score = 45;
  expected.away.id = "17";
  expected.away.name = "KK Dynamic BG";
  expected.away.short_name = "DYN";
  expected.away.score = 42;
  expected.status = MatchStatus::kLive;
  expected.period = Period{PeriodKind::kQuarter, 2};
  expected.clock = GameClock{443, false, kNow};
  expected.kickoff = 1776110400000;
  expected.updated_at = 1776111330250;
  for (const std::string& body : {std::string(kMatch), "{\"data\":" + std::string(kMatch) + "}"}) {
    const auto match = decode_match(body, kNow);
    ASSERT_EQ(outcome(match), "ok");
    EXPECT_EQ(*match, expected);
  }
}

TEST(StatsApiMatch, TriesOtherNames) {
  constexpr std::string_view kBodies[] = {
      R"({"id":1,"status":"live","home":{"id":5,"name":"H","logo":"https://h"},)"
      R"("away":{"id":6,"name":"A","logo":"https://a"},"score":{"home":9,"away":8},)"
      R"("period":1,"clock":"01:00","start_time":"2026-04-13T20:00:00Z","competition_id":4})",
      R"({"match_id":1,"state":"live","teams":{"home":{"id":5,"name":"H","logo_url":"https://h"},)"
      R"("away":{"id":6,"name":"A","logo_url":"https://a"}},"scores":{"home":9,"away":8},)"
      R"("period":1,"game_clock":"01:00","starts_at":"2026-04-13T20:00:00Z","league_id":4})",
      R"({"id":1,"match_status":"live","home_team_name":"H","away_team_name":"A","home_team_id":5,)"
      R"("away_team_id":6,"home_team_logo":"https://h","away_team_logo":"https://a",)"
      R"("home_points":9,"away_points":8,"current_period":1,"clock":"01:00",)"
      R"("kickoff_at":"2026-04-13T20:00:00Z","league":{"id":4}})",
      R"({"id":1,"status":{"value":"live"},"home_club":{"id":5,"name":"H","logo":"https://h"},)"
      R"("away_club":{"id":6,"name":"A","logo":"https://a"},"home_score":9,"away_score":8,)"
      R"("period":1,"clock":"01:00","date":"2026-04-13T20:00:00Z","competition":{"id":4}})",
      R"({"id":1,"status":"live","home_team":{"id":5,"score":9,"club":{"name":"H",)"
      R"("logo":"https://h"}},"away_team":{"id":6,"score":8,"club":{"name":"A",)"
      R"("logo":"https://a"}},"period":1,"clock":"01:00","date":1776110400,)"
      R"("competition":{"id":4}})",
      R"({"id":1,"status":"live","home_team":"H","away_team":"A","home_id":5,"away_id":6,)"
      R"("home_logo":"https://h","away_logo":"https://a","home_score":9,"away_score":8,)"
      R"("period":1,"clock":"01:00","date_time":"2026-04-13T20:00:00Z","competition_id":"4"})",
  };
  for (const std::string_view body : kBodies) {
    const auto match = decode_match(body, kNow);
    ASSERT_EQ(outcome(match), "ok") << body;
    EXPECT_EQ(match->id, "1") << body;
    EXPECT_EQ(match->status, MatchStatus::kLive) << body;
    EXPECT_EQ(match->home.name, "H") << body;
    EXPECT_EQ(match->away.name, "A") << body;
    EXPECT_EQ(match->home.id, "5") << body;
    EXPECT_EQ(match->away.id, "6") << body;
    EXPECT_EQ(match->home.logo_url, "https://h") << body;
    EXPECT_EQ(match->away.logo_url, "https://a") << body;
    EXPECT_EQ(match->home.score, 9) << body;
    EXPECT_EQ(match->away.score, 8) << body;
    EXPECT_EQ(match->period, (Period{PeriodKind::kQuarter, 1})) << body;
    EXPECT_EQ(match->clock, (GameClock{60, false, kNow})) << body;
    EXPECT_EQ(match->kickoff, 1776110400000) << body;
    EXPECT_EQ(match->league_id, "4") << body;
  }
}

TEST(StatsApiMatch, AClockRunsOnlyInAMatchInProgressWithTimeLeft) {
  const auto clock = [](std::string_view from, std::string_view to) {
    const auto match = decode_match(replaced(std::string(kMatch), from, to), kNow);
    EXPECT_EQ(outcome(match), "ok");
    return match->clock;
  };
  EXPECT_EQ(clock("07:23", "00:00"), (GameClock{0, false, kNow}));
  EXPECT_EQ(clock("in_progress", "suspended"), (GameClock{443, false, kNow}));
  EXPECT_EQ(clock("in_progress", "finished"), (GameClock{443, false, kNow}));
  EXPECT_EQ(clock("\"07:23\"", "null"), std::nullopt);
}

TEST(StatsApiMatch, HasNoScoreBeforeKickOff) {
  const auto match = decode_match(
      R"({"id":1,"status":"scheduled","home_team":"H","away_team":"A","home_score":null})", kNow);
  ASSERT_EQ(outcome(match), "ok");
  EXPECT_EQ(match->home.score, std::nullopt);
  EXPECT_EQ(match->away.score, std::nullopt);
}

TEST(StatsApiMatch, ATeamThatIsNotDecidedHasNoName) {
  constexpr std::string_view kTeams[] = {
      R"("home_team":null)",
      R"("home_team":"")",
      R"("home_team":{})",
      R"("home_team":{"id":null,"name":null})",
      R"("home_team":{"name":""})",
      R"("home":null)",
      R"("teams":{"home":{"id":5}})",
      R"("home_team_name":null)",
      R"("home_club":{})",
      R"("home_name":null)",
  };
  for (const std::string_view team : kTeams) {
    const std::string body =
        R"({"id":1,"status":"scheduled","away_team":"A","date":"2026-11-26",)" + std::string(team) +
        '}';
    const auto match = decode_match(body, kNow);
    ASSERT_EQ(outcome(match), "ok") << team;
    EXPECT_EQ(match->home.name, "") << team;
    EXPECT_EQ(match->away.name, "A") << team;
    EXPECT_EQ(match->kickoff, std::nullopt) << team;
    EXPECT_EQ(match->kickoff_day, 1795651200000) << team;
  }
}

TEST(StatsApiMatch, TakesWhatIsOddButTrue) {
  const auto match = decode_match(
      R"({"id":1,"status":"live","home_team":{"name":"A &amp; C","short_name":"A&amp;C",)"
      R"("logo":"//cdn/a.png"},"away_team":"B","home_score":"45","away_score":"0",)"
      R"("current_period":"2","scheduled_at":"2026-11-26 20:15:30"})",
      kNow);
  ASSERT_EQ(outcome(match), "ok");
  EXPECT_EQ(match->home.name, "A & C");
  EXPECT_EQ(match->home.short_name, "A&C");
  EXPECT_EQ(match->home.logo_url, "https://cdn/a.png");
  EXPECT_EQ(match->home.score, 45);
  EXPECT_EQ(match->away.score, 0);
  EXPECT_EQ(match->period, (Period{PeriodKind::kQuarter, 2}));
  EXPECT_EQ(match->kickoff, 1795724130000);
  const auto before = decode_match(
      R"({"id":1,"status":"scheduled","home_team":"A","away_team":"B","home_score":-1})", kNow);
  ASSERT_EQ(outcome(before), "ok");
  EXPECT_EQ(before->home.score, std::nullopt);
}

TEST(StatsApiMatch, NamesWhatIsWrong) {
  struct Row {
    std::string_view from;
    std::string_view to;
    std::string_view outcome;
  };
  constexpr Row kRows[] = {
      {"\"id\":123,", "", "missing id"},
      {"\"id\":123", "\"id\":null", "missing id"},
      {"\"id\":123", "\"id\":true", "wrong_type id"},
      {"\"id\":123", "\"id\":1e30", "out_of_range id"},
      {"\"status\":\"in_progress\",", "", "missing status"},
      {"\"in_progress\"", "\"\"", "missing status"},
      {"\"in_progress\"", "2", "wrong_type status"},
      {"\"KK Mega Super\"", "5", "wrong_type home_team.name"},
      {"\"away_team\"", "\"visitors\"", "missing away_team.name"},
      {"\"home_score\":45", "\"home_score\":\"many\"", "wrong_type home_score"},
      {"\"home_score\":45", "\"home_score\":-1", "out_of_range home_score"},
      {"\"away_score\":42", "\"away_score\":1000", "out_of_range away_score"},
      {"\"away_score\":42", "\"away_score\":4.2", "wrong_type away_score"},
      {"\"away_score\":42", "\"away_score\":1e999", "out_of_range json"},
      {"\"07:23\"", "{}", "ok"},
      {"\"current_period\":2", "\"current_period\":\"Q2\"", "ok"},
      {"\"2026-04-13T20:00:00+00:00\"", "\"2026-04-13 20:00:00\"", "ok"},
      {"{\"id\":4,\"name\":\"KLS\"}", "null", "ok"},
  };
  for (const Row& row : kRows) {
    const std::string text = replaced(std::string(kMatch), row.from, row.to);
    EXPECT_EQ(outcome(decode_match(text, kNow)), row.outcome) << text;
  }
  for (const char* text : {"[]", "null", "5", R"({"data":[]})", R"({"data":null})"}) {
    EXPECT_EQ(outcome(decode_match(text, kNow)), "wrong_type match") << text;
  }
}

TEST(StatsApiSchedule, ReadsAListInEveryEnvelope) {
  const std::string list = "[" + std::string(kMatch) + ",{\"id\":5}]";
  for (const std::string& body : {
           list,
           "{\"data\":" + list + "}",
           "{\"data\":{\"data\":" + list + ",\"current_page\":1,\"last_page\":1}}",
       }) {
    const auto page = decode_schedule(body, kNow);
    ASSERT_EQ(outcome(page), "ok") << body;
    ASSERT_EQ(page->matches.size(), 1u);
    EXPECT_EQ(page->matches[0].id, "123");
    EXPECT_EQ(page->refused, (std::vector<RefusedRow>{{"5", {FeedErrorCode::kMissing, "status"}}}));
    EXPECT_FALSE(page->has_more);
  }
}

TEST(StatsApiSchedule, SeesThatThereIsMore) {
  const std::pair<std::string_view, bool> rows[] = {
      {R"({"data":{"data":[],"current_page":1,"last_page":2}})", true},
      {R"({"data":{"data":[],"current_page":2,"last_page":2}})", false},
      {R"({"data":{"data":[],"next_page_url":"https://x?page=2"}})", true},
      {R"({"data":{"data":[],"next_page_url":null}})", false},
      {R"({"data":[],"links":{"next":"https://x?page=2"}})", true},
      {R"({"data":[],"links":{"next":null}})", false},
      {R"({"data":[],"meta":{"current_page":1,"last_page":3}})", true},
      {R"({"data":[],"meta":{"current_page":3,"last_page":3}})", false},
      {R"({"data":{"data":[],"meta":{"current_page":1,"last_page":3}}})", true},
      {R"({"data":[],"meta":{"current_page":"1","last_page":"3"}})", false},
      {R"({"data":[],"links":[],"meta":5})", false},
  };
  for (const auto& [body, has_more] : rows) {
    const auto page = decode_schedule(body, kNow);
    ASSERT_EQ(outcome(page), "ok") << body;
    EXPECT_EQ(page->has_more, has_more) << body;
  }
}

TEST(StatsApiSchedule, HoldsSoManyRowsAndNoMore) {
  std::string body = "[";
  for (int i = 0; i < 1001; ++i) body += std::string(kMatch) + ',';
  body.back() = ']';
  const auto page = decode_schedule(body, kNow);
  ASSERT_EQ(outcome(page), "ok");
  EXPECT_EQ(page->matches.size(), 1000u);
  EXPECT_EQ(page->refused, (std::vector<RefusedRow>{{"123", {FeedErrorCode::kTooLarge, "data"}}}));
}

TEST(StatsApiLists, NameWhatIsWrong) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"", "not_json json"},
      {"{}", "missing data"},
      {R"({"data":null})", "missing data"},
      {R"({"data":{}})", "missing data"},
      {R"({"data":{"data":{}}})", "missing data"},
      {R"({"data":5})", "wrong_type data"},
      {"5", "wrong_type data"},
      {R"({"data":{"data":"x"}})", "wrong_type data"},
      {"null", "missing data"},
      {"[]", "ok"},
  };
  for (const auto& [body, expected] : rows) {
    EXPECT_EQ(outcome(decode_schedule(body, kNow)), expected) << body;
    EXPECT_EQ(outcome(decode_competitions(body)), expected) << body;
    EXPECT_EQ(outcome(decode_plays(body)), expected) << body;
  }
}

TEST(StatsApiCompetitions, GiveTheirIds) {
  const auto ids = decode_competitions(
      R"({"data":[{"id":4,"name":"KLS"},{"id":"5"},{"name":"no id"},null,6,{"id":{}}]})");
  ASSERT_EQ(outcome(ids), "ok");
  EXPECT_EQ(*ids, (std::vector<std::string>{"4", "5", "6"}));
}

TEST(StatsApiPlays, AreTheNewestInOrder) {
  std::string body = R"({"data":[{"id":3,"type":"first"},{"type":"no id"},5,)";
  for (const int id : {12, 11, 10, 9, 8, 7, 6, 5, 4, 2, 1}) {
    body += "{\"id\":" + std::to_string(id) + "},";
  }
  body += R"({"id":12,"type":"again"}]})";
  const auto plays = decode_plays(body);
  ASSERT_EQ(outcome(plays), "ok");
  std::vector<std::int64_t> ids;
  for (const Play& play : *plays) ids.push_back(play.id);
  EXPECT_EQ(ids, (std::vector<std::int64_t>{5, 6, 7, 8, 9, 10, 11, 12}));
}

TEST(StatsApiError, IsReadAsFarAsItCanBe) {
  EXPECT_EQ(decode_error_message(R"({"message":"Rate limit exceeded","limit_per_minute":3000})"),
            "Rate limit exceeded");
  for (const char* body : {"", "<html>", "{}", "[]", R"({"message":5})", R"({"message":null})"}) {
    EXPECT_EQ(decode_error_message(body), "") << body;
  }
}

TEST(StatsApiSnapshots, NameAnErrorForEveryTruncation) {
  test::for_each_truncation(kMatch, [](std::string_view text) {
    EXPECT_EQ(outcome(decode_match(text, kNow)), "not_json json") << text;
    EXPECT_EQ(outcome(decode_schedule(text, kNow)), "not_json json") << text;
    EXPECT_EQ(outcome(decode_plays(text)), "not_json json") << text;
    EXPECT_EQ(outcome(decode_competitions(text)), "not_json json") << text;
  });
}

TEST(StatsApiSnapshots, SurviveDamageWithoutAnImpossibleMatch) {
  int read = 0;
  test::for_each_damage(kMatch, 10000, [&read](std::string_view text) {
    const auto match = decode_match(text, kNow);
    if (!match) return;
    ++read;
    EXPECT_FALSE(match->id.empty());
    EXPECT_TRUE(match->home.score.value_or(0) >= 0 && match->home.score.value_or(0) <= 999);
    EXPECT_TRUE(match->away.score.value_or(0) >= 0 && match->away.score.value_or(0) <= 999);
  });
  EXPECT_GT(read, 100);
}

}  // namespace
}  // namespace scoreline::stats_api
