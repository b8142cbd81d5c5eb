// The layouts that a page can ask for.
#pragma once

#include <cstdint>

namespace scoreline::board {

enum class LayoutKind : std::uint8_t {
  kAuto,  // a card for one match, a list for several
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
};

// Where a match is drawn on its board, CSS px from the top left: what a page makes clickable.
struct MatchBox {
  float x = 0;
  float y = 0;
  float width = 0;
  float height = 0;

  bool operator==(const MatchBox&) const = default;
};

}  // namespace scoreline::board
