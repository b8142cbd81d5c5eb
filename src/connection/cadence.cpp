#include "connection/cadence.hpp"

namespace scoreline::cadence {
namespace {

constexpr MonoMs kMinute = 60'000;
constexpr MonoMs kPollSoon = 11'000;
constexpr MonoMs kPollIdle = kMinute;
// A match may begin from so long before its kick-off time until so long after it. Before that only its
// time may change; one that has not begun after that was forgotten.
constexpr WallMs kBeforeKickoff = 15 * kMinute;
constexpr WallMs kAfterKickoff = 240 * kMinute;

}  // namespace

bool may_change_soon(const Match& match, WallMs server_now) {
  switch (match.status) {
    case MatchStatus::kLive:
    case MatchStatus::kInterrupted:
    case MatchStatus::kUnknown:
      return true;
    case MatchStatus::kScheduled:
      return match.kickoff && server_now > *match.kickoff - kBeforeKickoff &&
             server_now < *match.kickoff + kAfterKickoff;
    default:
      return false;
  }
}

MonoMs poll_interval(const Match& match, WallMs server_now) {
  return may_change_soon(match, server_now) ? kPollSoon : kPollIdle;
}

MonoMs result_interval(MonoMs since_end) {
  if (since_end < 10 * kMinute) return 45'000;
  if (since_end < 130 * kMinute) return 4 * kMinute;
  return 28 * kMinute;
}

}  // namespace scoreline::cadence
