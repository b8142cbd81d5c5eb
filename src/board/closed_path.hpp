// Fills and strokes a draw list's path, and empties it. A path is closed: after its last point
// comes its first.
//
// They draw as ImDrawList::PathFillConvex and PathStroke do, anti-aliased. Those know more ways to
// draw, which are 1 KB of the compressed wasm.
#pragma once

#include <imgui.h>

namespace scoreline::board {

// The path is convex and goes clockwise.
void fill_path(ImDrawList& list, ImU32 colour);

// `thickness` px wide, and at least one.
void stroke_path(ImDrawList& list, ImU32 colour, float thickness);

}  // namespace scoreline::board
