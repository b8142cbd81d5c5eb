// Time as an argument: nothing in this room reads a clock.
#pragma once

#include <cstdint>
#include <limits>

#include "match/match.hpp"

namespace scoreline {

// Handed on by reference: by value, a wasm writes both numbers to memory anew for each call.
struct Instant {
  MonoMs mono = 0;
  WallMs wall = 0;
};

inline constexpr MonoMs kNever = std::numeric_limits<MonoMs>::max();

// The order in which one source asked, heard and connected. Two things in the same millisecond have
// two numbers, so that "asked after the stream was live" is never a guess.
using Seq = std::uint64_t;

}  // namespace scoreline
