#include "connection/scorelytics_provider.hpp"

#include <gtest/gtest.h>

namespace scoreline {
namespace {

using scorelytics::ClockUnit;

constexpr Instant kNow{1'000'000, 1'777'912'400'000};
const Subject kMatch{SubjectKind::kMatch, Sport::kUnknown, "m1"};
const Subject kLive{SubjectKind::kLive, Sport::kUnknown, ""};
const Subject kLeague{SubjectKind::kLeague, Sport::kUnknown, "L1"};

Subject of_sport(Subject subject, Sport sport) {
  subject.sport = sport;
  return subject;
}

std::string row(std::string_view id, std::string_view more) {
  return R"({"id":")" + std::string(id) +
         R"(","home_team":"H","away_team":"A","home_score":1,"away_score":0,"status_code":2,)" +
         R"("updated_at":"2026-05-04T16:32:11Z")" + std::string(more) + '}';
}

class ScorelyticsProviderTest : public testing::Test {
 protected:
  SnapshotReading read(const Subject& subject, std::string_view step, std::string_view body) {
    return provider.read_snapshot(subject, step, body, reception());
  }
  MessageReading hear(std::string_view text) {
    return provider.read_message("", text, reception());
  }
  MessageReading hear_football(std::string_view data) {
    return hear(R"({"type":"score_update","match_id":"m1","data":)" + std::string(data) + '}');
  }
  void show(Sport sport, std::optional<Period> period, std::optional<std::int32_t> minute) {
    Match match;
    match.id = "m1";
    match.sport = sport;
    match.home.score = 1;
    match.away.score = 0;
    match.status = MatchStatus::kLive;
    match.period = period;
    match.minute = minute;
    store.apply(match);
  }

  Reception reception() { return {kNow, server, store}; }

  MatchStore store;
  ServerClock server;
  ScorelyticsProvider provider{"https://api.example/", ClockUnit::kUndecided};
};

// --- where it is asked

TEST_F(ScorelyticsProviderTest, AsksFootballFirstWhereNoSportIsNamed) {
  struct Row {
    Subject subject;
    const char* step;
    const char* url;
  };
  const Row rows[] = {
      {kMatch, "", "https://api.example/v1/football/matches/m1"},
      {kMatch, "basketball", "https://api.example/v1/basketball/matches/m1"},
      {of_sport(kMatch, Sport::kBasketball), "", "https://api.example/v1/basketball/matches/m1"},
      {kLive, "", "https://api.example/v1/football/matches?status=live&limit=200"},
      {kLive, "football:200",
       "https://api.example/v1/football/matches?status=live&after=200&limit=200"},
      {kLive, "basketball", "https://api.example/v1/basketball/matches?status=live&limit=200"},
      {kLeague, "basketball:-7",
       "https://api.example/v1/basketball/matches?league_id=L1&after=-7&limit=200"},
      {of_sport(kLeague, Sport::kBasketball), "",
       "https://api.example/v1/basketball/matches?league_id=L1&limit=200"},
  };
  for (const Row& row : rows) EXPECT_EQ(provider.snapshot_url(row.subject, row.step), row.url);
}

TEST_F(ScorelyticsProviderTest, AMatchThatIsNotFootballIsAskedForAsBasketball) {
  EXPECT_EQ(provider.step_after_not_found(kMatch, ""), "basketball");
  EXPECT_EQ(provider.step_after_not_found(kMatch, "basketball"), "");
  EXPECT_EQ(provider.step_after_not_found(of_sport(kMatch, Sport::kFootball), ""), "");
  EXPECT_EQ(provider.step_after_not_found(kLive, ""), "");
  EXPECT_EQ(provider.step_after_not_found(kLeague, ""), "");
}

TEST_F(ScorelyticsProviderTest, TheKeyTravelsInAHeader) {
  EXPECT_EQ(provider.credential_header("sk_test_1"),
            (std::pair<std::string, std::string>("X-API-Key", "sk_test_1")));
}

// --- snapshots

TEST_F(ScorelyticsProviderTest, ReadsAMatch) {
  const SnapshotReading reading = read(kMatch, "", row("m1", ""));
  ASSERT_TRUE(reading.is_readable);
  ASSERT_EQ(reading.matches.size(), 1u);
  EXPECT_EQ(reading.matches[0].sport, Sport::kFootball);
  EXPECT_EQ(reading.next_step, "");
  EXPECT_EQ(read(kMatch, "basketball", row("m1", "")).matches[0].sport, Sport::kBasketball);
}

TEST_F(ScorelyticsProviderTest, AnotherMatchIsNoAnswer) {
  for (const std::string& body : {row("m2", ""), std::string("{}"), std::string("<html>")}) {
    EXPECT_FALSE(read(kMatch, "", body).is_readable) << body;
  }
  EXPECT_FALSE(read(kLive, "", R"({"matches":[]})").is_readable);
}

TEST_F(ScorelyticsProviderTest, AListGoesOnOverItsPagesAndThenOverTheSports) {
  struct Row {
    Subject subject;
    const char* step;
    const char* cursor;
    const char* next;
  };
  const Row rows[] = {
      {kLive, "", "200", "football:200"},
      {kLive, "football:200", "400", "football:400"},
      {kLive, "football:400", "400", ""},  // leads to itself
      {kLive, "football:400", "null", "basketball"},
      {kLive, "", "null", "basketball"},
      {kLive, "basketball", "9", "basketball:9"},
      {kLive, "basketball:9", "null", ""},
      {of_sport(kLeague, Sport::kFootball), "", "null", ""},
      {of_sport(kLeague, Sport::kFootball), "", "5", "football:5"},
      {of_sport(kLeague, Sport::kBasketball), "", "null", ""},
  };
  for (const Row& each : rows) {
    const std::string body =
        R"({"data":[)" + row("m1", "") + R"(],"next_cursor":)" + each.cursor + '}';
    const SnapshotReading reading = read(each.subject, each.step, body);
    EXPECT_TRUE(reading.is_readable);
    EXPECT_EQ(reading.matches.size(), 1u);
    EXPECT_EQ(reading.next_step, each.next) << each.step << ' ' << each.cursor;
  }
  EXPECT_EQ(read(kLive, "", R"({"data":[]})").next_step, "basketball");
}

// --- the basketball clock

TEST_F(ScorelyticsProviderTest, AClockNeedsAUnit) {
  const auto clock_of = [&](const char* more) {
    const Match match = read(of_sport(kMatch, Sport::kBasketball), "", row("m1", more)).matches[0];
    store.apply(match);
    return match.clock;
  };
  // The server says that the row was written 69 s ago; what the device believes says nothing.
  server.note_date(1'777'912'400'000, kNow.mono);
  constexpr MonoMs kWritten = kNow.mono - 69'000;
  EXPECT_EQ(clock_of(R"(,"game_clock_secs":7)"), std::nullopt);
  EXPECT_EQ(clock_of(R"(,"game_clock_secs":180)"), (GameClock{180, true, kWritten}));
  EXPECT_EQ(clock_of(R"(,"game_clock_secs":7)"), (GameClock{7, true, kWritten}));
  EXPECT_EQ(clock_of(R"(,"game_clock_secs":-1)"), (GameClock{7, false, kWritten}));
  EXPECT_EQ(clock_of(""), std::nullopt);
}

// A device whose clock is hours ahead would let a match run for hours: the minute counts from now, and a
// clock that was read nobody knows when is not shown.
TEST_F(ScorelyticsProviderTest, WithoutTheServersTimeNoClockOfARowRuns) {
  const Match match = read(of_sport(kMatch, Sport::kBasketball), "",
                           row("m1", R"(,"minute":67,"game_clock_secs":180)"))
                          .matches[0];
  EXPECT_EQ(match.clock, std::nullopt);
  EXPECT_EQ(match.minute_as_of, kNow.mono);
}

TEST_F(ScorelyticsProviderTest, AMinuteIsAsOldAsItsRow) {
  server.note_date(1'777'912'400'000, kNow.mono);
  const Match match = read(kMatch, "", row("m1", R"(,"minute":67)")).matches[0];
  EXPECT_EQ(match.minute_as_of, kNow.mono - 69'000);
}

TEST_F(ScorelyticsProviderTest, AClockOfAMatchThatIsNotInPlayDoesNotRun) {
  std::string body = row("m1", R"(,"game_clock_secs":180)");
  body.replace(body.find(R"("status_code":2)"), 15, R"("status_code":7)");
  const Match match = read(of_sport(kMatch, Sport::kBasketball), "", body).matches[0];
  ASSERT_TRUE(match.clock);
  EXPECT_FALSE(match.clock->is_running);
  EXPECT_EQ(match.clock->seconds_left, 180);
}

TEST_F(ScorelyticsProviderTest, APageMayForceTheUnit) {
  server.note_date(1'777'912'400'000, kNow.mono);
  ScorelyticsProvider forced("https://x", ClockUnit::kMinutes);
  const SnapshotReading reading = forced.read_snapshot(
      of_sport(kMatch, Sport::kBasketball), "", row("m1", R"(,"game_clock_secs":7)"), reception());
  EXPECT_EQ(reading.matches[0].clock->seconds_left, 420);
}

TEST_F(ScorelyticsProviderTest, EvidenceComesFromMessagesToo) {
  server.note_date(1'777'912'400'000, kNow.mono);
  show(Sport::kBasketball, Period{PeriodKind::kQuarter, 4}, {});
  const MessageReading reading =
      hear_football(R"({"home":84,"away":81,"period":25,"game_clock_secs":180})");
  ASSERT_TRUE(reading.delta);
  EXPECT_EQ(reading.delta->clock, (GameClock{180, true, kNow.mono}));
  EXPECT_EQ(reading.delta->period, (Period{PeriodKind::kQuarter, 4}));
  EXPECT_FALSE(reading.asks_snapshot);
  EXPECT_EQ(read(of_sport(kMatch, Sport::kBasketball), "", row("m1", R"(,"game_clock_secs":7)"))
                .matches[0]
                .clock->seconds_left,
            7);
}

// --- messages

TEST_F(ScorelyticsProviderTest, ReadsAScoreUpdate) {
  show(Sport::kFootball, Period{PeriodKind::kHalf, 1}, 30);
  const MessageReading reading = hear_football(R"({"home":2,"away":1,"minute":31})");
  ASSERT_TRUE(reading.delta);
  EXPECT_EQ(reading.delta->match_id, "m1");
  EXPECT_EQ(reading.delta->home_score, 2);
  EXPECT_EQ(reading.delta->away_score, 1);
  EXPECT_EQ(reading.delta->minute, 31);
  EXPECT_EQ(reading.delta->received_at, kNow.mono);
  EXPECT_EQ(reading.delta->period, std::nullopt);
  EXPECT_FALSE(reading.asks_snapshot);
}

TEST_F(ScorelyticsProviderTest, AStatusChangeAsksForWhatItDoesNotSay) {
  const MessageReading reading =
      hear(R"({"type":"status_change","match_id":"m1","data":{"from":2,"to":11}})");
  ASSERT_TRUE(reading.delta);
  EXPECT_EQ(reading.delta->status, MatchStatus::kUnknown);
  EXPECT_EQ(reading.delta->status_word, "11");
  EXPECT_EQ(reading.delta->received_at, kNow.mono);
  EXPECT_TRUE(reading.asks_snapshot);
}

TEST_F(ScorelyticsProviderTest, CountsWhatItDoesNotKnow) {
  const MessageReading unknown = hear(R"({"type":"event_added","match_id":"m1","data":{}})");
  EXPECT_TRUE(unknown.is_readable);
  EXPECT_FALSE(unknown.is_known);
  EXPECT_FALSE(unknown.delta);
  const MessageReading bad = hear("{");
  EXPECT_FALSE(bad.is_readable);
  EXPECT_FALSE(bad.delta);
}

// "Fires when any of home_score, away_score, period, minute, game_clock_secs changed".
TEST_F(ScorelyticsProviderTest, AMessageThatTellsNothingNewHintsAtHalfTime) {
  show(Sport::kFootball, Period{PeriodKind::kHalf, 1}, 45);
  EXPECT_TRUE(hear_football(R"({"home":1,"away":0,"minute":45})").asks_snapshot);
  EXPECT_TRUE(hear_football(R"({"home":1,"away":0})").asks_snapshot);
  EXPECT_FALSE(hear_football(R"({"home":1,"away":1,"minute":45})").asks_snapshot);
  EXPECT_FALSE(hear_football(R"({"home":1,"away":0,"minute":44})").asks_snapshot);
}

TEST_F(ScorelyticsProviderTest, OnlyInFootballAndOfAMatchThatIsKnown) {
  EXPECT_FALSE(hear_football(R"({"home":1,"away":0})").asks_snapshot);
  show(Sport::kBasketball, Period{PeriodKind::kQuarter, 1}, {});
  EXPECT_FALSE(hear_football(R"({"home":1,"away":0})").asks_snapshot);
}

TEST_F(ScorelyticsProviderTest, Minute46IsTheSecondHalf) {
  constexpr Period kFirst{PeriodKind::kHalf, 1};
  constexpr Period kBreak{PeriodKind::kHalfTime, 0};
  constexpr Period kSecond{PeriodKind::kHalf, 2};
  constexpr Period kOther{PeriodKind::kOther, 14};
  struct Row {
    Sport sport;
    std::optional<Period> before;
    int minute;
    std::optional<Period> told;
  };
  const Row rows[] = {
      {Sport::kFootball, kFirst, 46, kSecond},
      {Sport::kFootball, kBreak, 46, kSecond},
      {Sport::kFootball, kBreak, 60, kSecond},
      {Sport::kFootball, kFirst, 45, std::nullopt},
      {Sport::kFootball, kBreak, 45, std::nullopt},
      {Sport::kFootball, kSecond, 46, std::nullopt},
      {Sport::kFootball, kOther, 100, std::nullopt},  // an extra time that nobody documented
      {Sport::kFootball, std::nullopt, 46, std::nullopt},
      {Sport::kBasketball, kFirst, 46, std::nullopt},
  };
  for (const Row& each : rows) {
    store = {};
    show(each.sport, each.before, 30);
    const MessageReading reading =
        hear_football(R"({"home":1,"away":0,"minute":)" + std::to_string(each.minute) + '}');
    EXPECT_EQ(reading.delta->period, each.told) << each.minute;
  }
}

// --- streams

TEST_F(ScorelyticsProviderTest, OneSocketAMatchUpToTheBudget) {
  const auto plan = [&](std::vector<std::string> matches, std::vector<Subject> lists, int sockets) {
    Wanted wanted;
    wanted.matches = std::move(matches);
    wanted.lists = std::move(lists);
    wanted.max_sockets = sockets;
    return provider.plan(wanted);
  };
  using Keys = std::vector<StreamKey>;
  const Keys all{{StreamKind::kAll, ""}};
  EXPECT_EQ(plan({}, {}, 5), Keys{});
  EXPECT_EQ(plan({"a"}, {}, 5), (Keys{{StreamKind::kMatch, "a"}}));
  EXPECT_EQ(plan({"a", "b", "c", "d", "e"}, {}, 5).size(), 5u);
  EXPECT_EQ(plan({"a", "b", "c", "d", "e", "f"}, {}, 5), all);
  EXPECT_EQ(plan({"a", "b"}, {}, 1), all);
  EXPECT_EQ(plan({"a"}, {kLeague}, 5), all);
  EXPECT_EQ(plan({}, {kLive}, 5), all);
}

}  // namespace
}  // namespace scoreline
