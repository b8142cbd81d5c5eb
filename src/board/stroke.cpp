#include "board/stroke.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>

namespace scoreline::board {
namespace {

// Every point of the path becomes four vertices across the line: where it begins to be seen, where
// it is solid, and the same on its other side. From one point to the next there are three bands of
// two triangles. Their corners: 0 to 3 at the point, 4 to 7 at the next.
constexpr unsigned kAcross = 4;
constexpr std::uint8_t kCorners[] = {5, 1, 2, 2, 6, 5, 5, 1, 0, 0, 4, 5, 6, 2, 3, 3, 7, 6};

// Of length 1, to the side of the way from one point to the next.
ImVec2 normal(ImVec2 from, ImVec2 to) {
  const float x = to.x - from.x;
  const float y = to.y - from.y;
  const float squared = x * x + y * y;
  const float scale = squared > 0 ? 1 / std::sqrt(squared) : 1;
  return {y * scale, -x * scale};
}

// To the side of a corner, so far that the line keeps its width there. Sharp ones are cut.
ImVec2 mitre(ImVec2 before, ImVec2 after) {
  const float x = (before.x + after.x) / 2;
  const float y = (before.y + after.y) / 2;
  const float squared = x * x + y * y;
  constexpr float kLeast = 0.000001F;
  constexpr float kMost = 100;
  const float scale = squared > kLeast ? std::min(1 / squared, kMost) : 1;
  return {x * scale, y * scale};
}

}  // namespace

void stroke_closed_path(ImDrawList& list, ImU32 colour, float thickness) {
  const ImVector<ImVec2>& path = list._Path;
  const auto count = static_cast<unsigned>(path.Size);
  const float solid = (std::max(thickness, 1.0F) - 1) / 2;  // from the middle
  const float offsets[kAcross] = {solid + 1, solid, -solid, -solid - 1};
  const unsigned first = list._VtxCurrentIdx;
  const auto at = [&](unsigned i) { return path.Data[i % count]; };

  list.PrimReserve(path.Size * static_cast<int>(std::size(kCorners)),
                   path.Size * static_cast<int>(kAcross));
  for (unsigned i = 0; i < count; ++i) {
    const ImVec2 aside = mitre(normal(at(i + count - 1), at(i)), normal(at(i), at(i + 1)));
    for (const float offset : offsets) {
      const bool is_solid = std::abs(offset) <= solid;
      list.PrimWriteVtx({at(i).x + aside.x * offset, at(i).y + aside.y * offset},
                        list._Data->TexUvWhitePixel, is_solid ? colour : colour & ~IM_COL32_A_MASK);
    }
    for (const unsigned corner : kCorners) {
      const unsigned point = corner < kAcross ? i : (i + 1) % count;
      list.PrimWriteIdx(static_cast<ImDrawIdx>(first + point * kAcross + corner % kAcross));
    }
  }
  list.PathClear();
}

}  // namespace scoreline::board
