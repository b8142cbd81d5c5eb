// The decoders on this machine itself, by Google Benchmark: decoding_bench <folder of frames>
// [option...]. The frames are those that tests/bench/parts/decoding.mjs writes and measures in the
// wasm.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "bench/native/decode.hpp"

namespace scoreline::bench {
namespace {

struct Sample {
  const char* name;
  FrameKind kind;
  const char* file;
  // The snapshot without which a message would be about nothing.
  FrameKind base_kind;
  const char* base_file;
};

constexpr Sample kSamples[] = {
    {"scorelytics message", FrameKind::kScorelyticsMessage, "scorelytics-message.txt",
     FrameKind::kScorelyticsList, "scorelytics-list.txt"},
    {"stats-api event", FrameKind::kPusherEvent, "stats-api-message.txt", FrameKind::kStatsApiList,
     "stats-api-list.txt"},
    {"scorelytics list", FrameKind::kScorelyticsList, "scorelytics-list.txt",
     FrameKind::kScorelyticsList, "scorelytics-list.txt"},
    {"stats-api list", FrameKind::kStatsApiList, "stats-api-list.txt", FrameKind::kStatsApiList,
     "stats-api-list.txt"},
};

// A frame a line.
std::vector<std::string> frames_of(const std::string& path) {
  std::ifstream file(path);
  std::vector<std::string> frames;
  for (std::string line; std::getline(file, line);) frames.push_back(line);
  return frames;
}

void decode(benchmark::State& state, const Sample& sample, const std::string& folder) {
  const std::vector<std::string> frames = frames_of(folder + sample.file);
  Decoder decoder;
  for (const std::string& base : frames_of(folder + sample.base_file)) {
    decoder.take(sample.base_kind, base);
  }
  if (frames.empty()) {
    state.SkipWithError("no frames");
    return;
  }
  std::size_t at = 0;
  for ([[maybe_unused]] auto _ : state) {
    if (decoder.take(sample.kind, frames[at]) == 0) {
      state.SkipWithError("a frame was not read");
      return;
    }
    at = at + 1 < frames.size() ? at + 1 : 0;
  }
}

}  // namespace
}  // namespace scoreline::bench

int main(int count, char** words) {
  if (count < 2) {
    std::fputs("usage: decoding_bench <folder of frames>/ [option...]\n", stderr);
    return 1;
  }
  const std::string folder = words[1];
  for (const scoreline::bench::Sample& sample : scoreline::bench::kSamples) {
    benchmark::RegisterBenchmark(sample.name, [&sample, folder](benchmark::State& state) {
      scoreline::bench::decode(state, sample, folder);
    })->Unit(benchmark::kMicrosecond);
  }
  --count;
  benchmark::Initialize(&count, words + 1);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
