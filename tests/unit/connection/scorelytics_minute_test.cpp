// When a minute in a row was true: rows carry the server's time, and clocks here are the reader's.
#include <gtest/gtest.h>

#include "connection/scorelytics_provider.hpp"

namespace scoreline {
namespace {

constexpr Instant kNow{1'000'000, 1'777'912'400'000};
constexpr WallMs kWritten = 1'777'912'331'000;  // 2026-05-04T16:32:11Z
const Subject kMatch{SubjectKind::kMatch, Sport::kFootball, "m1"};

std::string row(int status_code) {
  return R"({"id":"m1","home_team":"H","away_team":"A","home_score":1,"away_score":0,"minute":67,)"
         R"("updated_at":"2026-05-04T16:32:11Z","status_code":)" +
         std::to_string(status_code) + '}';
}

Match read(int status_code, const ServerClock& server) {
  const MatchStore store;
  ScorelyticsProvider provider("https://api.example/", scorelytics::ClockUnit::kUndecided);
  return provider.read_snapshot(kMatch, "", row(status_code), {kNow, server, store}).matches.at(0);
}

TEST(ScorelyticsMinute, WasTrueWhenTheServerWroteTheRow) {
  ServerClock server;
  server.note_date(kWritten + 30'000, kNow.mono);
  EXPECT_EQ(read(2, server).minute, 67);
  EXPECT_EQ(read(2, server).minute_as_of, kNow.mono - 30'000);
}

// The device's own clock says that the row is 69 s old, and is not asked.
TEST(ScorelyticsMinute, IsNewWhereNoServerHasSaidWhatTimeItIs) {
  EXPECT_EQ(read(2, ServerClock()).minute_as_of, kNow.mono);
}

TEST(ScorelyticsMinute, OfAMatchThatIsNotLiveDoesNotRun) {
  EXPECT_EQ(read(3, ServerClock()).minute, 67);
  EXPECT_EQ(read(3, ServerClock()).minute_as_of, std::nullopt);
}

}  // namespace
}  // namespace scoreline
