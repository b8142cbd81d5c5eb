// The one WebSocket of a page to a gateway, for all channels that its boards want.
//
// Channels are named in the socket's URL. Where other ones are wanted, a second socket is opened for them,
// and the first one is closed when the second is open: no board misses a word.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "connection/backoff.hpp"
#include "connection/instant.hpp"
#include "connection/outbox.hpp"

namespace scoreline {

class GatewayLine {
 public:
  // `outbox` outlives this. `base`: "wss://…".
  GatewayLine(Outbox& outbox, std::string base) : outbox_(outbox), base_(std::move(base)) {}

  // From a moment later on: a page adds its boards one by one. None: it is closed at once.
  void want(std::vector<std::string>&& channels, MonoMs now);
  // All waits end, and a socket that is open is replaced.
  void reopen(MonoMs now);

  // False: the socket is none of ours.
  bool on_open(SocketId socket, MonoMs now);
  bool on_closed(SocketId socket, int code, MonoMs now);
  void on_wake(MonoMs now);
  [[nodiscard]] MonoMs next_deadline() const { return due_; }

  [[nodiscard]] bool has(SocketId socket) const {
    return socket != 0 && (socket == open_ || socket == opening_);
  }
  [[nodiscard]] bool is_open() const { return open_ != 0; }
  // When the next one is opened; kNever: one is open or on its way.
  [[nodiscard]] MonoMs retry_at() const { return opening_ == 0 && open_ == 0 ? due_ : kNever; }

 private:
  void open(MonoMs now);

  Outbox& outbox_;
  std::string base_;
  std::vector<std::string> channels_;
  Backoff backoff_;
  SocketId open_ = 0;
  SocketId opening_ = 0;
  MonoMs due_ = kNever;  // a socket is to be opened, or given up where one is on its way
};

}  // namespace scoreline
