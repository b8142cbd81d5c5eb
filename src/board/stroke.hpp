// A closed line along a draw list's path.
#pragma once

#include <imgui.h>

namespace scoreline::board {

// As ImDrawList::PathStroke draws it: anti-aliased, `thickness` px wide and at least one. That one
// knows three more ways to draw a line, which are 0.6 KB of the compressed wasm.
void stroke_closed_path(ImDrawList& list, ImU32 colour, float thickness);

}  // namespace scoreline::board
