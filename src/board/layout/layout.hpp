// The layouts, and which one a board gets.
#pragma once

#include "board/content.hpp"
#include "board/layout_kind.hpp"
#include "board/painter.hpp"

namespace scoreline::board {

// Paints `content` from the top of the painter's canvas on and returns the height of it all, device
// px. The height may depend on the texts' widths, but not on the painter's stage.
using Layout = int (*)(Painter& painter, const Content& content);

int card(Painter& painter, const Content& content);
int list(Painter& painter, const Content& content);

[[nodiscard]] Layout layout_for(LayoutKind kind, const Content& content);

}  // namespace scoreline::board
