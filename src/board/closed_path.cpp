#include "board/closed_path.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>

namespace scoreline::board {
namespace {

// Every point of the path becomes several vertices across the outline, some of which are seen and
// some not: between the two kinds lies the anti-aliased fringe. From each point to the next there
// are triangles.
struct Outline {
  std::span<const float> offsets;         // of the vertices, from the path outwards
  unsigned seen;                          // of the vertices, as bits
  std::span<const std::uint8_t> corners;  // of the triangles: the point's vertices, then the next's
};

// Of length 1, to the side of the way from one point to the next.
ImVec2 normal(ImVec2 from, ImVec2 to) {
  const float x = to.x - from.x;
  const float y = to.y - from.y;
  const float squared = x * x + y * y;
  const float scale = squared > 0 ? 1 / std::sqrt(squared) : 1;
  return {y * scale, -x * scale};
}

// To the side of a corner, so far that an outline keeps its width there. Sharp ones are cut.
ImVec2 mitre(ImVec2 before, ImVec2 after) {
  const float x = (before.x + after.x) / 2;
  const float y = (before.y + after.y) / 2;
  const float squared = x * x + y * y;
  constexpr float kLeast = 0.000001F;
  constexpr float kMost = 100;
  const float scale = squared > kLeast ? std::min(1 / squared, kMost) : 1;
  return {x * scale, y * scale};
}

// `more`: indices that are written afterwards.
void draw(ImDrawList& list, ImU32 colour, const Outline& outline, int more = 0) {
  const ImVector<ImVec2>& path = list._Path;
  const auto count = static_cast<unsigned>(path.Size);
  const auto across = static_cast<unsigned>(outline.offsets.size());
  const unsigned first = list._VtxCurrentIdx;
  const auto at = [&](unsigned i) { return path.Data[i % count]; };

  list.PrimReserve(path.Size * static_cast<int>(outline.corners.size()) + more,
                   path.Size * static_cast<int>(across));
  for (unsigned i = 0; i < count; ++i) {
    const ImVec2 aside = mitre(normal(at(i + count - 1), at(i)), normal(at(i), at(i + 1)));
    for (unsigned k = 0; k < across; ++k) {
      const float offset = outline.offsets[k];
      list.PrimWriteVtx({at(i).x + aside.x * offset, at(i).y + aside.y * offset},
                        list._Data->TexUvWhitePixel,
                        (outline.seen >> k & 1U) != 0 ? colour : colour & ~IM_COL32_A_MASK);
    }
    for (const unsigned corner : outline.corners) {
      const unsigned point = corner < across ? i : (i + 1) % count;
      list.PrimWriteIdx(static_cast<ImDrawIdx>(first + point * across + corner % across));
    }
  }
}

}  // namespace

void fill_path(ImDrawList& list, ImU32 colour) {
  constexpr float kOffsets[] = {-0.5F, 0.5F};
  constexpr std::uint8_t kCorners[] = {2, 0, 1, 1, 3, 2};
  const auto first = list._VtxCurrentIdx;
  const auto count = static_cast<unsigned>(std::max(list._Path.Size, 2));
  draw(list, colour, {kOffsets, 0b01, kCorners}, static_cast<int>(count - 2) * 3);
  for (unsigned i = 2; i < count; ++i) {
    for (const unsigned point : {0U, i - 1, i}) {
      list.PrimWriteIdx(static_cast<ImDrawIdx>(first + point * 2));
    }
  }
  list.PathClear();
}

void stroke_path(ImDrawList& list, ImU32 colour, float thickness) {
  const float solid = (std::max(thickness, 1.0F) - 1) / 2;  // from the middle
  const float offsets[] = {solid + 1, solid, -solid, -solid - 1};
  constexpr std::uint8_t kCorners[] = {5, 1, 2, 2, 6, 5, 5, 1, 0, 0, 4, 5, 6, 2, 3, 3, 7, 6};
  draw(list, colour, {offsets, 0b0110, kCorners});
  list.PathClear();
}

}  // namespace scoreline::board
