#include "feed/stats_api/event.hpp"

#include <gtest/gtest.h>

#include <string>

#include "feed/pusher/frame.hpp"
#include "unit/feed/support.hpp"

namespace scoreline::stats_api {
namespace {

using test::outcome;
using test::replaced;

// The samples of "websockets".
constexpr std::string_view kReceived =
    R"({"match_id":123,"home_score":45,"away_score":42,"current_period":2,)"
    R"("current_clock":"07:23","status":"in_progress","event":{"id":9871,"client_id":"7b2a",)"
    R"("type":"3pt_made","team_id":16,"player_id":88,"period":2,"clock":"07:23","x":42.5,)"
    R"("y":18.2,"event_at":"2026-04-13T20:15:30+00:00"}})";
constexpr std::string_view kChanged =
    R"({"match_id":123,"competition_id":4,"status":"finished","previous_status":"in_progress",)"
    R"("home_score":89,"away_score":84})";

template <typename What>
What event_of(std::string_view name, std::string_view data) {
  const auto event = decode_event(name, data);
  EXPECT_EQ(outcome(event), "ok") << data;
  const What* const what = event ? std::get_if<What>(&*event) : nullptr;
  EXPECT_NE(what, nullptr) << data;
  return what != nullptr ? *what : What{};
}

TEST(StatsApiEvent, ReadsAPlayAndTheScoreAfterIt) {
  const auto event = event_of<EventReceived>("event.received", kReceived);
  EXPECT_EQ(event.match_id, "123");
  EXPECT_EQ(event.home_score, 45);
  EXPECT_EQ(event.away_score, 42);
  EXPECT_EQ(event.status, MatchStatus::kLive);
  EXPECT_EQ(event.status_word, "");
  EXPECT_EQ(event.period, (Period{PeriodKind::kQuarter, 2}));
  EXPECT_EQ(event.clock_seconds_left, 443);
  ASSERT_TRUE(event.play.has_value());
  EXPECT_EQ(event.play->id, 9871);
  EXPECT_EQ(event.play->type, "3pt_made");
}

TEST(StatsApiEvent, ReadsAStatus) {
  const auto event = event_of<StatusChanged>("status.changed", kChanged);
  EXPECT_EQ(event.match_id, "123");
  EXPECT_EQ(event.competition_id, "4");
  EXPECT_EQ(event.status, MatchStatus::kFinished);
  EXPECT_EQ(event.home_score, 89);
  EXPECT_EQ(event.away_score, 84);
}

// Recording 05b sends a score under names that are not documented: they are not taken for one.
TEST(StatsApiEvent, ReadsTheRecordedStatus) {
  const auto frame = pusher::decode_frame(
      R"({"event":"status.changed","data":"{\"match_id\":123,\"status\":\"finished\",\"home\":2,\"away\":1}","channel":"private-match.123"})");
  ASSERT_EQ(outcome(frame), "ok");
  const auto* const channel_event = std::get_if<pusher::ChannelEvent>(&*frame);
  ASSERT_NE(channel_event, nullptr);
  const auto event = event_of<StatusChanged>(channel_event->name, channel_event->data);
  EXPECT_EQ(event.match_id, "123");
  EXPECT_EQ(event.status, MatchStatus::kFinished);
  EXPECT_EQ(event.home_score, std::nullopt);
}

TEST(StatsApiEvent, TakesNamesWithEchosDot) {
  (void)event_of<EventReceived>(".event.received", kReceived);
  (void)event_of<StatusChanged>(".status.changed", kChanged);
}

TEST(StatsApiEvent, DoesNotReadWhatItDoesNotKnow) {
  for (const char* name : {"", ".", "..event.received", "event.received ", "Event.Received",
                           "client-event.received", "App\\Events\\EventReceived"}) {
    (void)event_of<UnknownEvent>(name, "not json");
  }
}

TEST(StatsApiEvent, KeepsTheWordOfAnUnknownStatus) {
  const auto received = event_of<EventReceived>(
      "event.received", replaced(std::string(kReceived), "in_progress", "Delayed start"));
  EXPECT_EQ(received.status, MatchStatus::kUnknown);
  EXPECT_EQ(received.status_word, "Delayed start");
  const auto changed = event_of<StatusChanged>(
      "status.changed", replaced(std::string(kChanged), "finished", std::string(100'000, 'x')));
  EXPECT_EQ(changed.status, MatchStatus::kUnknown);
  EXPECT_EQ(changed.status_word, std::string(64, 'x'));
}

TEST(StatsApiEvent, NamesWhatIsWrong) {
  struct Row {
    std::string_view name;
    std::string_view from;
    std::string_view to;
    std::string_view outcome;
  };
  constexpr std::string_view kE = "event.received";
  constexpr std::string_view kS = "status.changed";
  constexpr Row kRows[] = {
      {kE, "\"match_id\":123,", "", "missing match_id"},
      {kE, "\"match_id\":123", "\"match_id\":null", "missing match_id"},
      {kE, "\"match_id\":123", "\"match_id\":1.5", "wrong_type match_id"},
      {kE, "\"match_id\":123", "\"match_id\":[]", "wrong_type match_id"},
      {kE, "\"match_id\":123", "\"match_id\":18446744073709551616", "out_of_range match_id"},
      {kE, "\"match_id\":123", "\"match_id\":\"123\"", "ok"},
      {kE, "\"home_score\":45,", "", "missing home_score"},
      {kE, "\"home_score\":45", "\"home_score\":null", "missing home_score"},
      {kE, "\"home_score\":45", "\"home_score\":\"45\"", "wrong_type home_score"},
      {kE, "\"home_score\":45", "\"home_score\":-45", "out_of_range home_score"},
      {kE, "\"away_score\":42", "\"away_score\":1000", "out_of_range away_score"},
      {kE, "\"away_score\":42", "\"away_score\":{}", "wrong_type away_score"},
      {kE, "\"away_score\":42", "\"away_score\":1e999", "out_of_range json"},
      {kE, "\"in_progress\"", "null", "missing status"},
      {kE, "\"in_progress\"", "\"\"", "missing status"},
      {kE, "\"in_progress\"", "2", "wrong_type status"},
      {kS, "\"match_id\":123,", "", "missing match_id"},
      {kS, "\"finished\"", "null", "missing status"},
      {kS, "\"finished\"", "[]", "wrong_type status"},
      {kS, "\"home_score\":89", "\"home_score\":null", "ok"},
      {kS, "\"home_score\":89", "\"home_score\":-1", "out_of_range home_score"},
      {kS, "\"away_score\":84", "\"away_score\":\"84\"", "wrong_type away_score"},
      {kS, "\"competition_id\":4", "\"competition_id\":{}", "ok"},
  };
  for (const Row& row : kRows) {
    const std::string_view sample = row.name == kE ? kReceived : kChanged;
    const std::string text = replaced(std::string(sample), row.from, row.to);
    EXPECT_EQ(outcome(decode_event(row.name, text)), row.outcome) << text;
  }
  // What Reverb carries besides (recording 05).
  EXPECT_EQ(outcome(decode_event(kE, "plain text")), "not_json json");
  EXPECT_EQ(outcome(decode_event(kE, "")), "not_json json");
  for (const char* data : {"null", "42", "[]"}) {
    EXPECT_EQ(outcome(decode_event(kE, data)), "wrong_type data") << data;
  }
}

TEST(StatsApiEvent, LeavesOutWhatItCanDoWithout) {
  for (const char* odd : {"null", "true", "-7.5", "1e300", "[]", "{}", "\"x\""}) {
    const auto period = event_of<EventReceived>(
        "event.received", replaced(std::string(kReceived), "\"current_period\":2",
                                   "\"current_period\":" + std::string(odd)));
    EXPECT_EQ(period.period, std::nullopt) << odd;
    const auto clock = event_of<EventReceived>(
        "event.received", replaced(std::string(kReceived), "\"current_clock\":\"07:23\"",
                                   "\"current_clock\":" + std::string(odd)));
    EXPECT_EQ(clock.clock_seconds_left, std::nullopt) << odd;
    const auto play = event_of<EventReceived>(
        "event.received",
        replaced(std::string(kReceived), "{\"id\":9871,", "{\"id\":" + std::string(odd) + ','));
    EXPECT_EQ(play.play, std::nullopt) << odd;
    EXPECT_EQ(play.home_score, 45);
  }
}

TEST(StatsApiStatus, IsReadFromLikelyWords) {
  const std::pair<std::string_view, MatchStatus> rows[] = {
      {"in_progress", MatchStatus::kLive},
      {"finished", MatchStatus::kFinished},
      {"In Progress", MatchStatus::kLive},
      {"IN-PROGRESS", MatchStatus::kLive},
      {"inProgress", MatchStatus::kLive},
      {"live", MatchStatus::kLive},
      {"half_time", MatchStatus::kLive},
      {"scheduled", MatchStatus::kScheduled},
      {"upcoming", MatchStatus::kScheduled},
      {"not_started", MatchStatus::kScheduled},
      {"completed", MatchStatus::kFinished},
      {"ended", MatchStatus::kFinished},
      {"Final", MatchStatus::kFinished},
      {"postponed", MatchStatus::kPostponed},
      {"cancelled", MatchStatus::kCancelled},
      {"canceled", MatchStatus::kCancelled},
      {"walk-over", MatchStatus::kWalkover},
      {"forfeit", MatchStatus::kWalkover},
      {"forfeited", MatchStatus::kWalkover},
      {"interrupted", MatchStatus::kInterrupted},
      {"suspended", MatchStatus::kInterrupted},
      {"abandoned", MatchStatus::kAbandoned},
      {"", MatchStatus::kUnknown},
      {"_", MatchStatus::kUnknown},
      {"unfinished", MatchStatus::kUnknown},
      {"finishe", MatchStatus::kUnknown},
      {"delayed", MatchStatus::kUnknown},
      {"\u0437\u0430\u0432\u0440\u0448\u0435\u043d", MatchStatus::kUnknown},
  };
  for (const auto& [word, status] : rows) EXPECT_EQ(status_from_word(word), status) << word;
}

TEST(StatsApiPeriod, IsAQuarterOrAnOvertime) {
  EXPECT_EQ(period_from_number(1), (Period{PeriodKind::kQuarter, 1}));
  EXPECT_EQ(period_from_number(4), (Period{PeriodKind::kQuarter, 4}));
  EXPECT_EQ(period_from_number(5), (Period{PeriodKind::kOvertime, 1}));
  EXPECT_EQ(period_from_number(7), (Period{PeriodKind::kOvertime, 3}));
  EXPECT_EQ(period_from_number(0), (Period{PeriodKind::kOther, 0}));
  EXPECT_EQ(period_from_number(-3), (Period{PeriodKind::kOther, -3}));
  EXPECT_EQ(period_from_number(INT64_MAX), (Period{PeriodKind::kOther, 0}));
  EXPECT_EQ(period_from_number((std::int64_t{1} << 32) + 1), (Period{PeriodKind::kOther, 0}));
}

TEST(StatsApiClock, IsMinutesAndSeconds) {
  const std::pair<std::string_view, std::optional<std::int32_t>> rows[] = {
      {"07:23", 443},
      {"7:23", 443},
      {"00:00", 0},
      {"10:00", 600},
      {"60:00", 3600},
      {"00:07.4", 7},
      {"00:07.45", 7},
      {"60:01", std::nullopt},
      {"99:59", std::nullopt},
      {"07:60", std::nullopt},
      {"07:2", std::nullopt},
      {"07:234", std::nullopt},
      {"007:23", std::nullopt},
      {":23", std::nullopt},
      {"07:", std::nullopt},
      {"0723", std::nullopt},
      {"07:23.", std::nullopt},
      {"07:23.x", std::nullopt},
      {"07:23 ", std::nullopt},
      {" 07:23", std::nullopt},
      {"-7:23", std::nullopt},
      {"07:-3", std::nullopt},
      {"00:07:23", std::nullopt},
      {"", std::nullopt},
      {"07.23", std::nullopt},
      {"07:23.456", std::nullopt},
  };
  for (const auto& [text, seconds] : rows) EXPECT_EQ(seconds_from_clock(text), seconds) << text;
}

TEST(StatsApiEvent, NamesAnErrorForEveryTruncation) {
  test::for_each_truncation(kReceived, [](std::string_view text) {
    EXPECT_EQ(outcome(decode_event("event.received", text)), "not_json json") << text;
  });
  test::for_each_truncation(kChanged, [](std::string_view text) {
    EXPECT_EQ(outcome(decode_event("status.changed", text)), "not_json json") << text;
  });
}

TEST(StatsApiEvent, SurvivesDamageWithoutAnImpossibleScore) {
  int read = 0;
  test::for_each_damage(kReceived, 10000, [&read](std::string_view text) {
    const auto event = decode_event("event.received", text);
    if (!event) return;
    ++read;
    const auto* const received = std::get_if<EventReceived>(&*event);
    ASSERT_NE(received, nullptr);
    EXPECT_FALSE(received->match_id.empty());
    EXPECT_TRUE(received->home_score >= 0 && received->home_score <= 999) << text;
    EXPECT_TRUE(received->away_score >= 0 && received->away_score <= 999) << text;
    EXPECT_TRUE(received->clock_seconds_left.value_or(0) <= kMaxClockSeconds) << text;
  });
  EXPECT_GT(read, 100);
}

}  // namespace
}  // namespace scoreline::stats_api
