// What is written on a board about one play: what happened, and when.
#pragma once

#include <string>

#include "engine/words.hpp"
#include "match/match.hpp"

namespace scoreline {

// The word `play_<type>` of the board's language, however the provider spells the type ("3PM" is
// "3pt_made", "rebound_offensive" is "offensive_rebound"). A type without a word is shown as it
// came, made readable: "coach_challenge" is "Coach challenge". No longer than `play.type`, which
// decoding has bounded, or than the word. Empty only where the provider named no type.
[[nodiscard]] std::string play_text(const Play& play, const Words& words);

// "Q3 7:42", "OT 0:09", "Q3"; of a period that nobody documented only the clock, which may be "".
[[nodiscard]] std::string play_time_text(const Play& play, const Words& words);

}  // namespace scoreline
