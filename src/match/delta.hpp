// What one stream message changes. Every field that is absent keeps its old value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "match/match.hpp"

namespace scoreline {

struct MatchDelta {
  std::string match_id;
  std::optional<std::int32_t> home_score;
  std::optional<std::int32_t> away_score;
  std::optional<std::int32_t> minute;
  std::optional<Period> period;
  std::optional<GameClock> clock;
  std::optional<MatchStatus> status;
  std::string status_word;        // set with `status` when that is kUnknown
  bool is_status_change = false;  // a message that is sent only when the status changes
  std::optional<Play> play;
  MonoMs received_at = 0;  // stamps `minute`

  bool operator==(const MatchDelta&) const = default;
};

}  // namespace scoreline
