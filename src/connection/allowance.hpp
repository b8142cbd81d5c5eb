// At most so many requests in any window of time.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "connection/instant.hpp"

namespace scoreline {

class Allowance {
 public:
  static constexpr MonoMs kMinute = 60'000;

  // `most`: 1 or more; `window`: in milliseconds.
  explicit Allowance(std::size_t most, MonoMs window = kMinute) : most_(most), window_(window) {}

  void note(MonoMs now) {
    if (made_.size() == most_) made_.erase(made_.begin());
    made_.push_back(now);
  }

  // The earliest time for so many more; 0 when there is no reason to wait. More than are allowed at all
  // wait for an empty window.
  [[nodiscard]] MonoMs free_at(int count = 1) const {
    const std::size_t room = std::clamp<std::size_t>(static_cast<std::size_t>(count), 1, most_);
    const std::size_t may_stay = most_ - room;
    if (made_.size() <= may_stay) return 0;
    return made_[made_.size() - 1 - may_stay] + window_;
  }

 private:
  std::size_t most_;
  MonoMs window_;
  std::vector<MonoMs> made_;  // the last ones, oldest first
};

}  // namespace scoreline
