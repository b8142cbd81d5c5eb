// Streams whose state a test says, and which remember what was asked of them.
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "connection/streams.hpp"

namespace scoreline::test {

class FakeStreams final : public Streams {
 public:
  void want(const std::vector<StreamKey>& keys, const Instant&) override { wanted = keys; }
  [[nodiscard]] StreamStatus status(const StreamKey& key) const override {
    const auto it = statuses.find(key);
    return it == statuses.end() ? StreamStatus() : it->second;
  }
  void reopen(const StreamKey& key, const Instant&) override { reopened.push_back(key); }
  void retry_now(const Instant&) override {}
  void retry_soon(const Instant&) override {}
  void doubt(bool, const Instant&) override {}
  void on_socket_open(SocketId, const Instant&) override {}
  void on_socket_text(SocketId, std::string_view, const Instant&) override {}
  void on_socket_closed(SocketId, int, const Instant&) override {}
  bool on_answer(RequestId, const HttpAnswer&, const Instant&) override { return false; }
  void on_wake(const Instant&) override {}
  [[nodiscard]] MonoMs next_deadline() const override { return kNever; }

  // Open, and its connection was last heard at that time.
  void set_live(const StreamKey& key, MonoMs heard) {
    statuses[key].phase = StreamPhase::kLive;
    statuses[key].last_heard = heard;
  }
  void set_refused(const StreamKey& key, Reason reason) {
    statuses[key].phase = StreamPhase::kRefused;
    statuses[key].reason = reason;
  }

  std::map<StreamKey, StreamStatus> statuses;
  std::vector<StreamKey> wanted;
  std::vector<StreamKey> reopened;
};

}  // namespace scoreline::test
