// How often a match is asked for when nothing else says so, and how long an answer is good for.
#pragma once

#include "connection/instant.hpp"
#include "match/match.hpp"

namespace scoreline::cadence {

// Without a stream: 10 s for a match in play, slower for the rest.
[[nodiscard]] MonoMs poll_interval(const Match& match, WallMs now);

// With a live stream: silence after which a snapshot has to prove that it still tells everything.
[[nodiscard]] MonoMs probe_interval(const Match& match, MonoMs probe_in_play, WallMs now);

// A request may take this long on top before what is shown counts as unproven.
inline constexpr MonoMs kAnswerSlack = 15'000;

// Of a list of which nothing is in play.
inline constexpr MonoMs kIdleList = 60'000;
// A list is asked again now and then even when its stream is live: a match may join it silently.
inline constexpr MonoMs kListRefresh = 300'000;

}  // namespace scoreline::cadence
