// The layouts that a page can ask for.
#pragma once

#include <cstdint>

namespace scoreline::board {

enum class LayoutKind : std::uint8_t {
  kAuto,  // a card for one match, in a narrow place a nano; a list for several
  kNano,
  kCard,
  kList,
  kTicker,
};

// Where a board is to be drawn.
struct Place {
  LayoutKind kind = LayoutKind::kAuto;
  float width_css = 320;  // CSS px
  float device_pixel_ratio = 1;
  // What is drawn of it, CSS px from its top: a list may be far longer than any screen. Height 0
  // is all of it.
  float top_css = 0;
  float height_css = 0;
};

}  // namespace scoreline::board
