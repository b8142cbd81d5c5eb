// The snapshot requests of a source that are under way.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "connection/instant.hpp"
#include "connection/outbox.hpp"
#include "connection/subject.hpp"

namespace scoreline {

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

  // It is under way no more; nothing where it was none of these.
  [[nodiscard]] std::optional<SnapshotRequest> take(RequestId id);

  // Of one subject, and of all.
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

  // When the first of them is to be given up; kNever where none is under way.
  [[nodiscard]] MonoMs next_deadline() const;

 private:
  std::vector<SnapshotRequest> open_;  // in the order of their ids
};

}  // namespace scoreline
