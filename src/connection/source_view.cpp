// How far what a source shows may be trusted: the states that a reader sees.
#include <algorithm>

#include "connection/source.hpp"

namespace scoreline {
namespace {

// A row of a match in play that nobody has written for so long is stuck ("timestamps": "older than a
// few minutes while the code is still 2").
constexpr MonoMs kLongestUnwritten = 180'000;

bool is_break(const Match& match) {
  return match.period && match.period->kind == PeriodKind::kHalfTime;
}

}  // namespace

bool Source::may_change_soon(const Match& match) const {
  return cadence::may_change_soon(match, rest_.server().guess(last_));
}

// How long its stream may be silent before it is asked for.
MonoMs Source::patience(const Match& match, const Track& track) const {
  return may_change_soon(match) ? track.pace.patience() : cadence::kIdlePatience;
}

// Until then what its stream shows may be called live; kNever when it may not even now.
MonoMs Source::trust_end(const Match& match, const Track& track) const {
  const MonoMs told = track.told_at();
  return told == kNever ? kNever : told + patience(match, track) + cadence::kAnswerTime;
}

// Until then an answer is fresh enough for what is only polled; kNever when it is not even now.
MonoMs Source::fresh_end(const Match& match, const Track& track) const {
  const MonoMs told = track.told_at();
  if (told == kNever) return kNever;
  return told + cadence::poll_interval(match, rest_.server().guess(last_)) +
         2 * cadence::kAnswerTime;
}

// How long ago the row was written, or the stream last told a change of it.
MonoMs Source::row_age(const Track& track, const Instant& now) const {
  const std::optional<WallMs> written = track.sync.written_at();
  if (!written) return 0;
  const MonoMs age = rest_.server().suspected_age_of(*written, now);
  const MonoMs heard = track.pace.heard_at();
  return heard == kNever ? age : std::min(age, now.mono - heard);
}

bool Source::is_stuck(const Match& match, const Track& track, const Instant& now) const {
  return is_in_play(match.status) && !is_break(match) && row_age(track, now) > kLongestUnwritten;
}

// There is a stream that tells of the match, and nothing speaks against what it tells.
bool Source::is_followed(const Track& track) const {
  if (!track.is_covered || !track.sync.is_based() || track.sync.is_stream_behind() ||
      track.conviction.is_convicted()) {
    return false;
  }
  // A connection that was asked whether it is still there has to have answered.
  const StreamStatus stream = streams_->status(track.cover);
  return stream.phase == StreamPhase::kLive && stream.last_heard != kNever;
}

bool Source::is_proven_live(const Match& match, const Track& track, const Instant& now) const {
  // A final whistle alone is no result: an answer has to say so, too.
  if (is_final(match.status) || !is_online_ || !is_followed(track)) return false;
  if (track.sync.is_in_doubt() || is_stuck(match, track, now)) return false;
  const MonoMs end = trust_end(match, track);
  return end != kNever && now.mono <= end;
}

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
  const auto it = tracks_.find(match_id);
  const Track* track = it == tracks_.end() ? nullptr : &it->second;
  const Match* match = store_.find(match_id);
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
  if (match != nullptr && track != nullptr && is_proven_live(*match, *track, now)) {
    view.state = ConnectionState::kLive;
    view.proven_at = wall_of(track->told_at());
    return view;
  }

  view.reason = asking->trouble != Reason::kNone ? asking->trouble : stream.reason;
  if (credential_.has_failed()) view.reason = Reason::kNoCredential;
  if (!is_online_) view.reason = Reason::kOffline;
  MonoMs retry_at = std::min(std::max(asking->retry_at, rate_.allowed_at()), stream.retry_at);
  // Without a key nothing is tried before the page has been asked for one again.
  if (credential_.has_failed()) retry_at = credential_.retry_at();
  if (retry_at > now.mono && retry_at != kNever) view.retry_at = wall_of(retry_at);

  if (match == nullptr || track == nullptr) {
    const bool is_waiting = asking->trouble != Reason::kNone && view.retry_at.has_value();
    view.state = is_waiting || !is_online_ || credential_.has_failed()
                     ? ConnectionState::kWaiting
                     : ConnectionState::kConnecting;
    return view;
  }
  const bool is_unwritten = is_stuck(*match, *track, now);
  if (is_unwritten) view.proven_at = wall_of(now.mono - row_age(*track, now));
  const MonoMs end = fresh_end(*match, *track);
  const bool is_fresh = end != kNever && now.mono <= end;
  if (!is_fresh || !is_online_ || is_unwritten || track->sync.is_in_doubt()) {
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
  const auto consider = [&](MonoMs end) {
    if (end != kNever && end >= now.mono) next = std::min(next, end + 1);
  };
  for (const auto& [id, track] : tracks_) {
    const Match* match = store_.find(id);
    if (match == nullptr || is_final(match->status)) continue;
    consider(trust_end(*match, track));
    consider(fresh_end(*match, track));
    if (is_in_play(match->status) && track.sync.written_at()) {
      consider(now.mono + kLongestUnwritten - row_age(track, now));
    }
  }
  return next;
}

}  // namespace scoreline
