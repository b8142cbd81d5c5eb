#include "feed/stats_api/channels.hpp"

#include <gtest/gtest.h>

namespace scoreline::stats_api {
namespace {

TEST(StatsApiChannels, AreThoseOfTheDocumentation) {
  EXPECT_EQ(match_channel("123"), "private-match.123");
  EXPECT_EQ(competition_channel("4"), "private-competition.4");
  EXPECT_EQ(kGamesChannel, "private-games");
}

}  // namespace
}  // namespace scoreline::stats_api
