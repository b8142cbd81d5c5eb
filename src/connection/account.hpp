// What has been shown of a match, one state after the other: the facts that a reader must never see
// wrong. A telling that brings back what was shown and left a moment ago is far more often late than
// it is news.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "connection/instant.hpp"
#include "match/match.hpp"

namespace scoreline {

struct Facts {
  std::optional<std::int32_t> home_score;
  std::optional<std::int32_t> away_score;
  MatchStatus status = MatchStatus::kUnknown;

  bool operator==(const Facts&) const = default;
};

[[nodiscard]] Facts facts_of(const Match& match);

// From not begun (0) over begun (1) to ended (2).
[[nodiscard]] int stage_of(MatchStatus status);

// Whether `after` can follow `before` without anything being taken back: no later stage is left, and
// within one stage no score falls.
[[nodiscard]] bool goes_forward(const Facts& before, const Facts& after);

class Account {
 public:
  // What was told and not believed: told once more, it is no more believable.
  void add_told(const Facts& facts, MonoMs now) { past_.push_back({facts, now, false}); }
  // What is shown from now on.
  void set(const Facts& facts, MonoMs now);
  [[nodiscard]] const std::optional<Facts>& shown() const { return shown_; }
  struct Past {
    Facts facts;
    MonoMs left_at = 0;     // when they ceased to be shown, or were told in vain
    bool was_shown = true;  // else they were told in vain
  };
  // The newest of these facts; absent where they are shown now, or it was so long ago that nothing late
  // can bring them back.
  [[nodiscard]] std::optional<Past> left(const Facts& facts, MonoMs now) const;

 private:
  std::optional<Facts> shown_;
  std::vector<Past> past_;  // oldest first
};

// How late a message may come, or how old a copy may be, and bring back what was left.
inline constexpr MonoMs kLateAtMost = 65'000;

}  // namespace scoreline
