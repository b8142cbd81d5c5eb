#include "board/layout/layout.hpp"

#include "board/tokens.hpp"

namespace scoreline::board {

int paint(Painter& painter, LayoutKind kind, const Content& content) {
  switch (kind) {
    case LayoutKind::kNano:
      return nano(painter, content);
    case LayoutKind::kCard:
      return card(painter, content);
    case LayoutKind::kList:
      return list(painter, content);
    case LayoutKind::kTicker:
      return ticker(painter, content);
    case LayoutKind::kAuto:
      break;
  }
  if (content.rows.size() > 1) {
    return list(painter, content);
  }
  const bool is_narrow = painter.width_em() < tokens::kAutoCard;
  return is_narrow ? nano(painter, content) : card(painter, content);
}

}  // namespace scoreline::board
