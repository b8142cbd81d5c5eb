#include "feed/json.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "unit/feed/support.hpp"

namespace scoreline::json {
namespace {

using test::outcome;

std::string outcome_of(std::string_view text) {
  return outcome(Document::parse(test::ExactBytes(text).view()));
}

TEST(JsonDocument, ReadsEveryType) {
  const auto document = Document::parse(
      R"( {"n":null,"t":true,"f":false,"i":-12,"d":2.5,"s":"x","a":[1,[2],{}],"o":{"k":"v"}} )");
  ASSERT_TRUE(document.ok());
  const Value root = document->root();
  EXPECT_TRUE(root.is_object());
  EXPECT_TRUE(root["n"].is_null());
  EXPECT_TRUE(root["n"].exists());
  EXPECT_EQ(root["t"].boolean(), true);
  EXPECT_EQ(root["f"].boolean(), false);
  EXPECT_EQ(root["i"].integer(), -12);
  EXPECT_EQ(root["d"].number(), 2.5);
  EXPECT_EQ(root["s"].string(), "x");
  EXPECT_TRUE(root["a"].is_array());
  EXPECT_EQ(root["o"]["k"].string(), "v");
}

TEST(JsonValue, IsAbsentForEveryOtherType) {
  const auto document = Document::parse(R"([null,true,1,1.5,"s",[],{}])");
  ASSERT_TRUE(document.ok());
  int index = 0;
  for (const Value value : document->root()) {
    EXPECT_EQ(value.is_null(), index == 0) << index;
    EXPECT_EQ(value.boolean().has_value(), index == 1) << index;
    EXPECT_EQ(value.integer().has_value(), index == 2) << index;
    EXPECT_EQ(value.number().has_value(), index == 2 || index == 3) << index;
    EXPECT_EQ(value.is_number(), index == 2 || index == 3) << index;
    EXPECT_EQ(value.string().has_value(), index == 4) << index;
    EXPECT_EQ(value.is_string(), index == 4) << index;
    EXPECT_EQ(value.is_array(), index == 5) << index;
    EXPECT_EQ(value.is_object(), index == 6) << index;
    ++index;
  }
  EXPECT_EQ(index, 7);
}

TEST(JsonValue, ThatIsNotThereAnswersEverything) {
  const auto document = Document::parse(R"({"a":[1]})");
  ASSERT_TRUE(document.ok());
  for (const Value value : {Value(), document->root()["b"], document->root()["b"]["c"]["d"],
                            document->root()["a"]["0"]}) {
    EXPECT_FALSE(value.exists());
    EXPECT_TRUE(value.is_absent_or_null());
    EXPECT_FALSE(value.is_null());
    EXPECT_FALSE(value.is_object());
    EXPECT_FALSE(value.is_array());
    EXPECT_FALSE(value.is_string());
    EXPECT_FALSE(value.is_number());
    EXPECT_EQ(value.integer(), std::nullopt);
    EXPECT_EQ(value.number(), std::nullopt);
    EXPECT_EQ(value.boolean(), std::nullopt);
    EXPECT_EQ(value.string(), std::nullopt);
    EXPECT_EQ(value.name(), "");
    EXPECT_TRUE(value.begin() == value.end());
  }
}

TEST(JsonValue, WalksElementsAndMembersInOrder) {
  const auto document = Document::parse(R"({"a":[1,[2,3],4],"b":{},"c":[[]],"d":5})");
  ASSERT_TRUE(document.ok());
  std::string names;
  for (const Value member : document->root()) names += member.name();
  EXPECT_EQ(names, "abcd");
  std::string elements;
  for (const Value element : document->root()["a"]) {
    elements += element.is_array() ? "[" : std::to_string(*element.integer());
    EXPECT_EQ(element.name(), "");
  }
  EXPECT_EQ(elements, "1[4");
  EXPECT_TRUE(document->root()["b"].begin() == document->root()["b"].end());
  for (const Value scalar : document->root()["d"]) ADD_FAILURE() << scalar.exists();
}

TEST(JsonValue, TakesTheLastOfARepeatedName) {
  const auto document = Document::parse(R"({"a":1,"b":2,"a":{"c":3},"\u0062":4})");
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->root()["a"]["c"].integer(), 3);
  EXPECT_EQ(document->root()["b"].integer(), 4);
}

TEST(JsonValue, ReadsNumbersWithinTheirRange) {
  struct Row {
    std::string_view text;
    std::optional<std::int64_t> integer;
    double number;
  };
  constexpr Row kRows[] = {
      {"0", 0, 0},
      {"-0", 0, 0},
      {"12.0", 12, 12},
      {"1.2e1", 12, 12},
      {"12.5", std::nullopt, 12.5},
      {"-0.5", std::nullopt, -0.5},
      {"9223372036854775807", INT64_MAX, 9223372036854775807.0},
      {"-9223372036854775808", INT64_MIN, -9223372036854775808.0},
      {"9223372036854775808", std::nullopt, 9223372036854775808.0},
      {"18446744073709551615", std::nullopt, 18446744073709551615.0},
      {"18446744073709551616", std::nullopt, 18446744073709551616.0},
      {"-9223372036854775809", INT64_MIN, -9223372036854775808.0},  // rounds to the limit
      {"1e30", std::nullopt, 1e30},
      {"1e-400", 0, 0},
  };
  for (const Row& row : kRows) {
    const auto document = Document::parse(row.text);
    ASSERT_TRUE(document.ok()) << row.text;
    EXPECT_EQ(document->root().integer(), row.integer) << row.text;
    EXPECT_EQ(document->root().number(), row.number) << row.text;
  }
}

TEST(JsonDocument, RefusesANumberThatNoDoubleHolds) {
  EXPECT_EQ(outcome_of("1e999"), "out_of_range json");
  EXPECT_EQ(outcome_of(R"({"a":[-1e400]})"), "out_of_range json");
  EXPECT_EQ(outcome_of(std::string(400, '9')), "out_of_range json");
}

TEST(JsonDocument, UnescapesText) {
  const auto document =
      Document::parse(R"(["\"\\\/\b\f\n\r\t","Kant\u00e9 \u26bd","\ud83c\udfc0","a\u0000b"])");
  ASSERT_TRUE(document.ok());
  std::vector<std::string_view> texts;
  for (const Value text : document->root()) texts.push_back(*text.string());
  ASSERT_EQ(texts.size(), 4u);
  EXPECT_EQ(texts[0], "\"\\/\b\f\n\r\t");
  EXPECT_EQ(texts[1], "Kant\u00e9 \u26bd");
  EXPECT_EQ(texts[2], "\U0001f3c0");
  EXPECT_EQ(texts[3], std::string_view("a\0b", 3));
}

TEST(JsonDocument, RefusesWhatIsNotJson) {
  constexpr std::string_view kBad[] = {
      "",
      " ",
      "{",
      "[1,]",
      "{\"a\":1,}",
      "{\"a\"}",
      "{a:1}",
      "{'a':1}",
      "[1 2]",
      "{} {}",
      "{}x",
      "1 2",
      "nul",
      "True",
      "NaN",
      "Infinity",
      "-",
      "+1",
      "01",
      "1.",
      ".5",
      "0x10",
      "\"a",
      "\"\\x\"",
      "\"\\u12g4\"",
      "\"\\ud800\\u12\"",
      "\"tab\there\"",  // a bare control
      "// comment\n1",
      "/* comment */ 1",
      "<html>404</html>",
  };
  for (const std::string_view text : kBad) EXPECT_EQ(outcome_of(text), "not_json json") << text;
}

TEST(JsonDocument, ReadsHalfASurrogatePairAsAReplacement) {
  const std::pair<std::string_view, std::string_view> kHalves[] = {
      {R"("a\ud83d")", "a\ufffd"},
      {R"("\udc00b")", "\ufffdb"},
      {R"("\ud83d\ud83d\ude00")", "\ufffd\U0001f600"},
      {R"("\ude00\ud83d")", "\ufffd\ufffd"},
      {R"("\udbff\n")", "\ufffd\n"},
      {R"("\ud800\u0041")", "\ufffdA"},
  };
  for (const auto& [text, meant] : kHalves) {
    const auto document = Document::parse(text);
    ASSERT_TRUE(document) << text;
    EXPECT_EQ(document->root().string(), meant) << text;
  }
}

TEST(JsonDocument, RefusesInvalidUtf8WhereverItStands) {
  for (const std::string_view bad :
       {"\x80", "\xc3", "\xc0\xaf", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xff"}) {
    EXPECT_EQ(outcome_of('"' + std::string(bad) + '"'), "not_json json");
    EXPECT_EQ(outcome_of("{\"" + std::string(bad) + "\":1}"), "not_json json");
    EXPECT_EQ(outcome_of("{}" + std::string(bad)), "not_json json");
  }
}

TEST(JsonDocument, RefusesANulWhereverItStands) {
  constexpr std::string_view kBad[] = {
      {"{}\0", 3}, {"{}\0garbage", 10}, {"\0{}", 3}, {"\"a\0b\"", 5}, {"\0", 1}};
  for (const std::string_view text : kBad) EXPECT_EQ(outcome_of(text), "not_json json");
}

TEST(JsonDocument, NestsToItsDepthAndNoFurther) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_EQ(outcome_of(nested(kMaxDepth)), "ok");
  EXPECT_EQ(outcome_of(nested(kMaxDepth + 1)), "too_deep json");
  EXPECT_EQ(outcome_of(std::string(1'000'000, '[')), "too_deep json");
  std::string objects;
  for (std::size_t i = 0; i <= kMaxDepth; ++i) objects += "{\"a\":";
  EXPECT_EQ(outcome_of(objects), "too_deep json");
  // Depth is what is open at once, not what was ever opened.
  std::string wide = "[";
  for (std::size_t i = 0; i < 4 * kMaxDepth; ++i) wide += "[[]],";
  EXPECT_EQ(outcome_of(wide + "1]"), "ok");
}

TEST(JsonDocument, HoldsSoManyBytesAndNoMore) {
  const std::string text = '"' + std::string(kMaxBytes - 2, 'a') + '"';
  const auto document = Document::parse(text);
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->root().string()->size(), kMaxBytes - 2);
  EXPECT_EQ(outcome_of(text + ' '), "too_large json");
}

TEST(JsonDocument, HoldsSoManyValuesAndNoMore) {
  std::string text = "[";
  for (std::size_t i = 2; i < kMaxValues; ++i) text += "0,";
  EXPECT_EQ(outcome_of(text + "0]"), "ok");
  EXPECT_EQ(outcome_of(text + "0,0]"), "too_large json");
  EXPECT_EQ(outcome_of(text + "0,[]]"), "too_large json");
  EXPECT_EQ(outcome_of(text + "0,\"\"]"), "too_large json");
}

TEST(JsonDocument, MayBeMovedBeforeItIsRead) {
  auto parsed = Document::parse(R"({"short":"s","n":1})");
  ASSERT_TRUE(parsed.ok());
  const Document moved = std::move(parsed.value());
  EXPECT_EQ(moved.root()["short"].string(), "s");
  EXPECT_EQ(moved.root()["n"].integer(), 1);
}

TEST(JsonDocument, SkipsAByteOrderMark) { EXPECT_EQ(outcome_of("\xef\xbb\xbf{}"), "ok"); }

TEST(JsonDocument, NamesAnErrorForEveryTruncation) {
  constexpr std::string_view kText =
      R"({"n":null,"t":true,"i":-12,"d":2.5e3,"s":"é\u00e9","a":[1,[2],{}],"o":{"k":"v"}})";
  ASSERT_EQ(outcome_of(kText), "ok");
  test::for_each_truncation(kText, [](std::string_view text) {
    EXPECT_EQ(outcome(Document::parse(text)), "not_json json") << text;
  });
}

// Reads all there is, as far down as it goes.
std::size_t count_values(Value value) {
  std::size_t count = 1 + value.string().value_or("").size() + value.name().size();
  if (const auto number = value.number()) {
    EXPECT_TRUE(std::isfinite(*number));
  }
  for (const Value child : value) count += count_values(child);
  return count;
}

TEST(JsonDocument, SurvivesDamage) {
  constexpr std::string_view kText =
      R"({"n":null,"t":true,"i":-12,"d":2.5e3,"s":"é\u00e9","a":[1,[2],{}],"o":{"k":"v"}})";
  int read = 0;
  test::for_each_damage(kText, 20000, [&read](std::string_view text) {
    const auto document = Document::parse(text);
    if (!document) return;
    ++read;
    EXPECT_GT(count_values(document->root()), 0u);
  });
  EXPECT_GT(read, 100);  // or the damage is too great to test anything
}

}  // namespace
}  // namespace scoreline::json
