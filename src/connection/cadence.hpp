// How often a match is asked for when nothing else says so, and how long an answer is good for.
#pragma once

#include "connection/instant.hpp"
#include "match/match.hpp"

namespace scoreline::cadence {

// Whether the match's facts may change at any moment: it is in play, in a break, interrupted, in a
// state whose word we do not know, or about to begin. `server_now`: the server's time.
[[nodiscard]] bool may_change_soon(const Match& match, WallMs server_now);

// Without a stream: so long after the last answer. 11 s for what may change soon, else 60 s.
[[nodiscard]] MonoMs poll_interval(const Match& match, WallMs server_now);

// With a stream, of a match that will not change soon: silence after which it is asked for. (That of a
// match that may is the patience of its Pace.)
inline constexpr MonoMs kIdlePatience = 60'000;

// A request may take this long on top before what is shown counts as unproven.
inline constexpr MonoMs kAnswerTime = 3'500;

// A list is asked again now and then even when its stream is live: a match may join it silently.
inline constexpr MonoMs kListRefresh = 60'000;

// A result may be a mistake, or be corrected: so long after the last answer it is asked for again,
// `since_end` after it was first seen. 45 s in the first ten minutes, 4 min for two hours, then 28 min.
[[nodiscard]] MonoMs result_interval(MonoMs since_end);

}  // namespace scoreline::cadence
