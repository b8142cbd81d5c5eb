// What every decoded value promises, whatever the wire said.
#pragma once

#include "feed/fields.hpp"
#include "fuzz/fuzz.hpp"
#include "match/delta.hpp"
#include "match/match.hpp"

namespace scoreline::fuzz {

inline void require_score(const std::optional<std::int32_t>& score) {
  require(!score || (*score >= 0 && *score <= kMaxScore));
}

inline void require_valid(const Play& play) {
  require(play.type.size() <= 64 * 1024);
  require(!play.clock_seconds_left ||
          (*play.clock_seconds_left >= 0 && *play.clock_seconds_left <= kMaxClockSeconds));
}

inline void require_valid(const Match& match) {
  require(!match.id.empty());
  require_score(match.home.score);
  require_score(match.away.score);
  require(!match.minute || (*match.minute >= 0 && *match.minute <= kMaxMinute));
  require(!match.clock ||
          (match.clock->seconds_left >= 0 && match.clock->seconds_left <= kMaxClockSeconds));
  require(match.plays.size() <= kMaxPlays);
  for (const Play& play : match.plays) require_valid(play);
}

}  // namespace scoreline::fuzz
