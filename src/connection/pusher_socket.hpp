// The life of one Pusher connection: open, handshake, liveness, close, try again. Knows nothing of
// channels. Source: Pusher Channels protocol 7; Reverb's behaviour as recorded.
#pragma once

#include <string>
#include <string_view>

#include "connection/backoff.hpp"
#include "connection/slow_retry.hpp"
#include "connection/streams.hpp"
#include "feed/pusher/frame.hpp"

namespace scoreline {

class PusherSocketListener {
 public:
  virtual void on_up(const Instant& now) = 0;
  virtual void on_down(const Instant& now) = 0;
  // Every frame after the handshake that is not about liveness.
  virtual void on_frame(const pusher::Frame& frame, const Instant& now) = 0;

 protected:
  ~PusherSocketListener() = default;
};

class PusherSocket {
 public:
  PusherSocket(Outbox& outbox, PusherSocketListener& listener, std::string url)
      : outbox_(outbox), listener_(listener), url_(std::move(url)) {}

  // Open if it is not; close and forget everything if it is.
  void start(const Instant& now);
  void stop();

  [[nodiscard]] bool is_started() const { return phase_ != Phase::kStopped; }
  [[nodiscard]] bool is_up() const { return phase_ == Phase::kUp || phase_ == Phase::kPinged; }
  // The server's name for this connection; only when up.
  [[nodiscard]] const std::string& socket_id() const { return socket_id_; }
  void send(std::string text);

  // Close the connection and try again at `retry_at` (or after the usual wait).
  void drop(const Instant& now);
  void retry_now(const Instant& now);
  void retry_soon(const Instant& now);
  void doubt(const Instant& now);

  void on_open(SocketId socket, const Instant& now);
  void on_text(SocketId socket, std::string_view text, const Instant& now);
  void on_closed(SocketId socket, int code, const Instant& now);
  void on_wake(const Instant& now);
  [[nodiscard]] MonoMs next_deadline() const { return deadline_; }
  // Phase as a stream's phase; kLive means that the handshake is done.
  [[nodiscard]] StreamStatus status() const;
  // Frames that could not be read; the connection lives on.
  [[nodiscard]] int bad_frames() const { return bad_frames_; }

 private:
  enum class Phase : std::uint8_t {
    kStopped,
    kConnecting,  // deadline: the socket opens
    kHandshake,   // deadline: connection_established comes
    kUp,          // deadline: silence is long enough for a ping
    kPinged,      // deadline: anything comes
    kWaiting,     // deadline: the next try
    kRefused,     // deadline: the next, later try
  };

  void open(const Instant& now);
  void close(const Instant& now);
  void wait(MonoMs retry_at, Reason reason, const Instant& now);
  void refuse(Reason reason, const Instant& now);
  void heard(const Instant& now);
  void on_error_in_handshake(int code, const Instant& now);
  void follow_advice(int code, const Instant& now);

  Outbox& outbox_;
  PusherSocketListener& listener_;
  std::string url_;
  std::string socket_id_;
  Backoff backoff_;
  SlowRetry refusals_;
  MonoMs deadline_ = kNever;
  MonoMs activity_timeout_ = 0;
  MonoMs last_heard_ = kNever;
  SocketId socket_ = 0;
  int bad_frames_ = 0;
  bool woke_late_ = false;  // since it was last heard
  Reason reason_ = Reason::kNone;
  Phase phase_ = Phase::kStopped;
};

}  // namespace scoreline
