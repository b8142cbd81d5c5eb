#include "connection/message_intake.hpp"

#include <utility>

#include "connection/spread.hpp"

namespace scoreline {
namespace {

// A message may hint at a change that it does not tell. One that is repeated for ever counts as a hint
// no more often than this.
constexpr MonoMs kBetweenHints = 20'000;

}  // namespace

// Without haste: what is in doubt is not called live meanwhile.
void MessageIntake::ask_calmly(const std::string& id, MonoMs now) {
  if (Asking* asking = askings_.about(id)) asking->want_calmly(spread(now, random_));
}

// It changed something. But what a stream tells after it was silent for too long may be what was held up
// meanwhile.
void MessageIntake::note_told(const std::string& id, Track& track, MatchSync::Heard& heard,
                              MonoMs now) {
  const Match* match = matches_.find(id);
  const MonoMs end = match == nullptr ? kNever : trust_.trust_end(*match, track);
  if (match != nullptr && (end == kNever || now > end) && track.lapsed_at == kNever) {
    track.lapsed_at = now;
    ask_calmly(id, now);
  }
  // It says nothing of when it was sent, and so a clock that ran on from now would be wrong.
  const bool may_have_waited = track.lapsed_at != kNever || page_.may_have_held_messages(now);
  const bool is_clock_old = may_have_waited && heard.shown && heard.shown->clock;
  if (is_clock_old && heard.shown->clock->is_running) heard.shown->clock.reset();
  track.pace.heard(now);
  track.conviction.told(now);
}

bool MessageIntake::take(MatchDelta&& delta, bool asks_snapshot, const Instant& now) {
  const auto it = matches_.tracks().find(delta.match_id);
  if (it == matches_.tracks().end()) {
    const MonoMs ask_at = matches_.strangers().meet(std::move(delta), now.mono, random_);
    if (ask_at != kNever) askings_.want_lists(ask_at);
    return ask_at == kNever;
  }
  const std::string& id = it->first;
  Track& track = it->second;
  const auto is_live = [&] {
    const Match* match = matches_.find(id);
    return match != nullptr && trust_.is_proven_live(*match, track, now);
  };
  const bool was_live = is_live();
  const bool was_in_doubt = track.sync.is_in_doubt();
  const bool is_status_change = delta.is_status_change;
  MatchSync::Heard heard = track.sync.on_delta(matches_.find(id), std::move(delta), now.mono);
  if (heard.is_told) {
    note_told(id, track, heard, now.mono);
  } else if (heard.is_contested) {
    track.pace.spoke(now.mono);
  }
  const bool is_news = heard.is_told && is_status_change;
  if (matches_.show(std::move(heard.shown), now.mono)) plan_.invalidate();
  const bool is_hint = asks_snapshot && !is_news &&
                       (track.hinted_at == kNever || now.mono - track.hinted_at > kBetweenHints);
  if (is_hint) track.hinted_at = now.mono;
  const bool is_new_doubt = heard.is_contested && !was_in_doubt;
  if (is_new_doubt || (is_news && asks_snapshot)) {
    askings_.want_match(id, spread(now.mono, random_));
  } else if (is_hint) {
    ask_calmly(id, now.mono);
  }
  return was_live && is_live() && !is_hint && !(is_news && asks_snapshot);
}

}  // namespace scoreline
