#include "board/text_atlas.hpp"

#include <gtest/gtest.h>
#include <imgui.h>

#include <string>

#include "unit/board/fakes.hpp"

namespace scoreline::board {
namespace {

constexpr Face kFace{0, 400, 20};
constexpr Colour kInk = 0x102030ff;

class TextAtlasTest : public testing::Test {
 protected:
  FakeRasteriser rasteriser;
  FakeGpu gpu{rasteriser};
};

// Its edges depend on whether the ink is dark or light, and on nothing else of it.
TEST_F(TextAtlasTest, DrawsAPictureOnceForEachTextInDarkAndInLightInk) {
  TextAtlas atlas(rasteriser, gpu, 512);
  for (const Colour dark : {kInk, 0xc4161cffU, 0x000000ffU, 0x10203020U}) {
    EXPECT_TRUE(atlas.prepare(kFace, "Arsenal", dark));
  }
  EXPECT_EQ(rasteriser.picture_count, 1);
  for (const Colour light : {0xffffffffU, 0x9aa4b0ffU, 0x00ff00ffU}) {
    EXPECT_TRUE(atlas.prepare(kFace, "Arsenal", light));
  }
  EXPECT_EQ(rasteriser.picture_count, 2);
  EXPECT_TRUE(atlas.prepare({0, 700, 20}, "Arsenal", kInk));
  EXPECT_TRUE(atlas.prepare({0, 400, 21}, "Arsenal", kInk));
  EXPECT_TRUE(atlas.prepare({1, 400, 20}, "Arsenal", kInk));
  EXPECT_EQ(rasteriser.picture_count, 5);
}

TEST_F(TextAtlasTest, DrawsTextWithColoursOfItsOwnOnceForEachInk) {
  TextAtlas atlas(rasteriser, gpu, 512);
  const char* flag = "\U0001f1e9\U0001f1ea";
  for (const Colour ink : {0x102030ffU, 0x10203080U, 0xa0b0c0ffU, 0x102030ffU}) {
    EXPECT_TRUE(atlas.prepare(kFace, flag, ink));
  }
  EXPECT_EQ(rasteriser.inks, (std::vector<Colour>{0x102030ff, 0xa0b0c0ff}));
}

TEST_F(TextAtlasTest, SaysWhenItIsFullAndHasRoomAgainWhenCleared) {
  TextAtlas atlas(rasteriser, gpu, 256);
  int count = 0;
  while (count < 10000 && atlas.prepare(kFace, "name " + std::to_string(count), kInk)) {
    ++count;
  }
  EXPECT_GT(count, 20);
  EXPECT_LT(count, 256 * 256 / (60 * 20));
  EXPECT_FALSE(atlas.prepare(kFace, "one more", kInk));
  atlas.clear();
  EXPECT_EQ(atlas.size(), 0U);
  EXPECT_TRUE(atlas.prepare(kFace, "one more", kInk));
}

TEST_F(TextAtlasTest, NeverGrowsBeyondItsBound) {
  TextAtlas atlas(rasteriser, gpu, 512);
  for (int round = 0; round < 5; ++round) {
    for (int i = 0; atlas.prepare(kFace, std::to_string(round * 10000 + i), kInk); ++i) {
      atlas.begin_draw();
      for (const auto& [number, texture] : gpu.textures) {
        ASSERT_LE(texture.width, 512);
        ASSERT_LE(texture.height, 512);
      }
      ASSERT_EQ(gpu.textures.size(), 1U);
      ASSERT_LE(atlas.sheet().height(), 512);
    }
    atlas.clear();
  }
  EXPECT_TRUE(gpu.is_sound);
}

TEST_F(TextAtlasTest, GivesBackItsTextures) {
  {
    TextAtlas atlas(rasteriser, gpu, 512);
    atlas.prepare(kFace, "Arsenal", kInk);
    atlas.begin_draw();
    EXPECT_EQ(gpu.textures.size(), 1U);
  }
  EXPECT_TRUE(gpu.textures.empty());
  EXPECT_TRUE(gpu.is_sound);
}

TEST_F(TextAtlasTest, DigitsHaveTheWidthOfTheWidest) {
  TextAtlas atlas(rasteriser, gpu, 512);
  EXPECT_EQ(atlas.measures(kFace).digit_width, 12);
  EXPECT_EQ(atlas.measures(kFace).cap_height, 14);
}

}  // namespace
}  // namespace scoreline::board
