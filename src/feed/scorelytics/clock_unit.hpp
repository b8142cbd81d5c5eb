// `game_clock_secs` is documented as minutes remaining and sampled as seconds ({period: 25,
// game_clock_secs: 180}: no quarter has 180 minutes). The unit is decided from evidence and kept.
// Source: Scorelytics documentation, "timestamps" against the WebSocket sample.
#pragma once

#include <cstdint>
#include <optional>

#include "match/match.hpp"

namespace scoreline::scorelytics {

enum class ClockUnit : std::uint8_t { kUndecided, kSeconds, kMinutes };

inline constexpr std::int32_t kStoppedClock = -1;

// A whole regulation period is 10 or 12 minutes, so that a larger reading must be seconds.
inline constexpr std::int32_t kLongestPeriodMinutes = 12;

class ClockUnitEvidence {
 public:
  ClockUnitEvidence() = default;
  // A page that knows the unit forces it; evidence is then ignored.
  explicit ClockUnitEvidence(ClockUnit forced)
      : unit_(forced), is_forced_(forced != ClockUnit::kUndecided) {}

  // A reading from any match of the source; -1 and impossible values say nothing.
  void note(std::int32_t reading);

  [[nodiscard]] ClockUnit unit() const { return unit_; }

 private:
  ClockUnit unit_ = ClockUnit::kUndecided;
  bool is_forced_ = false;
};

// The clock that a reading means. A stopped clock (-1) keeps `before`'s time, not running. Absent
// when the unit is undecided and the reading is ambiguous, or when there is no time to keep.
[[nodiscard]] std::optional<GameClock> clock_from_reading(std::int32_t reading, ClockUnit unit,
                                                          WallMs as_of,
                                                          const std::optional<GameClock>& before);

}  // namespace scoreline::scorelytics
