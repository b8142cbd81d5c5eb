#include "connection/connection_views.hpp"

#include <algorithm>

#include "connection/cadence.hpp"

namespace scoreline {

ConnectionView ConnectionViews::of_match(const Asking* asking, const std::string& id,
                                         const Instant& now) const {
  ConnectionView view;
  const Credential& credential = access_.credential();
  const Track* track = matches_.track_of(id);
  const Match* match = matches_.find(id);
  const auto wall_of = [&](MonoMs mono) { return now.wall + (mono - now.mono); };
  const StreamStatus stream = track == nullptr ? StreamStatus() : trust_.stream_of(*track);

  const MonoMs proof = track == nullptr ? kNever : track->sync.proven_at();
  if (proof != kNever) view.proven_at = wall_of(proof);
  if (match != nullptr && track != nullptr && is_final(match->status) &&
      track->sync.is_result_known()) {
    view.state = ConnectionState::kOver;
    return view;
  }
  if (asking == nullptr) return view;

  const Reason refusal = access_.is_refused() ? access_.refusal() : asking->refusal;
  if (refusal != Reason::kNone) {
    view.state = ConnectionState::kRefused;
    view.reason = refusal;
    return view;
  }
  if (match != nullptr && track != nullptr && trust_.is_proven_live(*match, *track, now)) {
    view.state = ConnectionState::kLive;
    view.proven_at = wall_of(track->told_at());
    return view;
  }

  view.reason = asking->trouble != Reason::kNone ? asking->trouble : stream.reason;
  if (credential.has_failed()) view.reason = Reason::kNoCredential;
  if (!trust_.is_online()) view.reason = Reason::kOffline;
  MonoMs retry_at = std::min(std::max(asking->retry_at, rate_.allowed_at()), stream.retry_at);
  // Without a key nothing is tried before the page has been asked for one again.
  if (credential.has_failed()) retry_at = credential.retry_at();
  if (retry_at > now.mono && retry_at != kNever) view.retry_at = wall_of(retry_at);

  if (match == nullptr || track == nullptr) {
    const bool is_waiting = asking->trouble != Reason::kNone && view.retry_at.has_value();
    view.state = is_waiting || !trust_.is_online() || credential.has_failed()
                     ? ConnectionState::kWaiting
                     : ConnectionState::kConnecting;
    return view;
  }
  const bool is_unwritten = trust_.is_stuck(*match, *track, now);
  if (is_unwritten) view.proven_at = wall_of(now.mono - trust_.row_age(*track, now));
  const MonoMs end = trust_.fresh_end(*match, *track);
  const bool is_fresh = end != kNever && now.mono <= end;
  if (!is_fresh || !trust_.is_online() || is_unwritten || track->sync.is_in_doubt()) {
    view.state = ConnectionState::kStale;
  } else if (stream.phase == StreamPhase::kWaiting || stream.phase == StreamPhase::kRefused ||
             stream.failures > 0 || track->conviction.is_convicted()) {
    view.state = ConnectionState::kPolling;
  } else {
    view.state = ConnectionState::kConnecting;
  }
  return view;
}

ConnectionView ConnectionViews::of_row(const Subject& subject, const std::string& id,
                                       const Instant& now) const {
  const auto it = askings_.interests.find(subject);
  if (it == askings_.interests.end()) return {};
  const Asking& asking = it->second.asking;
  return of_match(subject.is_list() ? &asking : &askings_.answering(asking), id, now);
}

ConnectionView ConnectionViews::of(const Subject& subject, const Instant& now,
                                   std::string* marks) const {
  ConnectionView view;
  const auto it = askings_.interests.find(subject);
  if (it == askings_.interests.end()) return view;
  const Interest& interest = it->second;
  const Asking& asking = interest.asking;
  if (!subject.is_list()) return of_match(&askings_.answering(asking), subject.id, now);

  if (access_.is_refused() || asking.refusal != Reason::kNone) {
    view.state = ConnectionState::kRefused;
    view.reason = access_.is_refused() ? access_.refusal() : asking.refusal;
    return view;
  }
  if (asking.answered_at == kNever) return of_match(&asking, {}, now);
  view.state = ConnectionState::kOver;
  for (const std::string& id : interest.matches) {
    const ConnectionView match = of_match(&asking, id, now);
    if (marks != nullptr) add_marks(*marks, match);
    if (is_worse(match.state, view.state)) view = match;
  }
  if (interest.matches.empty()) {
    // Nothing is on: true as of the last answer.
    const bool is_fresh =
        now.mono - asking.proven_at <= cadence::kListRefresh + cadence::kAnswerTime;
    view.state = is_fresh ? ConnectionState::kPolling : ConnectionState::kStale;
    view.proven_at = now.wall + (asking.proven_at - now.mono);
    view.reason = asking.trouble;
  }
  return view;
}

}  // namespace scoreline
