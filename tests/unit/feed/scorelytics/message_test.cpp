#include "feed/scorelytics/message.hpp"

#include <gtest/gtest.h>

#include <string>

#include "unit/feed/support.hpp"

namespace scoreline::scorelytics {
namespace {

using test::outcome;
using test::replaced;

// The three samples of "WebSocket overview".
constexpr std::string_view kFootball =
    R"({"type":"score_update","match_id":"abc123","data":{"home":2,"away":1,"minute":67}})";
constexpr std::string_view kBasketball =
    R"({"type":"score_update","match_id":"xyz789",)"
    R"("data":{"home":84,"away":81,"period":25,"game_clock_secs":180}})";
constexpr std::string_view kStatus =
    R"({"type":"status_change","match_id":"abc123","data":{"from":2,"to":3}})";

template <typename What>
What what_of(std::string_view text) {
  const auto message = decode_message(text);
  EXPECT_EQ(outcome(message), "ok") << text;
  const What* const what = message ? std::get_if<What>(&message->what) : nullptr;
  EXPECT_NE(what, nullptr) << text;
  return what != nullptr ? *what : What{};
}

TEST(ScorelyticsMessage, ReadsAFootballScore) {
  EXPECT_EQ(decode_message(kFootball)->match_id, "abc123");
  const auto update = what_of<ScoreUpdate>(kFootball);
  EXPECT_EQ(update.home, 2);
  EXPECT_EQ(update.away, 1);
  EXPECT_EQ(update.minute, 67);
  EXPECT_EQ(update.period, std::nullopt);
  EXPECT_EQ(update.game_clock, std::nullopt);
}

TEST(ScorelyticsMessage, ReadsABasketballScore) {
  const auto update = what_of<ScoreUpdate>(kBasketball);
  EXPECT_EQ(update.home, 84);
  EXPECT_EQ(update.away, 81);
  EXPECT_EQ(update.minute, std::nullopt);
  EXPECT_EQ(update.period, (Period{PeriodKind::kQuarter, 4}));
  EXPECT_EQ(update.game_clock, 180);
  EXPECT_EQ(what_of<ScoreUpdate>(replaced(std::string(kBasketball), "180", "-1")).game_clock, -1);
}

TEST(ScorelyticsMessage, ReadsAStatus) {
  const auto change = what_of<StatusChange>(kStatus);
  EXPECT_EQ(change.from, MatchStatus::kLive);
  EXPECT_EQ(change.to, MatchStatus::kFinished);
  EXPECT_EQ(change.to_word, "");
}

TEST(ScorelyticsMessage, KeepsTheNumberOfAnUnknownStatus) {
  const auto change =
      what_of<StatusChange>(replaced(std::string(kStatus), "\"to\":3", "\"to\":11"));
  EXPECT_EQ(change.to, MatchStatus::kUnknown);
  EXPECT_EQ(change.to_word, "11");
}

TEST(ScorelyticsMessage, ReadsATypeOfTheFuture) {
  for (const char* text : {
           R"({"type":"event_added","match_id":"abc123","data":{"minute":67}})",
           R"({"type":"event_added"})",
           R"({"type":"event_added","match_id":{},"data":5})",
           R"({"type":"Score_Update"})",
       }) {
    (void)what_of<UnknownType>(text);
  }
  EXPECT_EQ(decode_message(R"({"type":"event_added","match_id":5})")->match_id, "5");
}

TEST(ScorelyticsMessage, IgnoresMembersOfTheFuture) {
  EXPECT_EQ(outcome(decode_message(
                replaced(std::string(kFootball), "{\"type\"", "{\"seq\":[{}],\"type\""))),
            "ok");
}

TEST(ScorelyticsMessage, NamesWhatIsWrong) {
  struct Row {
    std::string_view sample;
    std::string_view from;
    std::string_view to;
    std::string_view outcome;
  };
  constexpr Row kRows[] = {
      {kFootball, "\"type\":\"score_update\",", "", "missing type"},
      {kFootball, "\"score_update\"", "null", "missing type"},
      {kFootball, "\"score_update\"", "\"\"", "missing type"},
      {kFootball, "\"score_update\"", "5", "wrong_type type"},
      {kFootball, "\"score_update\"", "{}", "wrong_type type"},
      {kFootball, "\"match_id\":\"abc123\",", "", "missing match_id"},
      {kFootball, "\"abc123\"", "null", "missing match_id"},
      {kFootball, "\"abc123\"", "\"\"", "out_of_range match_id"},
      {kFootball, "\"abc123\"", "[1]", "wrong_type match_id"},
      {kFootball, "\"abc123\"", "true", "wrong_type match_id"},
      {kFootball, "\"abc123\"", "18446744073709551616", "out_of_range match_id"},
      {kFootball, "\"abc123\"", "123", "ok"},
      {kFootball, "{\"home\":2,\"away\":1,\"minute\":67}", "null", "missing data"},
      {kFootball, "{\"home\":2,\"away\":1,\"minute\":67}", "[]", "wrong_type data"},
      {kFootball, "{\"home\":2,\"away\":1,\"minute\":67}", "\"{}\"", "wrong_type data"},
      {kFootball, "{\"home\":2,\"away\":1,\"minute\":67}", "{}", "missing home"},
      {kFootball, "\"home\":2,", "", "missing home"},
      {kFootball, "\"home\":2", "\"home\":null", "missing home"},
      {kFootball, "\"home\":2", "\"home\":\"2\"", "wrong_type home"},
      {kFootball, "\"home\":2", "\"home\":2.5", "wrong_type home"},
      {kFootball, "\"home\":2", "\"home\":-1", "out_of_range home"},
      {kFootball, "\"home\":2", "\"home\":1000", "out_of_range home"},
      {kFootball, "\"home\":2", "\"home\":4294967298", "out_of_range home"},
      {kFootball, "\"home\":2", "\"home\":1e999", "out_of_range json"},
      {kFootball, "\"away\":1,", "", "missing away"},
      {kFootball, "\"away\":1", "\"away\":true", "wrong_type away"},
      {kFootball, "\"away\":1", "\"away\":-1e30", "out_of_range away"},
      {kStatus, "\"from\":2,\"to\":3", "\"from\":2", "missing to"},
      {kStatus, "\"to\":3", "\"to\":null", "missing to"},
      {kStatus, "\"to\":3", "\"to\":\"3\"", "wrong_type to"},
      {kStatus, "\"to\":3", "\"to\":3.5", "wrong_type to"},
      {kStatus, "\"to\":3", "\"to\":1e30", "out_of_range to"},
      {kStatus, "\"from\":2", "\"from\":\"x\"", "ok"},
      {kStatus, "\"abc123\"", "{}", "wrong_type match_id"},
  };
  for (const Row& row : kRows) {
    const std::string text = replaced(std::string(row.sample), row.from, row.to);
    EXPECT_EQ(outcome(decode_message(text)), row.outcome) << text;
  }
  for (const char* text : {"[]", "null", "5", "\"score_update\""}) {
    EXPECT_EQ(outcome(decode_message(text)), "wrong_type message") << text;
  }
}

TEST(ScorelyticsMessage, LeavesOutWhatItCanDoWithout) {
  for (const char* odd : {"null", "\"67\"", "-1", "1000", "6.7", "1e30", "{}", "[]", "true"}) {
    const auto minute = what_of<ScoreUpdate>(
        replaced(std::string(kFootball), "\"minute\":67", "\"minute\":" + std::string(odd)));
    EXPECT_EQ(minute.minute, std::nullopt) << odd;
  }
  for (const char* odd : {"null", "\"25\"", "2.5", "1e30", "{}", "[]", "true"}) {
    const auto period = what_of<ScoreUpdate>(
        replaced(std::string(kBasketball), "\"period\":25", "\"period\":" + std::string(odd)));
    EXPECT_EQ(period.period, std::nullopt) << odd;
  }
  for (const char* odd : {"null", "\"180\"", "-2", "3601", "1.5", "1e30", "{}", "[]", "true"}) {
    const auto clock =
        what_of<ScoreUpdate>(replaced(std::string(kBasketball), "\"game_clock_secs\":180",
                                      "\"game_clock_secs\":" + std::string(odd)));
    EXPECT_EQ(clock.game_clock, std::nullopt) << odd;
  }
}

TEST(ScorelyticsMessage, NamesAnErrorForEveryTruncation) {
  for (const std::string_view sample : {kFootball, kBasketball, kStatus}) {
    test::for_each_truncation(sample, [](std::string_view text) {
      EXPECT_EQ(outcome(decode_message(text)), "not_json json") << text;
    });
  }
}

TEST(ScorelyticsMessage, SurvivesDamageWithoutAnImpossibleScore) {
  for (const std::string_view sample : {kFootball, kBasketball, kStatus}) {
    test::for_each_damage(sample, 5000, [](std::string_view text) {
      const auto message = decode_message(text);
      if (!message) {
        EXPECT_FALSE(std::string_view(message.error().where).empty());
        return;
      }
      EXPECT_LE(message->match_id.size(), 128u);
      if (const auto* const update = std::get_if<ScoreUpdate>(&message->what)) {
        EXPECT_TRUE(update->home >= 0 && update->home <= 999) << text;
        EXPECT_TRUE(update->away >= 0 && update->away <= 999) << text;
        EXPECT_FALSE(message->match_id.empty());
      }
    });
  }
}

}  // namespace
}  // namespace scoreline::scorelytics
