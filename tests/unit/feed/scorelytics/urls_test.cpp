#include "feed/scorelytics/urls.hpp"

#include <gtest/gtest.h>

namespace scoreline::scorelytics {
namespace {

constexpr std::string_view kRestBase = "https://api.scorelytics.pro";
constexpr std::string_view kSocketBase = "wss://api.scorelytics.pro";

TEST(ScorelyticsUrls, OfAMatchCarryNoKey) {
  EXPECT_EQ(match_url(kRestBase, Sport::kFootball, "abc123"),
            "https://api.scorelytics.pro/v1/football/matches/abc123");
  EXPECT_EQ(match_url("https://proxy/scores/", Sport::kBasketball, "a/b?c"),
            "https://proxy/scores/v1/basketball/matches/a%2Fb%3Fc");
}

TEST(ScorelyticsUrls, OfAListNameOnlyWhatLimitsIt) {
  EXPECT_EQ(list_url(kRestBase, Sport::kFootball, {}),
            "https://api.scorelytics.pro/v1/football/matches?limit=200");
  ListQuery query;
  query.status = "live";
  query.league_id = "DEf 456";
  query.after = "9223372036854775807";
  query.limit = 50;
  EXPECT_EQ(list_url("https://x/", Sport::kBasketball, query),
            "https://x/v1/basketball/matches?status=live&league_id=DEf%20456"
            "&after=9223372036854775807&limit=50");
}

TEST(ScorelyticsUrls, OfStreamsCarryTheKey) {
  EXPECT_EQ(match_stream_url(kSocketBase, "abc123", "sk_test_1"),
            "wss://api.scorelytics.pro/v1/ws/match/abc123?api_key=sk_test_1");
  EXPECT_EQ(match_stream_url("http://127.0.0.1:8080/", "a b", "k&="),
            "ws://127.0.0.1:8080/v1/ws/match/a%20b?api_key=k%26%3D");
  EXPECT_EQ(live_stream_url(kSocketBase, "sk_test_1"),
            "wss://api.scorelytics.pro/v1/ws/live?api_key=sk_test_1");
}

TEST(ScorelyticsUrls, LeaveOutAnEmptyKey) {
  EXPECT_EQ(match_stream_url("https://proxy", "abc123", ""), "wss://proxy/v1/ws/match/abc123");
  EXPECT_EQ(live_stream_url("https://proxy", ""), "wss://proxy/v1/ws/live");
}

}  // namespace
}  // namespace scoreline::scorelytics
