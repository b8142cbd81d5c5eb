#include "feed/stats_api/urls.hpp"

#include <gtest/gtest.h>

namespace scoreline::stats_api {
namespace {

constexpr std::string_view kRestBase = "https://stats-api.ds2.app/api/v1";

TEST(StatsApiUrls, AreThoseOfTheDocumentation) {
  EXPECT_EQ(match_url(kRestBase, "123"), "https://stats-api.ds2.app/api/v1/matches/123");
  EXPECT_EQ(plays_url(kRestBase, "123"),
            "https://stats-api.ds2.app/api/v1/matches/123/play-by-play");
  EXPECT_EQ(competitions_url(kRestBase), "https://stats-api.ds2.app/api/v1/competitions");
  EXPECT_EQ(schedule_url(kRestBase, "4", 1),
            "https://stats-api.ds2.app/api/v1/competitions/4/schedule?time=all");
  EXPECT_EQ(schedule_url(kRestBase, "4", 2),
            "https://stats-api.ds2.app/api/v1/competitions/4/schedule?time=all&page=2");
}

TEST(StatsApiUrls, EncodeIdsAndDropASlash) {
  EXPECT_EQ(match_url("https://proxy/", "a/b"), "https://proxy/matches/a%2Fb");
  EXPECT_EQ(plays_url("https://proxy/", "a?b"), "https://proxy/matches/a%3Fb/play-by-play");
  EXPECT_EQ(schedule_url("https://proxy/", "a b", 1),
            "https://proxy/competitions/a%20b/schedule?time=all");
}

}  // namespace
}  // namespace scoreline::stats_api
