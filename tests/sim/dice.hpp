// Chance in a simulation: everything random comes from the seed through here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "connection/random.hpp"

namespace scoreline::sim {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {}

  // Both included.
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + random_.up_to(high - low);
  }
  int small(int low, int high) { return static_cast<int>(between(low, high)); }
  bool percent(int chance) { return random_.up_to(99) < chance; }
  std::size_t index(std::size_t size) {
    return static_cast<std::size_t>(random_.up_to(static_cast<std::int64_t>(size) - 1));
  }
  template <typename T>
  const T& one_of(const std::vector<T>& choices) {
    return choices[index(choices.size())];
  }
  // For another part of the scenario, so that a change in one does not shift all others.
  Dice split() { return Dice(random_.next()); }
  std::uint64_t seed() { return random_.next(); }

 private:
  Random random_;
};

}  // namespace scoreline::sim
