#include "connection/cadence.hpp"

namespace scoreline::cadence {
namespace {

constexpr MonoMs kPollInPlay = 10'000;
constexpr MonoMs kPollPaused = 20'000;  // half-time, interrupted, about to begin
constexpr MonoMs kPollIdle = 60'000;
constexpr MonoMs kProbePaused = 60'000;
constexpr MonoMs kProbeIdle = 300'000;
// So long before kick-off nothing but a new kick-off time is expected.
constexpr WallMs kBeforeKickoff = 15 * 60'000;

bool is_break(const Match& match) {
  return match.period && match.period->kind == PeriodKind::kHalfTime;
}

bool is_about_to_begin(const Match& match, WallMs now) {
  return match.status == MatchStatus::kScheduled && match.kickoff &&
         now > *match.kickoff - kBeforeKickoff;
}

bool is_paused(const Match& match, WallMs now) {
  return (is_in_play(match.status) && is_break(match)) ||
         match.status == MatchStatus::kInterrupted || is_about_to_begin(match, now);
}

}  // namespace

MonoMs poll_interval(const Match& match, WallMs now) {
  if (is_paused(match, now)) return kPollPaused;
  return is_in_play(match.status) ? kPollInPlay : kPollIdle;
}

MonoMs probe_interval(const Match& match, MonoMs probe_in_play, WallMs now) {
  if (is_paused(match, now)) return kProbePaused;
  return is_in_play(match.status) ? probe_in_play : kProbeIdle;
}

}  // namespace scoreline::cadence
