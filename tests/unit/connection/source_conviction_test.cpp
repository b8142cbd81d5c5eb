// Streams that are open and dead: what they show is doubted, and they are believed again only for
// what they tell.
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

constexpr std::string_view kUnknownType = R"({"type":"odds","match_id":"a","data":{}})";
const Subject kLive{SubjectKind::kLive, Sport::kFootball, ""};

class SourceConvictionTest : public test::SourceDriver {
 protected:
  // Milliseconds that it stays live while `each_second` happens and REST answers like that.
  template <typename Happening>
  MonoMs live_for(const std::string& id, const HttpAnswer& rest, Happening each_second) {
    const MonoMs start = clock.mono();
    while (state(id) == ConnectionState::kLive && clock.mono() - start < 600'000) {
      serve(1'000, [&](const Fetch&) { return rest; });
      each_second();
    }
    return clock.mono() - start;
  }
  static void nothing() {}

  // It showed a goal that its stream had not told: found out, and opened anew.
  void convict() {
    live("a");
    serve(16'000, row("a", 1, 0));
    ASSERT_EQ(score("a"), "1-0");
    ASSERT_EQ(actions.count<CloseSocket>(), 1u);
    actions.take<CloseSocket>();
    serve(5'000, row("a", 1, 0));
    reopened = open();
    serve(5'000, row("a", 1, 0));
  }

  SocketId reopened = 0;
};

// --- silence

TEST_F(SourceConvictionTest, ASilentStreamIsProvenByASnapshotBeforeItIsDoubted) {
  live("a");
  const std::vector<MonoMs> asked_at = serve(15'000, row("a", 0, 0));
  ASSERT_FALSE(asked_at.empty());
  EXPECT_EQ(state("a"), ConnectionState::kLive);
  serve(600'000, row("a", 0, 0));
  EXPECT_EQ(state("a"), ConnectionState::kLive);
}

TEST_F(SourceConvictionTest, WithRestDownTheSilenceOfAQuietStreamIsLiveForTwentySecondsAtMost) {
  live("a");
  EXPECT_LE(live_for("a", answer(0), nothing), 20'000);
  serve(5'000, [](const Fetch&) { return answer(0); });
  EXPECT_EQ(state("a"), ConnectionState::kStale);
}

TEST_F(SourceConvictionTest, TheSilenceOfABusyStreamIsAskedAboutWithinFiveSeconds) {
  const SocketId socket = live("a");
  for (int minute = 11; minute < 40; ++minute) {
    say(socket, score_update("a", 0, 0, minute));
    serve(1'000, row("a", 0, 0, 2, R"(,"period":12,"minute":)" + std::to_string(minute)));
  }
  const MonoMs silent_since = clock.mono() - 1'000;
  while (actions.count<Fetch>() == 0) pass(10);
  EXPECT_LE(clock.mono() - silent_since, 5'000);
  EXPECT_LE(live_for("a", answer(0), nothing), 10'000);
}

TEST_F(SourceConvictionTest, MessagesThatAreNotUnderstoodProveNothing) {
  for (const std::string_view text :
       {kUnknownType,
        std::string_view(R"({"type":"score_update","match_id":"a","data":{"home":1}})"),
        std::string_view("\x01\x02"), std::string_view(R"({"type":)")}) {
    source = std::make_unique<ProviderSource>(test::scorelytics_options(), nullptr, 11);
    actions.forget();
    const SocketId socket = live("a");
    EXPECT_LE(live_for("a", answer(0), [&] { say(socket, text); }), 20'000) << text;
  }
}

TEST_F(SourceConvictionTest, NorDoMessagesOfWhatIsShownAlready) {
  const SocketId socket = live("a");
  EXPECT_LE(live_for("a", answer(0), [&] { say(socket, score_update("a", 0, 0, 10)); }), 20'000);
}

TEST_F(SourceConvictionTest, NorThoseOfAnotherMatch) {
  watch(kLive);
  wake();
  const SocketId socket = open();
  serve(5'000, list({row("a", 0, 0), row("b", 0, 0)}));
  int minute = 10;
  EXPECT_LE(live_for("a", answer(0), [&] { say(socket, score_update("b", 0, 0, ++minute)); }),
            20'000);
  EXPECT_EQ(state("b"), ConnectionState::kLive);
}

TEST_F(SourceConvictionTest, WhatIsStaleIsNotRevivedWithoutNewProof) {
  const SocketId socket = live("a");
  live_for("a", answer(0), nothing);
  serve(30'000, [](const Fetch&) { return answer(0); });
  ASSERT_EQ(state("a"), ConnectionState::kStale);
  say(socket, kUnknownType);
  say(socket, score_update("z", 1, 0, 11));
  EXPECT_EQ(state("a"), ConnectionState::kStale);
}

// "A status word outside our guess gets the cadence of a match that is not in play."
TEST_F(SourceConvictionTest, AMatchOfUnknownStatusIsDoubtedAsSoonAsOneInPlay) {
  watch(match_subject("a"));
  wake();
  open();
  serve(kSettleAfter + 300, row("a", 0, 0, 11));
  ASSERT_EQ(state("a"), ConnectionState::kLive);
  EXPECT_LE(live_for("a", answer(0), nothing), 20'000);
}

// --- found out

TEST_F(SourceConvictionTest, AChangeThatItDidNotTellIsNotCalledLiveAndTheSocketReplaced) {
  const SocketId socket = live("a");
  pass(14'000);
  reply("matches/a", row("a", 1, 0));
  EXPECT_EQ(score("a"), "1-0");
  EXPECT_NE(state("a"), ConnectionState::kLive);
  pass(kStreamLag);
  EXPECT_EQ(actions.take<CloseSocket>().socket, socket);
  EXPECT_EQ(actions.count<OpenSocket>(), 1u);
}

TEST_F(SourceConvictionTest, OneThatTellsItALittleLaterIsLiveAgain) {
  const SocketId socket = live("a");
  pass(14'000);
  reply("matches/a", row("a", 1, 0));
  pass(kStreamLag - 100);
  say(socket, score_update("a", 1, 0, 10));
  EXPECT_EQ(state("a"), ConnectionState::kLive);
  serve(10'000, row("a", 1, 0));
  EXPECT_EQ(actions.count<CloseSocket>(), 0u);
}

TEST_F(SourceConvictionTest, ItStaysPolledHoweverManySnapshotsAgree) {
  convict();
  for (int i = 0; i < 60; ++i) {
    serve(10'000, row("a", 1, 0));
    EXPECT_NE(state("a"), ConnectionState::kLive) << i;
    if (i <= 3) continue;
    EXPECT_EQ(state("a"), ConnectionState::kPolling) << i;
  }
  EXPECT_EQ(actions.count<CloseSocket>(), 0u);  // nor is it opened again and again
}

TEST_F(SourceConvictionTest, AndPolledItIsFromTheFirstMinuteOn) {
  convict();
  for (int i = 0; i < 40; ++i) {
    serve(1'000, row("a", 1, 0));
    EXPECT_EQ(state("a"), ConnectionState::kPolling) << i;
  }
}

TEST_F(SourceConvictionTest, UntilItHasToldAChangeThatASnapshotConfirms) {
  convict();
  serve(60'000, row("a", 1, 0));
  say(reopened, score_update("a", 2, 0, 12));
  EXPECT_EQ(score("a"), "2-0");
  EXPECT_EQ(state("a"), ConnectionState::kPolling);
  serve(15'000, row("a", 2, 0, 2, R"(,"period":12,"minute":12)"));
  EXPECT_EQ(state("a"), ConnectionState::kLive);
}

TEST_F(SourceConvictionTest, NotOneThatASnapshotGoesBeyondRightAfterItWasReopened) {
  convict();
  say(reopened, score_update("a", 2, 0, 12));
  for (int i = 0; i < 24; ++i) {
    serve(5'000, row("a", 3, 0, 2, R"(,"period":12,"minute":12)"));  // that it did not tell
    EXPECT_NE(state("a"), ConnectionState::kLive) << i;
  }
  EXPECT_EQ(score("a"), "3-0");
}

TEST_F(SourceConvictionTest, NotOneThatASnapshotGoesBeyond) {
  convict();
  serve(60'000, row("a", 1, 0));
  say(reopened, score_update("a", 2, 0, 12));
  for (int i = 0; i < 12; ++i) {
    serve(5'000, row("a", 3, 0, 2, R"(,"period":12,"minute":12)"));  // that it did not tell
    EXPECT_NE(state("a"), ConnectionState::kLive) << i;
  }
  EXPECT_EQ(score("a"), "3-0");
}

TEST_F(SourceConvictionTest, TheSecondTimeOneChangeIsNotEnough) {
  convict();
  serve(60'000, row("a", 1, 0));
  say(reopened, score_update("a", 2, 0, 12));
  serve(30'000, row("a", 2, 0, 2, R"(,"period":12,"minute":12)"));
  ASSERT_EQ(state("a"), ConnectionState::kLive);
  serve(30'000, row("a", 3, 0, 2, R"(,"period":12,"minute":13)"));  // that it did not tell
  ASSERT_NE(state("a"), ConnectionState::kLive);
  if (actions.count<OpenSocket>() > 0) reopened = open();
  serve(60'000, row("a", 3, 0, 2, R"(,"period":12,"minute":13)"));
  say(reopened, score_update("a", 4, 0, 14));
  serve(30'000, row("a", 4, 0, 2, R"(,"period":12,"minute":14)"));
  EXPECT_EQ(score("a"), "4-0");
  EXPECT_EQ(state("a"), ConnectionState::kPolling);
}

// "In a `live` list with only match A's messages lost."
TEST_F(SourceConvictionTest, OfOneMatchLeavesTheOthersOfItsStream) {
  watch(kLive);
  wake();
  SocketId socket = open();
  serve(5'000, list({row("a", 0, 0), row("b", 0, 0)}));
  for (int minute = 11; minute < 60; ++minute) {
    if (actions.count<OpenSocket>() > 0) socket = open();
    say(socket, score_update("b", 0, 0, minute));
    serve(1'000, list({row("a", 1, 0),
                       row("b", 0, 0, 2, R"(,"period":12,"minute":)" + std::to_string(minute))}));
  }
  EXPECT_EQ(score("a"), "1-0");
  EXPECT_NE(state("a"), ConnectionState::kLive);
  EXPECT_EQ(state("b"), ConnectionState::kLive);
}

}  // namespace
}  // namespace scoreline
