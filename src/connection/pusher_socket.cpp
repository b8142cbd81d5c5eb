#include "connection/pusher_socket.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "feed/pusher/close_code.hpp"

namespace scoreline {
namespace {

constexpr MonoMs kConnectDeadline = 10'000;
// Reverb may answer a refused connection with an error and leave the socket open, so the handshake
// has a deadline of its own (Reverb recordings 13, 16).
constexpr MonoMs kHandshakeDeadline = 10'000;
// "Use min(own setting, server's activity_timeout)". Ours is below Reverb's 30 s: it bounds how
// long a dead connection can pass for a live one.
constexpr MonoMs kOwnActivityTimeout = 20'000;
constexpr MonoMs kShortestActivityTimeout = 1'000;
constexpr MonoMs kPongDeadline = 10'000;
// A timer that comes this late says that the page slept or was throttled: what should have come
// meanwhile may be waiting behind this very event. That excuses a missing pong once, and not again: a
// hidden page's timers are always late.
constexpr MonoMs kLateWake = 5'000;
constexpr MonoMs kLaterAtLeast = 1'000;  // 4100 to 4199: "after at least 1 s"

constexpr int kOverQuotaCode = 4004;
constexpr int kUnauthorisedCode = 4009;

Reason reason_of(int code) {
  switch (code) {
    case 4001:  // application does not exist
    case 4003:  // application disabled
      return Reason::kAppUnknown;
    case kUnauthorisedCode:  // Reverb: "Origin not allowed", instead of the handshake
      return Reason::kOriginRefused;
    default:
      return Reason::kStreamBlocked;
  }
}

}  // namespace

void PusherSocket::start(const Instant& now) {
  if (phase_ == Phase::kStopped) open(now);
}

void PusherSocket::stop() {
  outbox_.close(socket_);
  phase_ = Phase::kStopped;
  deadline_ = kNever;
  socket_id_.clear();
  refusals_.reset();
  reason_ = Reason::kNone;
}

void PusherSocket::open(const Instant& now) {
  socket_ = outbox_.new_socket();
  phase_ = Phase::kConnecting;
  deadline_ = now.mono + kConnectDeadline;
  outbox_.add(OpenSocket{socket_, url_});
}

void PusherSocket::send(std::string text) { outbox_.add(SendText{socket_, std::move(text)}); }

void PusherSocket::close(const Instant& now) {
  const bool was_up = phase_ == Phase::kUp || phase_ == Phase::kPinged;
  outbox_.close(socket_);
  socket_id_.clear();
  last_heard_ = kNever;
  phase_ = Phase::kWaiting;
  if (was_up) listener_.on_down(now);
}

void PusherSocket::wait(MonoMs retry_at, Reason reason, const Instant& now) {
  close(now);
  reason_ = reason;
  deadline_ = retry_at;
}

void PusherSocket::refuse(Reason reason, const Instant& now) {
  close(now);
  phase_ = Phase::kRefused;
  reason_ = reason;
  deadline_ = refusals_.refused(now.mono, outbox_.random());
}

void PusherSocket::drop(const Instant& now) {
  if (phase_ == Phase::kStopped || phase_ == Phase::kRefused) return;
  // Not at once: all clients of a server that falls silent have heard its last broadcast together.
  wait(backoff_.failed(now.mono, outbox_.random()), Reason::kStreamBlocked, now);
}

void PusherSocket::retry_now(const Instant& now) {
  backoff_.reset();
  refusals_.reset();
  if (phase_ == Phase::kWaiting || phase_ == Phase::kRefused) open(now);
}

void PusherSocket::retry_soon(const Instant& now) {
  if (phase_ == Phase::kWaiting) deadline_ = std::min(deadline_, soon(now.mono, outbox_.random()));
}

void PusherSocket::doubt(const Instant& now) {
  if (phase_ != Phase::kUp && phase_ != Phase::kPinged) return;
  last_heard_ = kNever;
  phase_ = Phase::kPinged;
  deadline_ = now.mono + kPongDeadline;
  send(pusher::ping_frame());
}

void PusherSocket::on_open(SocketId socket, const Instant& now) {
  if (socket != socket_ || phase_ != Phase::kConnecting) return;
  phase_ = Phase::kHandshake;
  deadline_ = now.mono + kHandshakeDeadline;
}

void PusherSocket::heard(const Instant& now) {
  last_heard_ = now.mono;
  woke_late_ = false;
  phase_ = Phase::kUp;
  deadline_ = now.mono + activity_timeout_;
}

void PusherSocket::on_error_in_handshake(int code, const Instant& now) {
  if (code == kOverQuotaCode) {
    refuse(Reason::kOverQuota, now);
    return;
  }
  follow_advice(code, now);
}

void PusherSocket::follow_advice(int code, const Instant& now) {
  const Reason reason = reason_of(code);
  switch (pusher::advice_for(code)) {
    case pusher::Advice::kDoNotReconnect:
      refuse(reason, now);
      return;
    case pusher::Advice::kReconnectNow:
      wait(backoff_.failed_reconnect_now(now.mono, outbox_.random()), reason, now);
      return;
    case pusher::Advice::kReconnectLater:
      wait(std::max(now.mono + kLaterAtLeast, backoff_.failed(now.mono, outbox_.random())), reason,
           now);
      return;
    case pusher::Advice::kReport:
    case pusher::Advice::kNone:
      wait(backoff_.failed(now.mono, outbox_.random()), reason, now);
      return;
  }
}

void PusherSocket::on_text(SocketId socket, std::string_view text, const Instant& now) {
  if (socket != socket_) return;
  const Result<pusher::Frame> decoded = pusher::decode_frame(text);
  const bool is_up = phase_ == Phase::kUp || phase_ == Phase::kPinged;
  if (is_up) heard(now);  // even garbage proves that somebody is there
  if (!decoded) {
    ++bad_frames_;
    return;
  }
  const pusher::Frame& frame = *decoded;
  if (!is_up) {
    // Only these two may come first; anything else waits for the deadline.
    if (const auto* error = std::get_if<pusher::ServerError>(&frame)) {
      on_error_in_handshake(error->code.value_or(0), now);
    } else if (const auto* established = std::get_if<pusher::Established>(&frame)) {
      const MonoMs asked = MonoMs{established->activity_timeout_s.value_or(0)} * 1000;
      activity_timeout_ = asked > 0
                              ? std::clamp(asked, kShortestActivityTimeout, kOwnActivityTimeout)
                              : kOwnActivityTimeout;
      socket_id_ = established->socket_id;
      reason_ = Reason::kNone;
      backoff_.opened(now.mono);
      refusals_.reset();
      heard(now);
      listener_.on_up(now);
    }
    return;
  }
  if (std::holds_alternative<pusher::Ping>(frame)) {
    // Reverb counts only what a client sends: a listener that never idles is pinged all the same.
    send(pusher::pong_frame());
    return;
  }
  if (const auto* error = std::get_if<pusher::ServerError>(&frame)) {
    // After the handshake only "reconnect later" (4100 to 4199) is about the connection; 4009, 4200
    // and 4301 concern one message and Reverb keeps the socket open and usable.
    if (pusher::advice_for(error->code.value_or(0)) == pusher::Advice::kReconnectLater) {
      follow_advice(*error->code, now);
      return;
    }
  }
  listener_.on_frame(frame, now);
}

void PusherSocket::on_closed(SocketId socket, int code, const Instant& now) {
  if (socket != socket_) return;
  socket_ = 0;
  if (is_restart(code)) {
    wait(backoff_.failed_by_restart(now.mono, outbox_.random()), Reason::kStreamBlocked, now);
    return;
  }
  if (code == kOverQuotaCode) {
    on_error_in_handshake(code, now);
    return;
  }
  follow_advice(code, now);
}

void PusherSocket::on_wake(const Instant& now) {
  if (now.mono < deadline_) return;
  switch (phase_) {
    case Phase::kStopped:
      return;
    case Phase::kWaiting:
    case Phase::kRefused:
      open(now);
      return;
    case Phase::kConnecting:
    case Phase::kHandshake:
      wait(backoff_.failed(now.mono, outbox_.random()), Reason::kStreamBlocked, now);
      return;
    case Phase::kUp:
      phase_ = Phase::kPinged;
      deadline_ = now.mono + kPongDeadline;
      send(pusher::ping_frame());
      return;
    case Phase::kPinged:
      if (now.mono >= deadline_ + kLateWake && !woke_late_) {
        woke_late_ = true;
        doubt(now);
        return;
      }
      drop(now);
      return;
  }
}

StreamStatus PusherSocket::status() const {
  StreamStatus status;
  status.reason = reason_;
  status.last_heard = last_heard_;
  status.failures = backoff_.failures();
  switch (phase_) {
    case Phase::kStopped:
      status.phase = StreamPhase::kNone;
      break;
    case Phase::kConnecting:
    case Phase::kHandshake:
      status.phase = StreamPhase::kOpening;
      break;
    case Phase::kUp:
    case Phase::kPinged:
      status.phase = StreamPhase::kLive;
      break;
    case Phase::kWaiting:
      status.phase = StreamPhase::kWaiting;
      status.retry_at = deadline_;
      break;
    case Phase::kRefused:
      status.phase = StreamPhase::kRefused;
      status.retry_at = deadline_;
      break;
  }
  return status;
}

}  // namespace scoreline
