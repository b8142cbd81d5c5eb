// One entry of a play-by-play, as the stream's `event` and as a row of `/play-by-play`.
// Source: ds2 Stats API documentation, "websockets" (`event.…`) and "rest".
#pragma once

#include <optional>

#include "feed/json.hpp"
#include "match/match.hpp"

namespace scoreline::stats_api {

// Absent without an id that orders it. REST's members are not documented; they are assumed to have
// the stream's names.
[[nodiscard]] std::optional<Play> play_of(json::Value json);

}  // namespace scoreline::stats_api
