// One Pusher connection with its platform and its listener.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "connection/pusher_socket.hpp"
#include "unit/connection/support/platform.hpp"
#include "unit/connection/support/pusher_frames.hpp"

namespace scoreline::test {

class PusherSocketDriver : public testing::Test, protected PusherSocketListener {
 protected:
  using Heard = std::vector<std::string>;

  void start() {
    socket.start(clock.now());
    collect();
  }
  void open() {
    id = actions.take<OpenSocket>().socket;
    socket.on_open(id, clock.now());
    collect();
  }
  void say(std::string_view text) {
    socket.on_text(id, text, clock.now());
    collect();
  }
  void close(int code) {
    socket.on_closed(id, code, clock.now());
    collect();
  }
  void leave() {
    socket.stop();
    collect();
    actions.forget();
  }
  void pass(MonoMs ms) {
    clock.pass(ms);
    socket.on_wake(clock.now());
    collect();
  }
  // The handshake is done.
  void connect(int activity_timeout_s = 30) {
    start();
    open();
    say(established("12.34", activity_timeout_s));
    heard.clear();
  }
  // The socket waits to be told that the handshake is done.
  void await_handshake() {
    start();
    open();
  }
  [[nodiscard]] MonoMs wait() const { return socket.status().retry_at - clock.mono(); }
  [[nodiscard]] MonoMs due_in() const { return socket.next_deadline() - clock.mono(); }
  // A ping was sent, and nothing else was asked.
  bool has_pinged() {
    return actions.count<SendText>() == 1 &&
           actions.take<SendText>().text == pusher::ping_frame() && actions.empty();
  }

  void on_up(const Instant&) override { heard.push_back("up " + socket.socket_id()); }
  void on_down(const Instant&) override { heard.emplace_back("down"); }
  void on_frame(const pusher::Frame& frame, const Instant&) override {
    if (const auto* event = std::get_if<pusher::ChannelEvent>(&frame)) {
      heard.push_back(event->name);
    } else if (const auto* error = std::get_if<pusher::ServerError>(&frame)) {
      heard.push_back("error " + std::to_string(error->code.value_or(0)));
    } else {
      heard.emplace_back("other");
    }
  }

  test::TestClock clock;
  test::Actions actions;
  Heard heard;
  Outbox outbox{5};
  PusherSocket socket{outbox, *this, "wss://ws.example/app/key?protocol=7"};
  SocketId id = 0;

 private:
  void collect() { actions.add(outbox.take()); }
};

}  // namespace scoreline::test
