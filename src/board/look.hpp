// How a page wants its boards to look: what its CSS decides, as plain numbers. The frame around a board
// is the page's own to draw.
#pragma once

#include <cstdint>

namespace scoreline::board {

// 0xRRGGBBAA, straight alpha.
using Colour = std::uint32_t;

// Colours by what they are for. A layout never names a colour, only a role.
struct Colours {
  Colour foreground = 0x14171cff;  // names, scores
  Colour muted = 0x5c6570ff;       // what is over, stale or secondary
  Colour accent = 0x1f4f96ff;      // headings
  Colour live = 0xc4161cff;        // a match in play that is followed live
  Colour warning = 0x8a4b00ff;     // a notice that says something is wrong
  Colour border = 0xdfe3e8ff;      // lines, frames, placeholders

  bool operator==(const Colours&) const = default;
};

struct Look {
  Colours colours;
  int font = 0;                 // a family, as the rasteriser numbers them
  float font_size_css = 16.0F;  // the page's text size, CSS px
  bool right_to_left = false;
  bool reduced_motion = false;

  bool operator==(const Look&) const = default;
};

}  // namespace scoreline::board
