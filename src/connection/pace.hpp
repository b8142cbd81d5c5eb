// How long the silence of a match's stream is nothing to worry about: three times its usual gap, and a
// little longer after each answer that has confirmed the silence.
#pragma once

#include <algorithm>

#include "connection/instant.hpp"

namespace scoreline {

// The bounds of that patience. A stream that spoke every second is asked after 4 s; of a quiet one,
// what has got lost is found out within 14 s.
inline constexpr MonoMs kShortestPatience = 4'000;
inline constexpr MonoMs kLongestPatience = 14'000;

class Pace {
 public:
  void heard(MonoMs now) {
    if (heard_at_ != kNever) {
      // The mean of the last few gaps; one long silence does not make a busy stream a quiet one.
      const MonoMs gap = std::min(now - heard_at_, kLongestPatience);
      usual_gap_ += (gap - usual_gap_) / 4;
    }
    heard_at_ = now;
    patience_ = std::clamp(3 * usual_gap_, kShortestPatience, kLongestPatience);
  }
  // An answer says what was known: the silence was just that.
  void confirmed() { patience_ = std::min(patience_ + patience_ / 4, kLongestPatience); }
  // Nothing of what was heard says anything of the stream that comes.
  void reset() { *this = Pace(); }

  [[nodiscard]] MonoMs heard_at() const { return heard_at_; }
  [[nodiscard]] MonoMs patience() const { return patience_; }

 private:
  MonoMs heard_at_ = kNever;
  MonoMs usual_gap_ = kLongestPatience;
  MonoMs patience_ = kLongestPatience;
};

}  // namespace scoreline
