// The snapshot requests of a source that are under way, and what is known of each subject's.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "connection/backoff.hpp"
#include "connection/connection_state.hpp"
#include "connection/instant.hpp"
#include "connection/outbox.hpp"
#include "connection/subject.hpp"

namespace scoreline {

// A subject's side of it.
struct Asking {
  Seq needed = 0;                  // something that came then makes a snapshot necessary
  Seq answered = 0;                // when the newest snapshot that was answered had been asked
  MonoMs asked_at = kNever;        // the last request, answered or not
  MonoMs answered_at = kNever;     // the last good answer
  MonoMs proven_at = kNever;       // when that answer had been asked
  MonoMs retry_at = 0;             // not before, after a failure
  Reason trouble = Reason::kNone;  // of the last failure; none after a good answer
  Reason refusal = Reason::kNone;  // not asked again by itself
  Backoff backoff;
};

struct SnapshotRequest {
  Subject subject;
  std::string step;
  Seq asked = 0;  // of the first step
  MonoMs asked_at = 0;
  // Of this step: what counts for the matches in its answer. A page that is asked for later knows
  // more than the first one.
  Seq step_asked = 0;
  MonoMs step_asked_at = 0;
  int key_number = 0;  // which key it was made with
  MonoMs deadline = kNever;
  std::vector<std::string> ids;  // of the pages so far
};

class SnapshotRequests {
 public:
  void add(RequestId id, SnapshotRequest request) { open_.emplace(id, std::move(request)); }

  [[nodiscard]] std::optional<SnapshotRequest> take(RequestId id) {
    const auto it = open_.find(id);
    if (it == open_.end()) return std::nullopt;
    std::optional<SnapshotRequest> request(std::move(it->second));
    open_.erase(it);
    return request;
  }

  // When the newest request for this subject was asked; 0 when none is under way.
  [[nodiscard]] Seq newest(const Subject& subject) const {
    Seq newest = 0;
    for (const auto& [id, request] : open_) {
      if (request.subject == subject) newest = std::max(newest, request.asked);
    }
    return newest;
  }

  [[nodiscard]] int count(const Subject& subject) const {
    return static_cast<int>(std::count_if(open_.begin(), open_.end(), [&](const auto& entry) {
      return entry.second.subject == subject;
    }));
  }
  [[nodiscard]] std::size_t size() const { return open_.size(); }

  // Gives up those that `is_unwanted` says, and returns them.
  template <typename Predicate>
  std::vector<SnapshotRequest> cancel(Outbox& outbox, Predicate is_unwanted) {
    std::vector<SnapshotRequest> cancelled;
    for (auto it = open_.begin(); it != open_.end();) {
      if (!is_unwanted(it->second)) {
        ++it;
        continue;
      }
      outbox.add(CancelFetch{it->first});
      cancelled.push_back(std::move(it->second));
      it = open_.erase(it);
    }
    return cancelled;
  }

  [[nodiscard]] MonoMs next_deadline() const {
    MonoMs next = kNever;
    for (const auto& [id, request] : open_) next = std::min(next, request.deadline);
    return next;
  }

 private:
  std::map<RequestId, SnapshotRequest> open_;
};

}  // namespace scoreline
