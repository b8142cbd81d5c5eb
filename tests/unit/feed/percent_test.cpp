#include "feed/percent.hpp"

#include <gtest/gtest.h>

namespace scoreline {
namespace {

TEST(PercentEncoded, LeavesOnlyUnreservedCharacters) {
  constexpr std::string_view kUnreserved =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  EXPECT_EQ(percent_encoded(kUnreserved), kUnreserved);
  EXPECT_EQ(percent_encoded("a b/c?d#e&f=g+h%i"), "a%20b%2Fc%3Fd%23e%26f%3Dg%2Bh%25i");
  EXPECT_EQ(percent_encoded("\u00e9\u26bd"), "%C3%A9%E2%9A%BD");
  EXPECT_EQ(percent_encoded(std::string_view("\0\xff", 2)), "%00%FF");
  EXPECT_EQ(percent_encoded(""), "");
}

TEST(IsDotSegment, IsWhatAUrlTakesForAStep) {
  EXPECT_TRUE(is_dot_segment("."));
  EXPECT_TRUE(is_dot_segment(".."));
  for (const std::string_view text : {"", "...", ".a", "a.", "./", "%2e", "%2E%2e"}) {
    EXPECT_FALSE(is_dot_segment(text)) << text;
  }
}

TEST(AppendQuery, StartsOrGoesOnWithTheQuery) {
  std::string url = "https://x/y";
  append_query(url, "a", "1 2");
  append_query(url, "b&", "");
  EXPECT_EQ(url, "https://x/y?a=1%202&b%26=");
}

TEST(WithoutTrailingSlash, DropsThemAll) {
  EXPECT_EQ(without_trailing_slash("https://x"), "https://x");
  EXPECT_EQ(without_trailing_slash("https://x/"), "https://x");
  EXPECT_EQ(without_trailing_slash("https://x/api//"), "https://x/api");
  EXPECT_EQ(without_trailing_slash("/"), "");
  EXPECT_EQ(without_trailing_slash(""), "");
}

TEST(SocketBase, MapsHttpToWs) {
  EXPECT_EQ(socket_base("http://x:8080/"), "ws://x:8080");
  EXPECT_EQ(socket_base("https://x/prefix/"), "wss://x/prefix");
  EXPECT_EQ(socket_base("ws://x"), "ws://x");
  EXPECT_EQ(socket_base("wss://x"), "wss://x");
  EXPECT_EQ(socket_base("httpx://y"), "httpx://y");
}

}  // namespace
}  // namespace scoreline
