#include "feed/stats_api/play.hpp"

#include <gtest/gtest.h>

#include <string>

#include "unit/feed/support.hpp"

namespace scoreline::stats_api {
namespace {

using test::replaced;

// The `event` of the sample in "websockets".
constexpr std::string_view kSample =
    R"({"id":9871,"client_id":"7b2a","type":"3pt_made","team_id":16,"player_id":88,"period":2,)"
    R"("clock":"07:23","x":42.5,"y":18.2,"event_at":"2026-04-13T20:15:30+00:00"})";

std::optional<Play> read(std::string_view text) {
  const auto document = json::Document::parse(text);
  EXPECT_TRUE(document.ok()) << text;
  return play_of(document->root());
}

Play sample_play() {
  Play play;
  play.id = 9871;
  play.type = "3pt_made";
  play.team_id = "16";
  play.player_id = "88";
  play.period = Period{PeriodKind::kQuarter, 2};
  play.clock_seconds_left = 443;
  play.x = 42.5;
  play.y = 18.2;
  play.at = 1776111330000;
  return play;
}

TEST(StatsApiPlay, ReadsTheSample) { EXPECT_EQ(read(kSample), sample_play()); }

TEST(StatsApiPlay, NeedsAnIdThatOrdersIt) {
  for (const char* id : {"null", "\"9871\"", "-1", "1.5", "1e30", "{}", "true"}) {
    EXPECT_EQ(read(replaced(std::string(kSample), ":9871", ':' + std::string(id))), std::nullopt)
        << id;
  }
  for (const char* text : {"{}", "null", "5", "[]", "\"x\""}) {
    EXPECT_EQ(read(text), std::nullopt) << text;
  }
  EXPECT_EQ(play_of(json::Value()), std::nullopt);
}

TEST(StatsApiPlay, LeavesOutWhatItCanDoWithout) {
  struct Row {
    std::string_view from;
    std::string_view name;
    void (*without)(Play&);
  };
  const Row rows[] = {
      {R"("type":"3pt_made")", "type", [](Play& p) { p.type.clear(); }},
      {R"("team_id":16)", "team_id", [](Play& p) { p.team_id.clear(); }},
      {R"("player_id":88)", "player_id", [](Play& p) { p.player_id.clear(); }},
      {R"("period":2)", "period", [](Play& p) { p.period.reset(); }},
      {R"("clock":"07:23")", "clock", [](Play& p) { p.clock_seconds_left.reset(); }},
      {R"("event_at":"2026-04-13T20:15:30+00:00")", "event_at", [](Play& p) { p.at.reset(); }},
  };
  for (const Row& row : rows) {
    Play expected = sample_play();
    row.without(expected);
    for (const char* odd : {"null", "true", "-7.5", "1e300", "[]", "{}"}) {
      const std::string to = '"' + std::string(row.name) + "\":" + odd;
      EXPECT_EQ(read(replaced(std::string(kSample), row.from, to)), expected) << to;
    }
  }
  Play without_place = sample_play();
  without_place.x.reset();
  for (const char* odd : {"null", "true", "\"42.5\"", "[]", "{}"}) {
    const std::string to = "\"x\":" + std::string(odd);
    EXPECT_EQ(read(replaced(std::string(kSample), "\"x\":42.5", to)), without_place) << to;
  }
}

}  // namespace
}  // namespace scoreline::stats_api
