// Streams that are one WebSocket each: Scorelytics' match and live endpoints. There is no
// handshake, no subscription and no message from the client: open is live. Source: Scorelytics
// documentation, "WebSocket overview".
#pragma once

#include <map>
#include <string>
#include <vector>

#include "connection/backoff.hpp"
#include "connection/streams.hpp"

namespace scoreline {

class SocketStreams final : public Streams {
 public:
  // `base` and `key` are read at each opening; they belong to the source and outlive this.
  SocketStreams(Outbox& outbox, StreamListener& listener, const std::string& base,
                const std::string& key)
      : outbox_(outbox), listener_(listener), base_(base), key_(key) {}

  void want(const std::vector<StreamKey>& keys, const Instant& now) override;
  [[nodiscard]] StreamStatus status(const StreamKey& key) const override;
  void reopen(const StreamKey& key, const Instant& now) override;
  void retry_now(const Instant& now) override;
  void retry_soon(const Instant& now) override;
  void doubt(bool may_be_dead, const Instant& now) override;
  void on_socket_open(SocketId socket, const Instant& now) override;
  void on_socket_text(SocketId socket, std::string_view text, const Instant& now) override;
  void on_socket_closed(SocketId socket, int code, const Instant& now) override;
  bool on_answer(RequestId request, const HttpAnswer& answer, const Instant& now) override;
  void on_wake(const Instant& now) override;
  [[nodiscard]] MonoMs next_deadline() const override;
  [[nodiscard]] int observed_limit() const override { return observed_limit_; }

 private:
  struct Line {
    StreamStatus status;
    SocketId socket = 0;  // 0: none
    MonoMs deadline = kNever;
    Backoff backoff;
    int early_refusals = 0;  // in a row, before the socket opened
  };
  using Lines = std::map<StreamKey, Line>;

  void open(const StreamKey& key, Line& line, const Instant& now);
  void lose(const StreamKey& key, Line& line, MonoMs retry_at, const Instant& now);
  [[nodiscard]] Lines::iterator line_of(SocketId socket);
  void note_early_refusal(Line& line, const Instant& now);
  void forget_limit();

  Outbox& outbox_;
  StreamListener& listener_;
  const std::string& base_;
  const std::string& key_;
  Lines lines_;
  int observed_limit_ = kNoLimit;
  MonoMs limit_until_ = kNever;
};

}  // namespace scoreline
