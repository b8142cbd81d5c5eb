// How PusherStreams has its channels authorised, and what comes of each answer.
#include <gtest/gtest.h>

#include "connection/pusher_streams.hpp"
#include "unit/connection/support/pusher_streams_driver.hpp"

namespace scoreline {
namespace {

using test::answer;
using test::answer_with_retry_after;
using test::established;
using test::subscribed;

constexpr MonoMs kAuthDeadline = 15'000;

class PusherAuthorisationTest : public test::PusherStreamsDriver {};

TEST_F(PusherAuthorisationTest, AuthorisesForTheConnectionAndThenSubscribes) {
  want({kA});
  EXPECT_EQ(actions.count<Fetch>(), 0u);  // not before there is a socket id
  open();
  say(established("12.34"));
  const Fetch fetch = actions.take<Fetch>();
  EXPECT_EQ(fetch.url, "https://x/auth");
  EXPECT_EQ(fetch.form, "socket_id=12.34&channel_name=private-a");
  EXPECT_EQ(fetch.headers, (PusherStreams::Headers{{"Authorization", "Bearer 1|abc"},
                                                   {"Accept", "application/json"}}));
  EXPECT_TRUE(actions.empty());
  EXPECT_TRUE(give(fetch.request, kGranted));
  EXPECT_EQ(
      actions.take<SendText>().text,
      R"({"event":"pusher:subscribe","data":{"auth":"key:signature","channel":"private-a"}})");
  EXPECT_EQ(phase(kA), StreamPhase::kOpening);
  say(subscribed("private-a"));
  EXPECT_EQ(phase(kA), StreamPhase::kLive);
  EXPECT_EQ(log.take(), Lines{"live match a"});
  EXPECT_FALSE(give(fetch.request, kGranted));
}

TEST_F(PusherAuthorisationTest, ChannelDataIsPassedOn) {
  connect({kA});
  give(actions.take<Fetch>().request, answer(200, R"({"auth":"k:s","channel_data":"{\"u\":1}"})"));
  EXPECT_NE(actions.take<SendText>().text.find(R"("channel_data":"{\"u\":1}")"), std::string::npos);
}

TEST_F(PusherAuthorisationTest, TheHeadersAreReadAtEachAuthorisation) {
  live(kA);
  headers = {{"Authorization", "Bearer fresh"}};
  want({kA, kB});
  EXPECT_EQ(actions.take<Fetch>().headers.front().second, "Bearer fresh");
}

TEST_F(PusherAuthorisationTest, AStaleAnswerIsNeverSent) {
  connect({kA}, "1.1");
  const RequestId old = actions.take<Fetch>().request;
  close();
  EXPECT_EQ(actions.take<CancelFetch>().request, old);
  pass(kMaxBackoff);
  open();
  EXPECT_FALSE(give(old, answer(200, R"({"auth":"for:1.1"})")));
  say(established("2.2"));
  EXPECT_FALSE(give(old, answer(200, R"({"auth":"for:1.1"})")));
  EXPECT_EQ(actions.count<SendText>(), 0u);
  const Fetch fresh = actions.take<Fetch>();
  EXPECT_EQ(fresh.form, "socket_id=2.2&channel_name=private-a");
  give(fresh.request, answer(200, R"({"auth":"for:2.2"})"));
  EXPECT_NE(actions.take<SendText>().text.find("for:2.2"), std::string::npos);
}

TEST_F(PusherAuthorisationTest, AnAuthorisationThatWaitsForItsTurnIsNotKeptForTheNextConnection) {
  connect({kA, kB});
  authorise();
  authorise();  // b is ready, a is being subscribed
  actions.forget();
  close();
  pass(kMaxBackoff);
  open();
  say(established("2.2"));
  EXPECT_EQ(actions.count<SendText>(), 0u);
  EXPECT_EQ(actions.count<Fetch>(), 2u);
}

TEST_F(PusherAuthorisationTest, EachConnectionNeedsItsOwnAuthorisation) {
  live(kA);
  close();
  EXPECT_EQ(log.take(), Lines{"lost match a"});
  pass(kMaxBackoff);
  open();
  say(established("2.2"));
  EXPECT_EQ(actions.take<Fetch>().form, "socket_id=2.2&channel_name=private-a");
}

// --- what the authorisation's answer may be

struct AuthAnswer {
  int status;
  const char* body;
  StreamPhase phase;
  Reason reason;
};

TEST_F(PusherAuthorisationTest, AnAnswerIsObeyedByItsStatus) {
  constexpr AuthAnswer kAnswers[] = {
      {0, "", StreamPhase::kWaiting, Reason::kUnreachable},
      {200, "", StreamPhase::kWaiting, Reason::kBadAnswer},
      {200, "{}", StreamPhase::kWaiting, Reason::kBadAnswer},
      {200, "null", StreamPhase::kWaiting, Reason::kBadAnswer},
      {200, "<html>", StreamPhase::kWaiting, Reason::kBadAnswer},
      {201, R"({"auth":"k:s"})", StreamPhase::kRefused, Reason::kBadAnswer},
      {302, "", StreamPhase::kRefused, Reason::kBadAnswer},
      {400, "", StreamPhase::kRefused, Reason::kBadAnswer},
      {401, "", StreamPhase::kRefused, Reason::kWrongKey},
      {402, "", StreamPhase::kRefused, Reason::kSuspended},
      {403, "", StreamPhase::kRefused, Reason::kForbidden},
      {404, "", StreamPhase::kRefused, Reason::kNotFound},
      {419, "", StreamPhase::kRefused, Reason::kWrongKey},
      {429, "", StreamPhase::kWaiting, Reason::kRateLimited},
      {500, "", StreamPhase::kWaiting, Reason::kServerError},
      {503, "", StreamPhase::kWaiting, Reason::kServerError},
  };
  for (const AuthAnswer& row : kAnswers) {
    connect({kA});
    EXPECT_TRUE(give(actions.take<Fetch>().request, answer(row.status, row.body)));
    EXPECT_EQ(phase(kA), row.phase) << row.status << row.body;
    EXPECT_EQ(streams.status(kA).reason, row.reason) << row.status << row.body;
    EXPECT_EQ(actions.count<SendText>(), 0u) << row.status << row.body;
    EXPECT_EQ(actions.count<CloseSocket>(), 0u) << row.status;
    want({});
    actions.forget();
  }
}

TEST_F(PusherAuthorisationTest, ARefusedChannelLeavesTheOthersAlive) {
  connect({kA, kB});
  give(actions.take<Fetch>().request, answer(403));
  authorise();
  say(subscribed("private-b"));
  EXPECT_EQ(phase(kA), StreamPhase::kRefused);
  EXPECT_EQ(phase(kB), StreamPhase::kLive);
  EXPECT_EQ(streams.status(kB).reason, Reason::kNone);
}

TEST_F(PusherAuthorisationTest, ARefusedChannelWaitsForItsTimeOnTheNextConnectionToo) {
  connect({kA, kB});
  give(actions.take<Fetch>().request, answer_with_retry_after(403, 120));
  authorise();
  say(subscribed("private-b"));
  close();
  pass(kMaxBackoff);
  open();
  say(established("2.2"));
  EXPECT_EQ(actions.take<Fetch>().form, "socket_id=2.2&channel_name=private-b");
  EXPECT_EQ(actions.count<Fetch>(), 0u);
  EXPECT_EQ(phase(kA), StreamPhase::kRefused);
}

TEST_F(PusherAuthorisationTest, ARefusedChannelIsTriedAgainByItself) {
  for (const int status : {400, 401, 403, 404, 419}) {
    connect({kA});
    give(actions.take<Fetch>().request, answer(status));
    const MonoMs due = streams.next_deadline() - clock.mono();
    EXPECT_GE(due, 5'000) << status;
    EXPECT_LE(due, 6'250) << status;
    pass(due - 1);
    EXPECT_EQ(actions.count<Fetch>(), 0u) << status;
    pass(1);
    authorise();
    say(subscribed("private-a"));
    EXPECT_EQ(phase(kA), StreamPhase::kLive) << status;
    want({});
    actions.forget();
  }
}

TEST_F(PusherAuthorisationTest, ARefusedChannelIsTriedAgainWhenSomebodyAsks) {
  connect({kA});
  give(actions.take<Fetch>().request, answer(403));
  retry_now();
  authorise();
  say(subscribed("private-a"));
  EXPECT_EQ(phase(kA), StreamPhase::kLive);
  EXPECT_EQ(streams.status(kA).reason, Reason::kNone);
}

// It may have been asked with a key that has been replaced since.
TEST_F(PusherAuthorisationTest, RetryNowAsksAnewWhatIsUnderWay) {
  connect({kA});
  const RequestId old = actions.take<Fetch>().request;
  retry_now();
  EXPECT_EQ(actions.take<CancelFetch>().request, old);
  EXPECT_EQ(actions.count<Fetch>(), 1u);
  EXPECT_FALSE(give(old, kGranted));
}

TEST_F(PusherAuthorisationTest, RetryNowLeavesASubscriptionThatIsUnderWay) {
  connect({kA});
  authorise();
  actions.forget();
  retry_now();
  EXPECT_TRUE(actions.empty());
  say(subscribed("private-a"));
  EXPECT_EQ(phase(kA), StreamPhase::kLive);
}

TEST_F(PusherAuthorisationTest, AFailedChannelIsTriedAgainAfterAWait) {
  connect({kA});
  give(actions.take<Fetch>().request, answer(500));
  EXPECT_LE(wait(kA), kFirstBackoff);
  EXPECT_EQ(streams.status(kA).failures, 1);
  pass(wait(kA));
  authorise();
  say(subscribed("private-a"));
  EXPECT_EQ(phase(kA), StreamPhase::kLive);
}

TEST_F(PusherAuthorisationTest, AReconnectionDoesNotCutTheWaitShort) {
  connect({kA});
  give(actions.take<Fetch>().request, answer(500));
  const MonoMs due = streams.status(kA).retry_at;
  ASSERT_GT(due, clock.mono());
  close(4200);
  pass(0);
  open();
  say(established());
  EXPECT_EQ(actions.count<Fetch>(), 0u);
  EXPECT_EQ(streams.status(kA).retry_at, due);
  pass(due - clock.mono());
  EXPECT_EQ(actions.count<Fetch>(), 1u);
}

TEST_F(PusherAuthorisationTest, RetryAfterIsHonoured) {
  struct Row {
    std::int64_t seconds;
    MonoMs at_least;
    MonoMs at_most;
  };
  constexpr Row kRows[] = {
      {42, 42'000, 42'000}, {0, 0, 4'000}, {-9, 0, 4'000}, {86'400, 600'000, 600'000}};
  for (const Row& row : kRows) {
    connect({kA});
    give(actions.take<Fetch>().request, answer_with_retry_after(429, row.seconds));
    EXPECT_GE(wait(kA), row.at_least) << row.seconds;
    EXPECT_LE(wait(kA), row.at_most) << row.seconds;
    want({});
    clock.pass(row.at_most);
    actions.forget();
  }
}

TEST_F(PusherAuthorisationTest, RetryAfterHoldsForTheOtherChannels) {
  connect({kA});
  give(actions.take<Fetch>().request, answer_with_retry_after(429, 120));
  const MonoMs due = clock.mono() + 120'000;
  want({kA, kB});
  EXPECT_EQ(actions.count<Fetch>(), 0u);
  EXPECT_EQ(phase(kB), StreamPhase::kWaiting);
  EXPECT_EQ(streams.status(kB).reason, Reason::kRateLimited);
  EXPECT_EQ(streams.status(kB).retry_at, due);
  retry_now();
  EXPECT_EQ(actions.count<Fetch>(), 0u);
}

TEST_F(PusherAuthorisationTest, RetryAfterHoldsForTheNextConnectionToo) {
  connect({kA});
  give(actions.take<Fetch>().request, answer_with_retry_after(429, 120));
  const MonoMs due = clock.mono() + 120'000;
  close();
  actions.forget();
  pass(kMaxBackoff);
  open();
  say(established());
  EXPECT_EQ(actions.count<Fetch>(), 0u);
  EXPECT_EQ(streams.status(kA).retry_at, due);
  while (clock.mono() < due - 10'000) {
    pass(10'000);
    say(test::kPong);
  }
  EXPECT_EQ(actions.count<Fetch>(), 0u);
  pass(due - clock.mono());
  EXPECT_EQ(actions.count<Fetch>(), 1u);
}

TEST_F(PusherAuthorisationTest, AnAuthorisationHasADeadline) {
  connect({kA});
  const RequestId request = actions.take<Fetch>().request;
  pass(kAuthDeadline - 1);
  EXPECT_EQ(phase(kA), StreamPhase::kOpening);
  pass(1);
  EXPECT_EQ(actions.take<CancelFetch>().request, request);
  EXPECT_EQ(phase(kA), StreamPhase::kWaiting);
  EXPECT_EQ(streams.status(kA).reason, Reason::kUnreachable);
  EXPECT_FALSE(give(request, kGranted));
}

TEST_F(PusherAuthorisationTest, AChannelThatComesDueWithoutAConnectionWaitsForOne) {
  connect({kA});
  give(actions.take<Fetch>().request, answer(500));
  close(4100);
  pass(kFirstBackoff);
  actions.forget();
  pass(kMaxBackoff);
  EXPECT_EQ(actions.count<Fetch>(), 0u);
}

// --- channels that were refused together

TEST_F(PusherAuthorisationTest, OfChannelsThatAreRefusedOneAtATimeIsTriedAgain) {
  connect({kA, kB});
  give(actions.take<Fetch>().request, answer(403));
  give(actions.take<Fetch>().request, answer(403));
  pass(7'000);
  ASSERT_EQ(actions.count<Fetch>(), 1u);
  pass(3'000);
  EXPECT_EQ(actions.count<Fetch>(), 1u);  // the first one is still under way
  give(actions.take<Fetch>().request, answer(403));
  pass(2'900);
  EXPECT_EQ(actions.count<Fetch>(), 0u);
  pass(200);
  EXPECT_EQ(actions.count<Fetch>(), 1u);
}

TEST_F(PusherAuthorisationTest, OneThatIsGrantedHelpsTheOthersAtOnce) {
  connect({kA, kB});
  give(actions.take<Fetch>().request, answer(403));
  give(actions.take<Fetch>().request, answer(403));
  pass(7'000);
  authorise();
  actions.take<SendText>();
  say(subscribed("private-a"));
  pass(0);
  EXPECT_EQ(actions.count<Fetch>(), 1u);
}

// --- a page that authorises by itself

class PageAuthorisesTest : public test::PusherStreamsDriver {
 protected:
  PageAuthorisesTest() : PusherStreamsDriver(true) {}
};

TEST_F(PageAuthorisesTest, IsAskedInsteadOfTheServer) {
  connect({kA});
  const AskAuthorisation asked = actions.take<AskAuthorisation>();
  EXPECT_EQ(asked.channel, "private-a");
  EXPECT_EQ(asked.socket_id, "12.34");
  EXPECT_EQ(actions.count<Fetch>(), 0u);
  give(asked.request, kGranted);
  EXPECT_NE(actions.take<SendText>().text.find("key:signature"), std::string::npos);
}

TEST_F(PageAuthorisesTest, MayFailAndIsAskedAgain) {
  connect({kA});
  give(actions.take<AskAuthorisation>().request, answer(0));
  EXPECT_EQ(phase(kA), StreamPhase::kWaiting);
  pass(kFirstBackoff);
  EXPECT_EQ(actions.count<AskAuthorisation>(), 1u);
}

}  // namespace
}  // namespace scoreline
