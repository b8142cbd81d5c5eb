#include "connection/known_matches.hpp"

namespace scoreline {
namespace {

std::vector<Play> plays_added(const std::vector<Play>& before, const std::vector<Play>& after) {
  std::vector<Play> added;
  for (const Play& play : after) {
    if (!has_play(before, play.id)) added.push_back(play);
  }
  return added;
}

}  // namespace

const Track* KnownMatches::track_of(const std::string& id) const {
  const auto it = tracks_.find(id);
  return it == tracks_.end() ? nullptr : &it->second;
}

Track* KnownMatches::track_of(const std::string& id) {
  return const_cast<Track*>(std::as_const(*this).track_of(id));
}

Track& KnownMatches::add(const std::string& id, MonoMs now) {
  Track& track = tracks_[id];
  strangers_.hand_over(id, track.sync, now);
  return track;
}

// The store's match from now on; the caller tells of the change.
MatchChange KnownMatches::apply(Match&& match) {
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

bool KnownMatches::show(std::optional<Match>&& match, MonoMs now) {
  if (!match) return false;
  if (Track* track = track_of(match->id)) {
    if (!is_final(match->status)) {
      track->ended_at = kNever;
    } else if (track->ended_at == kNever) {
      track->ended_at = now;
    }
  }
  const Match* before = store_.find(match->id);
  const std::vector<Play> plays_before = before == nullptr ? std::vector<Play>() : before->plays;
  const bool may_need_streams = before == nullptr || before->status != match->status;
  MatchChange change = apply(std::move(*match));
  if (change.changes.has(Change::kPlay)) {
    change.new_plays = plays_added(plays_before, store_.find(change.id)->plays);
  }
  if (!change.changes.is_empty()) changes_.push_back(std::move(change));
  return may_need_streams;
}

void KnownMatches::stop_clocks(MonoMs now) {
  for (const auto& [id, track] : tracks_) {
    const Match* match = find(id);
    if (match == nullptr || !match->clock || !match->clock->is_running) continue;
    Match stopped = *match;
    stopped.clock.reset();
    show(std::move(stopped), now);
  }
}

void KnownMatches::show_history(Match&& match) {
  MatchChange change = apply(std::move(match));
  if (!change.changes.is_empty()) changes_.push_back(std::move(change));
}

KnownMatches::Tracks::iterator KnownMatches::drop(Tracks::iterator track) {
  const auto& [id, dropped] = *track;
  // A board may be back in a moment, and late repetitions of what it has heard as well.
  if (dropped.is_covered) strangers_.add_former(id, dropped.sync.last_play());
  store_.remove(id);
  return tracks_.erase(track);
}

}  // namespace scoreline
