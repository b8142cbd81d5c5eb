#include "engine/ticker.hpp"

#include <gtest/gtest.h>

namespace scoreline {
namespace {

constexpr auto kStay = static_cast<std::int32_t>(Ticker::kStay);

TEST(Ticker, ShowsOneMatchAfterAnother) {
  Ticker ticker;
  MonoMs now = 100;
  EXPECT_EQ(ticker.turn(3, now), kStay);
  for (const std::size_t page : {0U, 1U, 2U, 0U}) {
    EXPECT_EQ(ticker.page(), page);
    EXPECT_EQ(ticker.slide(), 0);
    EXPECT_EQ(ticker.turn(3, now + 1'000), kStay - 1'000);  // nothing to draw until then
    EXPECT_EQ(ticker.turn(3, now += Ticker::kStay), 0);
    EXPECT_EQ(ticker.turn(3, now + Ticker::kSlide / 2), 0);
    EXPECT_NEAR(ticker.slide(), 0.5, 0.01);
    EXPECT_EQ(ticker.turn(3, now += Ticker::kSlide), kStay);
  }
}

TEST(Ticker, StandsStillWithNothingElseToShow) {
  for (const std::size_t count : {0U, 1U}) {
    Ticker ticker;
    EXPECT_LT(ticker.turn(count, 0), 0);
    EXPECT_LT(ticker.turn(count, 60'000), 0);
    EXPECT_EQ(ticker.page(), 0U);
  }
}

TEST(Ticker, WaitsWhileItIsHeld) {
  Ticker ticker;
  static_cast<void>(ticker.turn(3, 0));
  ticker.hold(true, 4'000);
  EXPECT_LT(ticker.turn(3, 60'000), 0);
  EXPECT_EQ(ticker.page(), 0U);
  ticker.hold(false, 60'000);
  EXPECT_EQ(ticker.turn(3, 60'000), kStay);
}

TEST(Ticker, HeldInMidSlideItIsAtTheNearerMatch) {
  for (const bool is_late : {false, true}) {
    Ticker ticker;
    static_cast<void>(ticker.turn(3, 0));
    static_cast<void>(ticker.turn(3, Ticker::kStay + Ticker::kSlide * (is_late ? 3 : 1) / 4));
    ticker.hold(true, Ticker::kStay + 1);
    EXPECT_EQ(ticker.page(), is_late ? 1U : 0U);
    EXPECT_EQ(ticker.slide(), 0);
  }
}

TEST(Ticker, DoesNotHurryAfterTimeThatNobodySaw) {
  Ticker ticker;
  static_cast<void>(ticker.turn(3, 0));
  EXPECT_EQ(ticker.turn(3, 3'600'000), kStay);
  EXPECT_EQ(ticker.page(), 1U);
}

TEST(Ticker, AMatchThatLeftIsNotShown) {
  Ticker ticker;
  static_cast<void>(ticker.turn(3, 0));
  static_cast<void>(ticker.turn(3, Ticker::kStay + Ticker::kSlide));
  EXPECT_LT(ticker.turn(1, Ticker::kStay + Ticker::kSlide), 0);
  EXPECT_EQ(ticker.page(), 0U);
}

}  // namespace
}  // namespace scoreline
