// The two events of the Stats API's channels, `event.received` and `status.changed`.
// Source: ds2 Stats API documentation, "websockets"; names on the wire: Reverb recordings 05, 05b.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "feed/json.hpp"
#include "feed/result.hpp"
#include "match/match.hpp"

namespace scoreline::stats_api {

struct EventReceived {
  std::string match_id;
  std::int32_t home_score = 0;  // after the event (inferred: the sample's order and totals)
  std::int32_t away_score = 0;
  MatchStatus status = MatchStatus::kUnknown;
  std::string status_word;  // when unknown
  std::optional<Period> period;
  std::optional<std::int32_t> clock_seconds_left;  // `current_clock`
  std::optional<Play> play;  // absent when the event carries no id to order it by
};

struct StatusChanged {
  std::string match_id;
  std::string competition_id;
  MatchStatus status = MatchStatus::kUnknown;
  std::string status_word;
  std::optional<std::int32_t> home_score;
  std::optional<std::int32_t> away_score;
};

struct UnknownEvent {};

using Event = std::variant<EventReceived, StatusChanged, UnknownEvent>;

// `name` as on the wire, with or without Echo's leading dot; `data` is the event's JSON text.
[[nodiscard]] Result<Event> decode_event(std::string_view name, std::string_view data);

// "scheduled", "in_progress", "finished" and their likely kin; case, spaces, '-' and '_' do not
// matter. Only in_progress and finished are documented, the rest is assumed.
[[nodiscard]] MatchStatus status_from_word(std::string_view word);

// 1 to 4 are quarters, 5 and up overtimes (assumed: "numbering of OT unspecified").
[[nodiscard]] Period period_from_number(std::int64_t number);
// Absent for anything but an integer.
[[nodiscard]] std::optional<Period> any_period(json::Value number);

// "07:23" to 443; absent for anything else. Tenths ("00:07.4") are dropped.
[[nodiscard]] std::optional<std::int32_t> seconds_from_clock(std::string_view clock);

}  // namespace scoreline::stats_api
