#include "board/texture_sheet.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <vector>

#include "unit/board/fakes.hpp"

namespace scoreline::board {
namespace {

class TextureSheetTest : public testing::Test {
 protected:
  struct Picture {
    int x, y, width, height;
  };

  // A picture whose every pixel is its number; false: there is no room.
  bool put(TextureSheet& sheet, int width, int height) {
    const TextureSheet::Place place = sheet.reserve(width, height);
    if (place.pixels == nullptr) return false;
    pictures.push_back({place.x, place.y, width, height});
    const auto number = static_cast<std::uint32_t>(pictures.size());
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x) {
        std::memcpy(place.pixels + static_cast<std::size_t>(y) * sheet.stride() +
                        static_cast<std::size_t>(x) * 4,
                    &number, 4);
      }
    }
    return true;
  }

  [[nodiscard]] std::uint32_t on_gpu(int x, int y) const {
    const FakeGpu::Texture& texture = gpu.textures.at(TextureSheet::kTexture);
    std::uint32_t pixel = 0;
    std::memcpy(&pixel, &texture.pixels[static_cast<std::size_t>(y * texture.width + x) * 4], 4);
    return pixel;
  }

  // Each picture is on the GPU, whole, and has a clear pixel on its right and below.
  void expect_all_on_gpu() const {
    std::uint32_t number = 0;
    for (const Picture& picture : pictures) {
      ++number;
      for (int y = picture.y; y <= picture.y + picture.height; ++y) {
        for (int x = picture.x; x <= picture.x + picture.width; ++x) {
          const bool is_inside = x < picture.x + picture.width && y < picture.y + picture.height;
          ASSERT_EQ(on_gpu(x, y), is_inside ? number : 0) << number << " at " << x << ',' << y;
        }
      }
    }
  }

  FakeRasteriser rasteriser;
  FakeGpu gpu{rasteriser};
  std::vector<Picture> pictures;
};

TEST_F(TextureSheetTest, PicturesOfAllSizesLieSideBySide) {
  TextureSheet sheet(gpu, 1024);
  for (int i = 0; i < 400; ++i) {
    ASSERT_TRUE(put(sheet, 4 + i * 37 % 90, 6 + i * 53 % 31));
    if (i % 7 == 0) sheet.upload();
  }
  sheet.upload();
  expect_all_on_gpu();
  EXPECT_TRUE(gpu.is_sound);
}

TEST_F(TextureSheetTest, IsFullOnlyWhenMostOfItIsUsed) {
  TextureSheet sheet(gpu, 512);
  int used = 0;
  while (put(sheet, 10 + used % 83, 14 + used % 5)) {
    used += pictures.back().width * pictures.back().height;
  }
  EXPECT_EQ(sheet.width(), 512);
  EXPECT_EQ(sheet.height(), 512);
  EXPECT_GT(used, 512 * 512 * 8 / 10);
  EXPECT_FALSE(put(sheet, 513, 1));
}

TEST_F(TextureSheetTest, GrowsToItsLargest) {
  TextureSheet sheet(gpu, 2048);
  EXPECT_EQ(sheet.height(), 256);
  for (int i = 0; i < 1500; ++i) {
    ASSERT_TRUE(put(sheet, 110, 20));
  }
  EXPECT_EQ(sheet.width(), 2048);
  EXPECT_EQ(sheet.height(), 2048);
  sheet.upload();
  EXPECT_EQ(gpu.create_count, 1);
  expect_all_on_gpu();
}

TEST_F(TextureSheetTest, HasWhiteInItsCornerAtEverySize) {
  TextureSheet sheet(gpu, 1024);
  for (int i = 0; i < 3; ++i) {
    sheet.upload();
    for (int at = 0; at < 2 * TextureSheet::kWhite; ++at) {
      EXPECT_EQ(on_gpu(at, 0), 0xffffffffU);
      EXPECT_EQ(on_gpu(0, at), 0xffffffffU);
    }
    ASSERT_TRUE(put(sheet, 400, 255));
  }
}

TEST_F(TextureSheetTest, SendsOnlyWhatIsNew) {
  TextureSheet sheet(gpu, 512);
  sheet.upload();
  put(sheet, 30, 20);
  sheet.upload();
  sheet.upload();
  EXPECT_EQ(gpu.create_count, 1);
  EXPECT_EQ(gpu.update_count, 1);
  expect_all_on_gpu();
}

TEST_F(TextureSheetTest, IsSentWholeAfterTheGpuLostIt) {
  TextureSheet sheet(gpu, 512);
  put(sheet, 30, 20);
  sheet.upload();
  gpu.textures.clear();
  sheet.lost();
  put(sheet, 30, 20);
  sheet.upload();
  expect_all_on_gpu();
  EXPECT_TRUE(gpu.is_sound);
}

TEST_F(TextureSheetTest, IsAsNewWhenCleared) {
  TextureSheet sheet(gpu, 1024);
  while (put(sheet, 100, 100)) {
  }
  sheet.upload();
  sheet.clear();
  EXPECT_TRUE(gpu.textures.empty());
  EXPECT_EQ(sheet.height(), 256);
  pictures.clear();
  EXPECT_TRUE(put(sheet, 100, 100));
  sheet.upload();
  expect_all_on_gpu();
  EXPECT_TRUE(gpu.is_sound);
}

}  // namespace
}  // namespace scoreline::board
