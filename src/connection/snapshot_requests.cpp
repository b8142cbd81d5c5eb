#include "connection/snapshot_requests.hpp"

#include <algorithm>

namespace scoreline {

SnapshotRequest SnapshotRequests::remove(std::size_t index) {
  const auto place = open_.begin() + static_cast<std::ptrdiff_t>(index);
  SnapshotRequest request = std::move(*place);
  open_.erase(place);
  return request;
}

std::optional<SnapshotRequest> SnapshotRequests::take(RequestId id) {
  for (std::size_t i = 0; i < open_.size(); ++i) {
    if (open_[i].id == id) return remove(i);
  }
  return std::nullopt;
}

Seq SnapshotRequests::newest(const Subject& subject) const {
  Seq newest = 0;
  for (const SnapshotRequest& request : open_) {
    if (request.subject == subject) newest = std::max(newest, request.asked);
  }
  return newest;
}

int SnapshotRequests::count(const Subject& subject) const {
  return static_cast<int>(
      std::count_if(open_.begin(), open_.end(),
                    [&](const SnapshotRequest& request) { return request.subject == subject; }));
}

MonoMs SnapshotRequests::next_deadline() const {
  MonoMs next = kNever;
  for (const SnapshotRequest& request : open_) next = std::min(next, request.deadline);
  return next;
}

}  // namespace scoreline
