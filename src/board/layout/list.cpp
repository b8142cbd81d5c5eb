// Several matches under each other, in groups by league. It may have hundreds of rows, of which a
// few are in sight: what a row costs when it is not, each draw pays for all of them.
#include "board/layout/layout.hpp"
#include "board/layout/parts.hpp"
#include "board/layout/row.hpp"
#include "board/tokens.hpp"

namespace scoreline::board {

using namespace tokens;

int list(Painter& painter, const Content& content) {
  if (content.rows.empty()) {
    return empty_board(painter, content);
  }
  const int width = painter.canvas().width;
  const Columns columns =
      columns_of(painter, content, painter.width_em() >= kListSideBySide, 0, width);
  // Where it is narrowest, a name is worth more than a crest.
  const bool is_tight = painter.width_em() < kTightRow;
  const int height = is_tight ? nano_height(painter) : columns.height;
  // A group's heading brings its own space, and begins below the frame's round corners.
  const bool begins_with_group = !content.rows.front().group.empty();
  int y = painter.em(begins_with_group && content.heading.empty() ? kClose : kNear);
  y += heading(painter, content, y, Align::kStart);

  std::string_view group;
  int group_y = y;
  int group_heading = 0;
  bool has_line = !content.heading.empty();
  int index = 0;
  for (const Row& row : content.rows) {
    const bool is_first = &row == &content.rows.front();
    if (is_first || row.group != group) {
      if (!is_first) {
        painter.group(group_y, y - group_y, group_heading);
        y += painter.em(kClose);
      }
      group = row.group;
      group_y = y;
      group_heading = group.empty() ? 0 : painter.em(kHeading);
      y += group_heading;
      has_line = has_line && group_heading == 0;
    }
    painter.begin_row(index++, 0, y, width);
    if (has_line) {
      painter.fill(columns.pad, y, width - 2 * columns.pad, painter.hairline(),
                   painter.colours().border);
    }
    has_line = true;
    painter.match(0, y, width, height);
    if (is_tight) {
      nano_row(painter, content, row, {0, width, columns.pad, false}, y);
    } else {
      match_row(painter, row, columns, y);
    }
    y += height;
  }
  painter.group(group_y, y - group_y, group_heading);
  y += notice(painter, content, y, Align::kStart);
  return y + painter.em(kClose);
}

}  // namespace scoreline::board
