#include "feed/pusher/close_code.hpp"

#include <gtest/gtest.h>

namespace scoreline::pusher {
namespace {

TEST(Advice, FollowsTheRanges) {
  struct Row {
    std::int32_t code;
    Advice advice;
  };
  constexpr Row kRows[] = {
      {0, Advice::kNone},
      {-4001, Advice::kNone},
      {1000, Advice::kNone},
      {1006, Advice::kNone},
      {3999, Advice::kNone},
      {4000, Advice::kDoNotReconnect},
      {4001, Advice::kDoNotReconnect},
      {4099, Advice::kDoNotReconnect},
      {4100, Advice::kReconnectLater},
      {4199, Advice::kReconnectLater},
      {4200, Advice::kReconnectNow},
      {4201, Advice::kReconnectNow},
      {4299, Advice::kReconnectNow},
      {4300, Advice::kReport},
      {4301, Advice::kReport},
      {4399, Advice::kReport},
      {4400, Advice::kNone},
      {INT32_MAX, Advice::kNone},
      {INT32_MIN, Advice::kNone},
  };
  for (const Row& row : kRows) EXPECT_EQ(advice_for(row.code), row.advice) << row.code;
}

}  // namespace
}  // namespace scoreline::pusher
