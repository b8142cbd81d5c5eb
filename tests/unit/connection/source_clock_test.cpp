// Time: the device's clock may be wrong by hours, rows may be stuck, and results may be corrected.
#include <gtest/gtest.h>

#include <ctime>

#include "connection/provider_source.hpp"
#include "unit/connection/support/source_driver.hpp"

namespace scoreline {
namespace {

using test::answer;
using test::match_subject;
using test::row;
using test::score_update;

constexpr MonoMs kMinute = 60'000;
constexpr MonoMs kHour = 60 * kMinute;
const Subject kA = match_subject("a");

std::string iso(WallMs wall) {
  const std::time_t seconds = wall / 1000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

class SourceClockTest : public test::SourceDriver {
 protected:
  // The server's time, which has nothing to do with the device's.
  [[nodiscard]] WallMs server_now() const { return clock.mono() + 1'777'900'000'000; }
  [[nodiscard]] std::string written(WallMs at, int minute, int status = 2, int period = 12) const {
    return row("a", 1, 0, status,
               R"(,"period":)" + std::to_string(period) + R"(,"minute":)" + std::to_string(minute) +
                   R"(,"updated_at":")" + iso(at) + '"');
  }
  [[nodiscard]] HttpAnswer dated(std::string body) const {
    HttpAnswer told = answer(200, std::move(body));
    told.date = server_now() / 1000 * 1000;
    return told;
  }
  // Live on rows that are `age` old when they are asked for.
  SocketId live_on_rows(MonoMs age, int minute = 67) {
    watch(kA);
    wake();
    const SocketId socket = open();
    // Two Dates that have moved prove that they are no copy's.
    serve(kSettleAfter + 1'000,
          [&](const Fetch&) { return dated(written(server_now() - age, minute)); });
    return socket;
  }
};

// --- the device's clock

TEST_F(SourceClockTest, ADeviceWhoseClockIsWrongShowsTheSame) {
  for (const MonoMs wrong :
       {-3 * kHour, -10 * kMinute, -kMinute, MonoMs{0}, kMinute, 10 * kMinute, 3 * kHour}) {
    source = std::make_unique<ProviderSource>(test::scorelytics_options(), nullptr, 11);
    actions.forget();
    clock.set_wall_forward(server_now() + wrong - clock.now().wall);
    live_on_rows(20'000);
    EXPECT_EQ(state("a"), ConnectionState::kLive) << wrong;
    const Match* match = source->store().find("a");
    ASSERT_TRUE(match->minute_as_of) << wrong;
    // The row was 20 s old when it came, a few seconds ago.
    EXPECT_NEAR(static_cast<double>(clock.mono() - *match->minute_as_of), 23'000, 1'500) << wrong;
    // Reader's times are by the reader's clock.
    ASSERT_TRUE(view("a").proven_at);
    EXPECT_NEAR(static_cast<double>(clock.now().wall - *view("a").proven_at), 0, 3'000) << wrong;
  }
}

TEST_F(SourceClockTest, WhereNoServerTellsTheTimeAMinuteIsTakenForNew) {
  clock.set_wall_forward(3 * kHour);
  live("a");
  const Match* match = source->store().find("a");
  ASSERT_TRUE(match->minute_as_of);
  EXPECT_LE(clock.mono() - *match->minute_as_of, 3'000);
}

TEST_F(SourceClockTest, AClockThatIsSetDuringTheMatchChangesNoMinute) {
  const SocketId socket = live_on_rows(0);
  say(socket, score_update("a", 1, 0, 68));
  const MonoMs as_of = source->store().find("a")->minute_as_of.value_or(0);
  clock.set_wall_forward(3 * kHour);
  wake();
  EXPECT_EQ(source->store().find("a")->minute_as_of, as_of);
}

// --- rows that nobody writes any more

TEST_F(SourceClockTest, ARowThatIsOlderThanThreeMinutesIsNotLiveAndToldWithItsAge) {
  for (const MonoMs age : {4 * kMinute, 10 * kMinute, 40 * kMinute}) {
    source = std::make_unique<ProviderSource>(test::scorelytics_options(), nullptr, 11);
    actions.forget();
    live_on_rows(age);
    EXPECT_NE(state("a"), ConnectionState::kLive) << age;
    EXPECT_NE(state("a"), ConnectionState::kOver) << age;
    EXPECT_EQ(score("a"), "1-0") << age;
    ASSERT_TRUE(view("a").proven_at) << age;
    EXPECT_NEAR(static_cast<double>(clock.now().wall - *view("a").proven_at),
                static_cast<double>(age), 5'000)
        << age;
  }
}

TEST_F(SourceClockTest, OneThatIsYoungerIs) {
  live_on_rows(170'000);
  EXPECT_EQ(state("a"), ConnectionState::kLive);
}

TEST_F(SourceClockTest, ItIsCalledStuckWhenItsTimeHasCome) {
  const WallMs at = server_now() - 100'000;
  watch(kA);
  wake();
  open();
  serve(kSettleAfter + 1'000, [&](const Fetch&) { return dated(written(at, 67)); });
  EXPECT_EQ(state("a"), ConnectionState::kLive);
  const MonoMs start = clock.mono();
  while (state("a") == ConnectionState::kLive && clock.mono() - start < kHour) {
    serve(500, [&](const Fetch&) { return dated(written(at, 67)); });
  }
  EXPECT_NEAR(static_cast<double>(clock.mono() - start), 80'000 - kSettleAfter, 2'000);
}

TEST_F(SourceClockTest, AMessageIsYoungerThanTheRow) {
  const SocketId socket = live_on_rows(10 * kMinute);
  EXPECT_NE(state("a"), ConnectionState::kLive);
  say(socket, score_update("a", 2, 0, 68));
  EXPECT_EQ(state("a"), ConnectionState::kLive);
}

TEST_F(SourceClockTest, NobodyWritesARowAtHalfTime) {
  watch(kA);
  wake();
  open();
  serve(kSettleAfter + 1'000,
        [&](const Fetch&) { return dated(written(server_now() - 10 * kMinute, 45, 2, 38)); });
  EXPECT_EQ(state("a"), ConnectionState::kLive);
}

// --- copies that tell their age

TEST_F(SourceClockTest, ACopyFromBeforeTheStreamIsNoBase) {
  watch(kA);
  wake();
  open();
  const auto copy = [&](const Fetch&) {
    HttpAnswer told = answer(200, row("a", 0, 0));
    told.age_s = 7;  // less than eight
    return told;
  };
  serve(7'900, copy);
  EXPECT_EQ(score("a"), "0-0");
  EXPECT_NE(state("a"), ConnectionState::kLive);
  serve(10'000, copy);  // made after the stream was live
  EXPECT_EQ(state("a"), ConnectionState::kLive);
}

TEST_F(SourceClockTest, CopiesOfHalfAMinuteProveNothing) {
  watch(kA);
  wake();
  const SocketId socket = open();
  const auto copy = [&](const Fetch&) {
    HttpAnswer told = answer(200, row("a", 0, 0));
    told.age_s = 30;
    return told;
  };
  for (int i = 0; i < 60; ++i) {
    serve(1'000, copy);
    EXPECT_NE(state("a"), ConnectionState::kLive) << i;
  }
  // What comes after so long a silence may have been held up: it is shown, and not called live before a
  // copy made since then has proven it.
  say(socket, score_update("a", 1, 0, 11));
  EXPECT_EQ(score("a"), "1-0");
  EXPECT_NE(state("a"), ConnectionState::kLive);
}

TEST_F(SourceClockTest, ADateThatStandsStillTellsTheSame) {
  watch(kA);
  wake();
  open();
  serve(500, [&](const Fetch&) { return dated(row("a", 0, 0)); });
  const HttpAnswer copy = dated(row("a", 0, 0));
  pass(8'000);
  ASSERT_TRUE(source->is_watched());
  close(SocketId{1});  // whichever: the state is what counts
  refresh();
  while (actions.count<OpenSocket>() == 0) serve(100, [&](const Fetch&) { return copy; });
  open();
  serve(5'000, [&](const Fetch&) { return copy; });
  EXPECT_NE(state("a"), ConnectionState::kLive);
}

// --- results

TEST_F(SourceClockTest, AFinalWhistleAloneIsNotOver) {
  const SocketId socket = live("a");
  say(socket, test::status_change("a", 2, 3));
  EXPECT_EQ(source->store().find("a")->status, MatchStatus::kFinished);
  EXPECT_NE(state("a"), ConnectionState::kOver);
  EXPECT_NE(state("a"), ConnectionState::kLive);
  serve(10'000, row("a", 0, 0, 3));
  EXPECT_EQ(state("a"), ConnectionState::kOver);
}

TEST_F(SourceClockTest, AResultIsAskedForAgainAsLongAsThePageIsVisible) {
  live("a");
  serve(20'000, row("a", 2, 1, 3));
  ASSERT_EQ(state("a"), ConnectionState::kOver);
  struct Span {
    MonoMs ms;
    MonoMs longest_gap;
    std::size_t most;
  };
  for (const Span& span : {Span{9 * kMinute, kMinute, 14}, Span{119 * kMinute, 5 * kMinute, 45},
                           Span{6 * kHour, 30 * kMinute, 16}}) {
    const MonoMs start = clock.mono();
    const std::vector<MonoMs> asked_at = serve(span.ms, row("a", 2, 1, 3));
    MonoMs last = start;
    for (const MonoMs at : asked_at) {
      EXPECT_LE(at - last, span.longest_gap);
      last = at;
    }
    EXPECT_LE(clock.mono() - last, span.longest_gap);
    EXPECT_LE(asked_at.size(), span.most);
    EXPECT_EQ(state("a"), ConnectionState::kOver);
  }
  hide(true);
  EXPECT_TRUE(serve(6 * kHour, row("a", 2, 1, 3)).empty());
  hide(false);
  EXPECT_FALSE(serve(kMinute, row("a", 2, 1, 3)).empty());
}

TEST_F(SourceClockTest, ACorrectedResultIsShownWithinAMinute) {
  live("a");
  serve(20'000, row("a", 2, 1, 3));
  serve(kMinute, row("a", 2, 2, 3));
  EXPECT_EQ(score("a"), "2-2");
  EXPECT_EQ(state("a"), ConnectionState::kOver);
}

TEST_F(SourceClockTest, AMatchThatWasFinishedByMistakeIsFollowedAgain) {
  const SocketId before = live_on_rows(0);
  say(before, test::status_change("a", 2, 3));
  serve(20'000, [&](const Fetch&) { return dated(written(server_now(), 67, 3)); });
  ASSERT_EQ(state("a"), ConnectionState::kOver);
  actions.forget();
  const auto goes_on = [&](const Fetch&) { return dated(written(server_now(), 68)); };
  const MonoMs start = clock.mono();
  while (actions.count<OpenSocket>() == 0 && clock.mono() - start < kHour) serve(50, goes_on);
  EXPECT_LE(clock.mono() - start, kMinute);
  EXPECT_EQ(source->store().find("a")->status, MatchStatus::kLive);
  const SocketId socket = open();
  serve(5'000, goes_on);
  EXPECT_EQ(state("a"), ConnectionState::kLive);
  say(socket, score_update("a", 2, 0, 69));
  EXPECT_EQ(score("a"), "2-0");
}

}  // namespace
}  // namespace scoreline
