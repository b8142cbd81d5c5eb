// What a clock shows between two messages: it ticks from the provider's last word, stops where the
// rules stop it, and never runs into a time that only the provider can announce.
#pragma once

#include <cstdint>
#include <optional>

#include "match/match.hpp"

namespace scoreline {

// The football minute at `now`. It stands still unless the match is in play, and stops at the end
// of a half (45, 90): how much is added there only the provider knows. It runs on for no more than
// kLongestMinuteRun after it was told: a provider tells each minute, so longer silence means that
// nobody knows whether the match goes on. Absent when none was told.
inline constexpr MonoMs kLongestMinuteRun = 120'000;
[[nodiscard]] std::optional<std::int32_t> minute_at(const Match& match, MonoMs now);

// Seconds left on a basketball clock at `now`; not below 0. Absent when none was told.
[[nodiscard]] std::optional<std::int32_t> clock_at(const Match& match, MonoMs now);

// Milliseconds until either of them changes; absent when nothing ticks.
[[nodiscard]] std::optional<MonoMs> next_tick(const Match& match, MonoMs now);

// `told` as it is to be kept after `before`: a reading that would set a running clock back by no
// more than the network's own unevenness (kClockJitter) changes nothing, so that 0:42 is not
// followed by 0:43. A larger step is the provider's word, and shown.
inline constexpr MonoMs kClockJitter = 2'000;
[[nodiscard]] GameClock steadied(const std::optional<GameClock>& before, const GameClock& told);

}  // namespace scoreline
