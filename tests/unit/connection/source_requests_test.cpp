// How many requests a reader costs, whatever messages and answers say, and how they are spread.
#include <gtest/gtest.h>

#include <algorithm>

#include "connection/provider_source.hpp"
#include "unit/connection/support/source_driver.hpp"

namespace scoreline {
namespace {

using test::answer;
using test::list;
using test::match_subject;
using test::row;
using test::score_update;
using test::status_change;

constexpr MonoMs kMinute = 60'000;
const Subject kA = match_subject("a");
const Subject kLive{SubjectKind::kLive, Sport::kFootball, ""};
const Subject kLeague{SubjectKind::kLeague, Sport::kFootball, "L"};

// The most in any minute.
int most_a_minute(const std::vector<MonoMs>& times) {
  int most = 0;
  for (std::size_t i = 0; i < times.size(); ++i) {
    int count = 0;
    for (std::size_t j = i; j < times.size() && times[j] < times[i] + kMinute; ++j) ++count;
    most = std::max(most, count);
  }
  return most;
}

void append(std::vector<MonoMs>& all, const std::vector<MonoMs>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

// Readers who ask so long after they have heard the same.
void expect_spread(const std::vector<MonoMs>& delays) {
  const auto [first, last] = std::minmax_element(delays.begin(), delays.end());
  EXPECT_GE(*last - *first, 5'000);
  EXPECT_LE(*last, 10'000);
  for (const MonoMs delay : delays) {
    const auto together = std::count_if(delays.begin(), delays.end(), [&](MonoMs other) {
      return other >= delay && other < delay + 250;
    });
    EXPECT_LE(together, static_cast<std::ptrdiff_t>(delays.size() / 4));
  }
}

class SourceRequestsTest : public test::SourceDriver {
 protected:
  void start_anew(std::uint64_t seed) {
    source = std::make_unique<ProviderSource>(test::scorelytics_options(), nullptr, seed);
    actions.forget();
  }
  SocketId live_list(std::vector<std::string> rows) {
    watch(kLive);
    wake();
    const SocketId socket = open();
    serve(5'000, list(std::move(rows)));
    return socket;
  }
};

// --- a measure that holds in every world

TEST_F(SourceRequestsTest, AQuietMatchCostsSixAMinute) {
  live("a");
  serve(2 * kMinute, row("a", 0, 0));
  const std::vector<MonoMs> asked_at = serve(10 * kMinute, row("a", 0, 0));
  EXPECT_LE(asked_at.size(), 60u);
  EXPECT_GE(asked_at.size(), 10u);
}

TEST_F(SourceRequestsTest, APolledMatchToo) {
  is_refusing_sockets = true;
  watch(kA);
  wake();
  serve(kMinute, row("a", 0, 0));
  const std::vector<MonoMs> asked_at = serve(10 * kMinute, row("a", 0, 0));
  EXPECT_LE(asked_at.size(), 60u);
  EXPECT_GE(asked_at.size(), 40u);
}

TEST_F(SourceRequestsTest, AReaderWhoRefreshesForEverCostsTwentyAMinute) {
  live("a");
  std::vector<MonoMs> asked_at;
  for (int i = 0; i < 600; ++i) {
    refresh();
    append(asked_at, serve(500, row("a", 0, 0)));
  }
  EXPECT_LE(most_a_minute(asked_at), 20);
  EXPECT_GE(asked_at.size(), 60u);  // and refreshes all the same
}

TEST_F(SourceRequestsTest, ASocketThatComesAndGoesToo) {
  SocketId socket = live("a");
  std::vector<MonoMs> asked_at;
  for (int i = 0; i < 300; ++i) {
    close(socket);
    while (actions.count<OpenSocket>() == 0) append(asked_at, serve(100, row("a", 0, 0)));
    socket = open();
    append(asked_at, serve(1'000, row("a", 0, 0)));
  }
  EXPECT_LE(most_a_minute(asked_at), 20);
}

TEST_F(SourceRequestsTest, ManyBoardsShareTheMeasure) {
  is_refusing_sockets = true;
  for (int i = 0; i < 40; ++i) watch(match_subject("m" + std::to_string(i)));
  wake();
  serve(5 * kMinute, [](const Fetch& fetch) {
    return answer(200, row(fetch.url.substr(fetch.url.rfind('/') + 1), 0, 0));
  });
  const std::vector<MonoMs> asked_at = serve(5 * kMinute, [](const Fetch& fetch) {
    return answer(200, row(fetch.url.substr(fetch.url.rfind('/') + 1), 0, 0));
  });
  EXPECT_LE(most_a_minute(asked_at), 20);
}

TEST_F(SourceRequestsTest, OneMessageThatIsRepeatedFourTimesASecondCostsNothingMore) {
  for (const std::string& text :
       {score_update("a", 0, 0, 10), status_change("a", 2, 2), score_update("z", 0, 0, 10),
        score_update("a", 0, 0, 3), status_change("a", 2, 7), status_change("z", 1, 2)}) {
    start_anew(11);
    const SocketId socket = live_list({row("a", 0, 0)});
    std::vector<MonoMs> asked_at;
    for (int i = 0; i < 4 * 300; ++i) {
      say(socket, text);
      append(asked_at, serve(250, list({row("a", 0, 0)})));
    }
    EXPECT_LE(most_a_minute(asked_at), 20) << text;
    EXPECT_LE(asked_at.size(), 45u) << text;  // 6 a minute, and what began it
  }
}

TEST_F(SourceRequestsTest, AnswersThatAreNeverReadableCostNoMore) {
  watch(kA);
  wake();
  open();
  const std::vector<MonoMs> asked_at = serve(10 * kMinute, "{}");
  EXPECT_LE(most_a_minute(asked_at), 20);
  EXPECT_LE(asked_at.size(), 70u);
}

// --- matches that are none of ours

TEST_F(SourceRequestsTest, TwoHundredForeignMatchesCostOneListRequest) {
  const SocketId socket = live_list({row("a", 0, 0)});
  std::vector<MonoMs> asked_at;
  const MonoMs start = clock.mono();
  for (int second = 0; second < 60; ++second) {
    for (int i = 0; i < 20; ++i) {
      say(socket, score_update("z" + std::to_string((second * 20 + i) % 200), 1, 0, 11));
    }
    append(asked_at, serve(1'000, list({row("a", 0, 0)})));
  }
  EXPECT_LE(asked_at.size(), 6u + 3u);
  ASSERT_FALSE(asked_at.empty());
  EXPECT_GE(asked_at.front() - start, 5'000);
}

TEST_F(SourceRequestsTest, TheListIsAskedForAStrangerWithinFiveToTwentySeconds) {
  MonoMs first = kNever;
  MonoMs last = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    start_anew(seed);
    const SocketId socket = live_list({row("a", 0, 0)});
    int minute = 11;
    say(socket, score_update("z", 1, 0, 11));
    const MonoMs start = clock.mono();
    while (actions.count<Fetch>() == 0) {
      pass(50);
      say(socket, score_update("a", 0, 0, ++minute));  // what is ours needs no probe
    }
    first = std::min(first, clock.mono() - start);
    last = std::max(last, clock.mono() - start);
    EXPECT_GE(clock.mono() - start, 5'000) << seed;
    EXPECT_LE(clock.mono() - start, 20'100) << seed;
  }
  EXPECT_GE(last - first, 8'000);  // not all readers at once
}

// --- what all readers hear together

TEST_F(SourceRequestsTest, AStatusChangeIsAskedAboutByOneReaderAfterTheOther) {
  std::vector<MonoMs> delays;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    start_anew(seed);
    const SocketId socket = live("a");
    pass(2'000);
    say(socket, status_change("a", 2, 7));
    const MonoMs start = clock.mono();
    while (actions.count<Fetch>() == 0) pass(10);
    delays.push_back(clock.mono() - start);
  }
  expect_spread(delays);
}

TEST_F(SourceRequestsTest, SoIsAMessageThatIsContested) {
  std::vector<MonoMs> delays;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    start_anew(seed);
    const SocketId socket = live("a", 2, 0);
    pass(2'000);
    say(socket, R"({"type":"score_update","match_id":"a","data":{"home":1,"away":0}})");
    const MonoMs start = clock.mono();
    while (actions.count<Fetch>() == 0) pass(10);
    delays.push_back(clock.mono() - start);
  }
  expect_spread(delays);
}

TEST_F(SourceRequestsTest, SoIsTheEndOfAllConnections) {
  std::vector<MonoMs> delays;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    start_anew(seed);
    close(live("a"));
    const MonoMs start = clock.mono();
    while (actions.count<Fetch>() == 0) pass(10);
    delays.push_back(clock.mono() - start);
  }
  expect_spread(delays);
}

// --- rows that left a list

struct Gone {
  const char* what;
  HttpAnswer own;
};

TEST_F(SourceRequestsTest, ARowThatLeftAListIsAskedForAtItsOwnAddressWithBackoff) {
  const Gone kinds[] = {
      {"404", answer(404)},
      {"500", answer(500)},
      {"403", answer(403)},
      {"no answer", answer(0)},
      {"another id", answer(200, row("x", 0, 0))},
      {"unreadable", answer(200, R"({"id":"b","home_score":""})")},
  };
  for (const Gone& kind : kinds) {
    start_anew(11);
    const SocketId socket = live_list({row("a", 0, 0), row("b", 1, 0)});
    std::vector<MonoMs> own;
    std::vector<MonoMs> all;
    int minute = 10;
    for (int i = 0; i < 600; ++i) {
      if (i % 10 == 0) say(socket, score_update("a", 0, 0, ++minute));
      append(all, serve(1'000, [&](const Fetch& fetch) {
               if (fetch.url.find("matches/b") == std::string::npos) {
                 return answer(200, list({row("a", 0, 0)}));
               }
               own.push_back(clock.mono());
               return kind.own;
             }));
    }
    EXPECT_GE(own.size(), 3u) << kind.what;
    EXPECT_LE(own.size(), 60u) << kind.what;
    EXPECT_LE(most_a_minute(all), 20) << kind.what;
    EXPECT_NE(state("b"), ConnectionState::kLive) << kind.what;
    EXPECT_EQ(score("b"), "1-0") << kind.what;
  }
}

TEST_F(SourceRequestsTest, AndAListOfThemCostsNoMore) {
  std::vector<std::string> rows;
  for (int i = 0; i < 30; ++i) rows.push_back(row("m" + std::to_string(i), 0, 0));
  live_list(rows);
  const std::vector<MonoMs> asked_at = serve(10 * kMinute, [&](const Fetch& fetch) {
    return fetch.url.find("status=live") != std::string::npos ? answer(200, list({})) : answer(404);
  });
  EXPECT_LE(most_a_minute(asked_at), 20);
}

}  // namespace
}  // namespace scoreline
