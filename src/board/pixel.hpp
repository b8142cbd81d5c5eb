// From our numbers to those of Dear ImGui.
#pragma once

#include <imgui.h>

#include <cmath>

#include "board/look.hpp"

namespace scoreline::board {

[[nodiscard]] inline int rounded(float value) { return static_cast<int>(std::lround(value)); }

// As std::clamp, but what is no number at all becomes `least`: pages can ask for anything.
[[nodiscard]] inline float bounded(float value, float least, float most) {
  return !(value >= least) ? least : value > most ? most : value;
}

[[nodiscard]] inline ImVec2 point(int x, int y) {
  return {static_cast<float>(x), static_cast<float>(y)};
}

[[nodiscard]] inline ImU32 imgui_colour(Colour colour) {
  return IM_COL32(colour >> 24U, colour >> 16U & 0xffU, colour >> 8U & 0xffU, colour & 0xffU);
}

}  // namespace scoreline::board
