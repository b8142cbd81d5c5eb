// One seed: a plan, the servers, the network, the client, and the course of time.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sim/invariants.hpp"
#include "sim/limits.hpp"
#include "sim/plan.hpp"

namespace scoreline::sim {

struct Outcome {
  std::optional<Violation> violation;
  MonoMs failed_at = 0;
  std::int64_t steps = 0;
  std::int64_t simulated_ms = 0;
  std::array<std::int64_t, kFaultKinds> faults{};
  std::set<std::string> states;
  Measures measures;
};

// `trace` may be null; else it takes a line for each step.
[[nodiscard]] Outcome simulate(const Plan& plan, std::vector<std::string>* trace);

}  // namespace scoreline::sim
