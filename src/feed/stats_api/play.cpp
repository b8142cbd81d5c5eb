#include "feed/stats_api/play.hpp"

#include "feed/fields.hpp"
#include "feed/stats_api/event.hpp"

namespace scoreline::stats_api {

std::optional<Play> play_of(json::Value json) {
  const std::optional<std::int64_t> id = json["id"].integer();
  if (!id || *id < 0) return std::nullopt;
  Play play;
  play.id = *id;
  play.type = shown_text(any_text(json["type"]), kMaxWordBytes);
  play.team_id = any_id(json["team_id"]);
  play.player_id = any_id(json["player_id"]);
  if (const auto period = json["period"].integer()) play.period = period_from_number(*period);
  play.clock_seconds_left = seconds_from_clock(any_text(json["clock"]));
  play.x = json["x"].number();
  play.y = json["y"].number();
  play.at = any_time(json["event_at"]);
  return play;
}

}  // namespace scoreline::stats_api
