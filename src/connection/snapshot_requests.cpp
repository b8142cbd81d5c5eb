#include "connection/snapshot_requests.hpp"

#include <algorithm>

namespace scoreline {

std::optional<SnapshotRequest> SnapshotRequests::take(RequestId id) {
  std::optional<SnapshotRequest> taken;
  const auto place = std::find_if(open_.begin(), open_.end(), [id](const SnapshotRequest& request) {
    return request.id == id;
  });
  if (place != open_.end()) {
    taken = std::move(*place);
    open_.erase(place);
  }
  return taken;
}

int SnapshotRequests::count(const Subject& subject) const {
  return static_cast<int>(
      std::count_if(open_.begin(), open_.end(),
                    [&](const SnapshotRequest& request) { return request.subject == subject; }));
}

std::vector<SnapshotRequest> SnapshotRequests::cancel_expired(Outbox& outbox, MonoMs now) {
  return cancel(outbox, [now](const SnapshotRequest& request) { return now >= request.deadline; });
}

MonoMs SnapshotRequests::next_deadline() const {
  MonoMs next = kNever;
  for (const SnapshotRequest& request : open_) next = std::min(next, request.deadline);
  return next;
}

}  // namespace scoreline
