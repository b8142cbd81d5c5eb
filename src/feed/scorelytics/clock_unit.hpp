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

// So many different readings of 1 to 12, and never a larger one, must be minutes: seconds would
// have to be met in the last moments of each period only.
inline constexpr int kSmallReadingsOfMinutes = 6;

// A large reading proves seconds, for good. Small ones only make minutes likely: a later proof of
// seconds overrules them.
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
  std::uint16_t small_readings_ = 0;  // bit n: n was read, 1 to kLongestPeriodMinutes
};

// The clock that a reading means. A stopped clock (-1) keeps the time to which `before` has run
// down by `as_of`. A clock at zero does not run. Absent when the unit is undecided and the reading
// is ambiguous, when the reading cannot be true, or when there is no time to keep.
[[nodiscard]] std::optional<GameClock> clock_from_reading(std::int32_t reading, ClockUnit unit,
                                                          MonoMs as_of,
                                                          const std::optional<GameClock>& before);

}  // namespace scoreline::scorelytics
