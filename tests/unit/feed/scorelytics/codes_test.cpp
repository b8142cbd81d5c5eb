#include "feed/scorelytics/codes.hpp"

#include <gtest/gtest.h>

namespace scoreline::scorelytics {
namespace {

TEST(ScorelyticsStatus, IsTheDocumentedOne) {
  constexpr MatchStatus kByCode[] = {
      MatchStatus::kUnknown,        MatchStatus::kScheduled,      MatchStatus::kLive,
      MatchStatus::kFinished,       MatchStatus::kPostponed,      MatchStatus::kCancelled,
      MatchStatus::kWalkover,       MatchStatus::kInterrupted,    MatchStatus::kAbandoned,
      MatchStatus::kAfterPenalties, MatchStatus::kAfterExtraTime,
  };
  for (std::int64_t code = 0; code <= 10; ++code) {
    EXPECT_EQ(status_from_code(code), kByCode[code]) << code;
  }
  for (const std::int64_t code : {std::int64_t{-1}, std::int64_t{11}, std::int64_t{258},
                                  std::int64_t{1} << 32 | 2, INT64_MAX, INT64_MIN}) {
    EXPECT_EQ(status_from_code(code), MatchStatus::kUnknown) << code;
  }
}

TEST(ScorelyticsPeriod, IsTheDocumentedOne) {
  struct Row {
    std::int64_t code;
    Period period;
  };
  constexpr Row kRows[] = {
      {12, {PeriodKind::kHalf, 1}},         {13, {PeriodKind::kHalf, 2}},
      {38, {PeriodKind::kHalfTime, 0}},     {22, {PeriodKind::kQuarter, 1}},
      {23, {PeriodKind::kQuarter, 2}},      {24, {PeriodKind::kQuarter, 3}},
      {25, {PeriodKind::kQuarter, 4}},      {26, {PeriodKind::kOvertime, 1}},
      {27, {PeriodKind::kOvertime, 2}},     {28, {PeriodKind::kOvertime, 3}},
      {37, {PeriodKind::kOvertime, 12}},    {11, {PeriodKind::kOther, 11}},
      {14, {PeriodKind::kOther, 14}},       {21, {PeriodKind::kOther, 21}},
      {39, {PeriodKind::kOther, 39}},       {0, {PeriodKind::kOther, 0}},
      {-5, {PeriodKind::kOther, -5}},       {INT64_MAX, {PeriodKind::kOther, 0}},
      {INT64_MIN, {PeriodKind::kOther, 0}}, {(std::int64_t{1} << 32) + 12, {PeriodKind::kOther, 0}},
  };
  for (const Row& row : kRows) EXPECT_EQ(period_from_code(row.code), row.period) << row.code;
}

}  // namespace
}  // namespace scoreline::scorelytics
