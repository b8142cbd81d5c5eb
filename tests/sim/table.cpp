#include "sim/table.hpp"

#include <algorithm>
#include <cstdio>
#include <thread>
#include <vector>

namespace scoreline::sim {
namespace {

struct Sample {
  Measures measures;
  bool is_broken = false;
};

struct Column {
  const char* name;
  double (*value)(const Measures&);
  int decimals;
};

double seconds(MonoMs time) { return static_cast<double>(time) / 1000.0; }

constexpr double kNotMet = -1;

const std::vector<Column>& columns() {
  static const std::vector<Column> kColumns = {
      {"wrong at one go, s", [](const Measures& m) { return seconds(m.longest_wrong); }, 1},
      {"wrong in all, s", [](const Measures& m) { return seconds(m.most_wrong); }, 1},
      {"undone, s", [](const Measures& m) { return seconds(m.longest_undone); }, 1},
      {"first live, s",
       [](const Measures& m) { return m.first_live == kNever ? kNotMet : seconds(m.first_live); },
       1},
      {"live, %", [](const Measures& m) { return m.live_share * 100; }, 0},
      {"healed after, s", [](const Measures& m) { return seconds(m.longest_unhealed); }, 1},
      {"REST's news shown after, s", [](const Measures& m) { return seconds(m.latest_shown); }, 1},
      {"minute off", [](const Measures& m) { return static_cast<double>(m.minute_off); }, 0},
      {"clock off, s", [](const Measures& m) { return static_cast<double>(m.clock_off); }, 0},
      {"requests in 60 s", [](const Measures& m) { return static_cast<double>(m.most_requests); },
       0},
      {"requests a minute", [](const Measures& m) { return m.requests_a_minute; }, 1},
  };
  return kColumns;
}

std::vector<Sample> measure(const Range& range, ProviderKind provider, WorldKind world,
                            bool is_list) {
  const auto threads = static_cast<std::size_t>(std::max(1, range.threads));
  std::vector<Sample> samples(range.seeds);
  std::vector<std::thread> workers;
  for (std::size_t first = 0; first < threads; ++first) {
    workers.emplace_back([&, first] {
      for (std::uint64_t i = first; i < range.seeds; i += threads) {
        Plan plan = make_plan(range.from + i, provider, world, is_list);
        plan.keeps_going = true;
        const Outcome outcome = simulate(plan, nullptr);
        samples[i] = {outcome.measures, outcome.violation.has_value()};
      }
    });
  }
  for (std::thread& worker : workers) worker.join();
  return samples;
}

void print_cell(std::vector<double> values, int decimals) {
  std::erase_if(values, [](double value) { return value == kNotMet; });
  if (values.empty()) {
    std::printf(" – |");
    return;
  }
  std::sort(values.begin(), values.end());
  std::printf(" %.*f / %.*f |", decimals, values[values.size() / 2], decimals, values.back());
}

}  // namespace

bool print_table(const Range& range) {
  bool is_clean = true;
  std::printf("Median / worst of %llu seeds, from %llu.\n\n",
              static_cast<unsigned long long>(range.seeds),
              static_cast<unsigned long long>(range.from));
  std::printf("| world | provider | board | limits broken |");
  for (const Column& column : columns()) std::printf(" %s |", column.name);
  std::printf("\n|---|---|---|---|");
  for (std::size_t i = 0; i < columns().size(); ++i) std::printf("---|");
  std::printf("\n");
  for (std::size_t i = 0; i < kWorldKinds; ++i) {
    const auto world = static_cast<WorldKind>(i);
    if (range.world && *range.world != world) continue;
    for (const ProviderKind provider : {ProviderKind::kScorelytics, ProviderKind::kStatsApi}) {
      if (range.provider && *range.provider != provider) continue;
      for (const bool is_list : {false, true}) {
        // Many boards are single ones, and a crowd is a list.
        if (world == WorldKind::kManyBoards && is_list) continue;
        if (world == WorldKind::kCrowd && !is_list) continue;
        const std::vector<Sample> samples = measure(range, provider, world, is_list);
        const auto broken = std::count_if(samples.begin(), samples.end(),
                                          [](const Sample& sample) { return sample.is_broken; });
        is_clean &= broken == 0;
        std::printf("| %s | %s | %s | %lld |", std::string(name_of(world)).c_str(),
                    provider == ProviderKind::kStatsApi ? "Stats API" : "Scorelytics",
                    is_list ? "list" : "single", static_cast<long long>(broken));
        for (const Column& column : columns()) {
          std::vector<double> values;
          for (const Sample& sample : samples) values.push_back(column.value(sample.measures));
          print_cell(std::move(values), column.decimals);
        }
        std::printf("\n");
        std::fflush(stdout);
      }
    }
  }
  return is_clean;
}

}  // namespace scoreline::sim
