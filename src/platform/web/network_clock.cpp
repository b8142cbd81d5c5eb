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

void on_alarm(void* data) { static_cast<Engine*>(data)->on_wake(now()); }

}  // namespace

Instant now() {
  return {static_cast<MonoMs>(emscripten_get_now()), static_cast<WallMs>(emscripten_date_now())};
}

void Network::wake_in(MonoMs delay) {
  if (timer_ != 0) emscripten_clear_timeout(timer_);
  timer_ = 0;
  if (delay == kNever) return;
  const MonoMs wait = std::min(delay, kLongestTimeout);
  timer_ = emscripten_set_timeout(on_alarm, static_cast<double>(wait), &engine_);
}

}  // namespace scoreline::platform
