#include "connection/socket_streams.hpp"

#include <algorithm>
#include <utility>

#include "feed/scorelytics/urls.hpp"

namespace scoreline {
namespace {

constexpr MonoMs kConnectDeadline = 10'000;
// A browser does not tell with which status a socket was refused. When that happens twice, while other
// sockets of the same key are open, it is most likely the connection limit (a 429).
constexpr int kRefusalsToShrink = 2;
// So long that limit is believed. Other readers of the same key leave, too.
constexpr MonoMs kLimitHolds = 300'000;

}  // namespace

void SocketStreams::want(const std::vector<StreamKey>& keys, const Instant& now) {
  // Close before opening: the budget counts both.
  for (auto it = lines_.begin(); it != lines_.end();) {
    if (std::find(keys.begin(), keys.end(), it->first) != keys.end()) {
      ++it;
      continue;
    }
    outbox_.close(it->second.socket);
    it = lines_.erase(it);
  }
  for (const StreamKey& key : keys) {
    const auto [it, is_new] = lines_.try_emplace(key);
    if (is_new) open(key, it->second, now);
  }
}

StreamStatus SocketStreams::status(const StreamKey& key) const {
  const auto it = lines_.find(key);
  return it == lines_.end() ? StreamStatus{} : it->second.status;
}

void SocketStreams::open(const StreamKey& key, Line& line, const Instant& now) {
  line.socket = outbox_.new_socket();
  line.status.phase = StreamPhase::kOpening;
  line.status.retry_at = kNever;
  line.deadline = now.mono + kConnectDeadline;
  std::string url = key.kind == StreamKind::kMatch
                        ? scorelytics::match_stream_url(base_, key.id, key_)
                        : scorelytics::live_stream_url(base_, key_);
  outbox_.add(OpenSocket{line.socket, std::move(url)});
}

void SocketStreams::lose(const StreamKey& key, Line& line, MonoMs retry_at, const Instant& now) {
  const bool was_live = line.status.phase == StreamPhase::kLive;
  line.status.phase = StreamPhase::kWaiting;
  line.status.reason = Reason::kStreamBlocked;
  line.status.retry_at = retry_at;
  line.status.failures = line.backoff.failures();
  line.deadline = retry_at;
  if (was_live) listener_.on_stream_lost(key, now);
}

void SocketStreams::reopen(const StreamKey& key, const Instant& now) {
  const auto it = lines_.find(key);
  if (it == lines_.end() || it->second.status.phase != StreamPhase::kLive) return;
  outbox_.close(it->second.socket);
  lose(key, it->second, it->second.backoff.failed_reconnect_now(now.mono, outbox_.random()), now);
}

void SocketStreams::retry_now(const Instant& now) {
  forget_limit();
  for (auto& [key, line] : lines_) {
    line.backoff.reset();
    line.early_refusals = 0;
    if (line.status.phase == StreamPhase::kWaiting) open(key, line, now);
  }
}

void SocketStreams::retry_soon(const Instant& now) {
  for (auto& [key, line] : lines_) {
    if (line.status.phase != StreamPhase::kWaiting) continue;
    line.deadline = std::min(line.deadline, soon(now.mono, outbox_.random()));
    line.status.retry_at = line.deadline;
  }
}

void SocketStreams::doubt(bool may_be_dead, const Instant& now) {
  for (auto& [key, line] : lines_) {
    if (line.status.phase != StreamPhase::kLive) continue;
    // A silent socket cannot be asked anything: the source asks REST and reopens what disagrees.
    // One that may be dead would pass for live until then, so it is replaced at once.
    if (!may_be_dead) continue;
    outbox_.close(line.socket);
    lose(key, line, line.backoff.failed_reconnect_now(now.mono, outbox_.random()), now);
  }
}

SocketStreams::Lines::iterator SocketStreams::line_of(SocketId socket) {
  return std::find_if(lines_.begin(), lines_.end(),
                      [socket](const auto& entry) { return entry.second.socket == socket; });
}

void SocketStreams::on_socket_open(SocketId socket, const Instant& now) {
  const auto it = line_of(socket);
  if (it == lines_.end() || it->second.status.phase != StreamPhase::kOpening) return;
  Line& line = it->second;
  line.status.phase = StreamPhase::kLive;
  line.status.reason = Reason::kNone;
  line.status.last_heard = now.mono;
  line.deadline = kNever;
  line.early_refusals = 0;
  line.backoff.opened(now.mono);
  listener_.on_stream_live(it->first, now);
}

void SocketStreams::on_socket_text(SocketId socket, std::string_view text, const Instant& now) {
  const auto it = line_of(socket);
  if (it == lines_.end() || it->second.status.phase != StreamPhase::kLive) return;
  it->second.status.last_heard = now.mono;
  // A copy: what the message causes may close this very line.
  const StreamKey key = it->first;
  listener_.on_stream_message(key, {}, text, now);
}

void SocketStreams::note_early_refusal(Line& line, const Instant& now) {
  if (++line.early_refusals < kRefusalsToShrink) return;
  const auto open = std::count_if(lines_.begin(), lines_.end(), [](const auto& entry) {
    return entry.second.status.phase == StreamPhase::kLive;
  });
  if (open == 0) return;
  observed_limit_ = static_cast<int>(open);
  limit_until_ = now.mono + kLimitHolds;
}

void SocketStreams::on_socket_closed(SocketId socket, int code, const Instant& now) {
  const auto it = line_of(socket);
  if (it == lines_.end()) return;
  Line& line = it->second;
  line.socket = 0;
  if (line.status.phase == StreamPhase::kOpening) note_early_refusal(line, now);
  const MonoMs retry_at = is_restart(code)
                              ? line.backoff.failed_by_restart(now.mono, outbox_.random())
                              : line.backoff.failed(now.mono, outbox_.random());
  lose(it->first, line, retry_at, now);
}

bool SocketStreams::on_answer(RequestId, const HttpAnswer&, const Instant&) { return false; }

void SocketStreams::forget_limit() {
  observed_limit_ = kNoLimit;
  limit_until_ = kNever;
}

void SocketStreams::on_wake(const Instant& now) {
  if (now.mono >= limit_until_) forget_limit();
  for (auto& [key, line] : lines_) {
    if (now.mono < line.deadline) continue;
    if (line.status.phase == StreamPhase::kWaiting) {
      open(key, line, now);
    } else if (line.status.phase == StreamPhase::kOpening) {
      outbox_.close(line.socket);
      lose(key, line, line.backoff.failed(now.mono, outbox_.random()), now);
    }
  }
}

MonoMs SocketStreams::next_deadline() const {
  MonoMs next = lines_.empty() ? kNever : limit_until_;
  for (const auto& [key, line] : lines_) next = std::min(next, line.deadline);
  return next;
}

}  // namespace scoreline
