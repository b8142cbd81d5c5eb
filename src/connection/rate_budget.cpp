#include "connection/rate_budget.hpp"

#include <algorithm>

namespace scoreline {
namespace {

constexpr std::int64_t kLowRemaining = 5;  // "throttle when Remaining < 5 until Reset"
constexpr MonoMs kWindow = 60'000;         // both providers count requests a minute
constexpr MonoMs kLowWithoutReset = 15'000;
constexpr std::int64_t kMaxRetryAfterS = 600;  // a longer one is a mistake or an attack

}  // namespace

void RateBudget::note(const HttpAnswer& answer, MonoMs now, WallMs server_now) {
  MonoMs wait = 0;
  if (answer.status == 429) {
    // A 429 without Retry-After: the window is a minute, its phase unknown.
    wait = answer.retry_after_s
               ? std::clamp<std::int64_t>(*answer.retry_after_s, 1, kMaxRetryAfterS) * 1000
               : kLowWithoutReset;
  } else if (answer.retry_after_s && answer.status >= 500) {
    wait = std::clamp<std::int64_t>(*answer.retry_after_s, 0, kMaxRetryAfterS) * 1000;
  } else if (answer.rate_remaining && *answer.rate_remaining < kLowRemaining) {
    // Reset is the server's wall clock, whose time we may only guess: it is believed within one window.
    wait = kLowWithoutReset;
    if (answer.rate_reset_s && *answer.rate_reset_s > 0 &&
        *answer.rate_reset_s < server_now / 1000 + 3600) {
      wait = std::clamp<MonoMs>(*answer.rate_reset_s * 1000 - server_now, 1'000, kWindow);
    }
  }
  if (wait > 0) allowed_at_ = std::max(allowed_at_, now + wait);
}

void RateBudget::snapshot_sent(MonoMs now) {
  all_.note(now);
  snapshots_.note(now);
}

void RateBudget::retry_sent(MonoMs now) {
  all_.note(now);
  retries_.note(now);
}

MonoMs RateBudget::free_at(int count) const {
  return std::max({allowed_at_, all_.free_at(count), snapshots_.free_at(count)});
}

MonoMs RateBudget::page_free_at() const { return std::max(allowed_at_, all_.free_at()); }

MonoMs RateBudget::retry_free_at() const { return std::max(all_.free_at(), retries_.free_at()); }

}  // namespace scoreline
