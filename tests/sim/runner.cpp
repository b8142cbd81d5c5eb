#include "sim/runner.hpp"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <thread>
#include <vector>

#include "sim/table.hpp"

namespace scoreline::sim {
namespace {

constexpr std::size_t kMaxFailures = 300;

void add(Totals& totals, std::uint64_t seed, const Outcome& outcome) {
  ++totals.seeds;
  totals.steps += outcome.steps;
  totals.simulated_ms += outcome.simulated_ms;
  for (std::size_t i = 0; i < kFaultKinds; ++i) totals.faults[i] += outcome.faults[i];
  for (const std::string& state : outcome.states) ++totals.states[state];
  if (outcome.violation && totals.failures.size() < kMaxFailures) {
    totals.failures[seed] = outcome.violation->rule + ": " + outcome.violation->detail;
  }
}

void add(Totals& totals, const Totals& more) {
  totals.seeds += more.seeds;
  totals.steps += more.steps;
  totals.simulated_ms += more.simulated_ms;
  for (std::size_t i = 0; i < kFaultKinds; ++i) totals.faults[i] += more.faults[i];
  for (std::size_t i = 0; i < kWorldKinds; ++i) totals.worlds[i] += more.worlds[i];
  for (const auto& [state, count] : more.states) totals.states[state] += count;
  for (const auto& [seed, text] : more.failures) totals.failures.emplace(seed, text);
}

// Takes one seed after another, as all threads do, until there is none left.
Totals run_rest(const Range& range, std::atomic<std::uint64_t>& taken) {
  Totals totals;
  while (true) {
    const std::uint64_t index = taken.fetch_add(1);
    if (index >= range.seeds) break;
    const std::uint64_t seed = range.from + index;
    const Plan plan = plan_of(seed, range);
    ++totals.worlds[static_cast<std::size_t>(plan.world.kind)];
    Outcome outcome = simulate(plan, nullptr);
    if (outcome.violation) {
      outcome.violation->rule = std::string(name_of(plan.world.kind)) +
                                (plan.world.is_mixed ? " and faults" : "") + ": " +
                                outcome.violation->rule;
    }
    add(totals, seed, outcome);
    if (range.stops_at_failure && !totals.failures.empty()) break;
    if (totals.failures.size() >= kMaxFailures) break;
  }
  return totals;
}

}  // namespace

Plan plan_of(std::uint64_t seed, const Range& range) {
  if (range.provider) return make_plan(seed, *range.provider, range.world, range.is_list);
  const Plan plan = make_plan(seed);
  return range.world ? make_plan(seed, plan.options.provider, range.world, range.is_list) : plan;
}

Totals run_seeds(const Range& range) {
  std::atomic<std::uint64_t> taken = 0;
  if (range.threads <= 1) return run_rest(range, taken);
  // A simulation shares nothing with another one, and some take a hundred times as long as others.
  std::vector<Totals> parts(static_cast<std::size_t>(range.threads));
  std::vector<std::thread> threads;
  for (Totals& part : parts) {
    threads.emplace_back([&range, &taken, &part] { part = run_rest(range, taken); });
  }
  for (std::thread& thread : threads) thread.join();
  Totals totals;
  for (const Totals& part : parts) add(totals, part);
  return totals;
}

void print(const Totals& totals) {
  std::int64_t faults = 0;
  for (const std::int64_t count : totals.faults) faults += count;
  std::printf("%lld seeds, %lld steps, %.1f simulated days, %lld faults\n",
              static_cast<long long>(totals.seeds), static_cast<long long>(totals.steps),
              static_cast<double>(totals.simulated_ms) / 86'400'000.0,
              static_cast<long long>(faults));
  for (std::size_t i = 0; i < kFaultKinds; ++i) {
    std::printf("  %-18s %lld\n", std::string(name_of(static_cast<FaultKind>(i))).c_str(),
                static_cast<long long>(totals.faults[i]));
  }
  std::printf("seeds in each world\n");
  for (std::size_t i = 0; i < kWorldKinds; ++i) {
    std::printf("  %-18s %lld\n", std::string(name_of(static_cast<WorldKind>(i))).c_str(),
                static_cast<long long>(totals.worlds[i]));
  }
  std::printf("seeds that met\n");
  for (const auto& [state, count] : totals.states) {
    std::printf("  %-24s %lld\n", state.c_str(), static_cast<long long>(count));
  }
  for (const auto& [seed, text] : totals.failures) {
    std::printf("FAILED seed %llu: %s\n", static_cast<unsigned long long>(seed), text.c_str());
  }
}

bool replay(std::uint64_t seed, const Range& range, std::size_t lines) {
  std::vector<std::string> trace;
  const Outcome outcome = simulate(plan_of(seed, range), &trace);
  const std::size_t first = trace.size() > lines ? trace.size() - lines : 0;
  for (std::size_t i = first; i < trace.size(); ++i) std::printf("%s\n", trace[i].c_str());
  if (!outcome.violation) {
    std::printf("seed %llu: %lld steps, nothing failed\n", static_cast<unsigned long long>(seed),
                static_cast<long long>(outcome.steps));
    return true;
  }
  std::string given;
  if (range.provider) {
    given += *range.provider == ProviderKind::kStatsApi ? " --provider stats-api"
                                                        : " --provider scorelytics";
  }
  if (range.world) given += " --world " + std::string(name_of(*range.world));
  if (range.is_list) given += *range.is_list ? " --board list" : " --board single";
  std::printf("seed %llu failed at %lld ms\n  %s: %s\n", static_cast<unsigned long long>(seed),
              static_cast<long long>(outcome.failed_at), outcome.violation->rule.c_str(),
              outcome.violation->detail.c_str());
  std::printf("replay: scripts/simulate --seed %llu --trace%s\n",
              static_cast<unsigned long long>(seed), given.c_str());
  return false;
}

int run_program(int argc, char** argv) {
  Range range;
  range.threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  std::optional<std::uint64_t> one;
  std::size_t lines = 60;
  bool is_table = false;
  for (int i = 1; i < argc; ++i) {
    const std::string_view name = argv[i];
    const char* value = i + 1 < argc ? argv[i + 1] : "";
    if (name == "--trace") {
      lines = 100'000;
    } else if (name == "--keep-going") {
      range.stops_at_failure = false;
    } else if (name == "--seeds") {
      range.seeds = std::strtoull(value, nullptr, 10), ++i;
    } else if (name == "--from") {
      range.from = std::strtoull(value, nullptr, 10), ++i;
    } else if (name == "--seed") {
      one = std::strtoull(value, nullptr, 10), ++i;
    } else if (name == "--threads") {
      range.threads = std::atoi(value), ++i;
    } else if (name == "--provider") {
      range.provider = std::string_view(value) == "stats-api" ? ProviderKind::kStatsApi
                                                              : ProviderKind::kScorelytics;
      ++i;
    } else if (name == "--table") {
      is_table = true;
    } else if (name == "--board") {
      range.is_list = value == std::string_view("list"), ++i;
    } else if (name == "--world") {
      range.world = world_from_name(value), ++i;
      if (!range.world) {
        std::fprintf(stderr, "no such world: %s\n", value);
        return 2;
      }
    } else {
      std::fprintf(stderr,
                   "scoreline_simulate [--seeds N] [--from S] [--seed S [--trace]]\n"
                   "                   [--provider scorelytics|stats-api] [--threads N]"
                   " [--keep-going]\n"
                   "                   [--world NAME [--board list|single]] [--table]\n");
      return 2;
    }
  }
  if (is_table) return print_table(range) ? 0 : 1;
  if (one) return replay(*one, range, lines) ? 0 : 1;
  const Totals totals = run_seeds(range);
  print(totals);
  if (totals.failures.empty()) return 0;
  replay(totals.failures.begin()->first, range, 60);
  return 1;
}

}  // namespace scoreline::sim
