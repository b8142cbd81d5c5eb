// Matches for tests of what is decided about them.
#pragma once

#include <string>
#include <utility>

#include "connection/instant.hpp"
#include "connection/match_sync.hpp"
#include "connection/track.hpp"
#include "match/match.hpp"

namespace scoreline::test {

// A football match, 0-0 unless it has not begun.
inline Match match_of(std::string id, MatchStatus status = MatchStatus::kLive) {
  Match match;
  match.id = std::move(id);
  match.sport = Sport::kFootball;
  match.status = status;
  if (status != MatchStatus::kScheduled) match.home.score = match.away.score = 0;
  return match;
}

// Its stream is live, and stands on an answer that was asked for and came at `now`.
inline void follow(Track& track, const StreamKey& cover, const Match& match, MonoMs now) {
  track.cover = cover;
  track.is_covered = true;
  track.sync.stream_live(1, now);
  (void)track.sync.on_snapshot(nullptr, Match(match), Asked{2, now, now, now}, now);
  track.answered_at = track.asked_at = now;
}

}  // namespace scoreline::test
