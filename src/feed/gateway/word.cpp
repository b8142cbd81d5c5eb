#include "feed/gateway/word.hpp"

#include <utility>

#include "feed/fields.hpp"
#include "feed/from_name.hpp"
#include "feed/json.hpp"
#include "match/store.hpp"

namespace scoreline::gateway {
namespace {

constexpr std::int64_t kVersion = 1;
constexpr double kFarthest = 100'000;                  // a court's units
constexpr std::int64_t kLatest = 253'402'300'799'999;  // the end of the year 9999

Team team_of(json::Value json, const char* where, Refusal& refusal) {
  if (!json.is_object()) refuse(refusal, FeedErrorCode::kMissing, where);
  return {
      .id = any_id(json["id"]),
      .name = shown_text(any_text(json["name"]), kMaxNameBytes),
      .short_name = shown_text(any_text(json["shortName"]), kMaxNameBytes),
      .logo_url = any_web_url(json["logoUrl"]),
      .score = optional_score(json["score"], "score", refusal),
  };
}

std::optional<Period> period_of(json::Value json) {
  if (!json.is_object()) return std::nullopt;
  return Period{from_name(any_text(json["kind"]), PeriodKind::kOvertime, PeriodKind::kOther),
                any_integer(json["number"], 0, kMaxMinute).value_or(0)};
}

std::optional<WallMs> time_of(json::Value json) {
  const std::optional<std::int64_t> time = json.integer();
  return time && *time >= 0 && *time <= kLatest ? time : std::nullopt;
}

// A number that only rises, and a time: all are from 0, and fit in a double.
std::int64_t required_count(json::Value json, const char* where, Refusal& refusal) {
  const std::int64_t count = required_integer(json, where, refusal);
  if (count < 0 || count > kLatest) refuse(refusal, FeedErrorCode::kOutOfRange, where);
  return count;
}

std::optional<double> place_of(json::Value json) {
  const std::optional<double> place = json.number();
  return place && *place >= -kFarthest && *place <= kFarthest ? place : std::nullopt;
}

std::optional<Play> play_of(json::Value json) {
  const std::optional<std::int64_t> id = json["id"].integer();
  if (!id) return std::nullopt;
  Play play;
  play.id = *id;
  play.type = shown_text(any_text(json["type"]), kMaxWordBytes);
  play.team_id = any_id(json["teamId"]);
  play.player_id = any_id(json["playerId"]);
  play.clock_seconds_left = any_integer(json["secondsLeft"], 0, kMaxClockSeconds);
  play.x = place_of(json["x"]);
  play.y = place_of(json["y"]);
  return play;
}

Result<Row> row_of(json::Value json) {
  if (!json.is_object()) return FeedError{FeedErrorCode::kWrongType, "row"};
  Row row;
  Match& match = row.match;
  Refusal refusal;
  match.id = required_id(json["id"], "id", refusal);
  match.home = team_of(json["home"], "home", refusal);
  match.away = team_of(json["away"], "away", refusal);
  const std::string_view status = required_text(json["status"], "status", refusal);
  if (refusal) return *refusal;

  match.sport = sport_from_name(any_text(json["sport"]));
  match.league_id = any_id(json["league"]["id"]);
  match.league_name = shown_text(any_text(json["league"]["name"]), kMaxNameBytes);
  match.status = from_name(status, MatchStatus::kAfterExtraTime, MatchStatus::kUnknown);
  match.status_word = shown_text(any_text(json["statusWord"]), kMaxWordBytes);
  match.period = period_of(json["period"]);
  match.minute = any_integer(json["minute"], 0, kMaxMinute);
  match.added_time = any_integer(json["addedTime"], 0, kMaxMinute);
  const json::Value clock = json["clock"];
  if (const auto seconds = any_integer(clock["secondsLeft"], 0, kMaxClockSeconds)) {
    match.clock = GameClock{*seconds, clock["isRunning"].boolean().value_or(false), 0};
  }
  match.kickoff = time_of(json["kickoff"]);
  match.kickoff_day = time_of(json["kickoffDay"]);
  for (const json::Value each : json["plays"]) {
    if (const std::optional<Play> play = play_of(each)) add_play(match.plays, *play);
  }
  row.trust = any_text(json["trust"]);
  return row;
}

void add_row(Word& word, json::Value json) {
  Result<Row> row = FeedError{FeedErrorCode::kTooLarge, "rows"};
  if (word.rows.size() < kMaxRows) row = row_of(json);
  if (row) {
    word.rows.push_back(std::move(row.value()));
  } else {
    keep_refused(word.refused, any_id(json["id"]), row.error());
  }
}

}  // namespace

Result<Word> decode_word(std::string_view text) {
  const auto document = json::Document::parse(text);
  if (!document) return document.error();
  const json::Value root = document->root();
  if (!root.is_object()) return FeedError{FeedErrorCode::kWrongType, "word"};
  Word word;
  Refusal refusal;
  if (required_integer(root["v"], "v", refusal) != kVersion) {
    refuse(refusal, FeedErrorCode::kOutOfRange, "v");
  }
  word.channel = required_text(root["channel"], "channel", refusal);
  word.number.epoch = required_count(root["epoch"], "epoch", refusal);
  word.number.seq = required_count(root["seq"], "seq", refusal);
  word.at = required_count(root["at"], "at", refusal);
  word.trust = required_text(root["trust"], "trust", refusal);
  if (refusal) return *refusal;

  word.proven_at = time_of(root["provenAt"]);
  word.reason = any_text(root["reason"]);
  if (root["row"].exists()) add_row(word, root["row"]);
  for (const json::Value row : root["rows"]) add_row(word, row);
  if (root["ids"].is_array()) {
    word.ids.emplace();
    for (const json::Value id : root["ids"]) {
      std::string text_of_id = any_id(id);
      if (!text_of_id.empty() && word.ids->size() < kMaxRows) {
        word.ids->push_back(std::move(text_of_id));
      }
    }
  }
  return word;
}

}  // namespace scoreline::gateway
