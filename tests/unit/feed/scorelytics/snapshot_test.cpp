#include "feed/scorelytics/snapshot.hpp"

#include <gtest/gtest.h>

#include <string>

#include "unit/feed/support.hpp"

namespace scoreline::scorelytics {
namespace {

using test::outcome;
using test::replaced;

// The fields of the samples in "api-reference" and "concepts/matches".
constexpr std::string_view kFootball =
    R"({"id":"abc123","league_id":"DEf456","season":"2025/26","home_team":"Real Madrid",)"
    R"("away_team":"Barcelona","home_score":2,"away_score":1,"status_code":2,"period":13,)"
    R"("minute":67,"added_time":3,"kickoff_ts":1746369000,"updated_at":"2026-05-04T16:32:11Z",)"
    R"("home_logo":null,"away_logo":"https://cdn.example/barcelona.png"})";
constexpr std::string_view kBasketball =
    R"({"id":"xyz789","league_id":"UvW111","season":"2025/26","home_team":"Partizan",)"
    R"("away_team":"Zvezda","home_score":84,"away_score":81,"status_code":2,"period":25,)"
    R"("minute":null,"game_clock_secs":180,"kickoff_ts":1746367200,)"
    R"("updated_at":"2026-05-04T16:32:11Z"})";
constexpr std::string_view kScheduled =
    R"({"id":"sch1","league_id":"DEf456","home_team":"A","away_team":"B","home_score":null,)"
    R"("status_code":1,"period":null,"minute":null,"kickoff_ts":1746369000})";

TEST(ScorelyticsMatch, ReadsAFootballMatch) {
  const auto row = decode_match(kFootball, Sport::kFootball);
  ASSERT_EQ(outcome(row), "ok");
  Match expected;
  expected.id = "abc123";
  expected.sport = Sport::kFootball;
  expected.league_id = "DEf456";
  expected.season = "2025/26";
  expected.home.name = "Real Madrid";
  expected.home.score = 2;
  expected.away.name = "Barcelona";
  expected.away.score = 1;
  expected.away.logo_url = "https://cdn.example/barcelona.png";
  expected.status = MatchStatus::kLive;
  expected.period = Period{PeriodKind::kHalf, 2};
  expected.minute = 67;
  expected.added_time = 3;
  expected.kickoff = 1746369000000;
  expected.updated_at = 1777912331000;
  EXPECT_EQ(row->match, expected);
  EXPECT_EQ(row->game_clock, std::nullopt);
}

TEST(ScorelyticsMatch, KeepsTheRawClockApart) {
  const auto row = decode_match(kBasketball, Sport::kBasketball);
  ASSERT_EQ(outcome(row), "ok");
  EXPECT_EQ(row->match.sport, Sport::kBasketball);
  EXPECT_EQ(row->match.period, (Period{PeriodKind::kQuarter, 4}));
  EXPECT_EQ(row->match.minute, std::nullopt);
  EXPECT_EQ(row->match.minute_as_of, std::nullopt);
  EXPECT_EQ(row->match.clock, std::nullopt);
  EXPECT_EQ(row->game_clock, 180);
  const auto stopped =
      decode_match(replaced(std::string(kBasketball), "180", "-1"), Sport::kBasketball);
  EXPECT_EQ(stopped->game_clock, kStoppedClock);
}

TEST(ScorelyticsMatch, HasNoScoreBeforeKickOff) {
  const auto row = decode_match(kScheduled, Sport::kFootball);
  ASSERT_EQ(outcome(row), "ok");
  EXPECT_EQ(row->match.status, MatchStatus::kScheduled);
  EXPECT_EQ(row->match.home.score, std::nullopt);  // null
  EXPECT_EQ(row->match.away.score, std::nullopt);  // absent
  EXPECT_EQ(row->match.period, std::nullopt);
}

TEST(ScorelyticsMatch, TakesATeamWithAName) {
  const auto row = decode_match(
      replaced(std::string(kFootball), "\"Real Madrid\"", R"({"id":7,"name":"Real Madrid"})"),
      Sport::kFootball);
  ASSERT_EQ(outcome(row), "ok");
  EXPECT_EQ(row->match.home.name, "Real Madrid");
}

TEST(ScorelyticsMatch, KeepsTheNumberOfAnUnknownStatus) {
  const auto row =
      decode_match(replaced(std::string(kFootball), "\"status_code\":2", "\"status_code\":42"),
                   Sport::kFootball);
  ASSERT_EQ(outcome(row), "ok");
  EXPECT_EQ(row->match.status, MatchStatus::kUnknown);
  EXPECT_EQ(row->match.status_word, "42");
}

TEST(ScorelyticsMatch, CutsANameThatIsTooLong) {
  std::string name;
  while (name.size() < 100'000) name += "\u26bd";
  const auto row =
      decode_match(replaced(std::string(kFootball), "Real Madrid", name), Sport::kFootball);
  ASSERT_EQ(outcome(row), "ok");
  EXPECT_EQ(row->match.home.name, name.substr(0, 198));  // 66 balls of 3 bytes
}

TEST(ScorelyticsMatch, NamesWhatIsWrong) {
  struct Row {
    std::string_view from;
    std::string_view to;
    std::string_view outcome;
  };
  constexpr Row kRows[] = {
      {"\"id\":\"abc123\",", "", "missing id"},
      {"\"abc123\"", "null", "missing id"},
      {"\"abc123\"", "{}", "wrong_type id"},
      {"\"abc123\"", "\"\"", "out_of_range id"},
      {"\"abc123\"", "77", "ok"},
      {"\"home_team\":\"Real Madrid\",", "", "missing home_team"},
      {"\"Real Madrid\"", "5", "wrong_type home_team"},
      {"\"Real Madrid\"", "[]", "wrong_type home_team"},
      {"\"Real Madrid\"", "{\"name\":5}", "wrong_type home_team"},
      {"\"away_team\":\"Barcelona\",", "", "missing away_team"},
      {"\"Barcelona\"", "true", "wrong_type away_team"},
      {"\"home_score\":2", "\"home_score\":\"two\"", "wrong_type home_score"},
      {"\"home_score\":2", "\"home_score\":\"\"", "wrong_type home_score"},
      {"\"home_score\":2", "\"home_score\":-1", "out_of_range home_score"},
      {"\"home_score\":2", "\"home_score\":1000", "out_of_range home_score"},
      {"\"home_score\":2", "\"home_score\":18446744073709551616", "out_of_range home_score"},
      {"\"away_score\":1", "\"away_score\":{}", "wrong_type away_score"},
      {"\"away_score\":1", "\"away_score\":1.5", "wrong_type away_score"},
      {"\"away_score\":1", "\"away_score\":1e999", "out_of_range json"},
      {"\"status_code\":2,", "", "missing status_code"},
      {"\"status_code\":2", "\"status_code\":null", "missing status_code"},
      {"\"status_code\":2", "\"status_code\":\"live\"", "wrong_type status_code"},
      {"\"status_code\":2", "\"status_code\":2.5", "wrong_type status_code"},
      {"\"status_code\":2", "\"status_code\":-1e300", "out_of_range status_code"},
  };
  for (const Row& row : kRows) {
    const std::string text = replaced(std::string(kFootball), row.from, row.to);
    EXPECT_EQ(outcome(decode_match(text, Sport::kFootball)), row.outcome) << text;
  }
  for (const char* text : {"[]", "null", "5", "\"abc123\""}) {
    EXPECT_EQ(outcome(decode_match(text, Sport::kFootball)), "wrong_type match") << text;
  }
}

TEST(ScorelyticsMatch, ATeamThatIsNotDecidedHasNoName) {
  for (const char* team : {"null", "\"\"", "{}", "{\"name\":null}", "{\"id\":7,\"name\":\"\"}"}) {
    const auto row =
        decode_match(replaced(std::string(kScheduled), "\"A\"", team), Sport::kFootball);
    ASSERT_EQ(outcome(row), "ok") << team;
    EXPECT_EQ(row->match.home.name, "") << team;
    EXPECT_EQ(row->match.away.name, "B") << team;
    EXPECT_EQ(row->match.kickoff, 1746369000000) << team;
  }
}

TEST(ScorelyticsMatch, TakesNumbersThatAreText) {
  const auto row = decode_match(
      R"({"id":"a","home_team":"A &amp; C","away_team":"B","home_score":"2","away_score":"1",)"
      R"("status_code":"2","period":"13","minute":"67","added_time":"3","kickoff_ts":"1746369000",)"
      R"("game_clock_secs":"-1","league_name":"Cup &#38; League","home_logo":"//cdn/a.png"})",
      Sport::kFootball);
  ASSERT_EQ(outcome(row), "ok");
  const Match& match = row->match;
  EXPECT_EQ(match.home.score, 2);
  EXPECT_EQ(match.away.score, 1);
  EXPECT_EQ(match.status, MatchStatus::kLive);
  EXPECT_EQ(match.period, (Period{PeriodKind::kHalf, 2}));
  EXPECT_EQ(match.minute, 67);
  EXPECT_EQ(match.added_time, 3);
  EXPECT_EQ(match.kickoff, 1746369000000);
  EXPECT_EQ(row->game_clock, kStoppedClock);
  EXPECT_EQ(match.home.name, "A & C");
  EXPECT_EQ(match.league_name, "Cup & League");
  EXPECT_EQ(match.home.logo_url, "https://cdn/a.png");
}

TEST(ScorelyticsMatch, AScoreOfLessThanNothingIsNoneBeforeKickOff) {
  const auto row =
      decode_match(replaced(std::string(kScheduled), "\"home_score\":null", "\"home_score\":-1"),
                   Sport::kFootball);
  ASSERT_EQ(outcome(row), "ok");
  EXPECT_EQ(row->match.home.score, std::nullopt);
}

TEST(ScorelyticsMatch, LeavesOutWhatItCanDoWithout) {
  constexpr std::string_view kFields[] = {"\"DEf456\"",
                                          "\"2025/26\"",
                                          ":13,",
                                          ":67,",
                                          ":3,",
                                          ":1746369000,",
                                          "\"2026-05-04T16:32:11Z\"",
                                          "\"https://cdn.example/barcelona.png\""};
  constexpr std::string_view kOdd[] = {"null", "true", "-7.5", "1e300", "[]", "{}", "[{\"a\":1}]"};
  for (const std::string_view field : kFields) {
    for (const std::string_view odd : kOdd) {
      const bool is_number = field.front() == ':';
      std::string to(odd);
      if (is_number) to = ':' + to + ',';
      const auto row = decode_match(replaced(std::string(kFootball), field, to), Sport::kFootball);
      ASSERT_EQ(outcome(row), "ok") << field << odd;
      const Match& match = row->match;
      const int absent = match.league_id.empty() + match.season.empty() + !match.period +
                         !match.minute + !match.added_time + !match.kickoff + !match.updated_at +
                         match.away.logo_url.empty();
      EXPECT_EQ(absent, 1) << field << odd;
      EXPECT_EQ(match.home.score, 2);
    }
  }
}

TEST(ScorelyticsPage, ReadsRowsAndTheCursor) {
  const std::string text = "{\"data\":[" + std::string(kFootball) + ',' + std::string(kScheduled) +
                           "],\"total\":2,\"limit\":50,\"next_cursor\":9007199254740993}";
  const auto page = decode_page(text, Sport::kFootball);
  ASSERT_EQ(outcome(page), "ok");
  ASSERT_EQ(page->rows.size(), 2u);
  EXPECT_EQ(page->rows[0].match.id, "abc123");
  EXPECT_EQ(page->rows[1].match.id, "sch1");
  EXPECT_EQ(page->rows[1].match.sport, Sport::kFootball);
  EXPECT_TRUE(page->refused.empty());
  EXPECT_EQ(page->next_cursor, 9007199254740993);
}

TEST(ScorelyticsPage, IsTheLastWithoutACursorOrWithoutRows) {
  const std::string row(kScheduled);
  for (const std::string& text : {
           "{\"data\":[" + row + "],\"total\":1}",
           "{\"data\":[" + row + "],\"next_cursor\":null}",
           "{\"data\":[" + row + "],\"next_cursor\":\"abc\"}",
           std::string(R"({"data":[],"next_cursor":5})"),
       }) {
    const auto page = decode_page(text, Sport::kFootball);
    ASSERT_EQ(outcome(page), "ok") << text;
    EXPECT_EQ(page->next_cursor, std::nullopt) << text;
  }
}

TEST(ScorelyticsPage, KeepsTheGoodRowsAndNamesTheOthers) {
  const std::string text =
      "{\"data\":[null,5," + std::string(kFootball) + ",{\"id\":\"x\"}," +
      replaced(std::string(kScheduled), "\"home_score\":null", "\"home_score\":-3") +
      "],\"next_cursor\":7}";
  const auto page = decode_page(text, Sport::kFootball);
  ASSERT_EQ(outcome(page), "ok");
  ASSERT_EQ(page->rows.size(), 1u);
  EXPECT_EQ(page->rows[0].match.id, "abc123");
  EXPECT_EQ(page->refused, (std::vector<RefusedRow>{
                               {"", {FeedErrorCode::kWrongType, "match"}},
                               {"", {FeedErrorCode::kWrongType, "match"}},
                               {"x", {FeedErrorCode::kMissing, "status_code"}},
                               {"sch1", {FeedErrorCode::kOutOfRange, "home_score"}},
                           }));
  EXPECT_EQ(page->next_cursor, 7);  // a page of refused rows is not the last one
}

TEST(ScorelyticsPage, HoldsSoManyRowsAndNoMore) {
  std::string text = "{\"data\":[";
  for (int i = 0; i < 1002; ++i) text += std::string(kScheduled) + ',';
  text.back() = ']';
  const auto page = decode_page(text + '}', Sport::kFootball);
  ASSERT_EQ(outcome(page), "ok");
  EXPECT_EQ(page->rows.size(), 1000u);
  EXPECT_EQ(page->refused,
            std::vector<RefusedRow>(2, {"sch1", {FeedErrorCode::kTooLarge, "data"}}));
}

TEST(ScorelyticsPage, NamesWhatIsWrong) {
  constexpr std::pair<std::string_view, std::string_view> kRows[] = {
      {"", "not_json json"},
      {"<html>", "not_json json"},
      {"[]", "wrong_type page"},
      {"null", "wrong_type page"},
      {"{}", "missing data"},
      {R"({"data":null})", "missing data"},
      {R"({"data":{}})", "wrong_type data"},
      {R"({"data":"x"})", "wrong_type data"},
      {R"({"data":[]})", "ok"},
  };
  for (const auto& [text, expected] : kRows) {
    EXPECT_EQ(outcome(decode_page(text, Sport::kFootball)), expected) << text;
  }
}

TEST(ScorelyticsSnapshots, NameAnErrorForEveryTruncation) {
  const std::string page =
      "{\"data\":[" + std::string(kFootball) + ',' + std::string(kBasketball) + "]}";
  test::for_each_truncation(kFootball, [](std::string_view text) {
    EXPECT_EQ(outcome(decode_match(text, Sport::kFootball)), "not_json json") << text;
  });
  test::for_each_truncation(page, [](std::string_view text) {
    EXPECT_EQ(outcome(decode_page(text, Sport::kFootball)), "not_json json") << text;
  });
}

TEST(ScorelyticsSnapshots, SurviveDamageWithoutAnImpossibleMatch) {
  const std::string page =
      "{\"data\":[" + std::string(kFootball) + ',' + std::string(kBasketball) + "]}";
  int rows = 0;
  test::for_each_damage(page, 10000, [&rows](std::string_view text) {
    const auto decoded = decode_page(text, Sport::kFootball);
    if (!decoded) return;
    for (const MatchRow& row : decoded->rows) {
      ++rows;
      EXPECT_FALSE(row.match.id.empty());
      EXPECT_TRUE(row.match.home.score.value_or(0) >= 0 && row.match.home.score.value_or(0) <= 999);
      EXPECT_TRUE(row.match.minute.value_or(0) >= 0 && row.match.minute.value_or(0) <= 999);
    }
  });
  EXPECT_GT(rows, 100);
}

TEST(ScorelyticsError, IsReadAsFarAsItCanBe) {
  struct Row {
    std::string_view body, code, request_id;
  };
  constexpr Row kRows[] = {
      {R"({"error":"bad key","code":"invalid_api_key","request_id":"req_abc123"})",
       "invalid_api_key", "req_abc123"},
      {R"({"error":"malformed","request_id":"req_abc123"})", "", "req_abc123"},
      {R"({"code":5,"request_id":{}})", "", ""},
      {R"({"code":"a\nb"})", "a b", ""},
      {"[]", "", ""},
      {"<html>", "", ""},
      {"", "", ""},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(decode_error(row.body).code, row.code) << row.body;
    EXPECT_EQ(decode_error(row.body).request_id, row.request_id) << row.body;
  }
}

}  // namespace
}  // namespace scoreline::scorelytics
