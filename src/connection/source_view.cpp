// How far what a source shows may be trusted: the states that a reader sees.
#include <algorithm>

#include "connection/cadence.hpp"
#include "connection/source.hpp"

namespace scoreline {
namespace {

MonoMs later(MonoMs a, MonoMs b) {
  if (a == kNever || b == kNever) return std::min(a, b);
  return std::max(a, b);
}

}  // namespace

// When the match itself was last told of, by a snapshot or by a message; kNever for not since it
// was doubted.
MonoMs Source::told_at(const Track& track) const {
  const MonoMs told = later(track.sync.proven_at(), track.heard_at);
  return told != kNever && told < track.doubted_at ? kNever : told;
}

// The same, where any sign of life on its stream counts.
MonoMs Source::proof_of(const Track& track) const {
  const MonoMs told = told_at(track);
  if (!track.is_covered) return told;
  const StreamStatus stream = streams_->status(track.cover);
  if (stream.phase != StreamPhase::kLive || stream.last_heard == kNever) return told;
  return stream.last_heard < track.doubted_at ? told : later(told, stream.last_heard);
}

// Until then what its stream shows may be called live; kNever when it may not even now.
MonoMs Source::trust_end(const Match& match, const Track& track) const {
  const MonoMs told = told_at(track);
  const MonoMs proof = proof_of(track);
  if (told == kNever || proof == kNever) return kNever;
  return std::min(proof + cadence::probe_interval(match, provider_->probe_after(), last_.wall),
                  told + cadence::probe_interval(match, provider_->recheck_after(), last_.wall)) +
         cadence::kAnswerSlack;
}

bool Source::is_proven_live(const Match& match, const Track& track, MonoMs now) const {
  if (!track.is_covered || !track.sync.is_based()) return false;
  if (streams_->status(track.cover).phase != StreamPhase::kLive) return false;
  const MonoMs end = trust_end(match, track);
  return end != kNever && now <= end;
}

const Asking* Source::asking_for(const std::string& match_id) const {
  const Asking* best = nullptr;
  for (const auto& [subject, interest] : interests_) {
    if (!interest.has(match_id)) continue;
    if (best == nullptr || !subject.is_list()) best = &interest.asking;
  }
  return best;
}

ConnectionView Source::match_view(const Asking* asking, const std::string& match_id,
                                  const Instant& now) const {
  ConnectionView view;
  const auto it = tracks_.find(match_id);
  const Match* match = store_.find(match_id);
  const auto wall_of = [&](MonoMs mono) { return now.wall + (mono - now.mono); };
  StreamStatus stream;
  if (it != tracks_.end() && it->second.is_covered) stream = streams_->status(it->second.cover);

  const MonoMs proof = it == tracks_.end() ? kNever : it->second.sync.proven_at();
  if (proof != kNever) view.proven_at = wall_of(proof);
  if (match != nullptr && is_final(match->status) && it != tracks_.end() &&
      it->second.sync.is_result_known()) {
    view.state = ConnectionState::kOver;
    return view;
  }
  if (asking == nullptr) return view;

  const Reason refusal = refusal_ != Reason::kNone ? refusal_ : asking->refusal;
  if (refusal != Reason::kNone) {
    view.state = ConnectionState::kRefused;
    view.reason = refusal;
    return view;
  }
  if (match != nullptr && it != tracks_.end() && is_proven_live(*match, it->second, now.mono)) {
    view.state = ConnectionState::kLive;
    view.proven_at = wall_of(proof_of(it->second));
    return view;
  }

  view.reason = asking->trouble != Reason::kNone ? asking->trouble : stream.reason;
  if (credential_.has_failed()) view.reason = Reason::kNoCredential;
  if (!is_online_) view.reason = Reason::kOffline;
  MonoMs retry_at = std::min(std::max(asking->retry_at, rate_.free_at()), stream.retry_at);
  // Without a key nothing is tried before the page has been asked for one again.
  if (credential_.has_failed()) retry_at = credential_.retry_at();
  if (retry_at > now.mono && retry_at != kNever) view.retry_at = wall_of(retry_at);

  if (match == nullptr) {
    const bool is_waiting = asking->trouble != Reason::kNone && view.retry_at.has_value();
    view.state = is_waiting || !is_online_ || credential_.has_failed()
                     ? ConnectionState::kWaiting
                     : ConnectionState::kConnecting;
    return view;
  }
  const MonoMs age_limit = cadence::poll_interval(*match, now.wall) + cadence::kAnswerSlack;
  const bool is_doubted = it != tracks_.end() && proof < it->second.doubted_at;
  const bool is_fresh = proof != kNever && now.mono - proof <= age_limit && !is_doubted;
  if (!is_fresh) {
    view.state = ConnectionState::kStale;
  } else if (stream.phase == StreamPhase::kWaiting || stream.phase == StreamPhase::kRefused ||
             stream.failures > 0) {
    view.state = ConnectionState::kPolling;
  } else {
    view.state = ConnectionState::kConnecting;
  }
  return view;
}

ConnectionView Source::view(const Subject& subject, const Instant& now, std::string* marks) const {
  ConnectionView view;
  const auto it = interests_.find(subject);
  if (it == interests_.end()) return view;
  const Interest& interest = it->second;
  if (!subject.is_list()) return match_view(&interest.asking, subject.id, now);

  const Asking& asking = interest.asking;
  if (refusal_ != Reason::kNone || asking.refusal != Reason::kNone) {
    view.state = ConnectionState::kRefused;
    view.reason = refusal_ != Reason::kNone ? refusal_ : asking.refusal;
    return view;
  }
  if (asking.answered_at == kNever) return match_view(&asking, {}, now);
  view.state = ConnectionState::kOver;
  for (const std::string& id : interest.matches) {
    const ConnectionView of_match = match_view(&asking, id, now);
    if (marks != nullptr) add_marks(*marks, of_match);
    if (is_worse(of_match.state, view.state)) view = of_match;
  }
  if (interest.matches.empty()) {
    // Nothing is on: true as of the last answer.
    const bool is_fresh = now.mono - asking.proven_at <= cadence::kListRefresh;
    view.state = is_fresh ? ConnectionState::kPolling : ConnectionState::kStale;
    view.proven_at = now.wall + (asking.proven_at - now.mono);
    view.reason = asking.trouble;
  }
  return view;
}

MonoMs Source::trust_deadline(MonoMs now) const {
  MonoMs next = kNever;
  for (const auto& [id, track] : tracks_) {
    const Match* match = store_.find(id);
    if (match == nullptr || is_final(match->status)) continue;
    const MonoMs polled = told_at(track);
    for (const MonoMs end :
         {trust_end(*match, track),
          polled == kNever
              ? kNever
              : polled + cadence::poll_interval(*match, last_.wall) + cadence::kAnswerSlack}) {
      if (end != kNever && end >= now) next = std::min(next, end + 1);
    }
  }
  return next;
}

}  // namespace scoreline
