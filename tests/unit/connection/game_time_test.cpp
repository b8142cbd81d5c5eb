#include "connection/game_time.hpp"

#include <gtest/gtest.h>

namespace scoreline {
namespace {

constexpr Period kFirstHalf{PeriodKind::kHalf, 1};
constexpr Period kBreak{PeriodKind::kHalfTime, 0};
constexpr Period kSecondHalf{PeriodKind::kHalf, 2};
constexpr Period kOther{PeriodKind::kOther, 1};

constexpr Period quarter(int number) { return {PeriodKind::kQuarter, number}; }
constexpr Period overtime(int number) { return {PeriodKind::kOvertime, number}; }

GameTime in(Period period) { return {period, std::nullopt, std::nullopt}; }
GameTime minute(std::int32_t minute) { return {std::nullopt, minute, std::nullopt}; }
GameTime clock(Period period, std::int32_t seconds_left) {
  return {period, std::nullopt, seconds_left};
}

constexpr const char* kEarlier = "earlier";
constexpr const char* kUnclear = "unclear";
constexpr const char* kLater = "later";

std::string_view text(Order order) {
  return order == Order::kEarlier ? kEarlier : order == Order::kLater ? kLater : kUnclear;
}

TEST(GameTime, OrdersTellings) {
  struct Row {
    const char* what;
    GameTime told, candidate;
    const char* order;
  };
  const Row rows[] = {
      {"nothing tells", {}, {}, kUnclear},
      {"only one tells", minute(30), {}, kUnclear},
      {"only the other tells", {}, minute(30), kUnclear},
      {"same minute", minute(30), minute(30), kUnclear},
      {"later minute", minute(30), minute(31), kLater},
      {"earlier minute", minute(31), minute(30), kEarlier},
      {"later quarter", in(quarter(2)), in(quarter(3)), kLater},
      {"earlier quarter", in(quarter(3)), in(quarter(2)), kEarlier},
      {"overtime after quarters", in(quarter(4)), in(overtime(1)), kLater},
      {"second overtime", in(overtime(1)), in(overtime(2)), kLater},
      {"a quarter after overtime", in(overtime(1)), in(quarter(4)), kEarlier},
      {"half-time after the first half", in(kFirstHalf), in(kBreak), kLater},
      {"second half after half-time", in(kBreak), in(kSecondHalf), kLater},
      {"half-time before the second half", in(kSecondHalf), in(kBreak), kEarlier},
      {"overtime after the second half", in(kSecondHalf), in(overtime(1)), kLater},
      {"a period that nobody can place", in(kOther), in(kSecondHalf), kUnclear},
      {"nor this way", in(kFirstHalf), in(kOther), kUnclear},
      // 45+3 of the first half is told as a later minute than 46 of the second by nobody, but the
      // period is what counts.
      {"period before minute",
       {kFirstHalf, 48, std::nullopt},
       {kSecondHalf, 46, std::nullopt},
       kLater},
      {"and the other way",
       {kSecondHalf, 46, std::nullopt},
       {kFirstHalf, 48, std::nullopt},
       kEarlier},
      {"the clock runs down", clock(quarter(2), 300), clock(quarter(2), 299), kLater},
      {"the same clock", clock(quarter(2), 300), clock(quarter(2), 300), kUnclear},
      {"put back a little", clock(quarter(2), 290), clock(quarter(2), 291), kUnclear},
      {"put back at most", clock(quarter(2), 290), clock(quarter(2), 290 + kLongestPutBack),
       kUnclear},
      {"earlier by the clock", clock(quarter(2), 290), clock(quarter(2), 291 + kLongestPutBack),
       kEarlier},
      {"a new quarter has a full clock", clock(quarter(2), 3), clock(quarter(3), 600), kLater},
      {"clocks without a common period",
       clock(quarter(2), 300),
       {std::nullopt, std::nullopt, 290},
       kUnclear},
      {"clocks without any period",
       {std::nullopt, std::nullopt, 300},
       {std::nullopt, std::nullopt, 290},
       kLater},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(text(order(row.told, row.candidate)), row.order) << row.what;
  }
}

TEST(GameTime, WhatAMessageLeavesOutStays) {
  GameTime time{kFirstHalf, 30, std::nullopt};
  MatchDelta delta;
  time.amend(delta);
  EXPECT_EQ(time.minute, 30);
  EXPECT_EQ(time.period, kFirstHalf);
}

TEST(GameTime, AMinuteWithoutItsPeriodMayBeOfAnyPeriod) {
  GameTime time{kFirstHalf, 45, std::nullopt};
  MatchDelta delta;
  delta.minute = 45;
  time.amend(delta);
  EXPECT_EQ(time.minute, 45);
  EXPECT_FALSE(time.period);
}

TEST(GameTime, TheClockOfAnotherPeriodIsForgotten) {
  GameTime time = clock(quarter(2), 3);
  MatchDelta delta;
  delta.period = quarter(2);
  time.amend(delta);
  EXPECT_EQ(time.seconds_left, 3);
  delta.period = quarter(3);
  time.amend(delta);
  EXPECT_EQ(time.seconds_left, std::nullopt);
  delta.clock = GameClock{600, true, 0};
  time.amend(delta);
  EXPECT_EQ(time.seconds_left, 600);
}

TEST(GameTime, IsThatOfAMatchOrAMessage) {
  Match match;
  match.minute = 12;
  match.period = kFirstHalf;
  match.clock = GameClock{77, true, 5};
  EXPECT_EQ(game_time_of(match).minute, 12);
  EXPECT_EQ(game_time_of(match).period, kFirstHalf);
  EXPECT_EQ(game_time_of(match).seconds_left, 77);
  MatchDelta delta;
  EXPECT_EQ(game_time_of(delta).minute, std::nullopt);
  delta.clock = GameClock{76, true, 6};
  EXPECT_EQ(game_time_of(delta).seconds_left, 76);
}

}  // namespace
}  // namespace scoreline
