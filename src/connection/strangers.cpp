#include "connection/strangers.hpp"

#include <algorithm>
#include <utility>

namespace scoreline {
namespace {

constexpr std::size_t kMaxStrangers = 2'000;
// After a message about a match that no list has, the lists are asked for: a third of this later, and
// up to all of it on top, at random. The answer settles what other such messages have come meanwhile.
constexpr MonoMs kStrangersWait = 15'000;

}  // namespace

MonoMs Strangers::meet(MatchDelta&& delta, MonoMs now, Random& random) {
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
    return kNever;
  }
  met.last = std::move(delta);
  met.told_at = now;
  if (was_foreign && !begins) return kNever;
  return now + kStrangersWait / 3 + random.up_to(kStrangersWait);
}

void Strangers::note_lists(MonoMs asked_at) {
  for (auto& [id, stranger] : strangers_) {
    stranger.is_foreign = true;
    const bool is_told = stranger.last && stranger.told_at <= asked_at;
    if (is_told && stranger.last->play) {
      stranger.newest_play = std::max(stranger.newest_play, stranger.last->play->id);
    }
    if (is_told) stranger.last.reset();
  }
}

void Strangers::hand_over(const std::string& id, MatchSync& sync) {
  const auto stranger = strangers_.find(id);
  if (stranger == strangers_.end()) return;
  Stranger& met = stranger->second;
  sync.note_play(met.newest_play);
  if (met.last) (void)sync.on_delta(nullptr, std::move(*met.last), met.told_at);
  strangers_.erase(stranger);
}

void Strangers::add_former(const std::string& id, std::int64_t newest_play) {
  strangers_.try_emplace(id, Stranger{newest_play, {}, 0, true});
}

}  // namespace scoreline
