#include "feed/stats_api/play.hpp"

#include "feed/fields.hpp"
#include "feed/stats_api/event.hpp"

namespace scoreline::stats_api {

std::optional<Play> play_of(json::Value json) {
  const std::optional<std::int64_t> id = json["id"].integer();
  if (!id || *id < 0) return std::nullopt;
  return Play{
      .id = *id,
      .type = shown_text(any_text(json["type"]), kMaxWordBytes),
      .team_id = any_id(json["team_id"]),
      .player_id = any_id(json["player_id"]),
      .period = any_period(json["period"]),
      .clock_seconds_left = seconds_from_clock(any_text(json["clock"])),
      .x = json["x"].number(),
      .y = json["y"].number(),
      .at = any_time(json["event_at"]),
  };
}

}  // namespace scoreline::stats_api
