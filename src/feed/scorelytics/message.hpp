// Messages of Scorelytics' two WebSocket streams: `{type, match_id, data}`.
// Source: Scorelytics documentation, "WebSocket overview".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "feed/result.hpp"
#include "match/period.hpp"
#include "match/status.hpp"

namespace scoreline::scorelytics {

// Football sends {home, away, minute?}; basketball {home, away, period, game_clock_secs}.
struct ScoreUpdate {
  std::int32_t home = 0;
  std::int32_t away = 0;
  std::optional<std::int32_t> minute;  // absent: the old value stays
  std::optional<Period> period;
  std::optional<std::int32_t> game_clock;  // as sent; see ClockUnit
};

struct StatusChange {
  MatchStatus from = MatchStatus::kUnknown;
  MatchStatus to = MatchStatus::kUnknown;
  std::string to_word;  // the number as text when `to` is unknown
};

// A type that did not exist when this was written: "future types will be added compatibly".
struct UnknownType {};

struct Message {
  std::string match_id;
  std::variant<ScoreUpdate, StatusChange, UnknownType> what;
};

[[nodiscard]] Result<Message> decode_message(std::string_view text);

}  // namespace scoreline::scorelytics
