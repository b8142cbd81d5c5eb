// A small seeded generator (SplitMix64) for jitter: reproducible in a simulation.
#pragma once

#include <cstdint>

namespace scoreline {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }

  // Uniform in 0 to `limit`, both included; limit >= 0.
  std::int64_t up_to(std::int64_t limit) {
    return static_cast<std::int64_t>(next() % (static_cast<std::uint64_t>(limit) + 1));
  }

 private:
  std::uint64_t state_;
};

}  // namespace scoreline
