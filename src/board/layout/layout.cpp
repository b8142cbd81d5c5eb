#include "board/layout/layout.hpp"

namespace scoreline::board {

Layout layout_for(LayoutKind kind, const Content& content) {
  switch (kind) {
    case LayoutKind::kCard:
    case LayoutKind::kNano:
      return card;
    case LayoutKind::kList:
    case LayoutKind::kTicker:
      return list;
    case LayoutKind::kAuto:
      break;
  }
  return content.rows.size() > 1 ? list : card;
}

}  // namespace scoreline::board
