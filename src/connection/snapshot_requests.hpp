// The snapshot requests of a source that are under way, and what is known of each subject's.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "connection/allowance.hpp"
#include "connection/backoff.hpp"
#include "connection/connection_state.hpp"
#include "connection/instant.hpp"
#include "connection/outbox.hpp"
#include "connection/slow_retry.hpp"
#include "connection/subject.hpp"

namespace scoreline {

// Of one subject in any minute, as far as nothing urgent asks for more.
inline constexpr std::size_t kMostCalmRequests = 5;

// A subject's side of it.
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
  // Of one match: the list that is asked in its place, see Source::choose_tellers().
  std::optional<Subject> teller;
  MonoMs alone_until = 0;  // no such list before: the last one did not have the match

  void note_asked(MonoMs now, bool is_calm);
  void want(MonoMs at) { wanted_at = std::min(wanted_at, at); }
  // The reader, or a granted request, gives hope.
  void hope() {
    refusal = Reason::kNone;
    retry_at = 0;
    backoff.reset();
    slow.reset();
  }
};

struct SnapshotRequest {
  RequestId id = 0;
  Subject subject;
  std::string step;
  Seq asked = 0;  // of the first step
  MonoMs asked_at = 0;
  // Of this step: what counts for the matches in its answer. A page that is asked for later knows
  // more than the first one.
  Seq step_asked = 0;
  MonoMs step_asked_at = 0;
  int key_number = 0;     // which key it was made with
  bool is_first = false;  // of a board that has just come
  MonoMs deadline = kNever;
  std::vector<std::string> ids;      // of the pages so far
  std::vector<std::string> unshown;  // likewise, of rows that cannot be shown
  int steps = 1;                     // so far
};

class SnapshotRequests {
 public:
  void add(SnapshotRequest&& request) { open_.push_back(std::move(request)); }

  [[nodiscard]] std::optional<SnapshotRequest> take(RequestId id);

  // When the newest request for this subject was asked; 0 when none is under way.
  [[nodiscard]] Seq newest(const Subject& subject) const;

  [[nodiscard]] int count(const Subject& subject) const;
  [[nodiscard]] std::size_t size() const { return open_.size(); }

  // Gives up those that `is_unwanted` says, and returns them.
  template <typename Predicate>
  std::vector<SnapshotRequest> cancel(Outbox& outbox, Predicate is_unwanted) {
    std::vector<SnapshotRequest> cancelled;
    for (std::size_t i = 0; i < open_.size();) {
      if (is_unwanted(open_[i])) {
        cancelled.push_back(*take(open_[i].id));
        outbox.cancel(cancelled.back().id);
      } else {
        ++i;
      }
    }
    return cancelled;
  }

  // The same of those whose deadline has come; of all, at kNever.
  std::vector<SnapshotRequest> cancel_expired(Outbox& outbox, MonoMs now);

  [[nodiscard]] MonoMs next_deadline() const;

 private:
  std::vector<SnapshotRequest> open_;  // in the order of their ids
};

}  // namespace scoreline
