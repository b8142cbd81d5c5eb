// Colours between colours.
#pragma once

#include "board/look.hpp"
#include "board/pixel.hpp"

namespace scoreline::board {

// `share` of `b` and the rest of `a`; 0 to 1.
[[nodiscard]] inline Colour mixed(Colour a, Colour b, float share) {
  Colour result = 0;
  for (unsigned shift = 0; shift < 32; shift += 8) {
    const auto from = static_cast<float>(a >> shift & 0xffU);
    const auto to = static_cast<float>(b >> shift & 0xffU);
    result |= static_cast<Colour>(rounded(from + (to - from) * share)) << shift;
  }
  return result;
}

// The same colour, less of it: `share` of its opacity, 0 to 1.
[[nodiscard]] inline Colour faded(Colour colour, float share) {
  return mixed(colour & 0xffffff00U, colour, share);
}

}  // namespace scoreline::board
