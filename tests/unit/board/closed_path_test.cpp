#include "board/closed_path.hpp"

#include <gtest/gtest.h>
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <vector>

namespace scoreline::board {
namespace {

constexpr ImU32 kColour = IM_COL32(10, 20, 30, 200);

// What ImDrawList itself draws is what ours is to draw.
class ClosedPathTest : public testing::Test {
 protected:
  using Triangle = std::array<ImDrawIdx, 3>;

  ClosedPathTest() {
    shared.InitialFlags = ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedFill;
    shared.TexUvWhitePixel = {0.25F, 0.5F};
    shared.SetCircleTessellationMaxError(0.2F);
    for (ImDrawList* list : {&ours, &theirs}) {
      list->_ResetForNewFrame();
      list->PathRect({3, 4}, {60.5F, 41.25F}, 7.5F);
    }
  }

  static std::vector<Triangle> triangles(const ImDrawList& list) {
    std::vector<Triangle> result;
    for (int i = 0; i < list.IdxBuffer.Size; i += 3) {
      result.push_back({list.IdxBuffer[i], list.IdxBuffer[i + 1], list.IdxBuffer[i + 2]});
      std::sort(result.back().begin(), result.back().end());
    }
    std::sort(result.begin(), result.end());
    return result;
  }

  void expect_same() const {
    ASSERT_EQ(ours.VtxBuffer.Size, theirs.VtxBuffer.Size);
    for (int i = 0; i < ours.VtxBuffer.Size; ++i) {
      const ImDrawVert& a = ours.VtxBuffer[i];
      const ImDrawVert& b = theirs.VtxBuffer[i];
      EXPECT_NEAR(a.pos.x, b.pos.x, 1e-4F) << i;
      EXPECT_NEAR(a.pos.y, b.pos.y, 1e-4F) << i;
      EXPECT_EQ(a.uv.x, b.uv.x);
      EXPECT_EQ(a.uv.y, b.uv.y);
      EXPECT_EQ(a.col, b.col) << i;
    }
    EXPECT_EQ(triangles(ours), triangles(theirs));
    EXPECT_EQ(ours._Path.Size, 0);
    EXPECT_EQ(ours._VtxCurrentIdx, theirs._VtxCurrentIdx);
    EXPECT_EQ(ours.CmdBuffer.back().ElemCount, theirs.CmdBuffer.back().ElemCount);
  }

  ImDrawListSharedData shared;
  ImDrawList ours{&shared};
  ImDrawList theirs{&shared};
};

TEST_F(ClosedPathTest, FillsAsDearImGuiDoes) {
  fill_path(ours, kColour);
  theirs.PathFillConvex(kColour);
  expect_same();
}

TEST_F(ClosedPathTest, StrokesAsDearImGuiDoes) {
  stroke_path(ours, kColour, 2.5F);
  theirs.PathStroke(kColour, ImDrawFlags_Closed, 2.5F);
  expect_same();
}

// Dear ImGui leaves out the band between the solid edges, which has no width then.
TEST_F(ClosedPathTest, AThinLineIsOnePixelWide) {
  stroke_path(ours, kColour, 0.5F);
  ASSERT_EQ(ours.VtxBuffer.Size % 4, 0);
  for (int i = 0; i < ours.VtxBuffer.Size; i += 4) {
    EXPECT_EQ(ours.VtxBuffer[i + 1].pos.x, ours.VtxBuffer[i + 2].pos.x);
    EXPECT_EQ(ours.VtxBuffer[i + 1].pos.y, ours.VtxBuffer[i + 2].pos.y);
    const float x = ours.VtxBuffer[i].pos.x - ours.VtxBuffer[i + 3].pos.x;
    const float y = ours.VtxBuffer[i].pos.y - ours.VtxBuffer[i + 3].pos.y;
    EXPECT_NEAR(x * x + y * y, 4, 0.2);  // a pixel that fades out on either side
  }
}

TEST_F(ClosedPathTest, AnEmptyPathIsNothing) {
  ours.PathClear();
  fill_path(ours, kColour);
  stroke_path(ours, kColour, 2);
  EXPECT_EQ(ours.VtxBuffer.Size, 0);
  EXPECT_EQ(ours.IdxBuffer.Size, 0);
}

}  // namespace
}  // namespace scoreline::board
