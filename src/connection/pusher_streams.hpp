// Streams that are private channels on one Pusher socket. Each is authorised anew for each
// connection, subscribed one at a time (a refusal names no channel), and has a deadline.
// Source: Pusher Channels protocol 7; Reverb recordings 05, 06, 13.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connection/pusher_socket.hpp"
#include "connection/rate_budget.hpp"
#include "connection/streams.hpp"

namespace scoreline {

struct PusherOptions {
  std::string socket_url;
  std::string auth_url;  // where a channel is authorised, unless the page does it
  bool page_authorises = false;
  std::string (*channel_of)(const StreamKey& key) = nullptr;
};

class PusherStreams final : public Streams, private PusherSocketListener {
 public:
  using Headers = std::vector<std::pair<std::string, std::string>>;

  // `auth_headers` is read at each authorisation; it and `rate` belong to the source and outlive this.
  PusherStreams(Outbox& outbox, StreamListener& listener, PusherOptions options,
                const Headers& auth_headers, RateBudget& rate)
      : outbox_(outbox),
        listener_(listener),
        options_(std::move(options)),
        auth_headers_(auth_headers),
        rate_(rate),
        socket_(outbox, *this, options_.socket_url) {}

  void want(const std::vector<StreamKey>& keys, const Instant& now) override;
  [[nodiscard]] StreamStatus status(const StreamKey& key) const override;
  void reopen(const StreamKey& key, const Instant& now) override;
  void retry_now(const Instant& now) override;
  void retry_soon(const Instant& now) override { socket_.retry_soon(now); }
  void doubt(bool may_be_dead, const Instant& now) override;
  void on_socket_open(SocketId socket, const Instant& now) override {
    socket_.on_open(socket, now);
  }
  void on_socket_text(SocketId socket, std::string_view text, const Instant& now) override {
    socket_.on_text(socket, text, now);
  }
  void on_socket_closed(SocketId socket, int code, const Instant& now) override {
    socket_.on_closed(socket, code, now);
  }
  bool on_answer(RequestId request, const HttpAnswer& answer, const Instant& now) override;
  void on_wake(const Instant& now) override;
  [[nodiscard]] MonoMs next_deadline() const override;

 private:
  enum class Phase : std::uint8_t {
    kIdle,         // waits for the socket, or for its turn
    kAuthorising,  // `request` is under way
    kReady,        // authorised; waits until no other subscription is under way
    kSubscribing,  // deadline: the server confirms
    kLive,
    kWaiting,  // deadline: the next try
    kRefused,  // deadline: the next, later try
  };
  struct Channel {
    std::string name;
    std::string auth;  // secret of this connection
    std::string channel_data;
    Phase phase = Phase::kIdle;
    Reason reason = Reason::kNone;
    RequestId request = 0;
    MonoMs deadline = kNever;
    bool is_asked = false;  // a subscription was sent on this connection
    int refusals = 0;       // of its signature, in a row
    Backoff backoff;
    SlowRetry slow;
  };
  using Channels = std::map<StreamKey, Channel>;

  void on_up(const Instant& now) override;
  void on_down(const Instant& now) override;
  void on_frame(const pusher::Frame& frame, const Instant& now) override;

  void authorise(Channel& channel, const Instant& now);
  void subscribe_next(const Instant& now);
  void fail(Channel& channel, Reason reason, const Instant& now);
  void refuse(Channel& channel, Reason reason, const Instant& now,
              std::optional<MonoMs> retry_after = std::nullopt);
  // When its authorisation may be asked for. One channel that was refused is tried again at a time,
  // until one is granted.
  [[nodiscard]] MonoMs free_at_for(const Channel& channel, const Instant& now) const;
  [[nodiscard]] bool was_tried(const Channel& channel) const;
  void granted(Channel& channel, const Instant& now);
  void forget_request(Channel& channel);
  void on_subscription_refused(int code, const Instant& now);
  [[nodiscard]] Channels::iterator channel_named(const std::string& name);
  [[nodiscard]] Channel* subscribing();

  Outbox& outbox_;
  StreamListener& listener_;
  PusherOptions options_;
  const Headers& auth_headers_;
  RateBudget& rate_;
  PusherSocket socket_;
  Channels channels_;
  // Of channels that were let go before the server confirmed them: their confirmations are not
  // those of a channel of the same name that came back.
  std::vector<std::string> unconfirmed_;
  std::vector<std::string> tried_;  // channels whose authorisation was asked for on this connection
  MonoMs auth_free_at_ = 0;         // the endpoint's own Retry-After, for whichever channel
  MonoMs refused_at_ = kNever;  // when a channel was last refused; kNever: one was granted since
};

}  // namespace scoreline
