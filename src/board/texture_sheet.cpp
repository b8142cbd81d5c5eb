#include "board/texture_sheet.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace scoreline::board {
namespace {

constexpr int kFirstWidth = 512;
constexpr int kFirstHeight = 256;

// Between pictures, so that none takes colour from its neighbour at its edge.
constexpr int kGap = 1;

}  // namespace

TextureSheet::TextureSheet(Gpu& gpu, int max_side)
    : gpu_(gpu), max_side_(max_side), tops_(static_cast<std::size_t>(max_side)) {
  clear();
}

TextureSheet::~TextureSheet() { destroy(); }

void TextureSheet::destroy() {
  if (is_on_gpu_) {
    gpu_.destroy_texture(kTexture);
    is_on_gpu_ = false;
  }
}

void TextureSheet::clear() {
  width_ = height_ = 0;
  pixels_.reset();  // first, so that old and new are never in memory together
  std::fill(tops_.begin(), tops_.end(), 0);
  resize(std::min(kFirstWidth, max_side_), std::min(kFirstHeight, max_side_));
  constexpr int kSide = 2 * kWhite;
  const Place white = find(kSide, kSide);
  for (int y = 0; y < kSide; ++y) {
    std::memset(white.pixels + static_cast<std::size_t>(y) * stride(), 0xff, kSide * 4);
  }
}

std::uint8_t* TextureSheet::pixels_at(int x, int y) {
  return &pixels_[static_cast<std::size_t>(y) * stride() + static_cast<std::size_t>(x) * 4];
}

TextureSheet::Place TextureSheet::reserve(int width, int height) {
  Place place = find(width, height);
  while (place.pixels == nullptr && grow()) {
    place = find(width, height);
  }
  if (place.pixels != nullptr) {
    changed_.push_back({place.x, place.y, width, height});
  }
  return place;
}

// The highest place that is wide enough, and of those the leftmost.
TextureSheet::Place TextureSheet::find(int width, int height) {
  const int wide = width + kGap;
  int y = height_ - height - kGap + 1;  // one below the lowest that there is room at
  int x = -1;
  for (int left = 0; left + wide <= width_;) {
    int top = 0;
    int column = left + wide;
    while (column > left && top < y) {
      top = std::max(top, tops_[static_cast<std::size_t>(--column)]);
    }
    if (top < y) {
      x = left;
      y = top;
    }
    // No place that has this column is better than the one that is known.
    left = column + 1;
  }
  if (x < 0) {
    return {};
  }
  std::fill_n(tops_.begin() + x, wide, y + height + kGap);
  return {x, y, pixels_at(x, y)};
}

bool TextureSheet::grow() {
  const bool is_tall = height_ > width_;
  const int width = std::min(is_tall ? width_ * 2 : width_, max_side_);
  const int height = std::min(is_tall ? height_ : height_ * 2, max_side_);
  if (width == width_ && height == height_) {
    return false;
  }
  resize(width, height);
  return true;
}

// Pictures stay where they are.
void TextureSheet::resize(int width, int height) {
  const std::size_t new_stride = static_cast<std::size_t>(width) * 4;
  auto pixels = std::make_unique<std::uint8_t[]>(new_stride * static_cast<std::size_t>(height));
  for (int y = 0; y < height_; ++y) {
    std::memcpy(&pixels[static_cast<std::size_t>(y) * new_stride], pixels_at(0, y), stride());
  }
  pixels_ = std::move(pixels);
  width_ = width;
  height_ = height;
  destroy();
}

void TextureSheet::upload() {
  if (!is_on_gpu_) {
    gpu_.create_texture(kTexture, width_, height_, pixels_.get());
    is_on_gpu_ = true;
  } else {
    for (const Part& part : changed_) {
      gpu_.update_texture(kTexture, part.x, part.y, part.width, part.height,
                          pixels_at(part.x, part.y), stride());
    }
  }
  changed_.clear();
}

}  // namespace scoreline::board
