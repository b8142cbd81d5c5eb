#include "match/period.hpp"

#include <gtest/gtest.h>

namespace scoreline {
namespace {

TEST(Period, KindsHaveNames) {
  EXPECT_EQ(name_of(PeriodKind::kOther), "other");
  EXPECT_EQ(name_of(PeriodKind::kHalf), "half");
  EXPECT_EQ(name_of(PeriodKind::kHalfTime), "half_time");
  EXPECT_EQ(name_of(PeriodKind::kQuarter), "quarter");
  EXPECT_EQ(name_of(PeriodKind::kOvertime), "overtime");
}

TEST(Period, IsTheSameOnlyWithKindAndNumber) {
  const Period second_half{PeriodKind::kHalf, 2};
  EXPECT_EQ(second_half, (Period{PeriodKind::kHalf, 2}));
  EXPECT_NE(second_half, (Period{PeriodKind::kHalf, 1}));
  EXPECT_NE(second_half, (Period{PeriodKind::kQuarter, 2}));
}

}  // namespace
}  // namespace scoreline
