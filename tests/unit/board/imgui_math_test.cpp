#include "board/imgui_math.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

TEST(ImGuiMath, HasSineAndCosineOfATurnOrTwo) {
  for (float angle = -12.6f; angle < 12.6f; angle += 0.001f) {
    ASSERT_NEAR(ImSin(angle), std::sin(static_cast<double>(angle)), 1e-6) << angle;
    ASSERT_NEAR(ImCos(angle), std::cos(static_cast<double>(angle)), 1e-6) << angle;
  }
  EXPECT_EQ(ImSin(0.0f), 0.0f);
}

}  // namespace
