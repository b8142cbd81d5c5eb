#include "connection/rest_requests.hpp"

#include <utility>

namespace scoreline {
namespace {

// What has not been answered after this is given up.
constexpr MonoMs kRequestDeadline = 12'000;

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
  if (!request.is_first) rate_.snapshot_sent(now);
  open.add(std::move(request));
  outbox_.add(std::move(fetch));
}

void RestRequests::cancel_all() {
  snapshots_.cancel_expired(outbox_, kNever);
  plays_.cancel_expired(outbox_, kNever);
}

}  // namespace scoreline
