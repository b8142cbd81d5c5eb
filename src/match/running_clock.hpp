// What a clock shows between two messages: it ticks from the provider's last word, stops where the
// rules stop it, and never runs into a time that only the provider can announce.
#pragma once

#include <cstdint>
#include <optional>

#include "match/match.hpp"

namespace scoreline {

// The football minute at `now`. It stands still unless the match is in play, and stops at the end
// of a half (45, 90): how much is added there only the provider knows. Absent when none was told.
[[nodiscard]] std::optional<std::int32_t> minute_at(const Match& match, WallMs now);

// Seconds left on a basketball clock at `now`; not below 0. Absent when none was told.
[[nodiscard]] std::optional<std::int32_t> clock_at(const Match& match, WallMs now);

// Milliseconds until either of them changes; absent when nothing ticks.
[[nodiscard]] std::optional<WallMs> next_tick(const Match& match, WallMs now);

// `told` as it is to be kept after `before`: a reading that would set a running clock back by no
// more than the network's own unevenness (kClockJitter) changes nothing, so that 0:42 is not
// followed by 0:43. A larger step is the provider's word, and shown.
inline constexpr WallMs kClockJitter = 2'000;
[[nodiscard]] GameClock steadied(const std::optional<GameClock>& before, const GameClock& told);

}  // namespace scoreline
