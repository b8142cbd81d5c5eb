// Many seeds, spread over threads, and their totals.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "sim/simulation.hpp"

namespace scoreline::sim {

struct Range {
  std::uint64_t from = 1;
  std::uint64_t seeds = 1000;
  std::optional<ProviderKind> provider;  // none: both
  std::optional<bool> is_list;           // with `world`: boards of that kind alone
  std::optional<WorldKind> world;        // none: any, with the older faults in half of the seeds
  int threads = 1;
  bool stops_at_failure = true;
};

struct Totals {
  std::int64_t seeds = 0;
  std::int64_t steps = 0;
  std::int64_t simulated_ms = 0;
  std::array<std::int64_t, kFaultKinds> faults{};
  std::map<std::string, std::int64_t> states;  // seeds that met it
  std::array<std::int64_t, kWorldKinds> worlds{};
  std::map<std::uint64_t, std::string> failures;
};

[[nodiscard]] Plan plan_of(std::uint64_t seed, const Range& range);
[[nodiscard]] Totals run_seeds(const Range& range);
void print(const Totals& totals);
// With the last steps before a failure. True: nothing failed.
bool replay(std::uint64_t seed, const Range& range, std::size_t lines);

int run_program(int argc, char** argv);

}  // namespace scoreline::sim
