// Channels on one Pusher connection, with their platform and their listener.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connection/pusher_streams.hpp"
#include "unit/connection/support/platform.hpp"
#include "unit/connection/support/pusher_frames.hpp"
#include "unit/connection/support/stream_log.hpp"

namespace scoreline::test {

inline std::string private_channel_of(const StreamKey& key) { return "private-" + key.id; }

class PusherStreamsDriver : public testing::Test {
 protected:
  using Lines = std::vector<std::string>;

  const StreamKey kA{StreamKind::kMatch, "a"};
  const StreamKey kB{StreamKind::kMatch, "b"};
  const HttpAnswer kGranted = answer(200, R"({"auth":"key:signature"})");

  explicit PusherStreamsDriver(bool page_authorises = false,
                               std::string (*channel)(const StreamKey&) = private_channel_of)
      : streams(outbox, log, {"wss://x", "https://x/auth", page_authorises, channel}, headers,
                rate) {}

  void want(std::vector<StreamKey> keys) {
    streams.want(keys, clock.now());
    collect();
  }
  void open() {
    socket = actions.take<OpenSocket>().socket;
    streams.on_socket_open(socket, clock.now());
    collect();
  }
  void say(std::string_view text) {
    streams.on_socket_text(socket, text, clock.now());
    collect();
  }
  void close(int code = 1006) {
    streams.on_socket_closed(socket, code, clock.now());
    collect();
  }
  void pass(MonoMs ms) {
    clock.pass(ms);
    streams.on_wake(clock.now());
    collect();
  }
  bool give(RequestId request, const HttpAnswer& answer) {
    const bool is_taken = streams.on_answer(request, answer, clock.now());
    collect();
    return is_taken;
  }
  void retry_now() {
    streams.retry_now(clock.now());
    collect();
  }

  void connect(std::vector<StreamKey> keys, std::string_view socket_id = "12.34") {
    want(std::move(keys));
    open();
    say(established(socket_id));
  }
  // The channel's authorisation is asked for, given, and the subscription sent.
  void authorise() { give(actions.take<Fetch>().request, kGranted); }
  // Everything up to the confirmation.
  void live(const StreamKey& key) {
    connect({key});
    authorise();
    actions.take<SendText>();
    say(subscribed(private_channel_of(key)));
    log.take();
  }
  [[nodiscard]] StreamPhase phase(const StreamKey& key) const { return streams.status(key).phase; }
  [[nodiscard]] MonoMs wait(const StreamKey& key) const {
    return streams.status(key).retry_at - clock.mono();
  }

  test::TestClock clock;
  test::Actions actions;
  test::StreamLog log;
  PusherStreams::Headers headers{{"Authorization", "Bearer 1|abc"}};
  Outbox outbox{5};
  RateBudget rate;
  PusherStreams streams;
  SocketId socket = 0;

 private:
  void collect() { actions.add(outbox.take()); }
};

}  // namespace scoreline::test
