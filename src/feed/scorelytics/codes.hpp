// Scorelytics' numbers for status and period. Source: "status-codes", "period-codes".
#pragma once

#include <cstdint>
#include <optional>

#include "feed/json.hpp"
#include "match/period.hpp"
#include "match/status.hpp"

namespace scoreline::scorelytics {

// 1 to 10; anything else is kUnknown.
[[nodiscard]] MatchStatus status_from_code(std::int64_t code);

// 12, 13, 38 for football; 22 to 25 and, for overtimes, 26 and up (27 is the last documented:
// "further overtimes use the next codes") for basketball. Anything else is kOther with the code.
[[nodiscard]] Period period_from_code(std::int64_t code);
// Absent for anything but an integer.
[[nodiscard]] std::optional<Period> any_period(json::Value code);

}  // namespace scoreline::scorelytics
