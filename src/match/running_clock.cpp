#include "match/running_clock.hpp"

#include <algorithm>

namespace scoreline {
namespace {

constexpr WallMs kSecond = 1'000;
constexpr WallMs kMinute = 60'000;

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

// Never negative: a server's clock may be ahead of the reader's.
WallMs elapsed(WallMs since, WallMs now) { return std::max<WallMs>(0, now - since); }

}  // namespace

std::optional<std::int32_t> minute_at(const Match& match, WallMs now) {
  if (!is_minute_ticking(match)) return match.minute;
  const WallMs minutes = elapsed(*match.minute_as_of, now) / kMinute;
  return static_cast<std::int32_t>(std::min<WallMs>(*match.minute + minutes, *end_of_half(match)));
}

std::optional<std::int32_t> clock_at(const Match& match, WallMs now) {
  if (!match.clock) return std::nullopt;
  if (!is_clock_ticking(match)) return match.clock->seconds_left;
  const WallMs ran = elapsed(match.clock->as_of, now) / kSecond;
  return static_cast<std::int32_t>(std::max<WallMs>(0, match.clock->seconds_left - ran));
}

GameClock steadied(const std::optional<GameClock>& before, const GameClock& told) {
  if (!before || !before->is_running || !told.is_running) return told;
  // By how much the old clock is ahead of the new one, that is: lower.
  const WallMs old_end = before->as_of + before->seconds_left * kSecond;
  const WallMs new_end = told.as_of + told.seconds_left * kSecond;
  const bool is_jitter = new_end > old_end && new_end - old_end <= kClockJitter;
  return is_jitter ? *before : told;
}

std::optional<WallMs> next_tick(const Match& match, WallMs now) {
  std::optional<WallMs> next;
  if (is_minute_ticking(match) && minute_at(match, now) < end_of_half(match)) {
    next = kMinute - elapsed(*match.minute_as_of, now) % kMinute;
  }
  if (is_clock_ticking(match) && clock_at(match, now) > 0) {
    const WallMs tick = kSecond - elapsed(match.clock->as_of, now) % kSecond;
    next = next ? std::min(*next, tick) : tick;
  }
  return next;
}

}  // namespace scoreline
