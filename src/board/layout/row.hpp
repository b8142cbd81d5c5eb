// A match as a row among others, in columns that all of them share. Wide: a line a match. Narrow: a
// line a team.
#pragma once

#include "board/content.hpp"
#include "board/painter.hpp"

namespace scoreline::board {

// Where things are, the same for all rows; device px.
struct Columns {
  bool is_one_line;
  int pad;     // on both sides
  int height;  // of a row
  int line;    // of a team
  int crest;   // 0: none of the rows has one
  int mark_x;  // centre of the live mark
  int status_x;
  int status_width;
  int names_x;  // what is right of the status
  int names_width;
  int score_width;  // of one team
};

// For rows that stand between `x` and `x` + `width`.
[[nodiscard]] Columns columns_of(Painter& painter, const Content& content, bool is_one_line, int x,
                                 int width);

void match_row(Painter& painter, const Row& row, const Columns& columns, int y);

// One match in one line that has the board for itself. Returns the height.
int lone_row(Painter& painter, const Content& content, const Row& row, int top);

}  // namespace scoreline::board
