#include "connection/pusher_socket.hpp"

#include <gtest/gtest.h>

#include "unit/connection/support/pusher_socket_driver.hpp"

namespace scoreline {
namespace {

using test::established;
using test::frame;
using test::kPing;
using test::kPong;

constexpr MonoMs kConnectDeadline = 10'000;
constexpr MonoMs kHandshakeDeadline = 10'000;
constexpr MonoMs kOwnActivityTimeout = 20'000;
constexpr MonoMs kPongDeadline = 10'000;
constexpr MonoMs kLateWake = 5'000;

class PusherSocketTest : public test::PusherSocketDriver {};

// --- the handshake

TEST_F(PusherSocketTest, OpensItsUrlOnce) {
  start();
  start();
  EXPECT_EQ(actions.take<OpenSocket>().url, "wss://ws.example/app/key?protocol=7");
  EXPECT_TRUE(actions.empty());
  EXPECT_TRUE(socket.is_started());
  EXPECT_EQ(socket.status().phase, StreamPhase::kOpening);
}

TEST_F(PusherSocketTest, IsUpWhenTheServerSaysSo) {
  await_handshake();
  EXPECT_FALSE(socket.is_up());
  say(established("4975.1234"));
  EXPECT_TRUE(socket.is_up());
  EXPECT_EQ(heard, Heard{"up 4975.1234"});
  EXPECT_EQ(socket.status().phase, StreamPhase::kLive);
  EXPECT_EQ(socket.status().last_heard, clock.mono());
  EXPECT_TRUE(actions.empty());
}

// Reverb's 101 and its first frame came in one segment: the opening may be told after the frame.
TEST_F(PusherSocketTest, TheFirstFrameMayOvertakeTheOpening) {
  start();
  id = actions.take<OpenSocket>().socket;
  say(established());
  EXPECT_TRUE(socket.is_up());
  socket.on_open(id, clock.now());
  EXPECT_TRUE(socket.is_up());
  EXPECT_EQ(due_in(), kOwnActivityTimeout);
}

TEST_F(PusherSocketTest, ASocketThatNeverOpensIsGivenUp) {
  start();
  EXPECT_EQ(due_in(), kConnectDeadline);
  pass(kConnectDeadline - 1);
  EXPECT_EQ(socket.status().phase, StreamPhase::kOpening);
  pass(1);
  EXPECT_EQ(actions.count<CloseSocket>(), 1u);
  EXPECT_EQ(socket.status().phase, StreamPhase::kWaiting);
  EXPECT_EQ(socket.status().reason, Reason::kStreamBlocked);
  EXPECT_LE(wait(), kFirstBackoff);
  EXPECT_TRUE(heard.empty());
}

TEST_F(PusherSocketTest, AHandshakeThatNeverComesIsGivenUp) {
  start();
  clock.pass(kConnectDeadline - 1);
  open();
  EXPECT_EQ(due_in(), kHandshakeDeadline);
  pass(kHandshakeDeadline - 1);
  EXPECT_EQ(socket.status().phase, StreamPhase::kOpening);
  pass(1);
  EXPECT_EQ(actions.take<CloseSocket>().socket, id);
  EXPECT_EQ(socket.status().phase, StreamPhase::kWaiting);
}

TEST_F(PusherSocketTest, GarbageIsNoHandshake) {
  await_handshake();
  for (const char* text : {"", "{", "null", R"({"event":"event.received","channel":"c","data":{}})",
                           R"({"event":"pusher:connection_established","data":"{}"})",
                           R"({"event":"pusher:connection_established"})", R"({"event":5})"}) {
    say(text);
    EXPECT_FALSE(socket.is_up()) << text;
  }
  say(kPing);
  EXPECT_TRUE(actions.empty());  // nothing is said before the handshake
  EXPECT_TRUE(heard.empty());
  EXPECT_EQ(due_in(), kHandshakeDeadline);
  EXPECT_GT(socket.bad_frames(), 0);
  say(established());
  EXPECT_TRUE(socket.is_up());
}

TEST_F(PusherSocketTest, TheActivityTimeoutIsTheShorterOfBoth) {
  struct Row {
    int server_s;
    MonoMs timeout;
  };
  constexpr Row kRows[] = {{30, 20'000}, {120, 20'000}, {20, 20'000}, {19, 19'000},    {5, 5'000},
                           {1, 1'000},   {0, 20'000},   {-1, 20'000}, {86'401, 20'000}};
  for (const Row& row : kRows) {
    connect(row.server_s);
    EXPECT_EQ(due_in(), row.timeout) << row.server_s;
    leave();
  }
  await_handshake();
  say(frame("pusher:connection_established", R"({"socket_id":"1.2"})"));
  EXPECT_EQ(due_in(), kOwnActivityTimeout);
}

// --- liveness

TEST_F(PusherSocketTest, AnswersAPing) {
  connect();
  say(kPing);
  EXPECT_EQ(actions.take<SendText>().text, pusher::pong_frame());
  EXPECT_TRUE(heard.empty());
}

TEST_F(PusherSocketTest, PingsAfterSilence) {
  connect();
  pass(kOwnActivityTimeout - 1);
  EXPECT_TRUE(actions.empty());
  pass(1);
  EXPECT_TRUE(has_pinged());
  EXPECT_TRUE(socket.is_up());
  EXPECT_EQ(due_in(), kPongDeadline);
}

TEST_F(PusherSocketTest, AnythingThatComesPutsThePingOff) {
  connect();
  for (const std::string_view text : {kPing, kPong, std::string_view("{")}) {
    pass(kOwnActivityTimeout - 1);
    say(text);
    EXPECT_EQ(due_in(), kOwnActivityTimeout);
  }
}

TEST_F(PusherSocketTest, AnythingThatComesAnswersThePing) {
  connect();
  for (const std::string_view text : {kPong, kPing, std::string_view("{")}) {
    pass(kOwnActivityTimeout);
    EXPECT_TRUE(has_pinged());
    pass(kPongDeadline - 1);
    say(text);
    actions.forget();
    EXPECT_EQ(due_in(), kOwnActivityTimeout);
    EXPECT_EQ(socket.status().last_heard, clock.mono());
  }
}

TEST_F(PusherSocketTest, WithoutAPongItIsReplaced) {
  connect();
  pass(kOwnActivityTimeout);
  actions.forget();
  pass(kPongDeadline);
  EXPECT_EQ(actions.take<CloseSocket>().socket, id);
  EXPECT_EQ(heard, Heard{"down"});
  // Spread: the server has fallen silent for its other clients too.
  EXPECT_LE(wait(), kFirstBackoff);
  pass(kFirstBackoff);
  EXPECT_EQ(actions.count<OpenSocket>(), 1u);
}

TEST_F(PusherSocketTest, ATimerThatComesLateAsksOnceMore) {
  connect();
  pass(kOwnActivityTimeout);
  actions.forget();
  pass(kPongDeadline + kLateWake);
  EXPECT_TRUE(has_pinged());
  EXPECT_TRUE(socket.is_up());
  EXPECT_EQ(socket.status().last_heard, kNever);
  EXPECT_EQ(due_in(), kPongDeadline);
  pass(kPongDeadline);
  EXPECT_EQ(actions.count<CloseSocket>(), 1u);
}

TEST_F(PusherSocketTest, ASignOfLifeEndsTheLateness) {
  connect();
  for (int i = 0; i < 3; ++i) {
    pass(kOwnActivityTimeout);
    pass(kPongDeadline + kLateWake);
    EXPECT_EQ(actions.count<CloseSocket>(), 0u) << i;
    say(kPong);
  }
}

TEST_F(PusherSocketTest, AlmostLateIsNotLate) {
  connect();
  pass(kOwnActivityTimeout);
  actions.forget();
  pass(kPongDeadline + kLateWake - 1);
  EXPECT_EQ(actions.count<CloseSocket>(), 1u);
}

// A hidden page's timers come once a minute, each of them late.
TEST_F(PusherSocketTest, TimersThatAreAlwaysLateDoNotKeepADeadConnection) {
  connect();
  int minutes = 0;
  while (socket.is_up() && minutes < 10) {
    pass(60'000);
    ++minutes;
  }
  EXPECT_LE(minutes, 4);
}

TEST_F(PusherSocketTest, DoubtAsksAtOnce) {
  connect();
  socket.doubt(clock.now());
  actions.add(outbox.take());
  EXPECT_TRUE(has_pinged());
  EXPECT_EQ(socket.status().last_heard, kNever);
  EXPECT_EQ(due_in(), kPongDeadline);
  say(kPong);
  EXPECT_EQ(due_in(), kOwnActivityTimeout);
}

TEST_F(PusherSocketTest, DoubtNeedsAConnection) {
  socket.doubt(clock.now());
  await_handshake();
  socket.doubt(clock.now());
  EXPECT_TRUE(outbox.take().empty());
  EXPECT_EQ(due_in(), kHandshakeDeadline);
}

// --- leaving and trying again

TEST_F(PusherSocketTest, StoppingClosesAndForgets) {
  connect();
  socket.stop();
  actions.add(outbox.take());
  EXPECT_EQ(actions.take<CloseSocket>().socket, id);
  EXPECT_FALSE(socket.is_started());
  EXPECT_EQ(socket.next_deadline(), kNever);
  EXPECT_EQ(socket.status().phase, StreamPhase::kNone);
  EXPECT_EQ(socket.socket_id(), "");
  EXPECT_TRUE(heard.empty());  // whoever stops it knows
  say(established());
  close(1006);
  pass(60'000);
  EXPECT_TRUE(actions.empty());
  socket.stop();
  EXPECT_TRUE(outbox.take().empty());
}

TEST_F(PusherSocketTest, EventsOfAnOlderSocketAreIgnored) {
  connect();
  const SocketId old = id;
  close(1006);
  pass(kMaxBackoff);
  open();
  heard.clear();
  socket.on_text(old, established(), clock.now());
  socket.on_closed(old, 1006, clock.now());
  EXPECT_FALSE(socket.is_up());
  EXPECT_EQ(socket.status().phase, StreamPhase::kOpening);
  say(established("56.78"));
  EXPECT_EQ(heard, Heard{"up 56.78"});
}

TEST_F(PusherSocketTest, AServerThatAcceptsAndDropsIsNotHammered) {
  start();
  for (int i = 0; i < 6; ++i) {
    open();
    say(established());
    pass(1'000);
    close(1006);
    EXPECT_EQ(socket.status().failures, i + 1);
    pass(kMaxBackoff);
  }
}

TEST_F(PusherSocketTest, AStableConnectionStartsAnew) {
  start();
  for (int i = 0; i < 4; ++i) {
    open();
    close(1006);
    pass(kMaxBackoff);
  }
  open();
  say(established());
  clock.pass(kStableAfter);
  say(kPing);
  close(1006);
  EXPECT_EQ(socket.status().failures, 1);
}

TEST_F(PusherSocketTest, DroppedItReconnectsAfterTheUsualWait) {
  connect();
  socket.drop(clock.now());
  actions.add(outbox.take());
  EXPECT_EQ(actions.take<CloseSocket>().socket, id);
  EXPECT_LE(wait(), kFirstBackoff);
  pass(kFirstBackoff);
  open();
  say(established());
  socket.drop(clock.now());
  EXPECT_LE(wait(), 2 * kFirstBackoff);
}

TEST_F(PusherSocketTest, RetryNowEndsAWaitAndLeavesWhatIsOpen) {
  start();
  open();
  close(1006);
  socket.retry_now(clock.now());
  actions.add(outbox.take());
  open();
  say(established());
  socket.retry_now(clock.now());
  EXPECT_TRUE(outbox.take().empty());
  EXPECT_TRUE(socket.is_up());
  EXPECT_EQ(socket.status().failures, 0);
}

}  // namespace
}  // namespace scoreline
