#include "feed/gateway/channels.hpp"

#include <gtest/gtest.h>

namespace scoreline::gateway {
namespace {

TEST(GatewayChannels, HaveFourParts) {
  EXPECT_EQ(channel("scorelytics", "football", "match", "AbC-1_2~3"),
            "scorelytics.football.match.AbC-1_2~3");
  EXPECT_EQ(channel("stats-api", "any", "live", {}), "stats-api.any.live");
}

TEST(GatewayChannels, AnIdNeverMakesAnotherPart) {
  EXPECT_EQ(channel("scorelytics", "any", "match", "a.b,c&d=%"),
            "scorelytics.any.match.a%2Eb%2Cc%26d%3D%25");
}

TEST(GatewayChannels, AListHasOneMoreForItsSnapshot) {
  EXPECT_EQ(snapshot_channel("scorelytics", "any", "league", "4"),
            "scorelytics.any.league.snapshot.4");
  EXPECT_EQ(snapshot_channel("stats-api", "any", "live", {}), "stats-api.any.live.snapshot");
}

TEST(GatewayChannels, AreAskedForTogether) {
  EXPECT_EQ(channels_url("wss://scores.example/", {"a", "b"}),
            "wss://scores.example/v1/channels?ids=a,b");
}

}  // namespace
}  // namespace scoreline::gateway
