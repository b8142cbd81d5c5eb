// From our numbers to those of Dear ImGui.
#pragma once

#include <imgui.h>

#include "board/look.hpp"

namespace scoreline::board {

// Halves away from 0. Many call it, and each would be larger than the call.
[[nodiscard, gnu::noinline]] inline int rounded(float value) {
  return static_cast<int>(value < 0 ? value - 0.5F : value + 0.5F);
}

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
