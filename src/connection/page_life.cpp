#include "connection/page_life.hpp"

#include <algorithm>
#include <utility>

namespace scoreline {
namespace {

// When the steady and the wall clock drift apart by more than this between two inputs, one was set, or
// the machine slept and only one of them noticed. A game clock may be wrong by as much.
constexpr MonoMs kClockJump = 2'000;
// A deadline missed by this much says that nothing of ours ran. Hidden pages may have their timers
// held back to one a minute, which is no sleep.
constexpr MonoMs kSleptVisible = 30'000;
constexpr MonoMs kSleptHidden = 150'000;
// A visible page's timer is never this late while the page runs: something may have been missed.
constexpr MonoMs kLateVisible = 5'000;
// A message that waited for longer than this tells a game clock that is wrong by more than a reader
// notices.
constexpr MonoMs kLateForClocks = 1'500;
// What has waited comes within this after the timer.
constexpr MonoMs kStillWaiting = 1'000;
// Hidden for less, what is shown was hardly out of sight.
constexpr MonoMs kHiddenLong = 60'000;
// What was on its way when the network went may still come within this.
constexpr MonoMs kStillUnderWay = 3'000;

}  // namespace

PageLife::Gap PageLife::take_time(const Instant& now, MonoMs due, bool is_watched) {
  Gap gap;
  if (last_input_.wall != 0 && is_watched) {
    const MonoMs drift = (now.wall - last_input_.wall) - (now.mono - last_input_.mono);
    const MonoMs late = due == kNever ? 0 : now.mono - due;
    const bool slept = late > (is_hidden() ? kSleptHidden : kSleptVisible);
    const bool is_late = !is_hidden() && late > kLateVisible;
    gap.is_time_lost = drift > kClockJump || drift < -kClockJump;
    gap.is_doubtful = slept || is_late || gap.is_time_lost;
    gap.may_be_dead = slept || drift > kSleptVisible;
    if (gap.is_doubtful || std::max(late, drift) > kLateForClocks) returned_at_ = now.mono;
  }
  last_input_ = now;
  return gap;
}

bool PageLife::may_have_held_messages(MonoMs now) const {
  return returned_at_ != kNever && now - returned_at_ <= kStillWaiting;
}

bool PageLife::set_hidden(bool is_hidden, MonoMs now) {
  if (is_hidden) {
    if (hidden_at_ == kNever) hidden_at_ = now;
    return false;
  }
  const MonoMs hidden_at = std::exchange(hidden_at_, kNever);
  return hidden_at != kNever && now - hidden_at >= kHiddenLong;
}

void PageLife::go_offline(MonoMs now) {
  is_online_ = false;
  offline_at_ = now;
}

bool PageLife::go_online() { return !std::exchange(is_online_, true); }

bool PageLife::is_network_proven(MonoMs now) const {
  return !is_online_ && now - offline_at_ > kStillUnderWay;
}

}  // namespace scoreline
