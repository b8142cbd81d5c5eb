// One line, in which one match makes way for the next. Where nothing may move, all of them stand
// there at once, beside and under each other.
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
  // In as few lines as there must be, and no more in one of them than in another.
  const int most = std::max(1, width / painter.em(kTickerItem));
  const int lines = (count + most - 1) / most;
  const int across = (count + lines - 1) / lines;
  const int pad = painter.em(across > 1 ? kWide : kNear);
  const int height = nano_height(painter);
  const int line = painter.hairline();
  const Colour colour = painter.colours().border;
  for (int i = 0; i < count; ++i) {
    const int column = i % across;
    const int x = column * width / across;
    const int item = (column + 1) * width / across - x;
    const int y = i / across * height;
    painter.begin_row(i, x, y, item);
    if (column > 0) {
      painter.fill(x, y + pad, line, height - 2 * pad, colour);
    } else if (i > 0) {
      painter.fill(pad, y, width - 2 * pad, line, colour);
    }
    painter.match(x, y, item, height);
    nano_row(painter, content, content.rows[static_cast<std::size_t>(i)],
             {x, item, pad, across == 1}, y);
  }
  return lines * height;
}

}  // namespace

int ticker(Painter& painter, const Content& content) {
  const std::size_t count = content.rows.size();
  if (count == 0) {
    return empty_board(painter, content);
  }
  int y = 0;
  if (painter.is_still()) {
    y = standing(painter, content);
  } else {
    const bool is_narrow = painter.width_em() < kTickerOneLine;
    const int width = painter.canvas().width;
    const auto row = [&](std::size_t index, int top) {
      const Row& match = content.rows[index % count];
      return is_narrow ? nano_row(painter, content, match, {0, width, painter.em(kNear), true}, top)
                       : lone_row(painter, content, match, top);
    };
    const int height = is_narrow ? nano_height(painter) : painter.em(kRow);
    // It sets off and arrives gently.
    const float slide = painter.is_picture() ? content.slide : 0;
    const float eased = slide * slide * (3 - 2 * slide);
    const int moved = static_cast<int>(eased * static_cast<float>(height));
    painter.clip(0, painter.hairline(), width, height - 2 * painter.hairline());
    painter.begin_row(static_cast<int>(content.page % count), 0, 0, width);
    row(content.page, -moved);
    if (slide > 0) {
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
