// Where a text may be cut, and which way it runs. Shaping is the browser's business.
#pragma once

#include <cstddef>
#include <string_view>

namespace scoreline::board {

// Where the next cluster begins: what a reader takes for one character (a letter with its accents,
// a flag, a family of emoji). The text's size after the last one.
[[nodiscard]] std::size_t next_cluster(std::string_view text, std::size_t at);

// Its first letter is of a script that is written from right to left.
[[nodiscard]] bool runs_right_to_left(std::string_view text);

// A line may be broken before this code point though no space is there.
[[nodiscard]] bool is_ideographic(char32_t code_point);

}  // namespace scoreline::board
