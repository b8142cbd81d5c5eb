// Whether the stream of a match may be believed again after a snapshot knew what it had not told.
//
// An open socket whose pings are answered may deliver nothing, or not everything. One that was found
// out is not called live until it has told changes that later snapshots confirm: one the first time,
// eight the second time within an hour, then sixty-four. A stream that loses every other message tells
// the right thing now and then.
#pragma once

#include <algorithm>

#include "connection/instant.hpp"

namespace scoreline {

class Conviction {
 public:
  [[nodiscard]] bool is_convicted() const { return changes_needed_ > 0; }

  void convict(MonoMs now) {
    constexpr MonoMs kHour = 3'600'000;
    constexpr int kMostNeeded = 64;
    if (convicted_at_ != kNever && now - convicted_at_ > kHour) next_sentence_ = 1;
    convicted_at_ = now;
    changes_needed_ = next_sentence_;
    next_sentence_ = std::min(next_sentence_ * 8, kMostNeeded);
    told_at_ = kNever;
  }

  // Its connection was lost while answers said otherwise than what is shown, which it may not have told: the
  // next one has to tell one change, too. But to be lost is no offence, the next sentence stays as it is.
  void put_on_probation() {
    changes_needed_ = std::max(changes_needed_, 1);
    told_at_ = kNever;
  }

  // The stream told a change.
  void told(MonoMs now) {
    if (told_at_ == kNever) told_at_ = now;
  }
  // A snapshot told what the stream did not: what it told before confirms nothing.
  void surpassed() { told_at_ = kNever; }
  // A snapshot that was asked for at that time says the same as what is shown.
  void confirmed(MonoMs asked_at) {
    if (!is_convicted() || told_at_ == kNever || asked_at < told_at_) return;
    --changes_needed_;
    told_at_ = kNever;
  }

 private:
  int changes_needed_ = 0;
  int next_sentence_ = 1;
  MonoMs convicted_at_ = kNever;
  MonoMs told_at_ = kNever;  // a change that no snapshot has confirmed yet
};

}  // namespace scoreline
