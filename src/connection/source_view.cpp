// How far what a source shows may be trusted: the states that a reader sees.
#include <algorithm>

#include "connection/cadence.hpp"
#include "connection/source.hpp"

namespace scoreline {

// The state of what is asked for this match: its own request, or the list that is asked in its place.
const Asking* Source::asking_for(const std::string& match_id) const {
  const Asking* best = nullptr;
  for (const auto& [subject, interest] : interests_) {
    if (!interest.has(match_id)) continue;
    if (best == nullptr || !subject.is_list()) best = &interest.asking;
  }
  if (best == nullptr || !best->teller) return best;
  const Asking* teller = asking_of(*best->teller);
  return teller == nullptr ? best : teller;
}

ConnectionView Source::match_view(const Asking* asking, const std::string& match_id,
                                  const Instant& now) const {
  ConnectionView view;
  const auto it = matches_.tracks().find(match_id);
  const Track* track = it == matches_.tracks().end() ? nullptr : &it->second;
  const Match* match = matches_.find(match_id);
  const auto wall_of = [&](MonoMs mono) { return now.wall + (mono - now.mono); };
  StreamStatus stream;
  if (track != nullptr && track->is_covered) stream = streams_->status(track->cover);

  const MonoMs proof = track == nullptr ? kNever : track->sync.proven_at();
  if (proof != kNever) view.proven_at = wall_of(proof);
  if (match != nullptr && track != nullptr && is_final(match->status) &&
      track->sync.is_result_known()) {
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
  if (match != nullptr && track != nullptr && trust_.is_proven_live(*match, *track, now)) {
    view.state = ConnectionState::kLive;
    view.proven_at = wall_of(track->told_at());
    return view;
  }

  view.reason = asking->trouble != Reason::kNone ? asking->trouble : stream.reason;
  if (credential_.has_failed()) view.reason = Reason::kNoCredential;
  if (!page_.is_online()) view.reason = Reason::kOffline;
  MonoMs retry_at = std::min(std::max(asking->retry_at, rate_.allowed_at()), stream.retry_at);
  // Without a key nothing is tried before the page has been asked for one again.
  if (credential_.has_failed()) retry_at = credential_.retry_at();
  if (retry_at > now.mono && retry_at != kNever) view.retry_at = wall_of(retry_at);

  if (match == nullptr || track == nullptr) {
    const bool is_waiting = asking->trouble != Reason::kNone && view.retry_at.has_value();
    view.state = is_waiting || !page_.is_online() || credential_.has_failed()
                     ? ConnectionState::kWaiting
                     : ConnectionState::kConnecting;
    return view;
  }
  const bool is_unwritten = trust_.is_stuck(*match, *track, now);
  if (is_unwritten) view.proven_at = wall_of(now.mono - trust_.row_age(*track, now));
  const MonoMs end = trust_.fresh_end(*match, *track);
  const bool is_fresh = end != kNever && now.mono <= end;
  if (!is_fresh || !page_.is_online() || is_unwritten || track->sync.is_in_doubt()) {
    view.state = ConnectionState::kStale;
  } else if (stream.phase == StreamPhase::kWaiting || stream.phase == StreamPhase::kRefused ||
             stream.failures > 0 || track->conviction.is_convicted()) {
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
  if (!subject.is_list()) return match_view(asking_for(subject.id), subject.id, now);

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
    const bool is_fresh =
        now.mono - asking.proven_at <= cadence::kListRefresh + cadence::kAnswerTime;
    view.state = is_fresh ? ConnectionState::kPolling : ConnectionState::kStale;
    view.proven_at = now.wall + (asking.proven_at - now.mono);
    view.reason = asking.trouble;
  }
  return view;
}

// When the next view changes although nothing comes.
MonoMs Source::trust_deadline(const Instant& now) const {
  MonoMs next = kNever;
  for (const auto& [id, track] : matches_.tracks()) {
    const Match* match = matches_.find(id);
    if (match != nullptr) next = std::min(next, trust_.next_change(*match, track, now));
  }
  return next;
}

}  // namespace scoreline
