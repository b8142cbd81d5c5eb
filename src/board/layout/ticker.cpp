// One line, in which one match makes way for the next. Where nothing may move, all of them stand
// there at once, in as many lines as they need.
#include <algorithm>

#include "board/layout/layout.hpp"
#include "board/layout/parts.hpp"
#include "board/layout/row.hpp"
#include "board/tokens.hpp"

namespace scoreline::board {
namespace {

using namespace tokens;

int standing(Painter& painter, const Content& content) {
  const int width = painter.canvas().width;
  const auto count = static_cast<int>(content.rows.size());
  const int across = std::clamp(width / painter.em(kTickerItem), 1, std::max(1, count));
  const int item = width / across;
  int y = 0;
  for (int i = 0; i < count; ++i) {
    const int x = i % across * item;
    const Columns columns = columns_of(painter, content, true, x, item);
    if (x == 0 && i > 0) {
      y += columns.height;
    }
    painter.match(x, y, item, columns.height);
    match_row(painter, content.rows[static_cast<std::size_t>(i)], columns, y);
    if (i + 1 == count) {
      y += columns.height;
    }
  }
  return y;
}

}  // namespace

int ticker(Painter& painter, const Content& content) {
  const std::size_t count = content.rows.size();
  if (count == 0) {
    return empty_board(painter, content);
  }
  const bool is_narrow = painter.width_em() < kTickerOneLine;
  int y = 0;
  if (painter.is_still() && !is_narrow) {
    y = standing(painter, content);
  } else if (painter.is_still()) {
    for (const Row& row : content.rows) {
      const int height = nano_row(painter, content, row, y);
      painter.match(0, y, painter.canvas().width, height);
      y += height;
    }
  } else {
    const int width = painter.canvas().width;
    const Columns columns = columns_of(painter, content, true, 0, width);
    const auto row = [&](std::size_t index, int top) {
      const Row& match = content.rows[index % count];
      if (is_narrow) {
        return nano_row(painter, content, match, top);
      }
      match_row(painter, match, columns, top);
      return columns.height;
    };
    const int height = is_narrow ? nano_height(painter) : columns.height;
    // It sets off and arrives gently.
    const float eased = content.slide * content.slide * (3 - 2 * content.slide);
    const int moved = static_cast<int>(eased * static_cast<float>(height));
    painter.clip(0, painter.hairline(), width, height - 2 * painter.hairline());
    row(content.page, -moved);
    if (content.slide > 0) {
      row(content.page + 1, height - moved);
    }
    painter.unclip();
    for (std::size_t i = 0; i < count; ++i) {
      const bool is_shown = i == content.page % count;
      painter.match(0, 0, is_shown ? width : 0, is_shown ? height : 0);
    }
    y = height;
  }
  const int below = notice(painter, content, y - painter.em(kClose), Align::kStart);
  return below > 0 ? y + below : y;
}

}  // namespace scoreline::board
