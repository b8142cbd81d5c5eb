// What the board asks of whoever draws text: in a page, the browser's own engine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "board/look.hpp"

namespace scoreline::board {

// One face at one size. `device_px` is whole, so that a style can be a key.
struct Face {
  int font = 0;
  int weight = 400;  // as in CSS
  int device_px = 16;

  bool operator==(const Face&) const = default;
};

// A face as a number of 39 bits, to make keys of.
[[nodiscard]] constexpr std::uint64_t number_of(const Face& face) {
  const auto part = [](int value, unsigned bits) {
    return static_cast<std::uint64_t>(value) & ((1U << bits) - 1U);
  };
  return part(face.font, 16) << 23U | part(face.weight, 10) << 13U | part(face.device_px, 13);
}

// All in device px. The picture has a margin of at least one transparent px on each side.
struct TextMetrics {
  float advance = 0;         // from this text's pen to the next one's
  float picture_width = 0;   // whole; 0: nothing to draw (a space)
  float picture_height = 0;  // whole
  float left = 0;            // of the picture, from the pen; whole
  float top = 0;             // of the picture, from the baseline; negative is up; whole
  float ascent = 0;          // of the font, above the baseline
  float descent = 0;         // of the font, below the baseline
};

class TextRasteriser {
 public:
  // How large `text` (UTF-8, one line) is, and what `pixels` will give.
  virtual TextMetrics measure(const Face& face, std::string_view text) = 0;

  // Writes the picture of the text that was measured last as straight RGBA rows, `stride` bytes
  // apart. Normally it is white, to be tinted, with the edges that dark or light ink has. True: the
  // text has colours of its own (emoji), and its other letters were drawn in `ink`.
  virtual bool pixels(std::uint8_t* target, std::size_t stride, Colour ink) = 0;

 protected:
  ~TextRasteriser() = default;
};

}  // namespace scoreline::board
