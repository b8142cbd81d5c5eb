// Which of two tellings of a match is the later one, by the game's own time: minute, period, clock.
// It is the only order that all tellers share: streams have no numbers or times, and answers may be
// older than they look.
#pragma once

#include <cstdint>
#include <optional>

#include "match/delta.hpp"
#include "match/match.hpp"

namespace scoreline {

enum class Order : std::uint8_t { kEarlier, kUnclear, kLater };

struct GameTime {
  std::optional<Period> period;
  std::optional<std::int32_t> minute;
  std::optional<std::int32_t> seconds_left;  // of the period, as told

  // What the delta tells replaces what was told before.
  void amend(const MatchDelta& delta);
};

[[nodiscard]] GameTime game_time_of(const Match& match);
[[nodiscard]] GameTime game_time_of(const MatchDelta& delta);

// A game clock may be put back after a stop of play: by no more than this. Seconds.
inline constexpr std::int32_t kLongestPutBack = 30;

// Where `candidate` stands against `told`. Unclear where neither tells, and where the candidate's
// clock is higher by no more than kLongestPutBack.
[[nodiscard]] Order order(const GameTime& told, const GameTime& candidate);

// Whether the candidate's clock is higher than `told`'s in the same period: put back, or from before.
[[nodiscard]] bool is_clock_behind(const GameTime& told, const GameTime& candidate);

}  // namespace scoreline
