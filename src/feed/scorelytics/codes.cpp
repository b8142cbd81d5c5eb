#include "feed/scorelytics/codes.hpp"

namespace scoreline::scorelytics {

MatchStatus status_from_code(std::int64_t code) {
  switch (code) {
    case 1:
      return MatchStatus::kScheduled;
    case 2:
      return MatchStatus::kLive;
    case 3:
      return MatchStatus::kFinished;
    case 4:
      return MatchStatus::kPostponed;
    case 5:
      return MatchStatus::kCancelled;
    case 6:
      return MatchStatus::kWalkover;
    case 7:
      return MatchStatus::kInterrupted;
    case 8:
      return MatchStatus::kAbandoned;
    case 9:
      return MatchStatus::kAfterPenalties;
    case 10:
      return MatchStatus::kAfterExtraTime;
    default:
      return MatchStatus::kUnknown;
  }
}

Period period_from_code(std::int64_t code) {
  if (code < INT32_MIN || code > INT32_MAX) return Period{PeriodKind::kOther, 0};
  const auto number = static_cast<std::int32_t>(code);
  if (number == 12 || number == 13) return Period{PeriodKind::kHalf, number - 11};
  if (number == 38) return Period{PeriodKind::kHalfTime, 0};
  if (number >= 22 && number <= 25) return Period{PeriodKind::kQuarter, number - 21};
  // Assumed from "further overtimes use the next codes", as far as football's half-time allows.
  if (number >= 26 && number < 38) return Period{PeriodKind::kOvertime, number - 25};
  return Period{PeriodKind::kOther, number};
}

std::optional<Period> any_period(json::Value code) {
  const std::optional<std::int64_t> integer = code.integer();
  if (!integer) return std::nullopt;
  return period_from_code(*integer);
}

}  // namespace scoreline::scorelytics
