// What is compared of a match: the facts that a reader must never see wrong.
#pragma once

#include <optional>
#include <string>

#include "connection/instant.hpp"
#include "match/match.hpp"
#include "sim/truth.hpp"

namespace scoreline::sim {

// Score and status. No score is the same as 0-0 where the provider has none before kick-off.
[[nodiscard]] bool same_facts(const TruthMatch& truth, const Version& version, const Match& match);

// A word for "in play" that nobody documented may be taken for that, or for an unknown one.
[[nodiscard]] bool same_status(const TruthMatch& truth, const Version& version, const Match& match);

// What a board's clock shows at `now`: the only place that asks the code for it.
struct ShownClock {
  std::optional<int> minute;
  std::optional<int> seconds_left;
  bool is_running = false;  // a game clock that ticks, or a minute
};
[[nodiscard]] ShownClock shown_clock(const Match& match, const Instant& now);

[[nodiscard]] Period period_of(const TruthMatch& truth, const Version& version, bool is_stats_api);

// For traces and failures.
[[nodiscard]] std::string describe(const Match& match);
[[nodiscard]] std::string describe(const Version& version);

}  // namespace scoreline::sim
