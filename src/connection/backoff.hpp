// When to try again: exponential with full jitter, capped, and forgiving only after a connection
// has proven stable. A server that accepts and drops is therefore not hammered.
#pragma once

#include "connection/instant.hpp"
#include "connection/random.hpp"

namespace scoreline {

// The cap is Scorelytics' rule ("exponential backoff capped at 30 s"). The first step is wide on
// purpose: 1,000 clients dropped together return spread over it, some 2.5 % in any 100 ms.
inline constexpr MonoMs kFirstBackoff = 4'000;
inline constexpr MonoMs kMaxBackoff = 30'000;
// Open that long, a connection has proven stable and its failures are forgotten.
inline constexpr MonoMs kStableAfter = 30'000;

// The close codes of a server that restarts (1012) or asks to be left alone for a while (1013).
[[nodiscard]] inline bool is_restart(int close_code) {
  return close_code == 1012 || close_code == 1013;
}

// For many who learn at the same time that a server is back.
[[nodiscard]] inline MonoMs soon(MonoMs now, Random& random) {
  constexpr MonoMs kSpread = 5'000;
  return now + random.up_to(kSpread);
}

class Backoff {
 public:
  void opened(MonoMs now) { opened_at_ = now; }

  // The try failed or the connection was lost: when to try next, `now` to `now + kMaxBackoff`.
  MonoMs failed(MonoMs now, Random& random);

  // As failed(), at once the first time ("reconnect immediately", Pusher 4200 to 4299) and with the
  // usual wait from the second on: never in a loop.
  MonoMs failed_reconnect_now(MonoMs now, Random& random);

  // As failed(), for a close code that is_restart(): 5 to 30 s, which all its clients share out.
  MonoMs failed_by_restart(MonoMs now, Random& random);

  // The reader or the network gave a reason to hope: the next failure starts anew.
  void reset() { *this = Backoff(); }

  [[nodiscard]] int failures() const { return failures_; }

 private:
  void forget_if_stable(MonoMs now);

  int failures_ = 0;
  MonoMs opened_at_ = kNever;
};

}  // namespace scoreline
