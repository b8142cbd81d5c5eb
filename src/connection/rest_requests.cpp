#include "connection/rest_requests.hpp"

#include <algorithm>
#include <utility>

namespace scoreline {
namespace {

// What has not been answered after this is given up.
constexpr MonoMs kRequestDeadline = 12'000;
// So many addresses are remembered.
constexpr std::size_t kMaxFree = 64;

}  // namespace

void RestRequests::send_snapshot(SnapshotRequest&& request, MonoMs now) {
  std::string url = provider_.snapshot_url(request.subject, request.step);
  send(snapshots_, std::move(request), std::move(url), now);
}

void RestRequests::send_plays(const std::string& match_id, MonoMs now) {
  SnapshotRequest request;
  request.subject = {SubjectKind::kMatch, Sport::kUnknown, match_id};
  send(plays_, std::move(request), provider_.plays_url(match_id), now);
}

void RestRequests::send(SnapshotRequests& open, SnapshotRequest&& request, std::string&& url,
                        MonoMs now) {
  Fetch fetch;
  fetch.request = outbox_.new_request();
  fetch.url = std::move(url);
  fetch.headers = accepting_json(headers_);
  request.step_asked = outbox_.next_seq();
  request.step_asked_at = now;
  request.key_number = access_.credential().number();
  request.deadline = now + kRequestDeadline;
  request.id = fetch.request;
  if (!request.is_first || !is_free(fetch.url)) rate_.snapshot_sent(now);
  open.add(std::move(request));
  outbox_.add(std::move(fetch));
}

// The first request of a board does not count, but where boards come and go, or ask for the same, only the
// first of them all does not.
bool RestRequests::is_free(const std::string& url) {
  if (std::find(free_.begin(), free_.end(), url) != free_.end()) return false;
  if (free_.size() == kMaxFree) free_.clear();
  free_.push_back(url);
  return true;
}

void RestRequests::cancel_all() {
  snapshots_.cancel_expired(outbox_, kNever);
  plays_.cancel_expired(outbox_, kNever);
}

}  // namespace scoreline
