#include "match/running_clock.hpp"

#include <algorithm>

namespace scoreline {
namespace {

constexpr MonoMs kSecond = 1'000;
constexpr MonoMs kMinute = 60'000;

// The last minute that a half reaches without added time; absent outside of a half.
std::optional<std::int32_t> end_of_half(const Match& match) {
  if (!match.period) return std::nullopt;
  if (*match.period == Period{PeriodKind::kHalf, 1}) return 45;
  if (*match.period == Period{PeriodKind::kHalf, 2}) return 90;
  return std::nullopt;
}

bool is_minute_ticking(const Match& match) {
  const std::optional<std::int32_t> end = end_of_half(match);
  return is_in_play(match.status) && match.minute && match.minute_as_of && end &&
         *match.minute < *end && !match.added_time.value_or(0);
}

bool is_clock_ticking(const Match& match) {
  return is_in_play(match.status) && match.clock && match.clock->is_running;
}

MonoMs elapsed(MonoMs since, MonoMs now) { return std::max<MonoMs>(0, now - since); }

}  // namespace

std::optional<std::int32_t> minute_at(const Match& match, MonoMs now) {
  if (!is_minute_ticking(match)) return match.minute;
  const MonoMs ran = std::min(elapsed(*match.minute_as_of, now), kLongestMinuteRun);
  const MonoMs minutes = ran / kMinute;
  return static_cast<std::int32_t>(std::min<MonoMs>(*match.minute + minutes, *end_of_half(match)));
}

std::optional<std::int32_t> clock_at(const Match& match, MonoMs now) {
  if (!match.clock) return std::nullopt;
  if (!is_clock_ticking(match)) return match.clock->seconds_left;
  const MonoMs ran = elapsed(match.clock->as_of, now) / kSecond;
  return static_cast<std::int32_t>(std::max<MonoMs>(0, match.clock->seconds_left - ran));
}

GameClock steadied(const std::optional<GameClock>& before, const GameClock& told) {
  if (!before || !before->is_running || !told.is_running) return told;
  // By how much the old clock is ahead of the new one, that is: lower.
  const MonoMs old_end = before->as_of + before->seconds_left * kSecond;
  const MonoMs new_end = told.as_of + told.seconds_left * kSecond;
  const bool is_jitter = new_end > old_end && new_end - old_end <= kClockJitter;
  return is_jitter ? *before : told;
}

std::optional<MonoMs> next_tick(const Match& match, MonoMs now) {
  std::optional<MonoMs> next;
  if (is_minute_ticking(match) && minute_at(match, now) < end_of_half(match) &&
      elapsed(*match.minute_as_of, now) < kLongestMinuteRun) {
    next = kMinute - elapsed(*match.minute_as_of, now) % kMinute;
  }
  if (is_clock_ticking(match) && clock_at(match, now) > 0) {
    const MonoMs tick = kSecond - elapsed(match.clock->as_of, now) % kSecond;
    next = next ? std::min(*next, tick) : tick;
  }
  return next;
}

}  // namespace scoreline
