// What has just happened in a match, for as long as a reader should feel it. One thing at a time:
// where scores change in many places at once, nothing is told by moving everywhere, and each
// picture costs.
#pragma once

#include <string>
#include <vector>

#include "board/content.hpp"
#include "connection/source.hpp"

namespace scoreline {

class Motions {
 public:
  // `match` is the match after the change.
  void note(const MatchChange& change, const Match& match, MonoMs now);

  // All 0 for a match of which nothing is fresh.
  [[nodiscard]] board::Motion at(const std::string& match_id, MonoMs now) const;

 private:
  static constexpr MonoMs kLongAgo = -1'000'000'000;
  struct Happened {
    std::string id;
    MonoMs home_score = kLongAgo;
    MonoMs away_score = kLongAgo;
    MonoMs lead = kLongAgo;
    MonoMs status = kLongAgo;
    MonoMs heartbeat = kLongAgo;
    MonoMs last = kLongAgo;  // of score and status, also of what was not to be felt
  };
  Happened& of(const std::string& id, MonoMs now);

  std::vector<Happened> happened_;  // of the last seconds
  MonoMs heartbeat_ = kLongAgo;     // of any match
};

// Some row is not at rest yet: it wants to be drawn again in the next frame.
[[nodiscard]] bool is_moving(const board::Content& content);

}  // namespace scoreline
