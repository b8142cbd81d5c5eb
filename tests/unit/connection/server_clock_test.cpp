#include "connection/server_clock.hpp"

#include <gtest/gtest.h>

namespace scoreline {
namespace {

constexpr MonoMs kNow = 1'000'000;
constexpr WallMs kServer = 1'777'912'331'000;
constexpr MonoMs kHours = 3 * 3'600'000;

TEST(ServerClock, KnowsNothingBeforeAServerHasSaidATime) {
  const ServerClock clock;
  EXPECT_FALSE(clock.is_known());
  EXPECT_FALSE(clock.age_of(kServer, kNow));
  EXPECT_EQ(clock.guess({kNow, 42}), 42);  // the device's, for want of a better
}

TEST(ServerClock, CarriesTheServersTimeOnByTheSteadyClock) {
  ServerClock clock;
  clock.note_date(kServer, kNow);
  EXPECT_TRUE(clock.is_known());
  EXPECT_EQ(clock.age_of(kServer, kNow), 0);
  EXPECT_EQ(clock.age_of(kServer, kNow + 5'000), 5'000);
  EXPECT_EQ(clock.age_of(kServer - 10'000, kNow), 10'000);
}

TEST(ServerClock, NeverBelievesTheDevice) {
  ServerClock clock;
  clock.note_date(kServer, kNow);
  for (const MonoMs wrong : {-kHours, MonoMs{0}, kHours}) {
    const Instant now{kNow + 1'000, kServer + wrong};
    EXPECT_EQ(clock.guess(now), kServer + 1'000) << wrong;
    EXPECT_EQ(clock.suspected_age_of(kServer, now), 1'000) << wrong;
  }
}

// Each time was past when it came, so the latest is the nearest.
TEST(ServerClock, TheLatestTimeIsTheBest) {
  ServerClock clock;
  clock.note_date(kServer, kNow);
  clock.note_date(kServer - 60'000, kNow);  // a copy
  EXPECT_EQ(clock.age_of(kServer, kNow), 0);
  clock.note_date(kServer + 2'000, kNow);
  EXPECT_EQ(clock.age_of(kServer, kNow), 2'000);
  clock.note_date(kServer + 3'000, kNow + 5'000);  // took 4 s
  EXPECT_EQ(clock.age_of(kServer, kNow), 2'000);
}

TEST(ServerClock, ATimeToComeIsNow) {
  ServerClock clock;
  clock.note_date(kServer, kNow);
  EXPECT_EQ(clock.age_of(kServer + 60'000, kNow), 0);
}

TEST(ServerClock, ARowIsALowerBoundOnly) {
  ServerClock clock;
  clock.note_written(kServer, kNow);
  EXPECT_FALSE(clock.is_known());
  EXPECT_EQ(clock.age_of(kServer - 7'000, kNow), 7'000);
  EXPECT_EQ(clock.age_of(kServer, kNow + 1'000), 1'000);
  // The device's own clock may speak for doubt, and never against it.
  EXPECT_EQ(clock.suspected_age_of(kServer, {kNow, kServer + 10 * 60'000}), 10 * 60'000);
  EXPECT_EQ(clock.suspected_age_of(kServer - 7'000, {kNow, kServer - kHours}), 7'000);
  EXPECT_EQ(clock.guess({kNow, kServer + 99}), kServer + 99);
}

TEST(ServerClock, ARowMayBeNewerThanTheDate) {
  ServerClock clock;
  clock.note_date(kServer, kNow);
  clock.note_written(kServer + 500, kNow);
  EXPECT_EQ(clock.age_of(kServer, kNow), 500);
  EXPECT_TRUE(clock.is_known());
}

}  // namespace
}  // namespace scoreline
