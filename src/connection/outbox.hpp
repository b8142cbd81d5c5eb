// What one source has to hand out: actions for the platform, numbers for sockets, requests and
// events, and its random numbers. Shared by the parts of that source.
#pragma once

#include <utility>
#include <vector>

#include "connection/action.hpp"
#include "connection/random.hpp"

namespace scoreline {

class Outbox {
 public:
  explicit Outbox(std::uint64_t seed) : random_(seed) {}

  void add(Action action) { actions_.push_back(std::move(action)); }
  // Gives up what is under way, if anything is; the number is 0 then.
  void cancel(RequestId& request);
  void close(SocketId& socket);
  [[nodiscard]] std::vector<Action> take() { return std::exchange(actions_, {}); }

  [[nodiscard]] SocketId new_socket() { return ++last_socket_; }
  [[nodiscard]] RequestId new_request() { return ++last_request_; }
  [[nodiscard]] Seq next_seq() { return ++last_seq_; }
  [[nodiscard]] Random& random() { return random_; }

 private:
  std::vector<Action> actions_;
  SocketId last_socket_ = 0;
  RequestId last_request_ = 0;
  Seq last_seq_ = 0;
  Random random_;
};

}  // namespace scoreline
