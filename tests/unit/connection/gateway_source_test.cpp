// What a reader believes of a gateway: docs/gateway-wire.md.
#include "connection/gateway_source.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "unit/connection/support/platform.hpp"

namespace scoreline {
namespace {

constexpr WallMs kServer = 1'790'000'000'000;
constexpr std::int64_t kEpoch = 5'000;
const Subject kA = {SubjectKind::kMatch, Sport::kUnknown, "a"};
const Subject kB = {SubjectKind::kMatch, Sport::kUnknown, "b"};
const Subject kLive = {SubjectKind::kLive, Sport::kUnknown, {}};
constexpr const char* kChannelA = "scorelytics.any.match.a";
constexpr const char* kChannelLive = "scorelytics.any.live";
constexpr const char* kSnapshotLive = "scorelytics.any.live.snapshot";

SourceOptions gateway_options() {
  SourceOptions options;
  options.provider = ProviderKind::kGateway;
  options.rest_base = "https://scores.example";
  options.socket_base = "wss://scores.example";
  options.upstream = "scorelytics";
  return options;
}

std::string row(std::string_view id, int home, std::string_view trust = "live",
                std::string_view more = {}) {
  std::string text = R"({"id":")" + std::string(id) + R"(","sport":"football","home":{"name":"H",)";
  text += R"("score":)" + std::to_string(home) + R"(},"away":{"name":"A","score":0},)";
  return text + R"("status":"live","trust":")" + std::string(trust) + '"' + std::string(more) + '}';
}

class GatewaySourceTest : public testing::Test {
 protected:
  // --- the gateway
  [[nodiscard]] WallMs server_now() const { return kServer + clock.mono(); }
  [[nodiscard]] std::string word(std::string_view channel, std::int64_t seq,
                                 std::string_view members = {},
                                 std::string_view trust = "live") const {
    return R"({"v":1,"channel":")" + std::string(channel) + R"(","epoch":)" +
           std::to_string(epoch) + R"(,"seq":)" + std::to_string(seq) + R"(,"at":)" +
           std::to_string(server_now()) + R"(,"trust":")" + std::string(trust) + '"' +
           std::string(members) + '}';
  }
  [[nodiscard]] std::string match_word(std::int64_t seq, int home,
                                       std::string_view trust = "live") const {
    return word(kChannelA, seq, R"(,"row":)" + row("a", home), trust);
  }
  [[nodiscard]] std::string rows_of(std::initializer_list<std::string> rows,
                                    std::string_view ids = {}) const {
    std::string text = R"(,"rows":[)";
    for (const std::string& each : rows) text += (text.back() == '[' ? "" : ",") + each;
    text += ']';
    if (!ids.empty()) text += R"(,"ids":)" + std::string(ids);
    return text;
  }

  // --- the page
  void watch(const Subject& subject) {
    source.watch(subject, clock.now());
    settle();
  }
  SocketId open() {
    pass(50);
    const SocketId socket = actions.take<OpenSocket>().socket;
    source.on_socket_open(socket, clock.now());
    settle();
    return socket;
  }
  void say(SocketId socket, const std::string& text) {
    source.on_socket_text(socket, text, clock.now());
    settle();
  }
  void close(SocketId socket, int code) {
    source.on_socket_closed(socket, code, clock.now());
    settle();
  }
  void reply(std::string_view channel, int status, const std::string& body = {}) {
    const std::optional<Fetch> fetch = actions.take_fetch(channel);
    ASSERT_TRUE(fetch) << "nothing was asked of " << channel;
    source.on_answer(fetch->request, test::answer(status, body), clock.now());
    settle();
  }
  void pass(MonoMs ms) {
    for (const MonoMs end = clock.mono() + ms; clock.mono() < end;) {
      const MonoMs next = std::clamp(source.next_deadline(), clock.mono() + 1, end);
      clock.pass(next - clock.mono());
      source.on_wake(clock.now());
      settle();
    }
  }
  // Of a followed match: since a heartbeat it is as live as can be.
  SocketId live_a() {
    watch(kA);
    const SocketId socket = open();
    say(socket, match_word(1, 0));
    pass(1'000);
    say(socket, match_word(1, 0));
    return socket;
  }
  [[nodiscard]] ConnectionState state(const Subject& subject) const {
    return source.view(subject, clock.now()).state;
  }
  [[nodiscard]] Reason reason(const Subject& subject) const {
    return source.view(subject, clock.now()).reason;
  }
  [[nodiscard]] int home(const std::string& id) const {
    const Match* match = source.store().find(id);
    return match == nullptr ? -1 : match->home.score.value_or(-2);
  }

  test::TestClock clock;
  std::int64_t epoch = kEpoch;
  test::Actions actions;
  GatewaySource source{gateway_options(), 11};

 private:
  void settle() { actions.add(source.take_actions()); }
};

// --- one match

TEST_F(GatewaySourceTest, OneSocketFollowsAllBoards) {
  watch(kA);
  watch(kB);
  watch(kLive);
  pass(50);
  EXPECT_EQ(actions.count<OpenSocket>(), 1u);
  EXPECT_EQ(actions.take<OpenSocket>().url,
            "wss://scores.example/v1/channels?ids=scorelytics.any.match.a,scorelytics.any.match.b,"
            "scorelytics.any.live");
}

TEST_F(GatewaySourceTest, AnotherBoardMissesNothing) {
  const SocketId first = live_a();
  watch(kB);
  pass(50);
  const SocketId second = actions.take<OpenSocket>().socket;
  EXPECT_EQ(actions.count<CloseSocket>(), 0u);
  say(first, match_word(2, 1));
  EXPECT_EQ(home("a"), 1);
  source.on_socket_open(second, clock.now());
  actions.add(source.take_actions());
  EXPECT_EQ(actions.take<CloseSocket>().socket, first);
  EXPECT_EQ(state(kA), ConnectionState::kLive);
}

TEST_F(GatewaySourceTest, TheFirstWordIsLiveForFiveSecondsOnly) {
  watch(kA);
  const SocketId socket = open();
  EXPECT_EQ(state(kA), ConnectionState::kConnecting);
  say(socket, match_word(1, 2));
  EXPECT_EQ(home("a"), 2);
  EXPECT_EQ(state(kA), ConnectionState::kLive);
  pass(5'000);
  EXPECT_EQ(state(kA), ConnectionState::kLive);
  pass(1);
  EXPECT_EQ(state(kA), ConnectionState::kPolling);
}

TEST_F(GatewaySourceTest, ALaterWordIsLiveForTwelveSeconds) {
  live_a();
  pass(12'000);
  EXPECT_EQ(state(kA), ConnectionState::kLive);
  pass(1);
  EXPECT_EQ(state(kA), ConnectionState::kStale);
}

TEST_F(GatewaySourceTest, AWordThatWasHeldUpIsAsOldAsItIs) {
  const SocketId socket = live_a();
  const std::string held = match_word(1, 0);
  pass(11'000);
  say(socket, held);
  EXPECT_EQ(state(kA), ConnectionState::kLive);
  pass(1'001);
  EXPECT_EQ(state(kA), ConnectionState::kStale);
}

TEST_F(GatewaySourceTest, TheDevicesWallClockPlaysNoPart) {
  const SocketId socket = live_a();
  clock.set_wall_forward(1'900);
  say(socket, match_word(2, 1));
  EXPECT_EQ(state(kA), ConnectionState::kLive);
  EXPECT_EQ(home("a"), 1);
}

TEST_F(GatewaySourceTest, WhatIsOlderIsPassedOver) {
  const SocketId socket = live_a();
  const std::string older = match_word(2, 1, "refused");
  pass(10);
  say(socket, match_word(3, 2));
  say(socket, older);
  EXPECT_EQ(home("a"), 2);
  EXPECT_EQ(state(kA), ConnectionState::kLive);
  // Nor does it prove anything.
  pass(11'900);
  say(socket, older);
  pass(101);
  EXPECT_EQ(state(kA), ConnectionState::kStale);
}

TEST_F(GatewaySourceTest, AnotherEpochBeginsAnew) {
  const SocketId socket = live_a();
  say(socket, match_word(9, 3));
  ++epoch;
  pass(10);
  say(socket, match_word(1, 4));
  EXPECT_EQ(home("a"), 4);
  EXPECT_EQ(state(kA), ConnectionState::kLive);
}

// The gateway's clock was put back between two starts.
TEST_F(GatewaySourceTest, ALowerEpochCountsWhenTheGreaterIsSilent) {
  const SocketId socket = live_a();
  --epoch;
  say(socket, match_word(1, 4));
  EXPECT_EQ(home("a"), 0);
  pass(12'001);
  say(socket, match_word(1, 4));
  EXPECT_EQ(home("a"), 4);
  pass(4'000);
  say(socket, match_word(1, 4));
  EXPECT_EQ(state(kA), ConnectionState::kLive);
}

TEST_F(GatewaySourceTest, TheGatewaysDoubtIsTheReaders) {
  const SocketId socket = live_a();
  say(socket, match_word(2, 0, "stale"));
  EXPECT_EQ(state(kA), ConnectionState::kStale);
  say(socket, match_word(3, 0, "polling"));
  EXPECT_EQ(state(kA), ConnectionState::kPolling);
  say(socket, match_word(4, 0, "unheard-of"));
  EXPECT_EQ(state(kA), ConnectionState::kStale);
  say(socket, word(kChannelA, 5, R"(,"reason":"rate_limited")", "waiting"));
  EXPECT_EQ(reason(kA), Reason::kRateLimited);
}

TEST_F(GatewaySourceTest, AResultStaysOneWithoutTheGateway) {
  const SocketId socket = live_a();
  say(socket, match_word(2, 5, "over"));
  close(socket, 1006);
  pass(60'000);
  EXPECT_EQ(state(kA), ConnectionState::kOver);
}

TEST_F(GatewaySourceTest, ClocksRunFromWhenTheyWereRead) {
  const SocketId socket = live_a();
  const std::string told =
      word(kChannelA, 2,
           R"(,"row":)" + row("a", 0, "live", R"(,"clock":{"secondsLeft":60,"isRunning":true})"));
  pass(3'000);
  say(socket, told);
  EXPECT_EQ(source.store().find("a")->clock, (GameClock{60, true, clock.mono() - 3'000}));
}

TEST_F(GatewaySourceTest, WhatIsNotUnderstoodChangesNothing) {
  const SocketId socket = live_a();
  pass(11'900);
  for (const char* text : {"", "{}", "[]", R"({"v":1})", R"({"v":2,"channel":"x"})"}) {
    say(socket, text);
  }
  say(socket, word("scorelytics.any.match.other", 9, R"(,"row":)" + row("a", 9)));
  say(socket + 1, match_word(9, 9));
  EXPECT_EQ(home("a"), 0);
  pass(101);
  EXPECT_EQ(state(kA), ConnectionState::kStale);
}

// --- the page's life

TEST_F(GatewaySourceTest, OfflineIsNotLive) {
  const SocketId socket = live_a();
  source.set_online(false, clock.now());
  EXPECT_EQ(state(kA), ConnectionState::kStale);
  EXPECT_EQ(reason(kA), Reason::kOffline);
  source.set_online(true, clock.now());
  actions.add(source.take_actions());
  EXPECT_EQ(state(kA), ConnectionState::kStale);
  // The socket may be dead.
  pass(1);
  const SocketId next = actions.take<OpenSocket>().socket;
  source.on_socket_open(next, clock.now());
  actions.add(source.take_actions());
  EXPECT_EQ(actions.take<CloseSocket>().socket, socket);
  say(next, match_word(1, 0));
  EXPECT_EQ(state(kA), ConnectionState::kLive);
}

TEST_F(GatewaySourceTest, AfterSleepNothingIsLiveBeforeANewWord) {
  live_a();
  clock.pass(40'000);
  source.on_wake(clock.now());
  EXPECT_EQ(state(kA), ConnectionState::kStale);
}

// --- without a socket

TEST_F(GatewaySourceTest, ARestartIsSpreadOverHalfAMinute) {
  for (const int code : {1001, 1012}) {
    const SocketId socket = live_a();
    close(socket, code);
    pass(4'999);
    EXPECT_EQ(actions.count<OpenSocket>(), 0u) << code;
    pass(25'001);
    EXPECT_GE(actions.count<OpenSocket>(), 1u) << code;
    source.unwatch(kA, clock.now());
    actions.forget();
    clock.pass(60'000);
  }
}

TEST_F(GatewaySourceTest, WithoutASocketTheNewestWordIsAskedFor) {
  watch(kA);
  pass(50);
  close(actions.take<OpenSocket>().socket, 1006);
  pass(6'000);
  reply(kChannelA, 200, match_word(1, 2));
  EXPECT_EQ(home("a"), 2);
  EXPECT_EQ(state(kA), ConnectionState::kPolling);
  int asked = 0;
  for (const MonoMs end = clock.mono() + 60'000; clock.mono() < end; pass(100)) {
    while (actions.count<OpenSocket>() > 0) close(actions.take<OpenSocket>().socket, 1006);
    if (const auto fetch = actions.take_fetch(kChannelA)) {
      ++asked;
      source.on_answer(fetch->request, test::answer(200, match_word(1, 2)), clock.now());
      actions.add(source.take_actions());
    }
    EXPECT_EQ(state(kA), ConnectionState::kPolling);
  }
  EXPECT_GE(asked, 9);
  EXPECT_LE(asked, 12);
}

TEST_F(GatewaySourceTest, AGatewayThatIsDeadIsNotShownAsAlive) {
  const SocketId socket = live_a();
  close(socket, 1006);
  EXPECT_EQ(state(kA), ConnectionState::kLive);  // what it said is fresh
  pass(2'500);
  for (int i = 0; i < 5; ++i) {
    pass(6'000);
    while (actions.count<OpenSocket>() > 0) close(actions.take<OpenSocket>().socket, 1006);
    while (const auto fetch = actions.take_fetch(kChannelA)) {
      source.on_answer(fetch->request, test::answer(503), clock.now());
      actions.add(source.take_actions());
    }
  }
  EXPECT_EQ(state(kA), ConnectionState::kStale);
  EXPECT_EQ(reason(kA), Reason::kServerError);
}

TEST_F(GatewaySourceTest, WhatMayNotBeFollowedCostsTheOthersNothing) {
  watch(kA);
  watch(kB);
  pass(50);
  close(actions.take<OpenSocket>().socket, 1006);
  pass(7'000);
  while (actions.count<OpenSocket>() > 0) close(actions.take<OpenSocket>().socket, 1006);
  reply(kChannelA, 200, match_word(1, 0));
  reply("match.b", 404);
  EXPECT_EQ(state(kB), ConnectionState::kRefused);
  EXPECT_EQ(reason(kB), Reason::kNotFound);
  pass(30'000);
  EXPECT_EQ(actions.take<OpenSocket>().url,
            "wss://scores.example/v1/channels?ids=scorelytics.any.match.a");
}

TEST_F(GatewaySourceTest, ARefusedOneIsAskedEverMoreSeldom) {
  watch(kB);
  int asked = 0;
  for (const MonoMs end = clock.mono() + 600'000; clock.mono() < end; pass(100)) {
    while (actions.count<OpenSocket>() > 0) close(actions.take<OpenSocket>().socket, 1006);
    if (const auto fetch = actions.take_fetch("match.b")) {
      ++asked;
      source.on_answer(fetch->request, test::answer(404), clock.now());
      actions.add(source.take_actions());
    }
  }
  EXPECT_LE(asked, 14);
  EXPECT_GE(asked, 9);
}

// --- lists

TEST_F(GatewaySourceTest, AListIsItsSnapshotAndTheBatchesBehindIt) {
  watch(kLive);
  const SocketId socket = open();
  // Replayed: 3 and 4 are in the snapshot, 5 is not.
  say(socket, word(kChannelLive, 3, rows_of({row("a", 3)})));
  say(socket, word(kChannelLive, 4, rows_of({row("a", 4)})));
  say(socket, word(kChannelLive, 5, rows_of({row("a", 5)})));
  EXPECT_EQ(home("a"), -1);
  reply(kSnapshotLive, 200,
        word(kSnapshotLive, 4, rows_of({row("a", 4), row("b", 0)}, R"(["a","b"])")));
  EXPECT_EQ(home("a"), 5);
  EXPECT_EQ(source.matches_of(kLive), (std::vector<std::string>{"a", "b"}));
  say(socket, word(kChannelLive, 6, rows_of({row("b", 1)})));
  EXPECT_EQ(home("b"), 1);
  EXPECT_EQ(state(kLive), ConnectionState::kLive);
}

TEST_F(GatewaySourceTest, AGapAsksForTheSnapshotAgain) {
  watch(kLive);
  const SocketId socket = open();
  reply(kSnapshotLive, 200, word(kSnapshotLive, 4, rows_of({row("a", 4)}, R"(["a"])")));
  say(socket, word(kChannelLive, 4));
  EXPECT_EQ(state(kLive), ConnectionState::kLive);
  say(socket, word(kChannelLive, 6, rows_of({row("a", 6)})));
  EXPECT_EQ(home("a"), 4);
  EXPECT_EQ(state(kLive), ConnectionState::kStale);
  reply(kSnapshotLive, 200, word(kSnapshotLive, 5, rows_of({row("a", 5)}, R"(["a"])")));
  EXPECT_EQ(home("a"), 6);
  EXPECT_EQ(state(kLive), ConnectionState::kLive);
}

// The batch itself was lost with a socket, more than 30 s ago.
TEST_F(GatewaySourceTest, AHeartbeatIsNoBatch) {
  watch(kLive);
  const SocketId socket = open();
  reply(kSnapshotLive, 200, word(kSnapshotLive, 4, rows_of({row("a", 4)}, R"(["a"])")));
  say(socket, word(kChannelLive, 5, R"(,"rows":[])"));
  EXPECT_EQ(state(kLive), ConnectionState::kStale);
  reply(kSnapshotLive, 200, word(kSnapshotLive, 5, rows_of({row("a", 5)}, R"(["a"])")));
  EXPECT_EQ(home("a"), 5);
  say(socket, word(kChannelLive, 5, R"(,"rows":[])"));
  EXPECT_EQ(state(kLive), ConnectionState::kLive);
}

TEST_F(GatewaySourceTest, AListThatTheGatewayDoesNotKnowYetIsAskedForSoon) {
  watch(kLive);
  open();
  reply(kSnapshotLive, 200, word(kSnapshotLive, 1, R"(,"rows":[])", "connecting"));
  EXPECT_EQ(state(kLive), ConnectionState::kConnecting);
  pass(1'300);
  reply(kSnapshotLive, 200, word(kSnapshotLive, 2, rows_of({row("a", 4)}, R"(["a"])")));
  EXPECT_EQ(home("a"), 4);
}

TEST_F(GatewaySourceTest, AnOlderSnapshotIsPassedOver) {
  watch(kLive);
  const SocketId socket = open();
  reply(kSnapshotLive, 200, word(kSnapshotLive, 4, rows_of({row("a", 4)}, R"(["a"])")));
  say(socket, word(kChannelLive, 6, rows_of({row("a", 6)})));
  // From a cache on the way, from before what is shown.
  reply(kSnapshotLive, 200, word(kSnapshotLive, 3, rows_of({row("a", 3)}, R"(["a"])")));
  EXPECT_EQ(home("a"), 4);
  EXPECT_EQ(state(kLive), ConnectionState::kStale);
}

TEST_F(GatewaySourceTest, ABatchTellsTheOrderWhereItChanges) {
  watch(kLive);
  const SocketId socket = open();
  reply(kSnapshotLive, 200,
        word(kSnapshotLive, 1, rows_of({row("a", 1), row("b", 1)}, R"(["a","b"])")));
  say(socket, word(kChannelLive, 2, rows_of({row("c", 0)}, R"(["c","b"])")));
  EXPECT_EQ(source.matches_of(kLive), (std::vector<std::string>{"c", "b"}));
  EXPECT_EQ(home("a"), -1);
  EXPECT_EQ(home("c"), 0);
}

TEST_F(GatewaySourceTest, EachRowOfAListHasItsOwnTrust) {
  watch(kLive);
  const SocketId socket = open();
  reply(kSnapshotLive, 200,
        word(kSnapshotLive, 1, rows_of({row("a", 1), row("b", 1, "stale")}, R"(["a","b"])")));
  say(socket, word(kChannelLive, 1));
  EXPECT_EQ(source.row_view(kLive, "a", clock.now()).state, ConnectionState::kLive);
  EXPECT_EQ(source.row_view(kLive, "b", clock.now()).state, ConnectionState::kStale);
  EXPECT_EQ(state(kLive), ConnectionState::kStale);
}

TEST_F(GatewaySourceTest, OfAMatchThatSeveralChannelsTellTheLaterCounts) {
  const SocketId first = live_a();
  watch(kLive);
  const SocketId socket = open();
  const std::string older = word(kSnapshotLive, 1, rows_of({row("a", 1)}, R"(["a"])"));
  pass(100);
  say(socket, match_word(2, 2));
  reply(kSnapshotLive, 200, older);
  EXPECT_EQ(home("a"), 2);
  EXPECT_NE(first, socket);
}

TEST_F(GatewaySourceTest, AnEmptyListIsAsFreshAsItsWord) {
  watch(kLive);
  open();
  reply(kSnapshotLive, 200, word(kSnapshotLive, 1, R"(,"rows":[],"ids":[])"));
  EXPECT_EQ(state(kLive), ConnectionState::kPolling);
  pass(12'001);
  EXPECT_EQ(state(kLive), ConnectionState::kStale);
}

TEST_F(GatewaySourceTest, TheLastBoardLeavesNothing) {
  live_a();
  source.unwatch(kA, clock.now());
  actions.add(source.take_actions());
  EXPECT_EQ(actions.count<CloseSocket>(), 1u);
  EXPECT_EQ(source.next_deadline(), kNever);
  EXPECT_TRUE(source.store().all().empty());
}

}  // namespace
}  // namespace scoreline
