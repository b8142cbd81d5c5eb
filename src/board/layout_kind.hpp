// The layouts that a page can ask for.
#pragma once

#include <cstdint>
#include <vector>

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

// Where a match is drawn on its board, CSS px from the top left: what a page makes clickable. One
// that is not shown now (on another page of a ticker) has no width.
struct MatchBox {
  float x = 0;
  float y = 0;
  float width = 0;
  float height = 0;

  bool operator==(const MatchBox&) const = default;
};

// A group of a list, CSS px from the top. Its heading is the page's to draw, which can make it stay
// in sight while its matches scroll; the picture leaves room for it.
struct GroupBox {
  float y = 0;
  float height = 0;   // with the heading
  float heading = 0;  // of the heading; 0: it has none

  bool operator==(const GroupBox&) const = default;
};

struct Boxes {
  std::vector<MatchBox> matches;  // in the order of the content's rows
  std::vector<GroupBox> groups;   // in the order of the list
};

}  // namespace scoreline::board
