#include "connection/strangers.hpp"

#include <algorithm>
#include <utility>

#include "connection/rest_path.hpp"

namespace scoreline {
namespace {

constexpr std::size_t kMaxStrangers = 2'000;
// After a message about a match that no list has, the lists are asked for: a third of this later, and
// up to all of it on top, at random.
constexpr MonoMs kStrangersWait = 15'000;
// An answer of now may be a copy as old as this, some seconds on the way included: what was told before that
// is in it.
constexpr MonoMs kKept = kOldestCopy + 5'000;

}  // namespace

MonoMs Strangers::meet(MatchDelta&& delta, MonoMs now, Random& random) {
  const bool is_known = strangers_.contains(delta.match_id);
  if (!is_known && strangers_.size() >= kMaxStrangers) strangers_.clear();
  Stranger& stranger = strangers_[delta.match_id];
  // One that the lists do not have may join them when it begins.
  const bool begins = delta.is_status_change && delta.status && is_in_play(*delta.status);
  note_last_play(stranger);
  stranger.last = std::move(delta);
  stranger.told_at = now;
  if (is_known && !begins) return kNever;
  return now + kStrangersWait / 3 + random.up_to(kStrangersWait);
}

void Strangers::hand_over(const std::string& id, MatchSync& sync, MonoMs now) {
  const auto it = strangers_.find(id);
  if (it == strangers_.end()) return;
  Stranger& stranger = it->second;
  const bool is_kept = now - stranger.told_at <= kKept;
  if (!is_kept) note_last_play(stranger);
  sync.note_play(stranger.newest_play);
  if (is_kept && stranger.last) {
    (void)sync.on_delta(nullptr, std::move(*stranger.last), stranger.told_at);
  }
  strangers_.erase(it);
}

void Strangers::note_last_play(Stranger& stranger) {
  if (!stranger.last || !stranger.last->play) return;
  stranger.newest_play = std::max(stranger.newest_play, stranger.last->play->id);
}

void Strangers::add_former(const std::string& id, std::int64_t newest_play) {
  strangers_.try_emplace(id, Stranger{newest_play, {}, 0});
}

}  // namespace scoreline
