// What stands where on a board: what a page needs to make a picture clickable, and to show the same
// board where there is no picture.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "board/look.hpp"

namespace scoreline::board {

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

// What a part of a board is for those who read it without the picture.
enum class Part : std::uint8_t {
  kHome,
  kHomeScore,
  kAway,
  kAwayScore,
  kStatus,
  kPlay,  // three for each play that is shown: its time, its team and its text, any of them empty
  kHeading,
  kNotice,
  kShape,  // nothing to be read: the dash between two scores, a line, the live mark
};

enum class Edge : std::uint8_t { kLeft, kCentre, kRight };

// A part as HTML shows it where there is no picture: a text, or where that is empty and the part is a
// kShape, a shape. Lengths are CSS px, from the top left of its match, or of the board.
struct PlacedPart {
  int row = -1;  // of its match in the content's rows; -1: it belongs to the whole board
  Part part = Part::kShape;
  float left = 0;
  float top = 0;
  float width = 0;
  float height = 0;  // of a text: of each line
  float size = 0;    // of a text: of its font; of a shape: the radius of its corners
  float stroke = 0;  // of a text: its weight, as in CSS; of a shape: of its ring, 0: it is filled
  Edge edge = Edge::kLeft;   // of the box, to which each line is set
  bool has_figures = false;  // digits have one width
  Colour colour = 0;
  std::string text;  // with the ends of lines and the ellipsis that there is room for
};

struct Boxes {
  std::vector<MatchBox> matches;  // in the order of the content's rows
  std::vector<GroupBox> groups;   // in the order of the list
  std::vector<PlacedPart> parts;  // in the order in which they are painted
};

}  // namespace scoreline::board
