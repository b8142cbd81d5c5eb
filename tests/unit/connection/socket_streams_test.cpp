#include "connection/socket_streams.hpp"

#include <gtest/gtest.h>

#include "unit/connection/support/platform.hpp"
#include "unit/connection/support/stream_log.hpp"

namespace scoreline {
namespace {

using Lines = std::vector<std::string>;

constexpr MonoMs kConnectDeadline = 10'000;
const StreamKey kA{StreamKind::kMatch, "a"};
const StreamKey kB{StreamKind::kMatch, "b"};
const StreamKey kC{StreamKind::kMatch, "c"};
const StreamKey kEverything{StreamKind::kAll, ""};

class SocketStreamsTest : public testing::Test {
 protected:
  void want(std::vector<StreamKey> keys) {
    streams.want(keys, clock.now());
    collect();
  }
  SocketId opened() { return actions.take<OpenSocket>().socket; }
  SocketId closed() { return actions.take<CloseSocket>().socket; }
  void open(SocketId socket) {
    streams.on_socket_open(socket, clock.now());
    collect();
  }
  void close(SocketId socket, int code = 1006) {
    streams.on_socket_closed(socket, code, clock.now());
    collect();
  }
  void say(SocketId socket, std::string_view text) {
    streams.on_socket_text(socket, text, clock.now());
    collect();
  }
  void doubt(bool may_be_dead) {
    streams.doubt(may_be_dead, clock.now());
    collect();
  }
  void pass(MonoMs ms) {
    clock.pass(ms);
    streams.on_wake(clock.now());
    collect();
  }
  // Wants this stream and opens its socket.
  SocketId live(const StreamKey& key) {
    want({key});
    const SocketId socket = opened();
    open(socket);
    log.take();
    return socket;
  }
  [[nodiscard]] StreamPhase phase(const StreamKey& key) const { return streams.status(key).phase; }
  [[nodiscard]] MonoMs wait(const StreamKey& key) const {
    return streams.status(key).retry_at - clock.mono();
  }

  test::TestClock clock;
  test::Actions actions;
  test::StreamLog log;
  std::string base = "wss://api.example";
  std::string credential = "sk test";
  Outbox outbox{3};
  SocketStreams streams{outbox, log, base, credential};

 private:
  void collect() { actions.add(outbox.take()); }
};

// --- opening and closing

TEST_F(SocketStreamsTest, OpensASocketForEachStream) {
  want({kA, kEverything});
  EXPECT_EQ(actions.take<OpenSocket>().url, "wss://api.example/v1/ws/match/a?api_key=sk%20test");
  EXPECT_EQ(actions.take<OpenSocket>().url, "wss://api.example/v1/ws/live?api_key=sk%20test");
  EXPECT_EQ(phase(kA), StreamPhase::kOpening);
  EXPECT_EQ(phase(kB), StreamPhase::kNone);
  EXPECT_TRUE(log.take().empty());
}

TEST_F(SocketStreamsTest, TheKeyIsReadAtEachOpening) {
  const SocketId socket = live(kA);
  credential = "fresh";
  close(socket);
  pass(kMaxBackoff);
  EXPECT_EQ(actions.take<OpenSocket>().url, "wss://api.example/v1/ws/match/a?api_key=fresh");
}

TEST_F(SocketStreamsTest, OpenIsLive) {
  want({kA});
  open(opened());
  EXPECT_EQ(log.take(), Lines{"live match a"});
  EXPECT_EQ(phase(kA), StreamPhase::kLive);
  EXPECT_EQ(streams.status(kA).last_heard, clock.mono());
  EXPECT_EQ(streams.next_deadline(), kNever);
}

TEST_F(SocketStreamsTest, AMessageIsHandedOnAndProvesLife) {
  const SocketId socket = live(kA);
  pass(5'000);
  say(socket, "{}");
  EXPECT_EQ(log.take(), Lines{"match a: {}"});
  EXPECT_EQ(streams.status(kA).last_heard, clock.mono());
}

TEST_F(SocketStreamsTest, WantingTheSameAgainChangesNothing) {
  live(kA);
  want({kA});
  EXPECT_TRUE(actions.empty());
  EXPECT_EQ(phase(kA), StreamPhase::kLive);
}

TEST_F(SocketStreamsTest, ClosesWhatIsNotWantedBeforeItOpensMore) {
  const SocketId a = live(kA);
  streams.want({kB}, clock.now());
  const std::vector<Action> asked = outbox.take();
  ASSERT_EQ(asked.size(), 2u);
  ASSERT_TRUE(std::holds_alternative<CloseSocket>(asked[0]));
  EXPECT_EQ(std::get<CloseSocket>(asked[0]).socket, a);
  EXPECT_TRUE(std::holds_alternative<OpenSocket>(asked[1]));
  EXPECT_EQ(phase(kA), StreamPhase::kNone);
  EXPECT_TRUE(log.take().empty());  // whoever does not want it need not be told
}

TEST_F(SocketStreamsTest, NothingIsLeftWhenNothingIsWanted) {
  const SocketId a = live(kA);
  want({kA, kB});
  const SocketId b = opened();
  want({});
  EXPECT_EQ(closed(), a);
  EXPECT_EQ(closed(), b);
  EXPECT_EQ(streams.next_deadline(), kNever);
  pass(60'000);
  EXPECT_TRUE(actions.empty());
}

TEST_F(SocketStreamsTest, EventsOfASocketThatIsNotItsOwnAreIgnored) {
  const SocketId a = live(kA);
  want({});
  actions.forget();
  open(a);
  say(a, "late");
  close(a);
  open(99);
  EXPECT_TRUE(log.take().empty());
  EXPECT_TRUE(actions.empty());
}

TEST_F(SocketStreamsTest, AMessageBeforeTheOpeningIsIgnored) {
  want({kA});
  const SocketId a = opened();
  say(a, "early");
  EXPECT_TRUE(log.take().empty());
  open(a);
  open(a);
  EXPECT_EQ(log.take(), Lines{"live match a"});
}

// --- losing and trying again

TEST_F(SocketStreamsTest, ALostSocketIsOpenedAgainAfterAWait) {
  const SocketId first = live(kA);
  close(first);
  EXPECT_EQ(log.take(), Lines{"lost match a"});
  const StreamStatus status = streams.status(kA);
  EXPECT_EQ(status.phase, StreamPhase::kWaiting);
  EXPECT_EQ(status.reason, Reason::kStreamBlocked);
  EXPECT_EQ(status.failures, 1);
  EXPECT_EQ(streams.next_deadline(), status.retry_at);
  EXPECT_LE(wait(kA), kFirstBackoff);
  pass(wait(kA) - 1);
  EXPECT_TRUE(actions.empty());
  pass(1);
  EXPECT_NE(opened(), first);
  EXPECT_EQ(phase(kA), StreamPhase::kOpening);
  EXPECT_EQ(streams.status(kA).retry_at, kNever);
}

TEST_F(SocketStreamsTest, ASocketThatNeverOpensIsGivenUp) {
  want({kA});
  const SocketId a = opened();
  EXPECT_EQ(streams.next_deadline(), clock.mono() + kConnectDeadline);
  pass(kConnectDeadline - 1);
  EXPECT_EQ(phase(kA), StreamPhase::kOpening);
  pass(1);
  EXPECT_EQ(closed(), a);
  EXPECT_EQ(phase(kA), StreamPhase::kWaiting);
  EXPECT_TRUE(log.take().empty());  // it was never live
  open(a);
  EXPECT_EQ(phase(kA), StreamPhase::kWaiting);
}

TEST_F(SocketStreamsTest, AServerThatAcceptsAndDropsIsNotHammered) {
  want({kA});
  int failures = 0;
  for (; failures < 6; ++failures) {
    const SocketId socket = opened();
    open(socket);
    pass(1'000);
    close(socket);
    EXPECT_EQ(streams.status(kA).failures, failures + 1);
    pass(kMaxBackoff);
  }
}

TEST_F(SocketStreamsTest, AStableConnectionStartsAnew) {
  want({kA});
  for (int i = 0; i < 4; ++i) {
    close(opened());
    pass(kMaxBackoff);
  }
  const SocketId socket = opened();
  open(socket);
  pass(kStableAfter);
  close(socket);
  EXPECT_EQ(streams.status(kA).failures, 1);
  EXPECT_LE(wait(kA), kFirstBackoff);
}

TEST_F(SocketStreamsTest, ARestartIsWaitedOutAtRandom) {
  for (const int code : {1012, 1013}) {
    MonoMs shortest = kNever;
    MonoMs longest = 0;
    for (int i = 0; i < 300; ++i) {
      const SocketId socket = live(kA);
      close(socket, code);
      shortest = std::min(shortest, wait(kA));
      longest = std::max(longest, wait(kA));
      want({});
      log.take();
    }
    EXPECT_GE(shortest, 5'000) << code;
    EXPECT_LT(shortest, 6'000) << code;
    EXPECT_LE(longest, 30'000) << code;
    EXPECT_GT(longest, 29'000) << code;
  }
}

TEST_F(SocketStreamsTest, ReopensASocketThatWasProvenWrong) {
  const SocketId first = live(kA);
  streams.reopen(kA, clock.now());
  actions.add(outbox.take());
  EXPECT_EQ(closed(), first);
  EXPECT_EQ(log.take(), Lines{"lost match a"});
  pass(0);
  const SocketId second = opened();
  open(second);
  // But never in a loop.
  streams.reopen(kA, clock.now());
  actions.add(outbox.take());
  EXPECT_EQ(closed(), second);
  EXPECT_GT(wait(kA), 0);
}

TEST_F(SocketStreamsTest, ReopeningNeedsALiveSocket) {
  want({kA});
  actions.forget();
  streams.reopen(kA, clock.now());
  streams.reopen(kB, clock.now());
  EXPECT_TRUE(outbox.take().empty());
  EXPECT_EQ(phase(kA), StreamPhase::kOpening);
}

TEST_F(SocketStreamsTest, RetryNowEndsAWait) {
  want({kA});
  for (int i = 0; i < 4; ++i) {
    close(opened());
    pass(kMaxBackoff);
  }
  close(opened());
  streams.retry_now(clock.now());
  actions.add(outbox.take());
  close(opened());
  EXPECT_EQ(streams.status(kA).failures, 1);
}

TEST_F(SocketStreamsTest, RetryNowLeavesWhatIsOpen) {
  live(kA);
  streams.retry_now(clock.now());
  EXPECT_TRUE(outbox.take().empty());
}

// --- doubt

// What it shows is doubted by the source, which asks REST.
TEST_F(SocketStreamsTest, ADoubtedSocketCannotBeAskedAndIsKept) {
  live(kA);
  doubt(false);
  EXPECT_EQ(phase(kA), StreamPhase::kLive);
  EXPECT_TRUE(actions.empty());
}

TEST_F(SocketStreamsTest, ASocketThatMayBeDeadIsReplacedAtOnce) {
  const SocketId socket = live(kA);
  doubt(true);
  EXPECT_EQ(closed(), socket);
  EXPECT_EQ(log.take(), Lines{"lost match a"});
  pass(0);
  EXPECT_NE(opened(), socket);
}

TEST_F(SocketStreamsTest, DoubtLeavesWhatIsNotOpen) {
  want({kA});
  actions.forget();
  doubt(true);
  EXPECT_TRUE(actions.empty());
  EXPECT_EQ(phase(kA), StreamPhase::kOpening);
}

// --- the budget

class SocketBudgetTest : public SocketStreamsTest {
 protected:
  // One socket refused before it opened, and tried again.
  void refuse_early() {
    close(opened());
    pass(kMaxBackoff);
  }
};

TEST_F(SocketBudgetTest, HasNoLimitAtFirst) {
  EXPECT_EQ(streams.observed_limit(), Streams::kNoLimit);
}

TEST_F(SocketBudgetTest, ShrinksToWhatIsOpenAfterTwoEarlyRefusals) {
  want({kA, kB, kC});
  open(opened());
  open(opened());
  refuse_early();
  EXPECT_EQ(streams.observed_limit(), Streams::kNoLimit);
  refuse_early();
  EXPECT_EQ(streams.observed_limit(), 2);
  streams.retry_now(clock.now());
  EXPECT_EQ(streams.observed_limit(), Streams::kNoLimit);
}

TEST_F(SocketBudgetTest, TriesMoreAgainAfterAWhile) {
  const SocketId a = live(kA);
  want({kA, kB});
  refuse_early();
  close(opened());
  EXPECT_EQ(streams.observed_limit(), 1);
  want({kA});
  EXPECT_EQ(streams.next_deadline(), clock.mono() + 300'000);
  pass(299'999);
  EXPECT_EQ(streams.observed_limit(), 1);
  pass(1);
  EXPECT_EQ(streams.observed_limit(), Streams::kNoLimit);
  EXPECT_EQ(streams.next_deadline(), kNever);
  say(a, "still there");
  EXPECT_EQ(log.take().size(), 1u);
}

TEST_F(SocketBudgetTest, ALimitAloneKeepsNothingAwake) {
  live(kA);
  want({kA, kB});
  refuse_early();
  refuse_early();
  want({});
  EXPECT_EQ(streams.next_deadline(), kNever);
}

TEST_F(SocketBudgetTest, ARefusalOfAllSaysNothingAboutALimit) {
  want({kA});
  for (int i = 0; i < 5; ++i) refuse_early();
  EXPECT_EQ(streams.observed_limit(), Streams::kNoLimit);
}

TEST_F(SocketBudgetTest, ALossAfterTheOpeningIsNoRefusal) {
  live(kA);
  want({kA, kB});
  for (int i = 0; i < 5; ++i) {
    const SocketId socket = opened();
    open(socket);
    close(socket);
    pass(kMaxBackoff);
  }
  EXPECT_EQ(streams.observed_limit(), Streams::kNoLimit);
}

TEST_F(SocketBudgetTest, RefusalsCountInARow) {
  live(kA);
  want({kA, kB});
  refuse_early();
  const SocketId socket = opened();
  open(socket);
  close(socket);
  pass(kMaxBackoff);
  refuse_early();
  EXPECT_EQ(streams.observed_limit(), Streams::kNoLimit);
}

TEST_F(SocketStreamsTest, HasNoRequestsOfItsOwn) {
  EXPECT_FALSE(streams.on_answer(1, test::answer(200), clock.now()));
}

}  // namespace
}  // namespace scoreline
