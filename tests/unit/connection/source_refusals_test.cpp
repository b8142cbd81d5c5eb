// Refusals: most are for good, and some are the seconds of a deployment. They are tried again,
// slowly.
#include <gtest/gtest.h>

#include "connection/provider_source.hpp"
#include "unit/connection/support/source_driver.hpp"

namespace scoreline {
namespace {

using test::answer;
using test::established;
using test::match_subject;
using test::row;
using test::subscribed;

constexpr MonoMs kMinute = 60'000;
constexpr MonoMs kHour = 60 * kMinute;
constexpr int kRefusals[] = {400, 401, 402, 403, 404, 409, 410, 422, 423, 425};
const Subject kA = match_subject("a");
const Subject kB = match_subject("b");

int count_between(const std::vector<MonoMs>& times, MonoMs from, MonoMs to) {
  return static_cast<int>(
      std::count_if(times.begin(), times.end(), [&](MonoMs at) { return at >= from && at < to; }));
}

class SourceRefusalsTest : public test::SourceDriver {
 protected:
  void start_anew(std::uint64_t seed = 11) {
    source = std::make_unique<ProviderSource>(test::scorelytics_options(), nullptr, seed);
    actions.forget();
  }
  // Milliseconds until it is live once REST and sockets are as they should be.
  MonoMs until_live(const std::string& body) {
    is_refusing_sockets = false;
    const MonoMs start = clock.mono();
    while (state("a") != ConnectionState::kLive && clock.mono() - start < kHour) {
      if (actions.count<OpenSocket>() > 0) open();
      serve(50, body);
    }
    return clock.mono() - start;
  }
};

TEST_F(SourceRefusalsTest, OneOfEightSecondsIsHealedWithinAMinuteOfItsEnd) {
  for (const int status : kRefusals) {
    for (std::uint64_t seed = 1; seed < 6; ++seed) {
      start_anew(seed);
      const SocketId socket = live("a");
      close(socket, 1006);
      is_refusing_sockets = true;
      serve(8'000, [&](const Fetch&) { return answer(status); });
      EXPECT_LE(until_live(row("a", 1, 0)), kMinute) << status << ' ' << seed;
      EXPECT_EQ(view("a").reason, Reason::kNone) << status;
      EXPECT_EQ(score("a"), "1-0") << status;
    }
  }
}

TEST_F(SourceRefusalsTest, OneAtTheStartToo) {
  for (const int status : kRefusals) {
    start_anew();
    watch(kA);
    wake();
    serve(8'000, [&](const Fetch&) { return answer(status); });
    EXPECT_EQ(state("a"), ConnectionState::kRefused) << status;
    EXPECT_LE(until_live(row("a", 1, 0)), kMinute) << status;
  }
}

TEST_F(SourceRefusalsTest, OneForGoodCostsFourRequestsAnHourAfterTheFirstMinutes) {
  is_refusing_sockets = true;
  for (const int status : kRefusals) {
    start_anew();
    watch(kA);
    wake();
    const MonoMs start = clock.mono();
    const std::vector<MonoMs> asked_at =
        serve(3 * kHour, [&](const Fetch&) { return answer(status); });
    EXPECT_LE(count_between(asked_at, start, start + kMinute), 6) << status;
    EXPECT_LE(count_between(asked_at, start, start + 6 * kMinute), 16) << status;
    for (MonoMs hour = start + 6 * kMinute; hour < start + 2 * kHour; hour += 10 * kMinute) {
      EXPECT_LE(count_between(asked_at, hour, hour + kHour), 4) << status;
      EXPECT_GE(count_between(asked_at, hour, hour + kHour), 2) << status;
    }
    EXPECT_EQ(state("a"), ConnectionState::kRefused) << status;
  }
}

TEST_F(SourceRefusalsTest, ManyMatchesOfOneRefusedKeyTryAsOne) {
  is_refusing_sockets = true;
  for (const char* id : {"a", "b", "c", "d", "e"}) watch(match_subject(id));
  wake();
  serve(6 * kMinute, [](const Fetch&) { return answer(401); });
  const std::vector<MonoMs> asked_at = serve(kHour, [](const Fetch&) { return answer(401); });
  EXPECT_LE(asked_at.size(), 4u);
}

TEST_F(SourceRefusalsTest, OneGoodAnswerHealsAllOfThem) {
  watch(kA);
  watch(kB);
  wake();
  serve(1'000, [](const Fetch&) { return answer(401); });
  EXPECT_EQ(state("a"), ConnectionState::kRefused);
  EXPECT_EQ(state("b"), ConnectionState::kRefused);
  while (actions.count<Fetch>() == 0) pass(50);
  EXPECT_EQ(actions.count<Fetch>(), 1u);
  const Fetch first = actions.take<Fetch>();
  const bool is_a = first.url.find("matches/a") != std::string::npos;
  give(first.request, answer(200, row(is_a ? "a" : "b", 1, 0)));
  EXPECT_NE(state("a"), ConnectionState::kRefused);
  EXPECT_NE(state("b"), ConnectionState::kRefused);
  pass(1'000);
  EXPECT_TRUE(actions.take_fetch(is_a ? "matches/b" : "matches/a"));
}

TEST_F(SourceRefusalsTest, TheServersRetryAfterIsKept) {
  for (const int status : {401, 403, 404}) {
    start_anew();
    watch(kA);
    wake();
    reply("matches/a", test::answer_with_retry_after(status, 120));
    pass(120'000 - 1);
    EXPECT_EQ(actions.count<Fetch>(), 0u) << status;
    pass(2'000);
    EXPECT_EQ(actions.count<Fetch>(), 1u) << status;
  }
}

TEST_F(SourceRefusalsTest, ARefusedMatchHoldsNoSocketAndLeavesTheOthers) {
  watch(kA);
  watch(kB);
  wake();
  actions.take<OpenSocket>();
  const SocketId b = open();
  serve(5'000, [](const Fetch& fetch) {
    return fetch.url.find("matches/a") != std::string::npos ? answer(403)
                                                            : answer(200, row("b", 1, 0));
  });
  EXPECT_EQ(state("a"), ConnectionState::kRefused);
  EXPECT_EQ(view("a").reason, Reason::kForbidden);
  EXPECT_EQ(state("b"), ConnectionState::kLive);
  EXPECT_NE(actions.take<CloseSocket>().socket, b);
  EXPECT_EQ(actions.count<CloseSocket>(), 0u);
}

TEST_F(SourceRefusalsTest, RefreshAsksAtOnce) {
  watch(kA);
  wake();
  serve(10 * kMinute, [](const Fetch&) { return answer(403); });
  EXPECT_EQ(state("a"), ConnectionState::kRefused);
  refresh();
  reply("matches/a", row("a", 1, 0));
  EXPECT_EQ(score("a"), "1-0");
  EXPECT_NE(state("a"), ConnectionState::kRefused);
}

// --- outages

TEST_F(SourceRefusalsTest, AReaderWhoSeesNothingYetIsNotKeptWaitingForLong) {
  watch(kA);
  wake();
  open();
  serve(62'000, [](const Fetch&) { return answer(0); });
  EXPECT_EQ(score("a"), "nothing");
  const MonoMs start = clock.mono();
  while (score("a") == "nothing") serve(50, row("a", 1, 0));
  EXPECT_LE(clock.mono() - start, 10'000);
}

TEST_F(SourceRefusalsTest, AnAnswerAfterAnOutageBringsTheNextSocketForward) {
  for (std::uint64_t seed = 1; seed < 20; ++seed) {
    start_anew(seed);
    const SocketId socket = live("a");
    close(socket);
    is_refusing_sockets = true;
    serve(60'000, [](const Fetch&) { return answer(0); });
    is_refusing_sockets = false;
    const auto counts_from = [&] { return clock.mono(); };
    while (view("a").reason == Reason::kUnreachable) serve(50, row("a", 0, 0));
    const MonoMs answered = counts_from();
    while (actions.count<OpenSocket>() == 0) serve(50, row("a", 0, 0));
    EXPECT_LE(clock.mono() - answered, 5'100) << seed;
  }
}

// --- channels of the Stats API

const Subject kSeven{SubjectKind::kMatch, Sport::kUnknown, "7"};
constexpr std::string_view kMatchSeven =
    R"({"id":"7","home_team":"H","away_team":"A","home_score":10,"away_score":8,)"
    R"("status":"in_progress"})";

class SourceRefusedChannelTest : public test::SourceDriver {
 protected:
  SourceRefusedChannelTest() : SourceDriver(test::stats_api_options()) {}

  void start_anew(std::uint64_t seed) {
    source = std::make_unique<ProviderSource>(test::stats_api_options(), nullptr, seed);
    actions.forget();
  }
  // REST answers, sockets open, pings are answered, and the channel is authorised with `status`.
  void run(MonoMs ms, int status) {
    for (const MonoMs end = clock.mono() + ms; clock.mono() < end;) {
      if (actions.count<OpenSocket>() > 0) {
        socket = open();
        say(socket, is_full ? test::pusher_error(4004) : established());
      }
      while (actions.count<SendText>() > 0) {
        const std::string text = actions.take<SendText>().text;
        if (text.find("pusher:ping") != std::string::npos) say(socket, test::kPong);
        if (text.find("pusher:subscribe") != std::string::npos) {
          say(socket, subscribed("private-match.7"));
        }
      }
      serve(50, [&](const Fetch& fetch) {
        const bool is_auth = fetch.url.find("/auth") != std::string::npos;
        auth_requests += is_auth ? 1 : 0;
        if (!is_auth) return answer(200, std::string(kMatchSeven));
        return status == 200 ? answer(200, R"({"auth":"k:s"})") : answer(status);
      });
    }
  }

  SocketId socket = 0;
  bool is_full = false;
  int auth_requests = 0;
};

TEST_F(SourceRefusedChannelTest, IsHealedWithinAMinute) {
  for (const int status : {401, 403, 404, 419}) {
    for (std::uint64_t seed = 1; seed < 5; ++seed) {
      start_anew(seed);
      watch(kSeven);
      wake();
      run(8'000, status);
      EXPECT_EQ(state("7"), ConnectionState::kPolling) << status;
      run(kMinute, 200);
      EXPECT_EQ(state("7"), ConnectionState::kLive) << status << ' ' << seed;
      EXPECT_EQ(view("7").reason, Reason::kNone) << status;
    }
  }
}

TEST_F(SourceRefusedChannelTest, ForGoodIsAskedForFourTimesAnHour) {
  watch(kSeven);
  wake();
  run(6 * kMinute, 403);
  EXPECT_LE(auth_requests, 16);
  auth_requests = 0;
  run(kHour, 403);
  EXPECT_LE(auth_requests, 4);
  EXPECT_GE(auth_requests, 2);
  EXPECT_EQ(state("7"), ConnectionState::kPolling);
  EXPECT_EQ(view("7").reason, Reason::kForbidden);
}

TEST_F(SourceRefusedChannelTest, AServerThatIsFullIsTriedAgainWithinAMinute) {
  for (std::uint64_t seed = 1; seed < 5; ++seed) {
    start_anew(seed);
    is_full = true;
    watch(kSeven);
    wake();
    run(18'000, 200);
    EXPECT_EQ(state("7"), ConnectionState::kPolling);
    EXPECT_EQ(view("7").reason, Reason::kOverQuota);
    is_full = false;
    run(kMinute, 200);
    EXPECT_EQ(state("7"), ConnectionState::kLive) << seed;
  }
}

}  // namespace
}  // namespace scoreline
