// How long the silence of a match's stream is nothing to worry about: some times its usual gap, or a
// quarter of the silence that answers have confirmed.
#pragma once

#include <algorithm>

#include "connection/instant.hpp"

namespace scoreline {

// The bounds of that patience. A stream that spoke every second is asked after 4 s; of a quiet one,
// what has got lost is found out within 14 s.
inline constexpr MonoMs kShortestPatience = 4'000;
inline constexpr MonoMs kLongestPatience = 14'000;

// A stream that speaks more often than this is busy, and its silence is asked about within that. From
// there the patience grows with the gap: one that seems a little longer makes no busy stream a quiet one.
inline constexpr MonoMs kBusyGap = 5'000;
inline constexpr MonoMs kBusyPatience = 5'500;

class Pace {
 public:
  // It told a change.
  void heard(MonoMs now) {
    spoke(now);
    heard_at_ = now;
  }
  // It told something of the match, true or not.
  void spoke(MonoMs now) {
    if (spoke_at_ != kNever) {
      // The mean of the last few gaps; one long silence does not make a busy stream a quiet one.
      const MonoMs gap = std::min(now - spoke_at_, kLongestPatience);
      usual_gap_ += (gap - usual_gap_) / 4;
    }
    spoke_at_ = now;
    const bool is_busy = usual_gap_ < kBusyGap;
    patience_ = is_busy ? std::clamp(2 * usual_gap_, kShortestPatience, kBusyPatience)
                        : std::min(kBusyPatience + 3 * (usual_gap_ - kBusyGap), kLongestPatience);
  }
  // An answer that was asked for at that time says what was known: the silence was just that. The longer
  // it has lasted, the less the next moments of it say.
  void confirmed(MonoMs asked_at) {
    if (spoke_at_ == kNever) return;
    const MonoMs silence = asked_at - spoke_at_;
    patience_ = std::max(patience_, std::min(silence / 4, kLongestPatience));
  }
  [[nodiscard]] MonoMs heard_at() const { return heard_at_; }
  [[nodiscard]] MonoMs patience() const { return patience_; }

 private:
  MonoMs spoke_at_ = kNever;
  MonoMs heard_at_ = kNever;
  MonoMs usual_gap_ = kLongestPatience;
  MonoMs patience_ = kLongestPatience;
};

}  // namespace scoreline
