#include "feed/scorelytics/clock_unit.hpp"

#include <algorithm>

namespace scoreline::scorelytics {
namespace {

bool may_be_a_clock(std::int32_t reading) { return reading >= 0 && reading <= kMaxClockSeconds; }

// How many bits are set.
int count(std::uint16_t bits) {
  int number = 0;
  for (; bits != 0; bits = static_cast<std::uint16_t>(bits & (bits - 1))) ++number;
  return number;
}

}  // namespace

void ClockUnitEvidence::note(std::int32_t reading) {
  if (is_forced_ || !may_be_a_clock(reading)) return;
  if (reading > kLongestPeriodMinutes) {
    unit_ = ClockUnit::kSeconds;
    return;
  }
  if (unit_ != ClockUnit::kUndecided) return;
  // Zero is the same in both units.
  if (reading > 0) small_readings_ = static_cast<std::uint16_t>(small_readings_ | 1 << reading);
  if (count(small_readings_) >= kSmallReadingsOfMinutes) unit_ = ClockUnit::kMinutes;
}

std::optional<GameClock> clock_from_reading(std::int32_t reading, ClockUnit unit, MonoMs as_of,
                                            const std::optional<GameClock>& before) {
  if (reading == kStoppedClock) {
    if (!before) return std::nullopt;
    GameClock stopped = *before;
    if (before->is_running) {
      const MonoMs left_ms = std::max<MonoMs>(0, MonoMs{before->seconds_left} * 1000);
      const MonoMs ran_ms = std::clamp<MonoMs>(as_of - before->as_of, 0, left_ms);
      stopped.seconds_left = before->seconds_left - static_cast<std::int32_t>(ran_ms / 1000);
    }
    stopped.is_running = false;
    stopped.as_of = as_of;
    return stopped;
  }
  if (!may_be_a_clock(reading)) return std::nullopt;
  if (unit == ClockUnit::kUndecided) {
    if (reading > 0 && reading <= kLongestPeriodMinutes) return std::nullopt;
    unit = ClockUnit::kSeconds;
  }
  const std::int32_t seconds = unit == ClockUnit::kMinutes ? reading * 60 : reading;
  if (seconds > kMaxClockSeconds) return std::nullopt;
  // Minutes are told again and again while they last: a clock that runs within one goes on.
  if (unit == ClockUnit::kMinutes && before && before->is_running &&
      before->seconds_left == seconds) {
    return before;
  }
  return GameClock{seconds, seconds > 0, as_of};
}

}  // namespace scoreline::scorelytics
