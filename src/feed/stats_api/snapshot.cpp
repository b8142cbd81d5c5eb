#include "feed/stats_api/snapshot.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "feed/fields.hpp"
#include "feed/json.hpp"
#include "feed/stats_api/event.hpp"
#include "feed/stats_api/play.hpp"
#include "match/store.hpp"

namespace scoreline::stats_api {
namespace {

// The JSON of a match, in `/matches/{id}` and in `/schedule`, is not documented. ASSUMED: one of
// these names, tried from left to right; the first that holds something that is not an object or an
// array is taken. '.' goes into an object, '%' at the front of a name stands for "home" and for
// "away". The first names are those of the stream's events, where they have one.
constexpr std::string_view kId = "id match_id";
constexpr std::string_view kStatus = "status state match_status status.value status.name";
constexpr std::string_view kPeriod = "current_period period";
constexpr std::string_view kClock = "current_clock clock game_clock";
constexpr std::string_view kKickoff =
    "scheduled_at start_time starts_at kickoff_at played_at date_time date";
constexpr std::string_view kUpdatedAt = "updated_at";
constexpr std::string_view kCompetitionId = "competition_id competition.id league_id league.id";
constexpr std::string_view kCompetitionName =
    "competition.name competition_name league.name league_name competition league";
constexpr std::string_view kSeason = "season season.name competition.season season_name";
constexpr std::string_view kTeamId = "%_team.id %.id teams.%.id %_team_id %_club.id %_id";
constexpr std::string_view kTeamName =
    "%_team.name %.name teams.%.name %_team_name %_club.name %_team.club.name %_name %_team %";
// Where the names above stand, whatever is there: a row with one of these has a place for the team,
// though the team may not be decided.
constexpr std::string_view kTeamPlace = "%_team % teams.% %_team_name %_club %_name";
constexpr std::string_view kTeamShortName =
    "%_team.short_name %.short_name teams.%.short_name %_team_short_name %_club.short_name "
    "%_team.abbreviation %.abbreviation %_team.code";
constexpr std::string_view kTeamLogo =
    "%_team.logo_url %_team.logo %.logo_url %.logo teams.%.logo_url teams.%.logo "
    "%_team_logo_url %_team_logo %_club.logo_url %_club.logo %_team.club.logo_url "
    "%_team.club.logo %_logo_url %_logo";
constexpr std::string_view kTeamScore =
    "%_score score.% scores.% %_points %_team.score %.score teams.%.score %_team_score";

enum class Wants : std::uint8_t { kScalar, kAnything };

// The value at one path. `side` is what '%' stands for.
json::Value value_at(json::Value value, std::string_view path, std::string_view side) {
  while (!path.empty()) {
    const std::string_view part = path.substr(0, path.find('.'));
    path.remove_prefix(std::min(part.size() + 1, path.size()));
    if (part.starts_with('%')) {
      std::string name(side);
      name += part.substr(1);
      value = value[name];
    } else {
      value = value[part];
    }
  }
  return value;
}

// The first of the paths that holds a string, a number, true or false; or that is there at all.
json::Value first_of(json::Value match, std::string_view paths, std::string_view side = {},
                     Wants wants = Wants::kScalar) {
  while (!paths.empty()) {
    const std::string_view path = paths.substr(0, paths.find(' '));
    paths.remove_prefix(std::min(path.size() + 1, paths.size()));
    const json::Value value = value_at(match, path, side);
    if (wants == Wants::kAnything ? value.exists() : value.is_scalar()) return value;
  }
  return {};
}

struct Side {
  std::string_view name;
  const char* name_where;
  const char* score_where;
};
constexpr Side kHome = {"home", "home_team.name", "home_score"};
constexpr Side kAway = {"away", "away_team.name", "away_score"};

Team team_of(json::Value json, const Side& side, MatchStatus status, Refusal& refusal) {
  const bool has_place = first_of(json, kTeamPlace, side.name, Wants::kAnything).exists();
  const std::string_view name =
      team_name(first_of(json, kTeamName, side.name), has_place, side.name_where, refusal);
  const json::Value short_name = first_of(json, kTeamShortName, side.name);
  const json::Value score = first_of(json, kTeamScore, side.name);
  return {
      .id = any_id(first_of(json, kTeamId, side.name)),
      .name = shown_name(name),
      .short_name = shown_name(any_text(short_name), kMaxWordBytes),
      .logo_url = any_web_url(first_of(json, kTeamLogo, side.name)),
      .score = row_score(score, status, side.score_where, refusal),
  };
}

Result<Match> match_of(json::Value json, MonoMs received_at) {
  if (!json.is_object()) return FeedError{FeedErrorCode::kWrongType, "match"};
  Match match;
  Refusal refusal;
  match.id = required_id(first_of(json, kId), "id", refusal);
  const std::string_view status = required_text(first_of(json, kStatus), "status", refusal);
  match.status = status_from_word(status);
  match.home = team_of(json, kHome, match.status, refusal);
  match.away = team_of(json, kAway, match.status, refusal);
  if (refusal) return *refusal;

  match.sport = Sport::kBasketball;  // in every example of the documentation
  if (match.status == MatchStatus::kUnknown) {
    match.status_word = shown_text(status, kMaxWordBytes);
  }
  match.league_id = any_id(first_of(json, kCompetitionId));
  match.league_name = shown_name(any_text(first_of(json, kCompetitionName)));
  match.season = shown_text(any_text(first_of(json, kSeason)), kMaxWordBytes);
  if (const auto period = row_integer(first_of(json, kPeriod))) {
    match.period = period_from_number(*period);
  }
  // ASSUMED: what is left of the period (the direction is not documented). Nothing on this wire
  // says whether the clock runs, so it stands as told: one that ran on through a time-out would be
  // wrong.
  if (const auto seconds = seconds_from_clock(any_text(first_of(json, kClock)))) {
    match.clock = GameClock{*seconds, false, received_at};
  }
  set_kickoff(match, first_of(json, kKickoff));
  match.updated_at = any_time(first_of(json, kUpdatedAt));
  return match;
}

// `{data: …}` is documented as the envelope of every answer; without it the body itself is taken.
json::Value unwrapped(json::Value root) {
  const json::Value data = root["data"];
  return data.exists() ? data : root;
}

// "Lists sit directly in `data` as an array, or when paginated the array is `data.data`" ("rest").
Result<json::Value> list_of(json::Value root) {
  const json::Value list = unwrapped(unwrapped(root));
  if (list.is_array()) return list;
  const bool is_missing = list.is_absent_or_null() || list.is_object();
  return FeedError{is_missing ? FeedErrorCode::kMissing : FeedErrorCode::kWrongType, "data"};
}

// Laravel's paginators: `next_page_url` and `current_page` beside the list, or, for resources, in
// `links` and `meta` ("pagination keys" are not documented).
bool has_next_page(json::Value envelope) {
  if (envelope["next_page_url"].is_string() || envelope["links"]["next"].is_string()) return true;
  for (const json::Value counts : {envelope, envelope["meta"]}) {
    const auto current = counts["current_page"].integer();
    const auto last = counts["last_page"].integer();
    if (current && last && *current < *last) return true;
  }
  return false;
}

}  // namespace

Result<Match> decode_match(std::string_view body, MonoMs received_at) {
  const auto document = json::Document::parse(body);
  if (!document) return document.error();
  return match_of(unwrapped(document->root()), received_at);
}

Result<MatchPage> decode_schedule(std::string_view body, MonoMs received_at) {
  const auto document = json::Document::parse(body);
  if (!document) return document.error();
  const json::Value root = document->root();
  const auto list = list_of(root);
  if (!list) return list.error();

  MatchPage page;
  for (const json::Value json : *list) {
    Result<Match> match = FeedError{FeedErrorCode::kTooLarge, "data"};
    if (page.matches.size() < kMaxRows) match = match_of(json, received_at);
    if (match) {
      page.matches.push_back(std::move(match.value()));
    } else {
      keep_refused(page.refused, any_id(first_of(json, kId)), match.error());
    }
  }
  page.has_more = has_next_page(root) || has_next_page(root["data"]);
  return page;
}

Result<std::vector<std::string>> decode_competitions(std::string_view body) {
  const auto document = json::Document::parse(body);
  if (!document) return document.error();
  const auto list = list_of(document->root());
  if (!list) return list.error();
  std::vector<std::string> ids;
  for (const json::Value json : *list) {
    std::string id = any_id(json.is_object() ? json["id"] : json);
    if (!id.empty() && ids.size() < kMaxRows) ids.push_back(std::move(id));
  }
  return ids;
}

Result<std::vector<Play>> decode_plays(std::string_view body) {
  const auto document = json::Document::parse(body);
  if (!document) return document.error();
  const auto list = list_of(document->root());
  if (!list) return list.error();
  std::vector<Play> plays;
  for (const json::Value json : *list) {
    // The order of the rows is not documented beyond "chronological". Of an id the first is taken.
    const std::optional<Play> play = play_of(json);
    if (play && !has_play(plays, play->id)) add_play(plays, *play);
  }
  return plays;
}

std::string decode_error_message(std::string_view body) {
  const auto document = json::Document::parse(body);
  if (!document) return {};
  return shown_text(any_text(document->root()["message"]), kMaxNameBytes);
}

}  // namespace scoreline::stats_api
