// What is known of the requests for one subject: which answer it has, which it needs, and when it may be
// asked for again.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>

#include "connection/allowance.hpp"
#include "connection/backoff.hpp"
#include "connection/connection_state.hpp"
#include "connection/instant.hpp"
#include "connection/slow_retry.hpp"
#include "connection/subject.hpp"

namespace scoreline {

// Of one subject in any minute, as far as nothing urgent asks for more.
inline constexpr std::size_t kMostCalmRequests = 6;

struct Asking {
  MonoMs wanted_at = kNever;       // an answer is needed, and may be asked for then
  MonoMs again_at = kNever;        // the last one left something open: then, at leisure
  Seq answered = 0;                // when the newest snapshot that was answered had been asked
  MonoMs asked_at = kNever;        // the last request, answered or not
  MonoMs answered_at = kNever;     // the last good answer
  MonoMs proven_at = kNever;       // when that answer had been asked
  MonoMs retry_at = 0;             // not before, after a failure or a refusal
  Reason trouble = Reason::kNone;  // of the last failure; none after a good answer
  Reason refusal = Reason::kNone;  // asked again seldom
  int steps = 1;                   // requests that the last whole answer took
  Backoff backoff;
  SlowRetry slow;
  Allowance calm{kMostCalmRequests};  // of requests that nothing urgent asked for
  MonoMs calm_from = 0;               // none of those before
  // Of one match: the list that is asked in its place, see choose_tellers().
  std::optional<Subject> teller;
  MonoMs alone_until = 0;  // no such list before: the last one did not have the match

  // A request goes out. `is_calm`: nothing urgent asked for it.
  void note_asked(MonoMs now, bool is_calm) {
    asked_at = now;
    wanted_at = again_at = kNever;
    if (is_calm) calm.note(now);
  }
  // An answer is needed, and may be asked for from then on.
  void want(MonoMs at) { wanted_at = std::min(wanted_at, at); }
  // The same without haste: what is in doubt is not called live meanwhile.
  void want_calmly(MonoMs at) { again_at = std::min(again_at, at); }
  // The reader, or a granted request, gives hope.
  void hope() {
    refusal = Reason::kNone;
    retry_at = 0;
    backoff.reset();
    slow.reset();
  }
};

}  // namespace scoreline
