// A source of the Stats API: channels on one connection, and what each refusal leaves.
#include <gtest/gtest.h>

#include "connection/provider_source.hpp"
#include "unit/connection/support/source_driver.hpp"

namespace scoreline {
namespace {

using test::answer;
using test::established;
using test::frame;
using test::subscribed;

constexpr std::string_view kAuth = R"({"auth":"k:s"})";
const Subject kSeven{SubjectKind::kMatch, Sport::kUnknown, "7"};
const Subject kCompetition{SubjectKind::kCompetition, Sport::kUnknown, "4"};

std::string match_json(std::string_view id, int home, int away,
                       std::string_view status = "in_progress") {
  return R"({"id":")" + std::string(id) + R"(","home_team":"H","away_team":"A","home_score":)" +
         std::to_string(home) + R"(,"away_score":)" + std::to_string(away) +
         R"(,"competition_id":4,"status":")" + std::string(status) + R"("})";
}

std::string event(std::string_view id, int play, int home, int away) {
  return R"({"match_id":")" + std::string(id) + R"(","home_score":)" + std::to_string(home) +
         R"(,"away_score":)" + std::to_string(away) +
         R"(,"current_period":2,"status":"in_progress","event":{"id":)" + std::to_string(play) +
         R"(,"type":"3pt_made"}})";
}

class SourceStatsApiTest : public test::SourceDriver {
 protected:
  explicit SourceStatsApiTest(SourceOptions options = test::stats_api_options())
      : SourceDriver(std::move(options)) {}

  void connect() {
    wake();
    socket = open();
    say(socket, established());
  }
  // Authorises and confirms every channel that is asked for.
  void grant() {
    while (const auto fetch = actions.take_fetch("/auth")) {
      channels.push_back(
          fetch->form.value_or("").substr(fetch->form.value_or("").find("name=") + 5));
      give(fetch->request, answer(200, std::string(kAuth)));
      say(socket, subscribed(channels.back()));
    }
  }
  void reply_each(std::string_view part, const std::string& body) {
    while (const auto fetch = actions.take_fetch(part)) {
      give(fetch->request, answer(200, body));
      pass(300);
    }
  }
  void live_match() {
    watch(kSeven);
    connect();
    grant();
    serve(kSettleAfter + 300, match_json("7", 10, 8));
    actions.forget();
  }

  // Live, and its plays are asked for.
  void live_match_without_plays() {
    watch(kSeven);
    connect();
    grant();
    pass(300);
    reply("matches/7", match_json("7", 10, 8));
    pass(300);
    reply("matches/7", match_json("7", 10, 8));
  }

  SocketId socket = 0;
  std::vector<std::string> channels;
};

TEST_F(SourceStatsApiTest, SubscribesAndStandsOnASnapshotAskedForAfterwards) {
  watch(kSeven);
  EXPECT_EQ(actions.count<Fetch>(), 1u);
  wake();
  EXPECT_EQ(actions.take<OpenSocket>().url.substr(0, 33), "wss://api/app/app?protocol=7&clie");
  actions.forget();
  source->on_socket_open(1, clock.now());
  socket = 1;
  say(socket, established());
  const Fetch auth = actions.take<Fetch>();
  EXPECT_EQ(auth.url, "https://api/auth");
  EXPECT_EQ(auth.headers.front(),
            (std::pair<std::string, std::string>("Authorization", "Bearer 1|abc")));
  give(auth.request, answer(200, std::string(kAuth)));
  say(socket, subscribed("private-match.7"));
  EXPECT_NE(state("7"), ConnectionState::kLive);
  pass(300);
  reply_each("matches/7", match_json("7", 10, 8));
  EXPECT_EQ(score("7"), "10-8");
  EXPECT_EQ(state("7"), ConnectionState::kLive);
}

TEST_F(SourceStatsApiTest, EventsAreAppliedOnceAndInOrder) {
  live_match();
  pass(5'000);
  say(socket, frame("event.received", event("7", 100, 13, 8), "private-match.7"));
  say(socket, frame("event.received", event("7", 102, 15, 8), "private-match.7"));
  say(socket, frame("event.received", event("7", 101, 13, 10), "private-match.7"));
  say(socket, frame("event.received", event("7", 100, 13, 8), "private-match.7"));
  EXPECT_EQ(score("7"), "15-8");
  EXPECT_EQ(source->store().find("7")->plays.size(), 3u);
}

// A repetition may come long after what it repeats.
TEST_F(SourceStatsApiTest, WhatWasToldOfAMatchBeforeItWasFollowedIsNotTakenTwice) {
  watch({SubjectKind::kLive, Sport::kUnknown, {}});
  connect();
  grant();
  reply_each("competitions", R"({"data":[]})");
  say(socket, frame("event.received", event("7", 100, 10, 8), "private-games"));
  say(socket, frame("event.received", event("7", 101, 13, 8), "private-games"));
  watch(kSeven);
  pass(300);
  reply_each("matches/7", match_json("7", 13, 8));
  pass(5'000);
  say(socket, frame("event.received", event("7", 100, 10, 8), "private-games"));
  EXPECT_EQ(score("7"), "13-8");
  unwatch(kSeven);
  watch(kSeven);
  pass(300);
  reply_each("matches/7", match_json("7", 13, 8));
  pass(5'000);
  say(socket, frame("event.received", event("7", 101, 13, 0), "private-games"));
  EXPECT_EQ(score("7"), "13-8");
}

// --- plays that the stream does not repeat

TEST_F(SourceStatsApiTest, AMatchThatIsJoinedInTheMiddleHasItsPlays) {
  live_match_without_plays();
  ASSERT_EQ(state("7"), ConnectionState::kLive);
  changes.clear();
  reply("matches/7/play-by-play",
        R"({"data":[{"id":90,"type":"2pt_made"},{"id":95,"type":"foul"}]})");
  EXPECT_EQ(source->store().find("7")->plays.size(), 2u);
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_TRUE(changes[0].changes.has(Change::kPlay));
  EXPECT_TRUE(changes[0].new_plays.empty());  // history is no event
  pass(5'000);
  say(socket, frame("event.received", event("7", 100, 13, 8), "private-match.7"));
  EXPECT_EQ(source->store().find("7")->plays.back().id, 100);
  EXPECT_EQ(changes.back().new_plays.size(), 1u);
}

// REST may be ahead of the stream, which has to tell that play with its score, as news.
TEST_F(SourceStatsApiTest, APlayThatTheStreamHasYetToTellIsLeftToIt) {
  live_match_without_plays();
  say(socket, frame("event.received", event("7", 100, 10, 8), "private-match.7"));
  reply("play-by-play", R"({"data":[{"id":90,"type":"foul"},{"id":101,"type":"3pt_made"}]})");
  ASSERT_EQ(source->store().find("7")->plays.size(), 2u);
  EXPECT_EQ(source->store().find("7")->plays.back().id, 100);
}

TEST_F(SourceStatsApiTest, WithoutItsPlaysAMatchIsAsGood) {
  live_match_without_plays();
  reply("matches/7/play-by-play", answer(404));
  EXPECT_EQ(state("7"), ConnectionState::kLive);
  EXPECT_EQ(view("7").reason, Reason::kNone);
  pass(2'000);
  EXPECT_FALSE(actions.take_fetch("play-by-play"));
}

TEST_F(SourceStatsApiTest, ATokenThatIsRefusedForPlaysIsRefused) {
  live_match_without_plays();
  reply("matches/7/play-by-play", answer(401));
  EXPECT_EQ(view("7").reason, Reason::kWrongKey);
}

TEST_F(SourceStatsApiTest, TheLastOneOutWaitsForNoPlays) {
  live_match_without_plays();
  const RequestId plays = asked("play-by-play");
  unwatch(kSeven);
  bool is_cancelled = false;
  while (actions.count<CancelFetch>() > 0) {
    is_cancelled |= actions.take<CancelFetch>().request == plays;
  }
  EXPECT_TRUE(is_cancelled);
  EXPECT_EQ(source->next_deadline(), kNever);
}

TEST_F(SourceStatsApiTest, ChannelsShareOneSocket) {
  for (int id = 1; id <= 10; ++id)
    watch({SubjectKind::kMatch, Sport::kUnknown, std::to_string(id)});
  connect();
  EXPECT_EQ(actions.count<OpenSocket>(), 0u);
  grant();
  EXPECT_EQ(channels.size(), 10u);
}

TEST_F(SourceStatsApiTest, MoreThanTenMatchesAreCheaperOnOneChannel) {
  for (int id = 1; id <= 11; ++id)
    watch({SubjectKind::kMatch, Sport::kUnknown, std::to_string(id)});
  connect();
  grant();
  EXPECT_EQ(channels, std::vector<std::string>{"private-games"});
}

TEST_F(SourceStatsApiTest, ARefusedChannelOfAllIsReplacedByOneAMatchForGood) {
  for (int id = 1; id <= 11; ++id)
    watch({SubjectKind::kMatch, Sport::kUnknown, std::to_string(id)});
  connect();
  reply("/auth", answer(403));
  grant();
  EXPECT_EQ(channels.size(), 11u);
  // Whatever makes it plan anew, the refused one is left alone.
  reply_each("matches/5", match_json("5", 1, 0));
  say(socket, frame("event.received", event("5", 99, 2, 0), "private-match.5"));
  grant();
  EXPECT_EQ(channels.size(), 11u);
  EXPECT_NE(score("5"), "nothing");
  refresh();
  ASSERT_TRUE(actions.take_fetch("/auth"));
}

TEST_F(SourceStatsApiTest, ARefusedConnectionSaysNothingAboutTheChannelOfAll) {
  for (int id = 1; id <= 11; ++id)
    watch({SubjectKind::kMatch, Sport::kUnknown, std::to_string(id)});
  wake();
  say(open(), test::pusher_error(4004));
  reply("matches/1", match_json("1", 0, 0));
  while (actions.count<OpenSocket>() == 0) {
    while (actions.count<Fetch>() > 0) give(actions.take<Fetch>().request, answer(500));
    pass(1'000);
  }
  connect();
  grant();
  EXPECT_EQ(channels, std::vector<std::string>{"private-games"});
}

TEST_F(SourceStatsApiTest, ARefusedChannelLeavesTheMatchPolled) {
  watch(kSeven);
  connect();
  reply("/auth", answer(403));
  reply_each("matches/7", match_json("7", 10, 8));
  EXPECT_EQ(state("7"), ConnectionState::kPolling);
  EXPECT_EQ(view("7").reason, Reason::kForbidden);
}

TEST_F(SourceStatsApiTest, ACompetitionFollowsWhatIsInPlay) {
  watch(kCompetition);
  reply("competitions/4",
        R"({"data":[)" + match_json("7", 1, 0) + ',' + match_json("8", 0, 0, "scheduled") + "]}");
  connect();
  grant();
  EXPECT_EQ(channels, (std::vector<std::string>{"private-match.7", "private-competition.4"}));
}

TEST_F(SourceStatsApiTest, APongProvesTheConnectionAndNoMatch) {
  live_match();
  const MonoMs start = clock.mono();
  while (!actions.take_fetch("matches/7") && clock.mono() - start < 300'000) {
    pass(500);
    say(socket, test::kPong);
  }
  // As soon as without any pong.
  EXPECT_GE(clock.mono() - start, 5'000);
  EXPECT_LE(clock.mono() - start, 14'500);
}

TEST_F(SourceStatsApiTest, PongsDoNotKeepAMatchLiveWhoseBroadcastsNothingProves) {
  live_match();
  const MonoMs start = clock.mono();
  const auto rest_is_down = [](const Fetch&) { return answer(503); };
  while (state("7") == ConnectionState::kLive && clock.mono() - start < 600'000) {
    serve(500, rest_is_down);
    say(socket, test::kPong);
  }
  EXPECT_LE(clock.mono() - start, 20'000);
  for (int i = 0; i < 10; ++i) {
    serve(1'000, rest_is_down);
    say(socket, test::kPong);
  }
  EXPECT_EQ(state("7"), ConnectionState::kStale);
  // What comes after such a silence may have been held up: an answer has to prove it.
  say(socket, frame("event.received", event("7", 100, 13, 8), "private-match.7"));
  EXPECT_EQ(score("7"), "13-8");
  EXPECT_EQ(state("7"), ConnectionState::kStale);
}

// A server that stops answering at all, with an event every half second before.
TEST_F(SourceStatsApiTest, AServerThatStopsIsAskedAboutAtOnceWhereItWasBusy) {
  live_match();
  for (int play = 100; play < 140; ++play) {
    say(socket, frame("event.received", event("7", play, play, 8), "private-match.7"));
    serve(500, match_json("7", play, 8));
  }
  const MonoMs start = clock.mono();
  while (actions.count<Fetch>() == 0) pass(50);
  EXPECT_LE(clock.mono() - start, 5'000);
  reply("matches/7", match_json("7", 142, 8));
  EXPECT_EQ(score("7"), "142-8");
  EXPECT_NE(state("7"), ConnectionState::kLive);
}

TEST_F(SourceStatsApiTest, TheLastOneOutClosesTheConnection) {
  live_match();
  unwatch(kSeven);
  EXPECT_EQ(actions.take<CloseSocket>().socket, socket);
  EXPECT_EQ(source->next_deadline(), kNever);
}

// --- tokens that a page gives

SourceOptions with_tokens_of_the_page() {
  SourceOptions options = test::stats_api_options();
  options.key.clear();
  options.page_gives_key = true;
  return options;
}

class PageGivesTokenTest : public SourceStatsApiTest {
 protected:
  PageGivesTokenTest() : SourceStatsApiTest(with_tokens_of_the_page()) {}
  void give_token(std::string token) {
    source->on_credential(actions.take<AskCredential>().request, std::move(token), clock.now());
    wake();
  }
};

TEST_F(PageGivesTokenTest, AnExpiredTokenClosesNothingThatItHasOpened) {
  watch(kSeven);
  give_token("old");
  connect();
  grant();
  pass(300);
  reply_each("matches/7", match_json("7", 10, 8));
  pass(5'000);
  actions.forget();
  refresh();
  reply("matches/7", answer(401));
  say(socket, frame("status.changed",
                    R"({"match_id":7,"competition_id":4,"previous_status":"in_progress",)"
                    R"("status":"interrupted","home_score":10,"away_score":8})",
                    "private-match.7"));
  EXPECT_EQ(source->store().find("7")->status, MatchStatus::kInterrupted);
  EXPECT_EQ(actions.count<CloseSocket>(), 0u);
}

TEST_F(PageGivesTokenTest, AFreshTokenAuthorisesAChannelThatTheOldOneCouldNot) {
  watch(kSeven);
  give_token("old");
  connect();
  reply("/auth", answer(401));
  reply("matches/7", answer(401));
  pass(1'000);
  give_token("fresh");
  const std::optional<Fetch> auth = actions.take_fetch("/auth");
  ASSERT_TRUE(auth);
  EXPECT_EQ(auth->headers.front().second, "Bearer fresh");
}

}  // namespace
}  // namespace scoreline
