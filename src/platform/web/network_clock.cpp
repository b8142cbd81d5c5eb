// The page's clocks, and the engine's alarm.
#include <emscripten/emscripten.h>
#include <emscripten/html5.h>

#include <algorithm>

#include "engine/engine.hpp"
#include "platform/web/network.hpp"

namespace scoreline::platform {
namespace {

// setTimeout() takes 31 bits; a later deadline is looked at again then.
constexpr MonoMs kLongestTimeout = 24LL * 3600 * 1000;
constexpr MonoMs kTimersAreLate = 4;

}  // namespace

Instant now() {
  return {static_cast<MonoMs>(emscripten_get_now()), static_cast<WallMs>(emscripten_date_now())};
}

// Each message moves the deadline a little. A timer that comes too soon finds nothing to do and is set anew
// then, and nobody minds one that comes too late by what timers are late anyhow. So none has to be cleared
// for each message.
void Network::wake_in(MonoMs delay) {
  const MonoMs wait = std::min(delay, kLongestTimeout);
  const MonoMs due = now().mono + wait;
  if (timer_ != 0 && delay != kNever && due + kTimersAreLate >= timer_due_) return;
  if (timer_ != 0) emscripten_clear_timeout(timer_);
  timer_ = 0;
  if (delay == kNever) return;
  timer_due_ = due;
  timer_ = emscripten_set_timeout(on_alarm, static_cast<double>(wait), this);
}

void Network::on_alarm(void* network) {
  Network& self = *static_cast<Network*>(network);
  self.timer_ = 0;
  self.engine_.on_wake(now());
}

}  // namespace scoreline::platform
