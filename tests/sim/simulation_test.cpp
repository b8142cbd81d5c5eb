// The seeds that every run of the tests goes through; scripts/simulate runs any number of others.
#include "sim/simulation.hpp"

#include <gtest/gtest.h>

#include "sim/runner.hpp"

namespace scoreline::sim {
namespace {

// Sanitizers cost some ten times the time, and look for other things.
#if defined(__SANITIZE_ADDRESS__)
constexpr std::uint64_t kSeeds = 1'000;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr std::uint64_t kSeeds = 1'000;
#else
constexpr std::uint64_t kSeeds = 10'000;
#endif
#else
constexpr std::uint64_t kSeeds = 10'000;
#endif

void run(ProviderKind provider) {
  Range range;
  range.seeds = kSeeds;
  range.provider = provider;
  range.threads = 2;
  const Totals totals = run_seeds(range);
  for (const auto& [seed, text] : totals.failures) {
    ADD_FAILURE() << "seed " << seed << ": " << text;
    replay(seed, range, 60);
  }
  EXPECT_EQ(totals.seeds, static_cast<std::int64_t>(kSeeds));
}

TEST(Simulation, ScorelyticsSeedsHold) { run(ProviderKind::kScorelytics); }
TEST(Simulation, StatsApiSeedsHold) { run(ProviderKind::kStatsApi); }

TEST(Simulation, IsDeterministic) {
  std::size_t lines = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    std::vector<std::string> first;
    std::vector<std::string> second;
    (void)simulate(make_plan(seed), &first);
    (void)simulate(make_plan(seed), &second);
    EXPECT_EQ(first, second) << seed;
    lines += first.size();
  }
  EXPECT_GT(lines, 1'000U);
}

}  // namespace
}  // namespace scoreline::sim
