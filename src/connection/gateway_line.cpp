#include "connection/gateway_line.hpp"

#include "feed/gateway/channels.hpp"

namespace scoreline {
namespace {

constexpr MonoMs kConnectDeadline = 10'000;
// So long boards are waited for that are added one by one.
constexpr MonoMs kTogether = 20;
// "going away": nginx closes its sockets so when it restarts.
constexpr int kGoingAway = 1001;

}  // namespace

void GatewayLine::want(std::vector<std::string>&& channels, MonoMs now) {
  if (channels == channels_) return;
  channels_ = std::move(channels);
  outbox_.close(opening_);
  if (channels_.empty()) {
    outbox_.close(open_);
    due_ = kNever;
    return;
  }
  // A server that is down is not asked sooner because a board has come.
  const bool is_waiting = !is_open() && backoff_.failures() > 0 && due_ != kNever;
  if (!is_waiting) due_ = now + kTogether;
}

void GatewayLine::reopen(MonoMs now) {
  if (channels_.empty()) return;
  backoff_.reset();
  outbox_.close(opening_);
  due_ = now;
}

void GatewayLine::open(MonoMs now) {
  opening_ = outbox_.new_socket();
  due_ = now + kConnectDeadline;
  outbox_.add(OpenSocket{opening_, gateway::channels_url(base_, channels_)});
}

bool GatewayLine::on_open(SocketId socket, MonoMs now) {
  if (socket == 0 || socket != opening_) return false;
  outbox_.close(open_);
  open_ = std::exchange(opening_, 0);
  due_ = kNever;
  backoff_.opened(now);
  return true;
}

bool GatewayLine::on_closed(SocketId socket, int code, MonoMs now) {
  if (!has(socket)) return false;
  if (socket == open_) {
    open_ = 0;
    if (opening_ != 0) return true;  // its successor is on its way
  } else {
    opening_ = 0;
  }
  const bool is_a_restart = is_restart(code) || code == kGoingAway;
  due_ = is_a_restart ? backoff_.failed_by_restart(now, outbox_.random())
                      : backoff_.failed(now, outbox_.random());
  return true;
}

void GatewayLine::on_wake(MonoMs now) {
  if (now < due_) return;
  if (opening_ != 0) {
    outbox_.close(opening_);
    due_ = backoff_.failed(now, outbox_.random());
    return;
  }
  open(now);
}

}  // namespace scoreline
