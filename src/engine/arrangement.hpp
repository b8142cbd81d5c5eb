// What a layout shows beyond names, scores and states: a list its groups, a card its heading and
// the last plays. The rest of a board's content is the same for all layouts.
#pragma once

#include "board/content.hpp"
#include "board/layout_kind.hpp"
#include "engine/words.hpp"
#include "match/store.hpp"

namespace scoreline {

// A list's rows are put in order by their groups: those without one first, then group by group as
// they are first met.
void arrange(board::Content& content, board::LayoutKind layout, const MatchStore& store,
             const Words& words);

// Newest first.
[[nodiscard]] std::vector<board::PlayLine> play_lines(const Match& match, const Words& words);

}  // namespace scoreline
