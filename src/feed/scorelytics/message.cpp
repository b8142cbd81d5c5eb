#include "feed/scorelytics/message.hpp"

#include "feed/fields.hpp"
#include "feed/json.hpp"
#include "feed/scorelytics/clock_unit.hpp"
#include "feed/scorelytics/codes.hpp"

namespace scoreline::scorelytics {
namespace {

ScoreUpdate score_update_of(json::Value data, Refusal& refusal) {
  ScoreUpdate update;
  update.home = required_score(data["home"], "home", refusal);
  update.away = required_score(data["away"], "away", refusal);
  update.minute = any_integer(data["minute"], 0, kMaxMinute);
  update.period = any_period(data["period"]);
  update.game_clock = any_integer(data["game_clock_secs"], kStoppedClock, kMaxClockSeconds);
  return update;
}

StatusChange status_change_of(json::Value data, Refusal& refusal) {
  StatusChange change;
  if (const auto from = data["from"].integer()) change.from = status_from_code(*from);
  const std::int64_t to = required_integer(data["to"], "to", refusal);
  change.to = status_from_code(to);
  if (change.to == MatchStatus::kUnknown) change.to_word = std::to_string(to);
  return change;
}

}  // namespace

Result<Message> decode_message(std::string_view text) {
  const auto document = json::Document::parse(text);
  if (!document) return document.error();
  const json::Value root = document->root();
  if (!root.is_object()) return FeedError{FeedErrorCode::kWrongType, "message"};
  Refusal refusal;
  const std::string_view type = required_text(root["type"], "type", refusal);
  if (refusal) return *refusal;

  Message message;
  const bool is_score_update = type == "score_update";
  if (!is_score_update && type != "status_change") {
    message.match_id = any_id(root["match_id"]);
    message.what = UnknownType{};
    return message;
  }
  message.match_id = required_id(root["match_id"], "match_id", refusal);
  const json::Value data = root["data"];
  if (!data.is_object()) {
    refuse(refusal, data.is_absent_or_null() ? FeedErrorCode::kMissing : FeedErrorCode::kWrongType,
           "data");
  }
  if (is_score_update) {
    message.what = score_update_of(data, refusal);
  } else {
    message.what = status_change_of(data, refusal);
  }
  if (refusal) return *refusal;
  return message;
}

}  // namespace scoreline::scorelytics
