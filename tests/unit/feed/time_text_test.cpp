#include "feed/time_text.hpp"

#include <gtest/gtest.h>

#include <string>

#include "unit/feed/support.hpp"

namespace scoreline {
namespace {

TEST(WallMsFromText, ReadsRfc3339) {
  struct Row {
    std::string_view text;
    WallMs ms;
  };
  // `date -u -d TEXT +%s` says the same.
  constexpr Row kRows[] = {
      {"1970-01-01T00:00:00Z", 0},
      {"1970-03-01T00:00:00Z", 5097600000},
      {"2000-02-29T23:59:59Z", 951868799000},
      {"2001-03-01T00:00:00Z", 983404800000},
      {"2024-02-29T12:00:00Z", 1709208000000},
      {"2024-12-31T23:59:59Z", 1735689599000},
      {"2026-05-04T16:32:11Z", 1777912331000},
      {"2026-04-13T20:15:30+00:00", 1776111330000},
      {"2026-04-13T20:15:30.250+00:00", 1776111330250},
      {"2026-04-13T20:15:30.5Z", 1776111330500},
      {"2026-04-13T20:15:30.25Z", 1776111330250},
      {"2026-04-13T20:15:30.000999Z", 1776111330000},
      {"2026-04-13T20:15:30.123456Z", 1776111330123},
      {"2026-04-13T22:15:30+02:00", 1776111330000},
      {"2026-04-13T14:45:30-05:30", 1776111330000},
      {"2026-04-13 20:15:30Z", 1776111330000},
      {"2026-04-13T20:15Z", 1776111300000},
      {"2026-04-13T20:15:30+0000", 1776111330000},
      {"2026-04-13T22:15:30+0200", 1776111330000},
      {"2026-04-13 22:15:30+02", 1776111330000},
      {"2026-04-13T14:45-0530", 1776111300000},
      {"2100-02-28T00:00:00Z", 4107456000000},
      {"9999-12-31T23:59:59.999Z", 253402300799999},
  };
  for (const Row& row : kRows) EXPECT_EQ(wall_ms_from_text(row.text), row.ms) << row.text;
}

TEST(WallMsFromText, RefusesAnythingElse) {
  constexpr std::string_view kOthers[] = {
      "",
      "2026-05-04",
      "2026-05-04T16:32:11",  // no zone: never guessed
      "2026-05-04  16:32:11Z",
      "2026-05-04t16:32:11z",
      "2026-5-04T16:32:11Z",
      "26-05-04T16:32:11Z",
      "2026-05-04T16Z",
      "2026-05-04T16:32:Z",
      "2026-05-04T16:32.5Z",
      "2026-05-04T16:32:11.Z",
      "2026-05-04T16:32:11ZZ",
      "2026-05-04T16:32:11Z ",
      " 2026-05-04T16:32:11Z",
      "2026-05-04T16:32:11+020",
      "2026-05-04T16:32:11+02000",
      "2026-05-04T16:32:11+2",
      "2026-05-04T16:32:11+2400",
      "2026-05-04T16:32:11+24:00",
      "2026-05-04T16:32:11+02:60",
      "2026-00-04T16:32:11Z",
      "2026-13-04T16:32:11Z",
      "2026-05-00T16:32:11Z",
      "2026-05-32T16:32:11Z",
      "2026-04-31T16:32:11Z",
      "2026-06-31T16:32:11Z",
      "2026-09-31T16:32:11Z",
      "2026-11-31T16:32:11Z",
      "2026-02-29T16:32:11Z",  // not a leap year
      "2100-02-29T16:32:11Z",  // nor is a century
      "2026-05-04T24:00:00Z",
      "2026-05-04T23:60:00Z",
      "2026-05-04T23:59:60Z",
      "1969-12-31T23:59:59Z",
      "-026-05-04T16:32:11Z",
      "10000-01-01T00:00:00Z",
      "2026/05/04T16:32:11Z",
      "now",
  };
  for (const std::string_view text : kOthers) {
    EXPECT_EQ(wall_ms_from_text(text), std::nullopt) << text;
  }
}

TEST(WallMsFromText, RefusesEveryTruncation) {
  // But the one that is a shorter way to write an offset.
  test::for_each_truncation("2026-04-13T20:15:30.250+00:00", [](std::string_view text) {
    const bool is_whole = text.ends_with("+00");
    EXPECT_EQ(wall_ms_from_text(text).has_value(), is_whole) << text;
  });
}

TEST(KickoffFromText, NeedsNoZone) {
  EXPECT_EQ(kickoff_from_text("2026-11-26 20:15:30"), 1795724130000);
  EXPECT_EQ(kickoff_from_text("2026-11-26T20:15"), 1795724100000);
  EXPECT_EQ(kickoff_from_text("2026-11-26 20:15:30+01:00"), 1795720530000);
  for (const char* text : {"", "2026-11-26", "2026-11-26 20:15:30 CET", "2026-11-26 20", "20:15",
                           "2026-11-31 20:15:30", "2026-11-26 24:00:00"}) {
    EXPECT_EQ(kickoff_from_text(text), std::nullopt) << text;
  }
}

TEST(DayFromText, IsADateAlone) {
  EXPECT_EQ(day_from_text("2026-11-26"), 1795651200000);
  for (const char* text : {"", "2026-11", "2026-11-26 ", "2026-11-26T", "2026-11-26 20:15:30",
                           "2026-11-31", "1969-12-31", "26.11.2026"}) {
    EXPECT_EQ(day_from_text(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace scoreline
