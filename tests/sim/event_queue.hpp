// Virtual time: what happens next, and in which order. Nothing sleeps.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "connection/instant.hpp"

namespace scoreline::sim {

class EventQueue {
 public:
  using Run = std::function<void()>;

  [[nodiscard]] MonoMs now() const { return now_; }
  [[nodiscard]] MonoMs next() const { return heap_.empty() ? kNever : heap_.front().when; }

  // What is asked for in the past happens now. Equal times keep the order of the asking.
  void at(MonoMs when, Run run) {
    heap_.push_back({std::max(when, now_), ++order_, std::move(run)});
    std::push_heap(heap_.begin(), heap_.end(), is_later);
  }
  void in(MonoMs delay, Run run) { at(now_ + delay, std::move(run)); }

  void advance_to(MonoMs when) { now_ = std::max(now_, when); }

  void run_next() {
    std::pop_heap(heap_.begin(), heap_.end(), is_later);
    const Entry entry = std::move(heap_.back());
    heap_.pop_back();
    advance_to(entry.when);
    entry.run();
  }

 private:
  struct Entry {
    MonoMs when;
    std::uint64_t order;
    Run run;
  };
  static bool is_later(const Entry& a, const Entry& b) {
    return a.when != b.when ? a.when > b.when : a.order > b.order;
  }

  std::vector<Entry> heap_;
  std::uint64_t order_ = 0;
  MonoMs now_ = 0;
};

}  // namespace scoreline::sim
