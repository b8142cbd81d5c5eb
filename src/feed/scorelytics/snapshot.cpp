#include "feed/scorelytics/snapshot.hpp"

#include <string>

#include "feed/fields.hpp"
#include "feed/json.hpp"
#include "feed/scorelytics/codes.hpp"

namespace scoreline::scorelytics {
namespace {

// The names of its members.
struct Side {
  const char* team;
  const char* score;
  const char* logo;
};
constexpr Side kHome = {"home_team", "home_score", "home_logo"};
constexpr Side kAway = {"away_team", "away_score", "away_logo"};

Team team_of(json::Value json, const Side& side, MatchStatus status, Refusal& refusal) {
  // Documented as a string; an object with a name is taken too, as MatchDetail's schema is not
  // public.
  const json::Value team = json[side.team];
  const json::Value name = team.is_object() ? team["name"] : team;
  return {
      .id = {},
      .name = shown_name(team_name(name, team.exists(), side.team, refusal)),
      .short_name = {},
      .logo_url = any_web_url(json[side.logo]),
      .score = row_score(json[side.score], status, side.score, refusal),
  };
}

Result<MatchRow> row_of(json::Value json, Sport sport) {
  if (!json.is_object()) return FeedError{FeedErrorCode::kWrongType, "match"};
  MatchRow row;
  Match& match = row.match;
  Refusal refusal;
  match.id = required_id(json["id"], "id", refusal);
  const std::int64_t status = required_row_integer(json["status_code"], "status_code", refusal);
  match.status = status_from_code(status);
  match.home = team_of(json, kHome, match.status, refusal);
  match.away = team_of(json, kAway, match.status, refusal);
  if (refusal) return *refusal;

  match.sport = sport;
  if (match.status == MatchStatus::kUnknown) match.status_word = std::to_string(status);
  match.league_id = any_id(json["league_id"]);
  match.league_name = shown_name(any_text(json["league_name"]));
  match.season = shown_text(any_text(json["season"]), kMaxWordBytes);
  if (const auto period = row_integer(json["period"])) match.period = period_from_code(*period);
  match.minute = any_row_integer(json["minute"], 0, kMaxMinute);
  match.added_time = any_row_integer(json["added_time"], 0, kMaxMinute);
  set_kickoff(match, json["kickoff_ts"]);
  match.updated_at = any_time(json["updated_at"]);
  row.game_clock = any_row_integer(json["game_clock_secs"], kStoppedClock, kMaxClockSeconds);
  return row;
}

}  // namespace

Result<MatchRow> decode_match(std::string_view body, Sport sport) {
  const auto document = json::Document::parse(body);
  if (!document) return document.error();
  return row_of(document->root(), sport);
}

Result<MatchPage> decode_page(std::string_view body, Sport sport) {
  const auto document = json::Document::parse(body);
  if (!document) return document.error();
  const json::Value root = document->root();
  if (!root.is_object()) return FeedError{FeedErrorCode::kWrongType, "page"};
  const json::Value data = root["data"];
  if (data.is_absent_or_null()) return FeedError{FeedErrorCode::kMissing, "data"};
  if (!data.is_array()) return FeedError{FeedErrorCode::kWrongType, "data"};

  MatchPage page;
  bool is_empty = true;
  for (const json::Value json : data) {
    is_empty = false;
    Result<MatchRow> row = FeedError{FeedErrorCode::kTooLarge, "data"};
    if (page.rows.size() < kMaxRows) row = row_of(json, sport);
    if (row) {
      page.rows.push_back(std::move(row.value()));
    } else {
      keep_refused(page.refused, any_id(json["id"]), row.error());
    }
  }
  // Either sign is enough for the last page ("pagination").
  if (!is_empty) page.next_cursor = row_integer(root["next_cursor"]);
  return page;
}

ErrorBody decode_error(std::string_view body) {
  ErrorBody error;
  const auto document = json::Document::parse(body);
  if (!document) return error;
  const json::Value root = document->root();
  error.code = shown_text(any_text(root["code"]), kMaxWordBytes);
  error.request_id = shown_text(any_text(root["request_id"]), kMaxIdBytes);
  return error;
}

}  // namespace scoreline::scorelytics
