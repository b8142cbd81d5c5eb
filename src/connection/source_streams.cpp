// Source's streams: which are wanted, which matches each covers, and what its messages change.
#include <algorithm>

#include "connection/source.hpp"

namespace scoreline {
namespace {

constexpr MonoMs kSpreadAfterLoss = 4'000;
constexpr std::size_t kMaxStrangers = 2'000;

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

void Source::on_stream_live(const StreamKey& key, const Instant&) {
  const Seq seq = outbox_.next_seq();
  for (auto& [id, track] : tracks_) {
    if (!track.is_covered || track.cover != key) continue;
    track.sync.stream_live(seq);
    need_match(id);
  }
  for (auto& [subject, interest] : interests_) {
    // A live stream ends the spreading after its loss, but no wait that a failure asked for.
    if (interest.asking.trouble == Reason::kNone) interest.asking.retry_at = 0;
  }
  if (key.kind == StreamKind::kMatch) return;
  need_lists();
}

void Source::on_stream_lost(const StreamKey& key, const Instant& now) {
  for (auto& [id, track] : tracks_) {
    if (track.is_covered && track.cover == key) track.sync.stream_lost();
  }
  // Why was it lost, and is there anything to reconnect for? A browser does not say; REST does.
  // Spread, since whatever dropped this client has dropped others too.
  for (auto& [subject, interest] : interests_) {
    need(interest);
    interest.asking.retry_at =
        std::max(interest.asking.retry_at, now.mono + outbox_.random().up_to(kSpreadAfterLoss));
  }
  needs_plan_ = true;
}

void Source::on_stream_message(const StreamKey& key, std::string_view name, std::string_view text,
                               const Instant& now) {
  MessageReading reading = provider_->read_message(name, text, now, store_);
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
    // On a stream of everything: a match that a list may have to show, or one that is none of ours.
    const bool may_join = reading.delta->status && is_in_play(*reading.delta->status);
    auto stranger = strangers_.find(id);
    const bool is_new = stranger == strangers_.end();
    if (is_new) {
      if (strangers_.size() >= kMaxStrangers) strangers_.clear();
      stranger = strangers_.emplace(id, 0).first;
    }
    if (reading.delta->play) {
      stranger->second = std::max(stranger->second, reading.delta->play->id);
    }
    if (!is_new && !may_join) return;
    need_lists();
    return;
  }
  Track& track = it->second;
  track.heard_at = now.mono;
  const bool wanted_before = track.sync.wants_snapshot();
  const Seq seq = outbox_.next_seq();
  set_match(track.sync.on_delta(store_.find(id), std::move(*reading.delta), seq, now.mono));
  if (reading.asks_snapshot || (track.sync.wants_snapshot() && !wanted_before)) {
    need_match(it->first);
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

void Source::set_match(std::optional<Match> match) {
  if (!match) return;
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
  const bool is_live = match != nullptr && is_in_play(match->status);
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
  Wanted wanted;
  wanted.max_sockets = std::min(options_.max_sockets, streams_->observed_limit());
  if (refusal_ == Reason::kNone) {
    for (const auto& [subject, interest] : interests_) {
      const bool is_refused = interest.asking.refusal != Reason::kNone;
      if (subject.is_list() && !is_refused) wanted.lists.push_back(subject);
    }
    for (const auto& [id, track] : tracks_) {
      if (needs_stream(id)) wanted.matches.push_back(id);
    }
  }
  // Remembered, since a stream that is not wanted any more has no status: it would be asked for,
  // and refused, at every other planning.
  const StreamStatus all = streams_->status({StreamKind::kAll, {}});
  is_all_refused_ |= all.phase == StreamPhase::kRefused && is_of_one_stream(all.reason);
  wanted.is_all_refused = is_all_refused_;
  std::vector<StreamKey> plan = provider_->plan(wanted);
  if (!credential_.is_ready()) {
    // Nothing can be opened without a key, but what was opened with the one before goes on.
    std::erase_if(plan, [&](const StreamKey& key) {
      return std::find(planned_.begin(), planned_.end(), key) == planned_.end();
    });
  }
  planned_ = std::move(plan);
  streams_->want(planned_, now);
  cover_tracks();
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

void Source::set_cover(const std::string& id, Track& track, const StreamKey* cover) {
  track.sync.stream_lost();
  track.is_covered = cover != nullptr;
  if (cover == nullptr) return;
  track.cover = *cover;
  if (streams_->status(*cover).phase == StreamPhase::kLive) {
    track.sync.stream_live(outbox_.next_seq());
    need_match(id);
  }
}

void Source::cover_tracks() {
  for (auto& [id, track] : tracks_) {
    const Match* match = store_.find(id);
    const bool is_over = match != nullptr && is_final(match->status);
    const StreamKey* cover = is_over ? nullptr : cover_of(id);
    const bool is_same =
        track.is_covered == (cover != nullptr) && (cover == nullptr || track.cover == *cover);
    if (!is_same) set_cover(id, track, cover);
  }
}

}  // namespace scoreline
