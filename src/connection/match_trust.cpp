#include "connection/match_trust.hpp"

#include <algorithm>

#include "connection/cadence.hpp"

namespace scoreline {
namespace {

// A row of a match in play that nobody has written for so long is stuck ("timestamps": "older than a
// few minutes while the code is still 2").
constexpr MonoMs kLongestUnwritten = 180'000;

// What may be wrong is asked for, and the answer is waited for no longer than this.
constexpr MonoMs kAnswerSoon = 500;

bool is_break(const Match& match) {
  return match.period && match.period->kind == PeriodKind::kHalfTime;
}

}  // namespace

MonoMs MatchTrust::patience(const Match& match, const Track& track) const {
  return cadence::may_change_soon(match, server_now()) ? track.pace.patience()
                                                       : cadence::kIdlePatience;
}

MonoMs MatchTrust::poll_interval(const Match& match) const {
  return cadence::poll_interval(match, server_now());
}

MonoMs MatchTrust::trust_end(const Match& match, const Track& track) const {
  const MonoMs told = track.told_at();
  if (told == kNever) return kNever;
  const MonoMs end = told + patience(match, track) + cadence::kAnswerTime;
  const MonoMs unsure_until = track.sync.unsure_until();
  return unsure_until == kNever ? end : std::min(end, unsure_until + kAnswerSoon);
}

MonoMs MatchTrust::fresh_end(const Match& match, const Track& track) const {
  const MonoMs told = track.told_at();
  return told == kNever ? kNever : told + poll_interval(match) + 2 * cadence::kAnswerTime;
}

MonoMs MatchTrust::row_age(const Track& track, const Instant& now) const {
  const std::optional<WallMs> written = track.sync.written_at();
  if (!written) return 0;
  const MonoMs age = server_.suspected_age_of(*written, now);
  const MonoMs heard = track.pace.heard_at();
  return heard == kNever ? age : std::min(age, now.mono - heard);
}

bool MatchTrust::is_stuck(const Match& match, const Track& track, const Instant& now) const {
  return is_in_play(match.status) && !is_break(match) && row_age(track, now) > kLongestUnwritten;
}

bool MatchTrust::is_followed(const Track& track) const {
  if (!track.is_covered || !track.sync.is_based() || track.sync.is_stream_behind() ||
      track.conviction.is_convicted()) {
    return false;
  }
  // A connection that was asked whether it is still there has to have answered.
  const StreamStatus stream = streams_.status(track.cover);
  return stream.phase == StreamPhase::kLive && stream.last_heard != kNever;
}

bool MatchTrust::is_proven_live(const Match& match, const Track& track, const Instant& now) const {
  // A final whistle alone is no result: an answer has to say so, too.
  if (is_final(match.status) || !page_.is_online() || !is_followed(track)) return false;
  if (track.sync.is_in_doubt() || is_stuck(match, track, now)) return false;
  const MonoMs end = trust_end(match, track);
  return end != kNever && now.mono <= end;
}

bool MatchTrust::may_have_ended(const Track& track) const {
  if (!track.is_covered) return false;
  const MonoMs heard = streams_.status(track.cover).last_heard;
  return heard == kNever || heard < track.doubted_at;
}

MonoMs MatchTrust::next_change(const Match& match, const Track& track, const Instant& now) const {
  MonoMs next = kNever;
  const auto consider = [&](MonoMs end) {
    if (end != kNever && end >= now.mono) next = std::min(next, end + 1);
  };
  if (is_final(match.status)) return next;
  consider(trust_end(match, track));
  consider(fresh_end(match, track));
  if (is_in_play(match.status) && track.sync.written_at()) {
    consider(now.mono + kLongestUnwritten - row_age(track, now));
  }
  return next;
}

}  // namespace scoreline
