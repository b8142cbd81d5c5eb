// What is compared of a match: the facts that a reader must never see wrong.
#pragma once

#include <string>

#include "match/match.hpp"
#include "sim/truth.hpp"

namespace scoreline::sim {

// Score and status. No score is the same as 0-0 where the provider has none before kick-off.
[[nodiscard]] bool same_facts(const TruthMatch& truth, const Version& version, const Match& match);

[[nodiscard]] Period period_of(const TruthMatch& truth, const Version& version, bool is_stats_api);

// For traces and failures.
[[nodiscard]] std::string describe(const Match& match);
[[nodiscard]] std::string describe(const Version& version);

}  // namespace scoreline::sim
