#include "connection/rest_path.hpp"

#include <gtest/gtest.h>

#include "unit/connection/support/platform.hpp"

namespace scoreline {
namespace {

constexpr MonoMs kNow = 1'000'000;
constexpr WallMs kServer = 1'777'912'331'000;

// The device's clock is right: `passed` milliseconds after the first answer.
Instant after(MonoMs passed) { return {kNow + passed, kServer + passed}; }

HttpAnswer aged(std::optional<std::int64_t> age_s, std::optional<WallMs> date = std::nullopt) {
  HttpAnswer answer = test::answer(200);
  answer.age_s = age_s;
  answer.date = date;
  return answer;
}

// --- what headers tell

TEST(RestPath, AnAnswerThatTellsNoAgeHasNoneThatIsKnown) {
  RestPath path;
  EXPECT_EQ(path.note(aged(std::nullopt), after(0).mono, after(0)), 0);
  EXPECT_FALSE(path.server().is_known());
}

TEST(RestPath, AgeIsRoundedDownByTheCache) {
  RestPath path;
  EXPECT_EQ(path.note(aged(0), after(0).mono, after(0)), 1'000);
  EXPECT_EQ(path.note(aged(1), after(0).mono, after(0)), 2'000);
  EXPECT_EQ(path.note(aged(29), after(0).mono, after(0)), 30'000);
}

TEST(RestPath, AnAgeThatIsNoneIsNotTaken) {
  RestPath path;
  EXPECT_EQ(path.note(aged(-5), after(0).mono, after(0)), 0);
  EXPECT_GT(path.note(aged(INT64_MAX), after(0).mono, after(0)), 0);  // and nothing overflows
}

TEST(RestPath, ADateThatStandsStillTellsTheAge) {
  RestPath path;
  EXPECT_EQ(path.note(aged(std::nullopt, kServer), after(0).mono, after(0)), 0);
  EXPECT_EQ(path.note(aged(std::nullopt, kServer + 10'000), after(10'000).mono, after(10'000)), 0);
  EXPECT_EQ(path.note(aged(std::nullopt, kServer + 10'000), after(30'000).mono, after(30'000)),
            20'000);
}

TEST(RestPath, DateHasWholeSecondsAndAnswersTakeTheirTime) {
  RestPath path;
  path.note(aged(std::nullopt, kServer - 10'000), after(-10'000).mono, after(-10'000));
  path.note(aged(std::nullopt, kServer), after(0).mono, after(0));
  EXPECT_EQ(path.note(aged(std::nullopt, kServer), after(2'000).mono, after(2'000)), 0);
  EXPECT_EQ(path.note(aged(std::nullopt, kServer), after(2'001).mono, after(2'001)), 2'001);
}

// A first Date has nothing to be compared with but the device's clock, which may make it look old.
TEST(RestPath, AFirstDateThatLooksOldIsThatOfACopyUntilDatesMove) {
  RestPath path;
  EXPECT_EQ(path.note(aged(std::nullopt, kServer - 60'000), after(0).mono, after(0)), 60'000);
  EXPECT_EQ(path.note(aged(std::nullopt, kServer - 60'000), after(3'000).mono, after(3'000)),
            63'000);
}

TEST(RestPath, ADeviceThatIsWrongDelaysButDoesNotDecide) {
  RestPath path;
  const WallMs hours = 3 * 3'600'000;
  const auto wrong = [&](MonoMs passed) {
    return Instant{kNow + passed, kServer + hours + passed};
  };
  EXPECT_EQ(path.note(aged(std::nullopt, kServer), wrong(0).mono, wrong(0)), hours);
  EXPECT_EQ(path.note(aged(std::nullopt, kServer + 3'000), wrong(3'000).mono, wrong(3'000)), 0);
}

// Caches keep the origin's Date and tell the age beside it.
TEST(RestPath, AgeCountsWhereItIsTold) {
  RestPath path;
  path.note(aged(std::nullopt, kServer), after(0).mono, after(0));
  EXPECT_EQ(path.note(aged(19, kServer), after(20'000).mono, after(20'000)), 20'000);
  EXPECT_EQ(path.note(aged(39, kServer), after(20'000).mono, after(20'000)), 40'000);
}

TEST(RestPath, DateAndAgeTogetherTellTheServersTime) {
  RestPath path;
  path.note(aged(29, kServer), after(0).mono, after(0));
  EXPECT_EQ(path.server().age_of(kServer + 30'000, kNow), 0);
  EXPECT_EQ(path.server().age_of(kServer, kNow), 30'000);
}

// --- what answers were caught at

TEST(RestPath, WhatWasCaughtOldIsExpectedToBeOld) {
  RestPath path;
  EXPECT_EQ(path.usual_age(kNow), 0);
  path.caught(20'000, kNow);
  EXPECT_EQ(path.usual_age(kNow), 20'000);
  path.caught(5'000, kNow + 1'000);
  EXPECT_EQ(path.usual_age(kNow + 1'000), 20'000);
  path.caught(30'000, kNow + 2'000);
  EXPECT_EQ(path.usual_age(kNow + 2'000), 30'000);
}

TEST(RestPath, NoCopyIsReckonedToBeOlderThanTheOldest) {
  RestPath path;
  path.caught(3'600'000, kNow);
  EXPECT_EQ(path.usual_age(kNow), kOldestCopy);
}

TEST(RestPath, AReplicaThatKeepsUpIsForgivenAfterTenMinutes) {
  RestPath path;
  path.caught(20'000, kNow);
  EXPECT_EQ(path.usual_age(kNow + 599'999), 20'000);
  EXPECT_EQ(path.usual_age(kNow + 600'000), 0);
  path.caught(1'000, kNow + 600'000);
  EXPECT_EQ(path.usual_age(kNow + 600'000), 1'000);
}

}  // namespace
}  // namespace scoreline
