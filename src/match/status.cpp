#include "match/status.hpp"

namespace scoreline {

bool is_final(MatchStatus status) {
  switch (status) {
    case MatchStatus::kFinished:
    case MatchStatus::kCancelled:
    case MatchStatus::kWalkover:
    case MatchStatus::kAbandoned:
    case MatchStatus::kAfterPenalties:
    case MatchStatus::kAfterExtraTime:
      return true;
    case MatchStatus::kUnknown:
    case MatchStatus::kScheduled:
    case MatchStatus::kLive:
    case MatchStatus::kPostponed:
    case MatchStatus::kInterrupted:
      return false;
  }
  return false;
}

bool may_be_unplayed(MatchStatus status) {
  return status == MatchStatus::kUnknown || status == MatchStatus::kScheduled ||
         status == MatchStatus::kPostponed || status == MatchStatus::kCancelled ||
         status == MatchStatus::kWalkover;
}

std::string_view name_of(MatchStatus status) {
  switch (status) {
    case MatchStatus::kUnknown:
      return "unknown";
    case MatchStatus::kScheduled:
      return "scheduled";
    case MatchStatus::kLive:
      return "live";
    case MatchStatus::kFinished:
      return "finished";
    case MatchStatus::kPostponed:
      return "postponed";
    case MatchStatus::kCancelled:
      return "cancelled";
    case MatchStatus::kWalkover:
      return "walkover";
    case MatchStatus::kInterrupted:
      return "interrupted";
    case MatchStatus::kAbandoned:
      return "abandoned";
    case MatchStatus::kAfterPenalties:
      return "after_penalties";
    case MatchStatus::kAfterExtraTime:
      return "after_extra_time";
  }
  return "unknown";
}

std::string_view name_of(Sport sport) {
  switch (sport) {
    case Sport::kFootball:
      return "football";
    case Sport::kBasketball:
      return "basketball";
    case Sport::kUnknown:
      return "unknown";
  }
  return "unknown";
}

Sport sport_from_name(std::string_view name) {
  if (name == "football") return Sport::kFootball;
  if (name == "basketball") return Sport::kBasketball;
  return Sport::kUnknown;
}

}  // namespace scoreline
