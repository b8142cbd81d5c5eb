// Source's streams: which are wanted, which matches each covers, and what its messages change.
#include <algorithm>

#include "connection/source.hpp"

namespace scoreline {
namespace {

constexpr std::size_t kMaxStrangers = 2'000;
// After a message about a match that no list has, the lists are asked for: a third of this later, and
// up to all of it on top, at random. The answer settles what other such messages have come meanwhile.
constexpr MonoMs kStrangersWait = 15'000;
// A message may hint at a change that it does not tell. One that is repeated for ever counts as a hint
// no more often than this.
constexpr MonoMs kBetweenHints = 20'000;

// A refusal of the stream itself, not of the connection or the credentials that all share.
bool is_of_one_stream(Reason refusal) {
  return refusal == Reason::kForbidden || refusal == Reason::kNotFound ||
         refusal == Reason::kUnauthorised;
}

std::vector<Play> plays_added(const std::vector<Play>& before, const std::vector<Play>& after) {
  std::vector<Play> added;
  for (const Play& play : after) {
    if (!has_play(before, play.id)) added.push_back(play);
  }
  return added;
}

}  // namespace

void Source::on_stream_live(const StreamKey& key, const Instant& now) {
  const Seq seq = outbox_.next_seq();
  for (auto& [id, track] : tracks_) {
    if (!track.is_covered || track.cover != key) continue;
    track.sync.stream_live(seq, now.mono);
    need_match(id, now.mono);
  }
  // The network is there: what was not answered for want of it is asked for at once.
  each_asking([](Asking& asking) {
    if (asking.trouble == Reason::kUnreachable && asking.refusal == Reason::kNone) {
      asking.retry_at = 0;
    }
  });
  if (key.kind == StreamKind::kMatch) return;
  need_lists(now.mono);
}

void Source::on_stream_lost(const StreamKey& key, const Instant& now) {
  for (auto& [id, track] : tracks_) {
    if (track.is_covered && track.cover == key) track.sync.stream_lost();
  }
  // Why was it lost, and is there anything to reconnect for? A browser does not say; REST does.
  // Spread, since whatever dropped this client has dropped others too.
  const MonoMs at = spread(now.mono);
  need_everything(at);
  // Nor does anybody poll before that for want of a stream.
  each_asking([at](Asking& asking) { asking.calm_from = at; });
  needs_plan_ = true;
}

void Source::on_stream_message(const StreamKey& key, std::string_view name, std::string_view text,
                               const Instant& now) {
  MessageReading reading =
      provider_->read_message(name, text, Reception{now, rest_.server(), store_});
  if (!reading.is_readable) ++bad_messages_;
  if (!reading.is_known) ++unknown_messages_;
  if (!reading.delta) return;
  const std::string& id = reading.delta->match_id;
  if (key.kind == StreamKind::kMatch && key.id != id) {
    ++bad_messages_;  // a match's own stream tells of that match only
    return;
  }
  const auto it = tracks_.find(id);
  if (it == tracks_.end()) {
    meet_stranger(std::move(*reading.delta), now.mono);
    return;
  }
  Track& track = it->second;
  const bool was_in_doubt = track.sync.is_in_doubt();
  const bool is_status_change = reading.delta->is_status_change;
  MatchSync::Heard heard =
      track.sync.on_delta(store_.find(id), std::move(*reading.delta), now.mono);
  if (heard.is_told) {
    // What a stream tells after it was silent for too long may be what was held up meanwhile.
    const Match* match = store_.find(it->first);
    const MonoMs end = match == nullptr ? kNever : trust_.trust_end(*match, track);
    if (match != nullptr && (end == kNever || now.mono > end) && track.lapsed_at == kNever) {
      track.lapsed_at = now.mono;
      ask_about(it->first, now);
    }
    // It says nothing of when it was sent, and so a clock that ran on from now would be wrong.
    const bool may_have_waited =
        track.lapsed_at != kNever || page_.may_have_held_messages(now.mono);
    const bool is_clock_old = may_have_waited && heard.shown && heard.shown->clock;
    if (is_clock_old && heard.shown->clock->is_running) heard.shown->clock.reset();
    track.pace.heard(now.mono);
    track.conviction.told(now.mono);
  } else if (heard.is_contested) {
    track.pace.spoke(now.mono);
  }
  const bool is_news = heard.is_told && is_status_change;
  set_match(std::move(heard.shown), now.mono);
  const bool is_hint = reading.asks_snapshot && !is_news &&
                       (track.hinted_at == kNever || now.mono - track.hinted_at > kBetweenHints);
  if (is_hint) track.hinted_at = now.mono;
  const bool is_new_doubt = heard.is_contested && !was_in_doubt;
  if (is_new_doubt || (is_news && reading.asks_snapshot)) {
    need_match(it->first, spread(now.mono));
  } else if (is_hint) {
    ask_about(it->first, now);
  }
}

// On a stream of everything: a match that a list may have to show, or one that is none of ours.
void Source::meet_stranger(MatchDelta&& delta, MonoMs now) {
  auto stranger = strangers_.find(delta.match_id);
  if (stranger == strangers_.end()) {
    if (strangers_.size() >= kMaxStrangers) strangers_.clear();
    stranger = strangers_.emplace(delta.match_id, Stranger{}).first;
  }
  Stranger& met = stranger->second;
  // One that the lists do not have may join them when it begins.
  const bool begins = delta.is_status_change && delta.status && is_in_play(*delta.status);
  const bool was_foreign = std::exchange(met.is_foreign, true);
  if (met.last && met.last->play) met.newest_play = std::max(met.newest_play, met.last->play->id);
  if (was_foreign && !begins && !met.last) {
    if (delta.play) met.newest_play = std::max(met.newest_play, delta.play->id);
    return;
  }
  met.last = std::move(delta);
  met.told_at = now;
  if (!was_foreign || begins) {
    need_lists(now + kStrangersWait / 3 + outbox_.random().up_to(kStrangersWait));
  }
}

// The store's match from now on; the caller tells of the change.
MatchChange Source::apply(Match&& match) {
  MatchChange change;
  change.id = match.id;
  if (const Match* before = store_.find(match.id)) {
    change.home_before = before->home.score;
    change.away_before = before->away.score;
    change.status_before = before->status;
  }
  change.changes = store_.apply(std::move(match));
  return change;
}

void Source::set_match(std::optional<Match> match, MonoMs now) {
  if (!match) return;
  if (const auto it = tracks_.find(match->id); it != tracks_.end()) {
    MonoMs& ended_at = it->second.ended_at;
    if (!is_final(match->status)) {
      ended_at = kNever;
    } else if (ended_at == kNever) {
      ended_at = now;
    }
  }
  const Match* before = store_.find(match->id);
  const std::vector<Play> plays_before = before == nullptr ? std::vector<Play>() : before->plays;
  // A match that is new, ends, or begins, needs other streams.
  needs_plan_ |= before == nullptr || before->status != match->status;
  MatchChange change = apply(std::move(*match));
  if (change.changes.has(Change::kPlay)) {
    change.new_plays = plays_added(plays_before, store_.find(change.id)->plays);
  }
  if (!change.changes.is_empty()) changes_.push_back(std::move(change));
}

bool Source::needs_stream(const std::string& id) const {
  const Match* match = store_.find(id);
  if (match != nullptr && is_final(match->status)) return false;
  const bool is_live = match != nullptr && stage_of(match->status) == 1;
  return std::any_of(interests_.begin(), interests_.end(), [&](const auto& entry) {
    const auto& [subject, interest] = entry;
    // Of a list only what is in play needs more than the list's own stream.
    const bool may_need =
        interest.asking.refusal == Reason::kNone && (is_live || !subject.is_list());
    return may_need && interest.has(id);
  });
}

void Source::plan_streams(const Instant& now) {
  needs_plan_ = false;
  choose_tellers(now);
  Wanted wanted;
  wanted.max_sockets = std::min(options_.max_sockets, streams_->observed_limit());
  for (const auto& [subject, interest] : interests_) {
    const bool is_refused = interest.asking.refusal != Reason::kNone;
    if (subject.is_list() && !is_refused) wanted.lists.push_back(subject);
  }
  for (const auto& [id, track] : tracks_) {
    if (needs_stream(id)) wanted.matches.push_back(id);
  }
  // Remembered, since a stream that is not wanted any more has no status: it would be asked for,
  // and refused, at every other planning.
  const StreamStatus all = streams_->status({StreamKind::kAll, {}});
  if (all_refused_until_ == 0 && all.phase == StreamPhase::kRefused &&
      is_of_one_stream(all.reason)) {
    all_refused_until_ = all_refusals_.refused(now.mono, outbox_.random());
  }
  if (all.phase == StreamPhase::kLive) all_refusals_.reset();
  wanted.is_all_refused = all_refused_until_ != 0;
  std::vector<StreamKey> plan = provider_->plan(wanted);
  if (!credential_.is_ready() || refusal_ != Reason::kNone) {
    // Nothing can be opened without a good key, but what was opened with the one before goes on.
    std::erase_if(plan, [&](const StreamKey& key) {
      return streams_->status(key).phase != StreamPhase::kLive;
    });
  }
  planned_ = std::move(plan);
  streams_->want(planned_, now);
  cover_tracks(now);
}

const StreamKey* Source::cover_of(const std::string& id) const {
  const StreamKey* best = nullptr;
  for (const StreamKey& key : planned_) {
    if (key.kind == StreamKind::kMatch && key.id == id) return &key;
    if (key.kind == StreamKind::kAll) best = &key;
    // A competition's channel tells of status only: enough for a match that is not in play.
    if (key.kind == StreamKind::kCompetition && best == nullptr) {
      const Match* match = store_.find(id);
      if (match != nullptr && match->league_id == key.id) best = &key;
    }
  }
  return best;
}

void Source::set_cover(const std::string& id, Track& track, const StreamKey* cover,
                       const Instant& now) {
  track.sync.stream_lost();
  track.is_covered = cover != nullptr;
  if (cover == nullptr) return;
  track.cover = *cover;
  if (streams_->status(*cover).phase == StreamPhase::kLive) {
    track.sync.stream_live(outbox_.next_seq(), now.mono);
    need_match(id, now.mono);
  }
}

void Source::cover_tracks(const Instant& now) {
  for (auto& [id, track] : tracks_) {
    const Match* match = store_.find(id);
    const bool is_over = match != nullptr && is_final(match->status);
    const StreamKey* cover = is_over ? nullptr : cover_of(id);
    const bool is_same =
        track.is_covered == (cover != nullptr) && (cover == nullptr || track.cover == *cover);
    if (!is_same) set_cover(id, track, cover, now);
  }
}

}  // namespace scoreline
