// Source's streams: which are wanted, which matches each covers, and what its messages change.
#include <algorithm>

#include "connection/source.hpp"

namespace scoreline {
namespace {

// A message may hint at a change that it does not tell. One that is repeated for ever counts as a hint
// no more often than this.
constexpr MonoMs kBetweenHints = 20'000;

// A refusal of the stream itself, not of the connection or the credentials that all share.
bool is_of_one_stream(Reason refusal) {
  return refusal == Reason::kForbidden || refusal == Reason::kNotFound ||
         refusal == Reason::kUnauthorised;
}

}  // namespace

void Source::on_stream_live(const StreamKey& key, const Instant& now) {
  const Seq seq = outbox_.next_seq();
  for (auto& [id, track] : matches_.tracks()) {
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
  for (auto& [id, track] : matches_.tracks()) {
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
      provider_->read_message(name, text, Reception{now, rest_.server(), matches_.store()});
  if (!reading.is_readable) ++bad_messages_;
  if (!reading.is_known) ++unknown_messages_;
  if (!reading.delta) return;
  const std::string& id = reading.delta->match_id;
  if (key.kind == StreamKind::kMatch && key.id != id) {
    ++bad_messages_;  // a match's own stream tells of that match only
    return;
  }
  const auto it = matches_.tracks().find(id);
  if (it == matches_.tracks().end()) {
    const MonoMs ask_at = strangers_.meet(std::move(*reading.delta), now.mono, outbox_.random());
    if (ask_at != kNever) need_lists(ask_at);
    return;
  }
  Track& track = it->second;
  const bool was_in_doubt = track.sync.is_in_doubt();
  const bool is_status_change = reading.delta->is_status_change;
  MatchSync::Heard heard =
      track.sync.on_delta(matches_.find(id), std::move(*reading.delta), now.mono);
  if (heard.is_told) {
    // What a stream tells after it was silent for too long may be what was held up meanwhile.
    const Match* match = matches_.find(it->first);
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
  show(std::move(heard.shown), now.mono);
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

void Source::show(std::optional<Match>&& match, MonoMs now) {
  needs_plan_ |= matches_.show(std::move(match), now);
}

bool Source::needs_stream(const std::string& id) const {
  const Match* match = matches_.find(id);
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
  for (const auto& [id, track] : matches_.tracks()) {
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
      const Match* match = matches_.find(id);
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
  for (auto& [id, track] : matches_.tracks()) {
    const Match* match = matches_.find(id);
    const bool is_over = match != nullptr && is_final(match->status);
    const StreamKey* cover = is_over ? nullptr : cover_of(id);
    const bool is_same =
        track.is_covered == (cover != nullptr) && (cover == nullptr || track.cover == *cover);
    if (!is_same) set_cover(id, track, cover, now);
  }
}

}  // namespace scoreline
