// The streams of one source: which are wanted, how each is doing, and what they say. Two
// implementations: a socket a stream (Scorelytics) and channels on one socket (Pusher).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "connection/connection_state.hpp"
#include "connection/instant.hpp"
#include "connection/outbox.hpp"
#include "connection/subject.hpp"

namespace scoreline {

enum class StreamPhase : std::uint8_t {
  kNone,     // not wanted
  kOpening,  // under way
  kWaiting,  // the next try is at `retry_at`
  kLive,     // open and, where there is a subscription, confirmed
  kRefused,  // `reason` says why; tried again seldom, at `retry_at`
};

struct StreamStatus {
  StreamPhase phase = StreamPhase::kNone;
  Reason reason = Reason::kNone;  // of the last failure or refusal
  MonoMs retry_at = kNever;
  MonoMs last_heard = kNever;  // when its connection last proved to be alive
  int failures = 0;            // tries in a row that did not prove stable
};

class StreamListener {
 public:
  virtual void on_stream_live(const StreamKey& key, const Instant& now) = 0;
  virtual void on_stream_lost(const StreamKey& key, const Instant& now) = 0;
  // One message. `name` is the event's name where the protocol has one outside the message.
  virtual void on_stream_message(const StreamKey& key, std::string_view name, std::string_view text,
                                 const Instant& now) = 0;

 protected:
  ~StreamListener() = default;
};

class Streams {
 public:
  virtual ~Streams() = default;

  // The streams that shall be open from now on; others are closed.
  virtual void want(const std::vector<StreamKey>& keys, const Instant& now) = 0;
  [[nodiscard]] virtual StreamStatus status(const StreamKey& key) const = 0;

  // Closes and opens anew: the socket is open but what it says was proven wrong.
  virtual void reopen(const StreamKey& key, const Instant& now) = 0;
  // Refusals are forgotten and waits are over: the reader or the page asked, or the network came.
  virtual void retry_now(const Instant& now) = 0;
  // REST answers again after an outage: what waits for its next try need not wait for long.
  virtual void retry_soon(const Instant& now) = 0;
  // Time has passed that nobody saw (sleep, hidden tab, another network): what is open has to prove
  // itself. `may_be_dead`: long enough that the other end may have given up.
  virtual void doubt(bool may_be_dead, const Instant& now) = 0;

  virtual void on_socket_open(SocketId socket, const Instant& now) = 0;
  virtual void on_socket_text(SocketId socket, std::string_view text, const Instant& now) = 0;
  virtual void on_socket_closed(SocketId socket, int code, const Instant& now) = 0;
  // True when the request was one of these streams' own.
  virtual bool on_answer(RequestId request, const HttpAnswer& answer, const Instant& now) = 0;
  virtual void on_wake(const Instant& now) = 0;
  [[nodiscard]] virtual MonoMs next_deadline() const = 0;

  // How many sockets the provider seems to allow; kNoLimit when nothing speaks against more.
  static constexpr int kNoLimit = 1 << 20;
  [[nodiscard]] virtual int observed_limit() const { return kNoLimit; }
};

}  // namespace scoreline
