#include "feed/pusher/auth.hpp"

#include <gtest/gtest.h>

#include <string>

#include "unit/feed/support.hpp"

namespace scoreline::pusher {
namespace {

using test::outcome;

// Reverb recording 26, the body of the first answer.
constexpr std::string_view kRecorded =
    R"({"auth":"stats-admin-public-key:253d81e7aecaedede845539da77836a06c1c49e9231b047face9ce0e300f7842"})";

TEST(AuthForm, IsTheRecordedBody) {
  EXPECT_EQ(auth_form("878817753.909541042", "private-match.123"),
            "socket_id=878817753.909541042&channel_name=private-match.123");
  EXPECT_EQ(auth_form("1.2", "private-a b&c=d"),
            "socket_id=1.2&channel_name=private-a%20b%26c%3Dd");
}

TEST(DecodeAuth, ReadsTheRecordedAnswer) {
  const auto auth = decode_auth(kRecorded);
  ASSERT_EQ(outcome(auth), "ok");
  EXPECT_EQ(auth->auth,
            "stats-admin-public-key:"
            "253d81e7aecaedede845539da77836a06c1c49e9231b047face9ce0e300f7842");
  EXPECT_EQ(auth->channel_data, "");
}

// The vector of "authorizing users" for private-foobar.
TEST(DecodeAuth, ReadsTheDocumentedAnswer) {
  const auto auth =
      decode_auth(R"({"auth":"278d425bdf160c739803:)"
                  R"(58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4",)"
                  R"("channel_data":"{\"user_id\":10,\"user_info\":{\"name\":\"Mr. Pusher\"}}"})");
  ASSERT_EQ(outcome(auth), "ok");
  EXPECT_EQ(auth->auth,
            "278d425bdf160c739803:"
            "58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4");
  EXPECT_EQ(auth->channel_data, R"({"user_id":10,"user_info":{"name":"Mr. Pusher"}})");
}

TEST(DecodeAuth, NamesWhatIsWrong) {
  const std::string longest(1024, 'x');
  const std::pair<std::string, std::string_view> rows[] = {
      {"", "not_json json"},
      {"<!DOCTYPE html>", "not_json json"},
      {"null", "wrong_type auth response"},
      {"true", "wrong_type auth response"},
      {"[]", "wrong_type auth response"},
      {"{}", "missing auth"},
      {R"({"message":""})", "missing auth"},
      {R"({"auth":null})", "missing auth"},
      {R"({"auth":""})", "missing auth"},
      {R"({"auth":5})", "wrong_type auth"},
      {R"({"auth":{"key":"x"}})", "wrong_type auth"},
      {"{\"auth\":\"" + longest + "\"}", "ok"},
      {"{\"auth\":\"" + longest + "x\"}", "out_of_range auth"},
      {"{\"auth\":\"k:s\",\"channel_data\":\"" + std::string(8193, 'x') + "\"}",
       "out_of_range channel_data"},
      {R"({"auth":"k:s","channel_data":null})", "ok"},
      {R"({"auth":"k:s","channel_data":{}})", "ok"},
  };
  for (const auto& [body, expected] : rows) EXPECT_EQ(outcome(decode_auth(body)), expected) << body;
}

TEST(DecodeAuth, NamesAnErrorForEveryTruncation) {
  test::for_each_truncation(kRecorded, [](std::string_view text) {
    EXPECT_EQ(outcome(decode_auth(text)), "not_json json") << text;
  });
}

TEST(DecodeAuth, SurvivesDamage) {
  test::for_each_damage(kRecorded, 3000, [](std::string_view text) {
    const auto auth = decode_auth(text);
    if (auth) {
      EXPECT_FALSE(auth->auth.empty());
    }
  });
}

TEST(NeedsAuth, IsDecidedByTheName) {
  for (const char* channel : {"private-match.123", "private-games", "presence-match.123",
                              "private-cache-match.123", "privateer"}) {
    EXPECT_TRUE(needs_auth(channel)) << channel;
  }
  for (const char* channel : {"", "news", "match.123", "cache-news", "my-private-x", "Private-x"}) {
    EXPECT_FALSE(needs_auth(channel)) << channel;
  }
}

}  // namespace
}  // namespace scoreline::pusher
