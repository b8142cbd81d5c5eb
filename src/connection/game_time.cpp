#include "connection/game_time.hpp"

namespace scoreline {
namespace {

constexpr int kUnknownRank = -1;

int rank(const Period& period) {
  switch (period.kind) {
    case PeriodKind::kHalf:
      return period.number == 1 ? 1 : 3;
    case PeriodKind::kHalfTime:
      return 2;
    case PeriodKind::kQuarter:
      return period.number;
    case PeriodKind::kOvertime:
      return 100 + period.number;
    case PeriodKind::kOther:
      return kUnknownRank;
  }
  return kUnknownRank;
}

std::optional<std::int32_t> seconds_of(const std::optional<GameClock>& clock) {
  return clock ? std::optional(clock->seconds_left) : std::nullopt;
}

Order by(std::int32_t told, std::int32_t candidate) {
  if (candidate == told) return Order::kUnclear;
  return candidate > told ? Order::kLater : Order::kEarlier;
}

}  // namespace

void GameTime::amend(const MatchDelta& delta) {
  if (delta.period) {
    // The clock of another period says nothing of this one.
    if (delta.period != period) seconds_left.reset();
    period = delta.period;
  }
  // Nor does the period before say anything of a minute that is told without one.
  if (delta.minute && !delta.period) period.reset();
  if (delta.minute) minute = delta.minute;
  if (delta.clock) seconds_left = delta.clock->seconds_left;
}

GameTime game_time_of(const Match& match) {
  const auto seconds_left = match.clock_reading ? match.clock_reading : seconds_of(match.clock);
  return {match.period, match.minute, seconds_left};
}

GameTime game_time_of(const MatchDelta& delta) {
  return {delta.period, delta.minute, seconds_of(delta.clock)};
}

Order order(const GameTime& told, const GameTime& candidate) {
  if (told.period && candidate.period) {
    const int before = rank(*told.period);
    const int after = rank(*candidate.period);
    if (before == kUnknownRank || after == kUnknownRank) return Order::kUnclear;
    if (before != after) return by(before, after);
  }
  if (told.minute && candidate.minute && told.minute != candidate.minute) {
    return by(*told.minute, *candidate.minute);
  }
  if (told.seconds_left && candidate.seconds_left && told.period == candidate.period) {
    const std::int32_t ran = *told.seconds_left - *candidate.seconds_left;
    if (ran > 0) return Order::kLater;
    if (ran < -kLongestPutBack) return Order::kEarlier;
  }
  return Order::kUnclear;
}

bool is_clock_behind(const GameTime& told, const GameTime& candidate) {
  return told.seconds_left && candidate.seconds_left && told.period == candidate.period &&
         *candidate.seconds_left > *told.seconds_left;
}

}  // namespace scoreline
