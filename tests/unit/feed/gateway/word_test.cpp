#include "feed/gateway/word.hpp"

#include <gtest/gtest.h>

#include <string>

namespace scoreline::gateway {
namespace {

const std::string kHead =
    R"("v":1,"channel":"scorelytics.any.match.m1","epoch":1790000000000,"seq":7,)"
    R"("at":1790000001234,"trust":"live")";

const std::string kRow =
    R"({"id":"m1","sport":"basketball","league":{"id":"4","name":"Cup"},)"
    R"("home":{"id":"1","name":"Home","shortName":"HOM","logoUrl":"https://a/b.png","score":80},)"
    R"("away":{"id":"2","name":"","shortName":"","logoUrl":"javascript:x","score":null},)"
    R"("status":"live","period":{"kind":"overtime","number":2},"minute":44,"addedTime":2,)"
    R"("clock":{"secondsLeft":31,"isRunning":true},"kickoff":1789990000000,"trust":"polling",)"
    R"("plays":[{"id":2,"type":"3pt_made","teamId":"1","playerId":"9","secondsLeft":31,"x":1.5,"y":2},)"
    R"({"id":1,"type":"foul"},{"type":"none"}]})";

Word read(const std::string& members) {
  Result<Word> word = decode_word('{' + members + '}');
  EXPECT_TRUE(word) << members << ": " << (word ? "" : word.error().where);
  return word ? std::move(word.value()) : Word();
}

FeedError refused(const std::string& members) {
  const Result<Word> word = decode_word('{' + members + '}');
  EXPECT_FALSE(word) << members;
  return word ? FeedError() : word.error();
}

TEST(GatewayWord, HasANumberATimeAndATrust) {
  const Word word = read(kHead + R"(,"reason":"over_quota","provenAt":1790000000999)");
  EXPECT_EQ(word.channel, "scorelytics.any.match.m1");
  EXPECT_EQ(word.number, (Number{1'790'000'000'000, 7}));
  EXPECT_EQ(word.at, 1'790'000'001'234);
  EXPECT_EQ(word.proven_at, 1'790'000'000'999);
  EXPECT_EQ(word.trust, "live");
  EXPECT_EQ(word.reason, "over_quota");
  EXPECT_TRUE(word.rows.empty());
  EXPECT_FALSE(word.ids);
}

TEST(GatewayWord, HasAMatchWhole) {
  const Word word = read(kHead + R"(,"row":)" + kRow);
  ASSERT_EQ(word.rows.size(), 1u);
  EXPECT_EQ(word.rows[0].trust, "polling");
  const Match& match = word.rows[0].match;
  EXPECT_EQ(match.id, "m1");
  EXPECT_EQ(match.sport, Sport::kBasketball);
  EXPECT_EQ(match.league_id, "4");
  EXPECT_EQ(match.league_name, "Cup");
  EXPECT_EQ(match.home, (Team{"1", "Home", "HOM", "https://a/b.png", 80}));
  EXPECT_EQ(match.away, (Team{"2", "", "", "", std::nullopt}));
  EXPECT_EQ(match.status, MatchStatus::kLive);
  EXPECT_EQ(match.period, (Period{PeriodKind::kOvertime, 2}));
  EXPECT_EQ(match.minute, 44);
  EXPECT_EQ(match.added_time, 2);
  EXPECT_EQ(match.clock, (GameClock{31, true, 0}));
  EXPECT_EQ(match.kickoff, 1'789'990'000'000);
  ASSERT_EQ(match.plays.size(), 2u);
  EXPECT_EQ(match.plays[0].id, 1);
  EXPECT_EQ(match.plays[1].type, "3pt_made");
  EXPECT_EQ(match.plays[1].team_id, "1");
  EXPECT_EQ(match.plays[1].clock_seconds_left, 31);
  EXPECT_EQ(match.plays[1].x, 1.5);
}

TEST(GatewayWord, HasRowsOfAListAndItsOrder) {
  const Word word = read(kHead + R"(,"rows":[)" + kRow + R"(],"ids":["m1",2,null])");
  EXPECT_EQ(word.rows.size(), 1u);
  ASSERT_TRUE(word.ids);
  EXPECT_EQ(*word.ids, (std::vector<std::string>{"m1", "2"}));
}

TEST(GatewayWord, TellsRowsThatCannotBeShown) {
  const Word word = read(kHead + R"(,"rows":[{"id":"x","home":{},"away":{}},)" + kRow + "]");
  EXPECT_EQ(word.rows.size(), 1u);
  ASSERT_EQ(word.refused.size(), 1u);
  EXPECT_EQ(word.refused[0].id, "x");
  EXPECT_EQ(word.refused[0].error, (FeedError{FeedErrorCode::kMissing, "status"}));
}

TEST(GatewayWord, AnUnknownStatusIsUnknown) {
  const Word word = read(kHead + R"(,"row":{"id":"m1","home":{},"away":{},"status":"dancing"})");
  ASSERT_EQ(word.rows.size(), 1u);
  EXPECT_EQ(word.rows[0].match.status, MatchStatus::kUnknown);
}

TEST(GatewayWord, OfAnotherVersionIsNotRead) {
  std::string head = kHead;
  head.replace(head.find("\"v\":1"), 5, "\"v\":2");
  EXPECT_EQ(refused(head), (FeedError{FeedErrorCode::kOutOfRange, "v"}));
}

TEST(GatewayWord, CannotDoWithoutItsHead) {
  for (const char* member : {"v", "channel", "epoch", "seq", "at", "trust"}) {
    std::string head = kHead;
    head.replace(head.find('"' + std::string(member) + '"'), 2, "\"_");
    EXPECT_EQ(refused(head), (FeedError{FeedErrorCode::kMissing, member}));
  }
}

TEST(GatewayWord, NumbersAndTimesHaveARange) {
  for (const char* member : {"epoch", "seq", "at"}) {
    for (const char* value : {"-1", "9223372036854775807"}) {
      std::string head = kHead;
      const std::size_t at = head.find('"' + std::string(member) + "\":");
      head.replace(at, head.find(',', at) - at, '"' + std::string(member) + "\":" + value);
      EXPECT_EQ(refused(head), (FeedError{FeedErrorCode::kOutOfRange, member})) << value;
    }
  }
  const Word word = read(kHead + R"(,"provenAt":-5)");
  EXPECT_FALSE(word.proven_at);
}

TEST(GatewayWord, TheGreaterNumberIsTheNewer) {
  EXPECT_LT((Number{1, 9}), (Number{2, 1}));
  EXPECT_LT((Number{1, 8}), (Number{1, 9}));
  EXPECT_FALSE((Number{1, 9}) < (Number{1, 9}));
}

}  // namespace
}  // namespace scoreline::gateway
