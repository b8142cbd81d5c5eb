// The seeds that every run of the tests goes through; scripts/simulate runs any number of others.
#include "sim/simulation.hpp"

#include <gtest/gtest.h>

#include "sim/runner.hpp"

namespace scoreline::sim {
namespace {

void run(ProviderKind provider) {
  Range range;
  range.seeds = 10'000;
  range.provider = provider;
  range.threads = 2;
  const Totals totals = run_seeds(range);
  for (const auto& [seed, text] : totals.failures) {
    ADD_FAILURE() << "seed " << seed << ": " << text;
    replay(seed, provider, 60);
  }
  EXPECT_EQ(totals.seeds, 10'000);
}

TEST(Simulation, ScorelyticsSeedsHold) { run(ProviderKind::kScorelytics); }
TEST(Simulation, StatsApiSeedsHold) { run(ProviderKind::kStatsApi); }

TEST(Simulation, IsDeterministic) {
  std::vector<std::string> first;
  std::vector<std::string> second;
  (void)simulate(make_plan(7), &first);
  (void)simulate(make_plan(7), &second);
  EXPECT_EQ(first, second);
  EXPECT_GT(first.size(), 50U);
}

}  // namespace
}  // namespace scoreline::sim
