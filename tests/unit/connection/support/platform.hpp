// Time, and what a state machine has asked of its platform: a test takes the actions by their type.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "connection/action.hpp"
#include "connection/instant.hpp"
#include "connection/outbox.hpp"

namespace scoreline::test {

// Two clocks that run alike from zeros of their own.
class TestClock {
 public:
  [[nodiscard]] Instant now() const { return now_; }
  [[nodiscard]] MonoMs mono() const { return now_.mono; }
  void pass(MonoMs ms) {
    now_.mono += ms;
    now_.wall += ms;
  }
  // The wall clock is set; the other one knows nothing of it.
  void set_wall_forward(WallMs ms) { now_.wall += ms; }

 private:
  Instant now_{1'000'000, 1'777'912'331'000};  // 2026-05-04T16:32:11Z
};

// Actions that no test has looked at yet, oldest first.
class Actions {
 public:
  void add(std::vector<Action> actions) {
    std::move(actions.begin(), actions.end(), std::back_inserter(actions_));
  }

  // The oldest of that type; fails when there is none.
  template <typename T>
  T take() {
    const auto it = std::find_if(actions_.begin(), actions_.end(), [](const Action& action) {
      return std::holds_alternative<T>(action);
    });
    if (it == actions_.end()) {
      ADD_FAILURE() << "nothing of that type was asked";
      return {};
    }
    T taken = std::get<T>(std::move(*it));
    actions_.erase(it);
    return taken;
  }

  template <typename T>
  [[nodiscard]] std::size_t count() const {
    return static_cast<std::size_t>(
        std::count_if(actions_.begin(), actions_.end(),
                      [](const Action& action) { return std::holds_alternative<T>(action); }));
  }

  // The request whose URL holds `part`, and nothing else of it is taken.
  std::optional<Fetch> take_fetch(std::string_view part) {
    for (auto it = actions_.begin(); it != actions_.end(); ++it) {
      const auto* fetch = std::get_if<Fetch>(&*it);
      if (fetch == nullptr || fetch->url.find(part) == std::string::npos) continue;
      Fetch taken = *fetch;
      actions_.erase(it);
      return taken;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool empty() const { return actions_.empty(); }
  void forget() { actions_.clear(); }

 private:
  std::vector<Action> actions_;
};

inline HttpAnswer answer(int status, std::string body = {}) {
  HttpAnswer answer;
  answer.status = status;
  answer.body = std::move(body);
  return answer;
}

inline HttpAnswer answer_with_retry_after(int status, std::int64_t seconds) {
  HttpAnswer answer;
  answer.status = status;
  answer.retry_after_s = seconds;
  return answer;
}

}  // namespace scoreline::test
