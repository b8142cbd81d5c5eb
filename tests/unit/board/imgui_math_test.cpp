#include "board/imgui_math.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace {

TEST(ImGuiMath, HasSineAndCosineOfATurnOrTwo) {
  for (float angle = -12.6f; angle < 12.6f; angle += 0.001f) {
    ASSERT_NEAR(ImSin(angle), std::sin(static_cast<double>(angle)), 1e-6) << angle;
    ASSERT_NEAR(ImCos(angle), std::cos(static_cast<double>(angle)), 1e-6) << angle;
  }
  EXPECT_EQ(ImSin(0.0f), 0.0f);
}

// What Dear ImGui asks it for.
TEST(ImGuiMath, HasAnArcCosineThatMakesCirclesOfAsManyLines) {
  const auto lines = [](float arc_cosine) { return std::ceil(3.14159265f / arc_cosine / 2) * 2; };
  for (float radius = 0.25f; radius < 8192; radius += 0.25f) {
    const float x = 1 - std::min(0.2f, radius) / radius;
    ASSERT_NEAR(ImAcos(x), std::acos(x), 0.01) << radius;
    ASSERT_EQ(lines(ImAcos(x)), lines(std::acos(x))) << radius;
  }
}

}  // namespace
