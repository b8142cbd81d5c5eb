// Lists: their members, who joins and who leaves.
#include <gtest/gtest.h>

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

using Ids = std::vector<std::string>;

const Subject kLive{SubjectKind::kLive, Sport::kFootball, ""};
const Subject kLeague{SubjectKind::kLeague, Sport::kFootball, "L"};

class SourceListTest : public test::SourceDriver {
 protected:
  // A live list with its stream, both based.
  SocketId live_list(std::vector<std::string> rows) {
    watch(kLive);
    wake();
    const SocketId socket = open();
    serve(kSettleAfter + 2'000, list(std::move(rows)));
    return socket;
  }
  // What a stranger makes it ask comes, within 20 s, and is answered like that.
  void reply_to_stranger(std::vector<std::string> rows) {
    for (int i = 0; i < 250; ++i) {
      if (const std::optional<Fetch> fetch = actions.take_fetch("status=live")) {
        give(fetch->request, answer(200, list(std::move(rows))));
        return;
      }
      pass(100);
    }
    ADD_FAILURE() << "the list was not asked for";
  }
  [[nodiscard]] ConnectionView list_view() const { return source->view(kLive, clock.now()); }
};

TEST_F(SourceListTest, HasItsMatchesInTheProvidersOrder) {
  live_list({row("b", 1, 0), row("a", 0, 0)});
  EXPECT_EQ(source->matches_of(kLive), (Ids{"b", "a"}));
  EXPECT_EQ(source->matches_of(kLeague), Ids{});
  EXPECT_EQ(list_view().state, ConnectionState::kLive);
  EXPECT_EQ(score("b"), "1-0");
}

TEST_F(SourceListTest, IsReadOverItsPagesAndSports) {
  const Subject both{SubjectKind::kLive, Sport::kUnknown, ""};
  watch(both);
  reply("football/matches", R"({"data":[)" + row("a", 0, 0) + R"(],"next_cursor":7})");
  EXPECT_EQ(source->view(both, clock.now()).state, ConnectionState::kConnecting);
  reply("after=7", list({row("b", 0, 0)}));
  reply("basketball/matches", list({row("c", 0, 0)}));
  EXPECT_EQ(source->matches_of(both), (Ids{"a", "b", "c"}));
  EXPECT_EQ(source->store().find("c")->sport, Sport::kBasketball);
}

TEST_F(SourceListTest, IsFollowedOnTheStreamOfEverything) {
  const SocketId socket = live_list({row("a", 0, 0), row("b", 0, 0)});
  pass(5'000);
  say(socket, score_update("b", 1, 0, 11));
  EXPECT_EQ(score("b"), "1-0");
  EXPECT_EQ(actions.count<OpenSocket>(), 0u);
}

TEST_F(SourceListTest, AStrangerMayHaveJoined) {
  const SocketId socket = live_list({row("a", 0, 0)});
  say(socket, score_update("z", 1, 0, 11));
  reply_to_stranger({row("a", 0, 0), row("z", 1, 0)});
  EXPECT_EQ(source->matches_of(kLive), (Ids{"a", "z"}));
  EXPECT_EQ(score("z"), "1-0");
  serve(5'000, list({row("a", 0, 0), row("z", 1, 0)}));
  EXPECT_EQ(state("z"), ConnectionState::kLive);
}

TEST_F(SourceListTest, AStrangerThatDidNotJoinIsAskedForOnce) {
  const SocketId socket = live_list({row("a", 0, 0)});
  say(socket, score_update("z", 1, 0, 11));
  reply_to_stranger({row("a", 0, 0)});
  // What is ours needs no probe while it speaks, and a list is read anew after a minute.
  for (int minute = 12; minute < 32; ++minute) {
    say(socket, score_update("a", 0, 0, minute));
    say(socket, score_update("z", 2, 0, minute));
    pass(2'000);
  }
  EXPECT_EQ(actions.count<Fetch>(), 0u);
}

TEST_F(SourceListTest, UnlessItBegins) {
  const SocketId socket = live_list({row("a", 0, 0)});
  say(socket, score_update("z", 1, 0, 11));
  reply_to_stranger({row("a", 0, 0)});
  say(socket, score_update("a", 0, 0, 12));
  say(socket, status_change("z", 1, 2));
  for (int minute = 13; minute < 24 && actions.count<Fetch>() == 0; ++minute) {
    pass(2'000);
    say(socket, score_update("a", 0, 0, minute));
  }
  EXPECT_EQ(actions.count<Fetch>(), 1u);
}

TEST_F(SourceListTest, AMemberThatLeftIsAskedForItsEnd) {
  const SocketId socket = live_list({row("a", 0, 0), row("b", 2, 1)});
  say(socket, score_update("z", 1, 0, 11));
  reply_to_stranger({row("a", 0, 0)});
  EXPECT_EQ(source->matches_of(kLive), (Ids{"a", "b"}));
  reply("matches/b", row("b", 3, 1, 3));
  EXPECT_EQ(score("b"), "3-1");
  EXPECT_EQ(state("b"), ConnectionState::kOver);
}

TEST_F(SourceListTest, AnAnswerAboutAMemberThatNobodyWatchesLeavesNothing) {
  const SocketId socket = live_list({row("a", 0, 0), row("b", 2, 1)});
  watch(match_subject("x"));
  say(socket, score_update("z", 1, 0, 11));
  reply_to_stranger({row("a", 0, 0)});
  const RequestId last = asked("matches/b");
  unwatch(kLive);
  EXPECT_EQ(source->store().find("b"), nullptr);
  give(last, answer(200, row("b", 3, 1)));
  EXPECT_EQ(source->store().find("b"), nullptr);
}

TEST_F(SourceListTest, MembersThatLeftAreAskedForWithinTheLimits) {
  std::vector<std::string> rows;
  for (int i = 0; i < 30; ++i) rows.push_back(row("m" + std::to_string(i), 0, 0));
  const SocketId socket = live_list(rows);
  say(socket, score_update("z", 1, 0, 11));
  reply_to_stranger({});
  EXPECT_LE(actions.count<Fetch>(), 8u);
}

TEST_F(SourceListTest, RetryAfterHoldsInTheMiddleOfAListToo) {
  watch(kLive);
  HttpAnswer first = answer(200, R"({"data":[)" + row("a", 0, 0) + R"(],"next_cursor":7})");
  first.rate_remaining = 0;
  reply("status=live", first);
  EXPECT_EQ(actions.count<Fetch>(), 0u);
  pass(14'000);
  EXPECT_EQ(actions.count<Fetch>(), 0u);
  pass(kFirstBackoff);
  EXPECT_EQ(actions.count<Fetch>(), 1u);
}

TEST_F(SourceListTest, AnEmptyListIsTrueAndPolledSlowly) {
  watch(kLive);
  reply("status=live", list({}));
  wake();
  EXPECT_EQ(list_view().state, ConnectionState::kPolling);
  EXPECT_TRUE(list_view().proven_at);
  open();
  const MonoMs last = serve(5'000, list({})).back();
  while (actions.count<Fetch>() == 0) pass(100);
  EXPECT_NEAR(static_cast<double>(clock.mono() - last), 60'000, 200);
}

TEST_F(SourceListTest, IsAsGoodAsItsWorstMatch) {
  const SocketId socket = live_list({row("a", 0, 0), row("b", 0, 0, 3)});
  EXPECT_EQ(list_view().state, ConnectionState::kLive);
  close(socket);
  EXPECT_EQ(list_view().state, ConnectionState::kPolling);
  EXPECT_EQ(state("b"), ConnectionState::kOver);
}

TEST_F(SourceListTest, OfMatchesThatAreAllOverIsOver) {
  watch(kLeague);
  reply("league_id=L", list({row("a", 0, 0, 3), row("b", 0, 0, 5)}));
  EXPECT_EQ(source->view(kLeague, clock.now()).state, ConnectionState::kOver);
}

TEST_F(SourceListTest, MayBeRefused) {
  watch(kLeague);
  reply("league_id=L", answer(404));
  EXPECT_EQ(source->view(kLeague, clock.now()).state, ConnectionState::kRefused);
  EXPECT_EQ(source->view(kLeague, clock.now()).reason, Reason::kNotFound);
}

TEST_F(SourceListTest, ALiveListIsReadAgainNowAndThen) {
  const SocketId socket = live_list({row("a", 0, 0)});
  const MonoMs start = clock.mono();
  int minute = 11;
  while (actions.count<Fetch>() == 0 && clock.mono() - start < 600'000) {
    pass(1'000);
    say(socket, score_update("a", 0, 0, ++minute));
  }
  EXPECT_NEAR(static_cast<double>(clock.mono() - start), 60'000, 6'000);
}

}  // namespace
}  // namespace scoreline
