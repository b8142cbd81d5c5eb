#include "connection/backoff.hpp"

#include <algorithm>

namespace scoreline {

void Backoff::forget_if_stable(MonoMs now) {
  if (opened_at_ != kNever && now - opened_at_ >= kStableAfter) failures_ = 0;
  opened_at_ = kNever;
}

MonoMs Backoff::failed(MonoMs now, Random& random) {
  forget_if_stable(now);
  constexpr int kDoublingsToCap = 3;  // 4 s, 8 s, 16 s, then the cap
  const MonoMs ceiling = failures_ >= kDoublingsToCap
                             ? kMaxBackoff
                             : std::min(kMaxBackoff, kFirstBackoff << failures_);
  ++failures_;
  return now + random.up_to(ceiling);
}

MonoMs Backoff::failed_by_restart(MonoMs now, Random& random) {
  constexpr MonoMs kAtLeast = 5'000;
  forget_if_stable(now);
  ++failures_;
  return now + kAtLeast + random.up_to(kMaxBackoff - kAtLeast);
}

MonoMs Backoff::failed_reconnect_now(MonoMs now, Random& random) {
  forget_if_stable(now);
  if (failures_ > 0) return failed(now, random);
  ++failures_;
  return now;
}

}  // namespace scoreline
