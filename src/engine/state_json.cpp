#include "engine/state_json.hpp"

#include "match/running_clock.hpp"

namespace scoreline {
namespace {

void add_score(JsonWriter& json, std::string_view name, const std::optional<std::int32_t>& score) {
  if (score) {
    json.add(name, std::int64_t{*score});
  } else {
    json.add_null(name);
  }
}

void add_team(JsonWriter& json, std::string_view name, const Team& team, const board::Side& side) {
  json.open(name, '{');
  json.add("id", team.id);
  json.add("name", team.name.empty() ? side.name : team.name);
  json.add("shortName", side.short_name);
  json.add("logoUrl", team.logo_url);
  add_score(json, "score", team.score);
  json.close('}');
}

void add_play(JsonWriter& json, const Play& play) {
  json.add("id", play.id);
  json.add("type", play.type);
  json.add_text("teamId", play.team_id);
  json.add_text("playerId", play.player_id);
  json.add("secondsLeft", play.clock_seconds_left);
  json.add("x", play.x);
  json.add("y", play.y);
}

void add_connection(JsonWriter& json, const ConnectionView& view,
                    const std::vector<std::string>& about) {
  json.add("state", name_of(view.state));
  json.add_text("reason", name_of(view.reason));
  if (!about.empty()) {
    json.open("matches", '[');
    for (const std::string& id : about) json.add(std::string_view(id));
    json.close(']');
  }
  json.add("provenAt", view.proven_at);
  json.add("retryAt", view.retry_at);
}

void add_lines(JsonWriter& json, const board::Row& row) {
  json.open("lines", '[');
  for (const board::PlayLine& line : row.plays) {
    json.open('{');
    json.add_text("time", line.time);
    json.add_text("team", line.whose == board::Whose::kHome   ? row.home.short_name
                          : line.whose == board::Whose::kAway ? row.away.short_name
                                                              : std::string());
    json.add("text", line.text);
    json.close('}');
  }
  json.close(']');
}

void add_match(JsonWriter& json, const Match& match, const board::Row& row, MonoMs now) {
  json.open('{');
  json.add("id", match.id);
  json.add("sport", name_of(match.sport));
  json.open("league", '{');
  json.add("id", match.league_id);
  json.add("name", match.league_name);
  json.close('}');
  add_team(json, "home", match.home, row.home);
  add_team(json, "away", match.away, row.away);
  json.add("status", name_of(match.status));
  json.add_text("statusWord", match.status_word);
  if (match.period) {
    json.open("period", '{');
    json.add("kind", name_of(match.period->kind));
    json.add("number", std::int64_t{match.period->number});
    json.close('}');
  }
  json.add("minute", minute_at(match, now));
  json.add("addedTime", match.added_time);
  if (const auto seconds = clock_at(match, now)) {
    json.open("clock", '{');
    json.add("secondsLeft", std::int64_t{*seconds});
    json.add("isRunning", match.clock->is_running);
    json.close('}');
  }
  json.add("kickoff", match.kickoff);
  json.add("kickoffDay", match.kickoff_day);
  json.open("plays", '[');
  for (const Play& play : match.plays) {
    json.open('{');
    add_play(json, play);
    json.close('}');
  }
  json.close(']');
  json.add("trust", name_of(row.trust));
  json.add("text", row.status);
  json.add_text("group", row.group);
  if (!row.plays.empty()) add_lines(json, row);
  json.close('}');
}

void add_part(JsonWriter& json, const board::PlacedPart& part) {
  json.open('[');
  for (const double number : {static_cast<double>(part.row), static_cast<double>(part.part),
                              static_cast<double>(part.left), static_cast<double>(part.top),
                              static_cast<double>(part.width), static_cast<double>(part.height),
                              static_cast<double>(part.size), static_cast<double>(part.stroke),
                              static_cast<double>(part.edge), static_cast<double>(part.has_figures),
                              static_cast<double>(part.colour)}) {
    json.add(number);
  }
  json.add(std::string_view(part.text));
  json.close(']');
}

}  // namespace

std::string_view name_of(board::Trust trust) {
  switch (trust) {
    case board::Trust::kNone:
      return "none";
    case board::Trust::kLive:
      return "live";
    case board::Trust::kPolling:
      return "polling";
    case board::Trust::kStale:
      return "stale";
    case board::Trust::kSettled:
      return "settled";
  }
  return "none";
}

std::string state_json(const ConnectionView& view, const std::vector<std::string>& about,
                       const board::Content& content, const MatchStore& store, MonoMs now) {
  std::string out;
  JsonWriter json(out);
  json.open('{');
  json.open("connection", '{');
  add_connection(json, view, about);
  json.close('}');
  json.add("notice", content.notice);
  json.open("matches", '[');
  for (const board::Row& row : content.rows) {
    const Match* match = store.find(row.match_id);
    if (match != nullptr) add_match(json, *match, row, now);
  }
  json.close(']');
  json.close('}');
  return out;
}

std::string boxes_json(const board::Boxes& boxes) {
  std::string out;
  JsonWriter json(out);
  const auto add = [&json](std::initializer_list<float> numbers) {
    json.open('[');
    for (const float number : numbers) json.add(static_cast<double>(number));
    json.close(']');
  };
  json.open('{');
  json.open("matches", '[');
  for (const board::MatchBox& box : boxes.matches) add({box.x, box.y, box.width, box.height});
  json.close(']');
  json.open("groups", '[');
  for (const board::GroupBox& box : boxes.groups) add({box.y, box.height, box.heading});
  json.close(']');
  json.open("parts", '[');
  for (const board::PlacedPart& part : boxes.parts) add_part(json, part);
  json.close(']');
  json.close('}');
  return out;
}

std::string connection_json(const ConnectionView& view, const std::vector<std::string>& about) {
  std::string out;
  JsonWriter json(out);
  json.open('{');
  add_connection(json, view, about);
  json.close('}');
  return out;
}

std::string score_change_json(const Match& match, const MatchChange& change) {
  std::string out;
  JsonWriter json(out);
  json.open('{');
  json.add("match", match.id);
  add_score(json, "home", match.home.score);
  add_score(json, "away", match.away.score);
  json.open("previous", '{');
  add_score(json, "home", change.home_before);
  add_score(json, "away", change.away_before);
  json.close('}');
  json.close('}');
  return out;
}

std::string status_change_json(const Match& match, const MatchChange& change) {
  std::string out;
  JsonWriter json(out);
  json.open('{');
  json.add("match", match.id);
  json.add("status", name_of(match.status));
  json.add("previous", name_of(change.status_before));
  json.close('}');
  return out;
}

std::string play_json(const Match& match, const Play& play) {
  std::string out;
  JsonWriter json(out);
  json.open('{');
  json.add("match", match.id);
  json.open("play", '{');
  add_play(json, play);
  json.close('}');
  json.close('}');
  return out;
}

std::string error_json(Reason reason, std::string_view match) {
  std::string out;
  JsonWriter json(out);
  json.open('{');
  json.add("reason", name_of(reason));
  json.add_text("match", match);
  json.close('}');
  return out;
}

std::string row_error_json(const RefusedRow& row) {
  std::string out;
  JsonWriter json(out);
  json.open('{');
  json.add("reason", "bad_row");
  json.add("match", row.id);
  json.add("field", row.error.where);
  json.add("problem", name_of(row.error.code));
  json.close('}');
  return out;
}

}  // namespace scoreline
