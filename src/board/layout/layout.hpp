// The layouts, and which one a board gets.
#pragma once

#include "board/content.hpp"
#include "board/layout_kind.hpp"
#include "board/painter.hpp"

namespace scoreline::board {

// Each paints `content` from the top of the painter's canvas on and returns the height of it all,
// device px. The height may depend on the texts' widths, but not on the painter's stage.
int nano(Painter& painter, const Content& content);
int card(Painter& painter, const Content& content);
int list(Painter& painter, const Content& content);
int ticker(Painter& painter, const Content& content);

// The one that is asked for.
int paint(Painter& painter, LayoutKind kind, const Content& content);

}  // namespace scoreline::board
