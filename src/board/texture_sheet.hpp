// The texture that holds all pictures of a page. Dear ImGui's own atlas is made for fonts, of which
// a board has none; what a board asks of it is these lines, and 7 KB less of the compressed wasm.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "board/gpu_port.hpp"

namespace scoreline::board {

class TextureSheet {
 public:
  // The texture's number on the GPU. There is never more than one.
  static constexpr std::int32_t kTexture = 1;

  // `max_side` is a power of two, 256 or more.
  TextureSheet(Gpu& gpu, int max_side);
  ~TextureSheet();
  TextureSheet(const TextureSheet&) = delete;
  TextureSheet& operator=(const TextureSheet&) = delete;

  struct Place {
    int x = 0;
    int y = 0;
    std::uint8_t* pixels = nullptr;  // its first; null: there is no room
  };
  // Room for a picture, to be written before the next call. The sheet grows while it may.
  [[nodiscard]] Place reserve(int width, int height);
  // Bytes from one row to the next.
  [[nodiscard]] std::size_t stride() const { return static_cast<std::size_t>(width_) * 4; }

  [[nodiscard]] int width() const { return width_; }
  [[nodiscard]] int height() const { return height_; }
  // Half the side of the white square in the top left corner, for what has a colour only.
  static constexpr int kWhite = 1;

  // Brings the texture on the GPU up to date.
  void upload();
  // There is no texture on the GPU any more.
  void lost() { is_on_gpu_ = false; }
  // Forgets all pictures, and gives back what they took.
  void clear();

 private:
  struct Part {
    int x;
    int y;
    int width;
    int height;
  };

  [[nodiscard]] Place find(int width, int height);
  bool grow();
  void resize(int width, int height);
  void destroy();
  [[nodiscard]] std::uint8_t* pixels_at(int x, int y);

  Gpu& gpu_;
  int max_side_;
  int width_ = 0;
  int height_ = 0;
  std::unique_ptr<std::uint8_t[]> pixels_;  // straight RGBA8
  std::vector<int> tops_;      // of each column: the first row that is free down to the end
  std::vector<Part> changed_;  // since the last upload
  bool is_on_gpu_ = false;
};

}  // namespace scoreline::board
