#include "connection/pusher_streams.hpp"

#include <gtest/gtest.h>

#include "unit/connection/support/pusher_streams_driver.hpp"

namespace scoreline {
namespace {

using test::established;
using test::frame;
using test::pusher_error;
using test::subscribed;

using Lines = std::vector<std::string>;

constexpr MonoMs kSubscribeDeadline = 10'000;

std::string public_channel_of(const StreamKey& key) { return "public-" + key.id; }

class PusherStreamsTest : public test::PusherStreamsDriver {};

// --- subscribing one at a time

TEST_F(PusherStreamsTest, OneSubscriptionIsUnderWayAtATime) {
  connect({kA, kB});
  const RequestId a = actions.take<Fetch>().request;
  const RequestId b = actions.take<Fetch>().request;  // authorised side by side
  give(b, kGranted);
  give(a, kGranted);
  EXPECT_NE(actions.take<SendText>().text.find("private-b"), std::string::npos);
  EXPECT_TRUE(actions.empty());
  say(subscribed("private-b"));
  EXPECT_NE(actions.take<SendText>().text.find("private-a"), std::string::npos);
}

TEST_F(PusherStreamsTest, ARefusalWithoutAChannelIsThatOfTheOneUnderWay) {
  connect({kA, kB});
  authorise();
  authorise();
  actions.take<SendText>();
  say(pusher_error(4009));
  EXPECT_EQ(phase(kA), StreamPhase::kWaiting);
  EXPECT_EQ(streams.status(kA).reason, Reason::kUnauthorised);
  EXPECT_NE(actions.take<SendText>().text.find("private-b"), std::string::npos);
  say(subscribed("private-b"));
  EXPECT_EQ(phase(kB), StreamPhase::kLive);
  EXPECT_EQ(actions.count<CloseSocket>(), 0u);
}

TEST_F(PusherStreamsTest, ASecondRefusalOfTheSignatureIsTriedAgainSlowly) {
  connect({kA});
  authorise();
  say(pusher_error(4009));
  pass(kMaxBackoff);
  authorise();
  say(pusher_error(4009));
  EXPECT_EQ(phase(kA), StreamPhase::kRefused);
  EXPECT_EQ(streams.status(kA).reason, Reason::kUnauthorised);
  actions.forget();
  const auto tries_in = [&](MonoMs ms) {
    int tries = 0;
    for (const MonoMs end = clock.mono() + ms; clock.mono() < end;) {
      pass(1'000);
      if (actions.count<Fetch>() > 0) {
        ++tries;
        authorise();
        say(pusher_error(4009));
      }
      say(test::kPong);
      actions.forget();
    }
    return tries;
  };
  EXPECT_GE(tries_in(60'000), 2);
  EXPECT_LE(tries_in(5 * 60'000), 12);
  EXPECT_LE(tries_in(60 * 60'000), 4);
  EXPECT_GE(tries_in(60 * 60'000), 2);
}

TEST_F(PusherStreamsTest, AnAcceptedSignatureForgivesTheRefusalBefore) {
  connect({kA});
  authorise();
  say(pusher_error(4009));
  pass(kMaxBackoff);
  authorise();
  say(subscribed("private-a"));
  close();
  pass(kMaxBackoff);
  open();
  say(established());
  authorise();
  say(pusher_error(4009));
  EXPECT_EQ(phase(kA), StreamPhase::kWaiting);
}

TEST_F(PusherStreamsTest, AServerMayNameTheChannelItRefuses) {
  connect({kA, kB});
  authorise();
  authorise();
  say(frame("pusher:subscription_error", R"({"status":403})", "private-b"));
  EXPECT_EQ(phase(kA), StreamPhase::kOpening);  // b is not under way
  say(frame("pusher:subscription_error", R"({"status":403})", "private-a"));
  EXPECT_EQ(phase(kA), StreamPhase::kWaiting);
}

TEST_F(PusherStreamsTest, OtherErrorsWhileSubscribingWaitToo) {
  const std::pair<int, Reason> rows[] = {
      {4004, Reason::kOverQuota}, {4200, Reason::kStreamBlocked}, {4301, Reason::kRateLimited}};
  for (const auto& [code, reason] : rows) {
    connect({kA});
    authorise();
    say(pusher_error(code));
    EXPECT_EQ(phase(kA), StreamPhase::kWaiting) << code;
    EXPECT_EQ(streams.status(kA).reason, reason) << code;
    EXPECT_LE(wait(kA), kFirstBackoff) << code;
    want({});
    actions.forget();
  }
}

TEST_F(PusherStreamsTest, AnErrorWhileNothingIsUnderWayChangesNothing) {
  live(kA);
  say(pusher_error(4009));
  say(pusher_error(4301));
  EXPECT_EQ(phase(kA), StreamPhase::kLive);
  EXPECT_TRUE(actions.empty());
}

TEST_F(PusherStreamsTest, ASubscriptionHasADeadline) {
  connect({kA, kB});
  authorise();
  authorise();
  actions.take<SendText>();
  EXPECT_EQ(streams.next_deadline(), clock.mono() + kSubscribeDeadline);
  pass(kSubscribeDeadline - 1);
  EXPECT_EQ(phase(kA), StreamPhase::kOpening);
  pass(1);
  EXPECT_EQ(phase(kA), StreamPhase::kWaiting);
  EXPECT_EQ(streams.status(kA).reason, Reason::kStreamBlocked);
  EXPECT_NE(actions.take<SendText>().text.find("private-b"), std::string::npos);
  // A confirmation that comes late is as good.
  say(subscribed("private-a"));
  EXPECT_EQ(phase(kA), StreamPhase::kLive);
}

TEST_F(PusherStreamsTest, ALateConfirmationEndsTheNextAttempt) {
  connect({kA});
  authorise();
  pass(kSubscribeDeadline);
  pass(kFirstBackoff);
  const RequestId again = actions.take<Fetch>().request;
  actions.forget();
  say(subscribed("private-a"));
  EXPECT_EQ(actions.take<CancelFetch>().request, again);
  EXPECT_FALSE(give(again, kGranted));
  EXPECT_EQ(phase(kA), StreamPhase::kLive);
  EXPECT_EQ(log.take(), Lines{"live match a"});
}

TEST_F(PusherStreamsTest, ASecondConfirmationTellsNothingNew) {
  live(kA);
  say(subscribed("private-a"));
  say(subscribed("private-unknown"));
  EXPECT_TRUE(log.take().empty());
}

// --- messages

TEST_F(PusherStreamsTest, MessagesOfLiveChannelsAreHandedOn) {
  live(kA);
  say(frame("event.received", R"({"match_id":1})", "private-a"));
  EXPECT_EQ(log.take(), Lines{R"(match a: event.received {"match_id":1})"});
  say(frame("event.received", "{}", "private-unknown"));
  want({kA, kB});
  say(frame("event.received", "{}", "private-b"));
  EXPECT_TRUE(log.take().empty());
}

// --- leaving

TEST_F(PusherStreamsTest, UnsubscribesWhatIsNotWantedAnyMore) {
  live(kA);
  want({kA, kB});
  authorise();
  actions.take<SendText>();
  say(subscribed("private-b"));
  want({kB});
  EXPECT_EQ(actions.take<SendText>().text,
            R"({"event":"pusher:unsubscribe","data":{"channel":"private-a"}})");
  EXPECT_EQ(phase(kA), StreamPhase::kNone);
  EXPECT_EQ(phase(kB), StreamPhase::kLive);
  say(frame("event.received", "{}", "private-a"));
  EXPECT_EQ(log.take(), Lines{"live match b"});
}

TEST_F(PusherStreamsTest, AnUnsubscriptionInTheMiddleMakesRoomForTheNext) {
  connect({kA, kB});
  authorise();
  authorise();
  actions.take<SendText>();
  want({kB});
  EXPECT_NE(actions.take<SendText>().text.find("unsubscribe"), std::string::npos);
  EXPECT_NE(actions.take<SendText>().text.find("private-b"), std::string::npos);
}

TEST_F(PusherStreamsTest, ARefusalOfWhatWasLetGoMeanwhileBlamesNobodyElse) {
  connect({kA, kB});
  authorise();
  authorise();
  want({kB});
  say(pusher_error(4009));
  EXPECT_EQ(phase(kB), StreamPhase::kOpening);
  say(pusher_error(4009));
  EXPECT_EQ(phase(kB), StreamPhase::kWaiting);
}

TEST_F(PusherStreamsTest, WhatWasNotSubscribedIsNotUnsubscribed) {
  connect({kA, kB});
  const RequestId a = actions.take<Fetch>().request;
  want({kB});
  EXPECT_EQ(actions.take<CancelFetch>().request, a);
  EXPECT_EQ(actions.count<SendText>(), 0u);
}

TEST_F(PusherStreamsTest, NothingIsLeftWhenNothingIsWanted) {
  connect({kA});
  const RequestId request = actions.take<Fetch>().request;
  want({});
  EXPECT_EQ(actions.take<CancelFetch>().request, request);
  EXPECT_EQ(actions.take<CloseSocket>().socket, socket);
  EXPECT_EQ(streams.next_deadline(), kNever);
  pass(120'000);
  EXPECT_TRUE(actions.empty());
}

TEST_F(PusherStreamsTest, ANewChannelJoinsAnOpenConnection) {
  live(kA);
  want({kA, kB});
  EXPECT_EQ(actions.take<Fetch>().form, "socket_id=12.34&channel_name=private-b");
  EXPECT_EQ(phase(kA), StreamPhase::kLive);
  EXPECT_TRUE(actions.empty());
}

TEST_F(PusherStreamsTest, ANewChannelJoinsAConnectionThatAwaitsAPong) {
  live(kA);
  pass(20'000);
  EXPECT_EQ(actions.take<SendText>().text, pusher::ping_frame());
  want({kA, kB});
  authorise();
  EXPECT_NE(actions.take<SendText>().text.find("private-b"), std::string::npos);
  want({kA});
  EXPECT_NE(actions.take<SendText>().text.find("unsubscribe"), std::string::npos);
}

// --- the connection's own troubles show in each channel

TEST_F(PusherStreamsTest, AChannelShowsTheStateOfItsConnection) {
  want({kA});
  EXPECT_EQ(phase(kA), StreamPhase::kOpening);
  EXPECT_EQ(phase(kB), StreamPhase::kNone);
  open();
  say(pusher_error(4009));
  EXPECT_EQ(phase(kA), StreamPhase::kRefused);
  EXPECT_EQ(streams.status(kA).reason, Reason::kOriginRefused);
  retry_now();
  open();
  close();
  EXPECT_EQ(phase(kA), StreamPhase::kWaiting);
}

TEST_F(PusherStreamsTest, ReopeningReplacesTheConnection) {
  live(kA);
  streams.reopen(kA, clock.now());
  actions.add(outbox.take());
  EXPECT_EQ(actions.take<CloseSocket>().socket, socket);
  EXPECT_EQ(log.take(), Lines{"lost match a"});
  pass(kFirstBackoff);
  EXPECT_EQ(actions.count<OpenSocket>(), 1u);
}

TEST_F(PusherStreamsTest, DoubtPingsAndVoidsTheProof) {
  live(kA);
  streams.doubt(false, clock.now());
  actions.add(outbox.take());
  EXPECT_EQ(actions.take<SendText>().text, pusher::ping_frame());
  EXPECT_EQ(streams.status(kA).last_heard, kNever);
  EXPECT_EQ(phase(kA), StreamPhase::kLive);
}

// --- public channels

class PublicChannelsTest : public test::PusherStreamsDriver {
 protected:
  PublicChannelsTest() : PusherStreamsDriver(false, public_channel_of) {}
};

TEST_F(PublicChannelsTest, NeedNoAuthorisation) {
  connect({kA, kB});
  EXPECT_EQ(actions.count<Fetch>(), 0u);
  EXPECT_EQ(actions.take<SendText>().text,
            R"({"event":"pusher:subscribe","data":{"channel":"public-a"}})");
  EXPECT_EQ(actions.count<SendText>(), 0u);
  say(subscribed("public-a"));
  EXPECT_NE(actions.take<SendText>().text.find("public-b"), std::string::npos);
}

}  // namespace
}  // namespace scoreline
