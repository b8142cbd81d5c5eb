// What a Pusher server's errors and close codes do to a connection.
#include <gtest/gtest.h>

#include <algorithm>

#include "connection/pusher_socket.hpp"
#include "unit/connection/support/pusher_socket_driver.hpp"

namespace scoreline {
namespace {

using test::established;
using test::frame;
using test::pusher_error;

constexpr MonoMs kOwnActivityTimeout = 20'000;

class PusherSocketErrorsTest : public test::PusherSocketDriver {};

// --- instead of the handshake: the server may leave the socket open

struct Refusal {
  int code;
  StreamPhase phase;
  Reason reason;
  MonoMs at_least;
  MonoMs at_most;
};
constexpr Refusal kRefusals[] = {
    {4000, StreamPhase::kRefused, Reason::kStreamBlocked, 5'000, 6'250},
    {4001, StreamPhase::kRefused, Reason::kAppUnknown, 5'000, 6'250},
    {4003, StreamPhase::kRefused, Reason::kAppUnknown, 5'000, 6'250},
    {4004, StreamPhase::kRefused, Reason::kOverQuota, 5'000, 6'250},
    {4007, StreamPhase::kRefused, Reason::kStreamBlocked, 5'000, 6'250},
    {4009, StreamPhase::kRefused, Reason::kOriginRefused, 5'000, 6'250},
    {4100, StreamPhase::kWaiting, Reason::kStreamBlocked, 1'000, 4'000},
    {4199, StreamPhase::kWaiting, Reason::kStreamBlocked, 1'000, 4'000},
    {4200, StreamPhase::kWaiting, Reason::kStreamBlocked, 0, 0},
    {4299, StreamPhase::kWaiting, Reason::kStreamBlocked, 0, 0},
    {4301, StreamPhase::kWaiting, Reason::kStreamBlocked, 0, 4'000},
    {1006, StreamPhase::kWaiting, Reason::kStreamBlocked, 0, 4'000},
    {1000, StreamPhase::kWaiting, Reason::kStreamBlocked, 0, 4'000},
};

void expect_refusal(const StreamStatus& status, const Refusal& row, MonoMs now) {
  EXPECT_EQ(status.phase, row.phase) << row.code;
  EXPECT_EQ(status.reason, row.reason) << row.code;
  EXPECT_GE(status.retry_at, now + row.at_least) << row.code;
  EXPECT_LE(status.retry_at, now + row.at_most) << row.code;
}

TEST_F(PusherSocketErrorsTest, AnErrorInsteadOfTheHandshakeIsObeyed) {
  for (const Refusal& row : kRefusals) {
    PusherSocket its(outbox, *this, "wss://x");
    its.start(clock.now());
    actions.add(outbox.take());
    const SocketId its_id = actions.take<OpenSocket>().socket;
    its.on_open(its_id, clock.now());
    its.on_text(its_id, pusher_error(row.code), clock.now());
    expect_refusal(its.status(), row, clock.mono());
    actions.add(outbox.take());
    EXPECT_EQ(actions.take<CloseSocket>().socket, its_id) << row.code;
    EXPECT_TRUE(heard.empty());
    // What comes after is not wanted any more.
    its.on_text(its_id, established(), clock.now());
    EXPECT_FALSE(its.is_up()) << row.code;
  }
}

TEST_F(PusherSocketErrorsTest, ACloseCodeIsObeyedLikewise) {
  for (const bool is_up : {false, true}) {
    for (const Refusal& row : kRefusals) {
      PusherSocket its(outbox, *this, "wss://x");
      its.start(clock.now());
      actions.add(outbox.take());
      const SocketId its_id = actions.take<OpenSocket>().socket;
      its.on_open(its_id, clock.now());
      if (is_up) its.on_text(its_id, established(), clock.now());
      heard.clear();
      its.on_closed(its_id, row.code, clock.now());
      expect_refusal(its.status(), row, clock.mono());
      EXPECT_EQ(heard, is_up ? Heard{"down"} : Heard{}) << row.code;
      EXPECT_TRUE(outbox.take().empty()) << row.code;  // it is closed already
    }
  }
}

TEST_F(PusherSocketErrorsTest, AtLeastASecondPassesWhenTheServerIsOverCapacity) {
  for (int i = 0; i < 200; ++i) {
    PusherSocket its(outbox, *this, "wss://x");
    its.start(clock.now());
    actions.add(outbox.take());
    its.on_closed(actions.take<OpenSocket>().socket, 4100, clock.now());
    EXPECT_GE(its.status().retry_at, clock.mono() + 1'000);
  }
}

TEST_F(PusherSocketErrorsTest, AnErrorWithoutACodeIsABrokenConnection) {
  await_handshake();
  say(frame("pusher:error", "no"));
  EXPECT_EQ(socket.status().phase, StreamPhase::kWaiting);
  EXPECT_LE(wait(), kFirstBackoff);
}

TEST_F(PusherSocketErrorsTest, ReconnectingAtOnceIsNeverALoop) {
  start();
  MonoMs waited = 0;
  for (int i = 0; i < 8; ++i) {
    open();
    close(4200);
    waited += wait();
    EXPECT_EQ(socket.status().failures, i + 1);
    pass(wait());
  }
  EXPECT_GT(waited, 10'000);
}

TEST_F(PusherSocketErrorsTest, ARefusalIsTriedAgainByItselfEverMoreSeldom) {
  for (const int code : {4001, 4004, 4009}) {
    await_handshake();
    say(pusher_error(code));
    actions.forget();
    const MonoMs first = wait();
    EXPECT_EQ(due_in(), first);
    pass(first - 1);
    EXPECT_TRUE(actions.empty());
    pass(1);
    const MonoMs start = clock.mono();
    int tries = 0;
    for (; clock.mono() - start < 60 * 60'000; ++tries) {
      open();
      say(pusher_error(code));
      EXPECT_EQ(socket.status().phase, StreamPhase::kRefused);
      EXPECT_LE(wait(), clock.mono() - start < 230'000 ? 50'000 : 23 * 60'000);
      pass(wait());
    }
    EXPECT_LE(tries, 16);
    EXPECT_GE(tries, 6);
    socket.retry_now(clock.now());
    leave();
    heard.clear();
  }
}

TEST_F(PusherSocketErrorsTest, AHandshakeThatIsGrantedForgivesTheRefusalsBefore) {
  await_handshake();
  for (int i = 0; i < 4; ++i) {
    say(pusher_error(4004));
    pass(wait());
    open();
  }
  say(established());
  close(4004);
  EXPECT_LE(wait(), 6'250);
}

TEST_F(PusherSocketErrorsTest, ARefusalEndsAtOnceWhenSomebodyAsks) {
  await_handshake();
  say(pusher_error(4001));
  actions.forget();
  socket.start(clock.now());
  socket.drop(clock.now());
  EXPECT_TRUE(outbox.take().empty());
  EXPECT_EQ(socket.status().phase, StreamPhase::kRefused);
  socket.retry_now(clock.now());
  actions.add(outbox.take());
  open();
  say(established());
  EXPECT_TRUE(socket.is_up());
  EXPECT_EQ(socket.status().reason, Reason::kNone);
}

TEST_F(PusherSocketErrorsTest, HopeBringsAWaitForwardButNoRefusal) {
  connect();
  close(1012);  // 5 to 30 s
  socket.retry_soon(clock.now());
  EXPECT_LE(wait(), 5'000);
  leave();
  await_handshake();
  say(pusher_error(4001));
  const MonoMs refused_for = wait();
  socket.retry_soon(clock.now());
  EXPECT_EQ(wait(), refused_for);
}

TEST_F(PusherSocketErrorsTest, ARestartIsWaitedOutAtRandom) {
  for (const int code : {1012, 1013}) {
    MonoMs shortest = kNever;
    MonoMs longest = 0;
    for (int i = 0; i < 300; ++i) {
      connect();
      close(code);
      shortest = std::min(shortest, wait());
      longest = std::max(longest, wait());
      leave();
    }
    EXPECT_GE(shortest, 5'000) << code;
    EXPECT_LT(shortest, 6'000) << code;
    EXPECT_LE(longest, 30'000) << code;
    EXPECT_GT(longest, 29'000) << code;
  }
}

// --- after the handshake

TEST_F(PusherSocketErrorsTest, AnErrorOfOneMessageLeavesTheConnection) {
  for (const int code : {4001, 4004, 4009, 4200, 4201, 4301, 1000}) {
    connect();
    say(pusher_error(code));
    EXPECT_TRUE(socket.is_up()) << code;
    EXPECT_EQ(heard, Heard{"error " + std::to_string(code)}) << code;
    EXPECT_TRUE(actions.empty()) << code;
    leave();
  }
}

TEST_F(PusherSocketErrorsTest, OverCapacityEndsIt) {
  connect();
  say(pusher_error(4100));
  EXPECT_EQ(actions.take<CloseSocket>().socket, id);
  EXPECT_EQ(heard, Heard{"down"});
  EXPECT_EQ(socket.status().phase, StreamPhase::kWaiting);
  EXPECT_GE(wait(), 1'000);
}

TEST_F(PusherSocketErrorsTest, GarbageAfterTheHandshakeIsCountedAndProvesLife) {
  connect();
  pass(5'000);
  const int before = socket.bad_frames();
  say("{");
  EXPECT_EQ(socket.bad_frames(), before + 1);
  EXPECT_TRUE(socket.is_up());
  EXPECT_EQ(due_in(), kOwnActivityTimeout);
  EXPECT_EQ(socket.status().last_heard, clock.mono());
}

TEST_F(PusherSocketErrorsTest, OtherFramesAreHandedOn) {
  connect();
  say(frame("event.received", "{}", "private-match.1"));
  EXPECT_EQ(heard, Heard{"event.received"});
}

}  // namespace
}  // namespace scoreline
